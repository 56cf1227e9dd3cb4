"""Reads the demo's files back with openpyxl, csv and pyreadstat, not with Mukana's own readers."""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import lru_cache
from pathlib import Path

import openpyxl
import pyreadstat

from orchestration.questionnaire.model.questionnaire import Survey

SPRING, YEAR = "osallisuuskysely_demo_2024_kevat.xlsx", "osallisuuskysely_demo_2024_koko_vuosi.xlsx"
# The five steps as THL prints them.
STEPS = {
    "Täysin eri mieltä": 1,
    "Jokseenkin eri mieltä": 2,
    "Ei samaa eikä eri mieltä": 3,
    "Jokseenkin samaa mieltä": 4,
    "Täysin samaa mieltä": 5,
}
# File name -> the form and language it must be read as: of people, and of organisations.
PEOPLE = {
    "osallisuuskysely_demo_2024_kevat.xlsx": ("webropol", "fi"),
    "osallisuuskysely_demo_2024_koko_vuosi.xlsx": ("webropol", "fi"),
    **{f"osallisuuskysely_demo_2024_{x}.xlsx": ("webropol", x) for x in ("en", "ar", "fa", "ckb", "ru", "uk")},
    "perusraportti_demo_kevat.csv": ("webropol", "fi"),
    "perusraportti_demo_syksy.csv": ("webropol", "fi"),
    "osallisuuskysely_demo.xlsx": ("webropol", "fi"),
    "paperilomakkeet_demo.xlsx": ("webropol_indicator_only", "fi"),
    "results-survey_demo.csv": ("limesurvey", "fi"),
    "osallisuus_demo.sav": ("spss", "fi"),
}  # fmt: skip
FORMS = PEOPLE | {
    "osallisuustyo_demo_synteettinen_2023.xlsx": ("webropol", "fi"),
    "osallisuustyo_demo_synteettinen_2024.xlsx": ("webropol_2024", "fi"),
    "tyollistyminen_demo_synteettinen.xlsx": ("webropol", "fi"),
    "itsearvio_demo_synteettinen.xlsx": ("webropol", "fi"),
    "sparraukset_demo_synteettinen.xlsx": ("excel", "fi"),
    "kuntien_tilanne_demo_synteettinen.xlsx": ("excel", "fi"),
    "jalkautuminen_demo_synteettinen.xlsx": ("excel", "fi"),
    "toimenpiteet_demo_synteettinen.xlsx": ("excel", "fi"),
    "jarjestot_demo_synteettinen.xlsx": ("excel", "fi"),
    "palaute_demo_synteettinen.xlsx": ("excel", "fi"),
}


def declared(survey: Survey) -> dict[str, set[str]]:
    """Header -> labels that may stand below it; empty where the column is free text."""
    questionnaire, known = survey.questionnaire, defaultdict(set)
    columns = {code: (f.header, f.values) for code, f in questionnaire.fields.declared().items()}
    for code, question in questionnaire.questions.items():
        choices = questionnaire.choices(code)
        columns[code] = (question.text, {**choices.options, **choices.missing})
    for code, (header, values) in columns.items():
        labels = {w for texts in values.values() for w in _wordings(texts)}
        if code in questionnaire.items():
            labels |= set("12345")
        own = [h for form in survey.forms for h in form.columns.get(code, [])]
        for text in [*_wordings(header), *own]:
            known[text.rstrip(".")] |= labels
            known[text] |= labels
    return known


def _wordings(texts: dict) -> list[str]:
    return [w for t in texts.values() for w in ([t] if isinstance(t, str) else t)]


def finnish_rows(root: Path) -> list[dict]:
    """Finnish rows of the person files, without the county's first delivery: one dict a row."""
    found = []
    for name, path in person_files(root):
        if name == SPRING or name[-8:-5] in ("_en", "_ar", "_fa", "ckb", "_ru", "_uk"):
            continue
        header, *rows = rows_of(path)
        where = {
            key: next((header.index(h) for h in heads if h in header), None)
            for key, heads in {
                "code": ("Vastaajakoodi", "code", "KOODI"),
                "phase": ("Mittaus", "phase", "MITTAUS"),
                "service": ("Palvelu", "service", "PALVELU"),
            }.items()
        }
        first = next(i for i, h in enumerate(header) if h.startswith(("Tunnen, että", "esis_01", "OSI01")))  # fmt: skip
        for row in rows:
            service = name if where["service"] is None else row[where["service"]]
            code = row[where["code"]].replace(" ", "").replace("-", "").upper()
            items = row[first : first + 10]
            found.append({"code": code, "phase": row[where["phase"]], "service": service, "score": _score(items)})  # fmt: skip
    return found


def codes_of(path: Path) -> set[str]:
    """Respondent codes as one would tidy them by hand; Webropol's stand in the second column."""
    header, *rows = rows_of(path)
    column = next((i for i, head in enumerate(header) if head in ("code", "KOODI")), 1)
    return {row[column].replace(" ", "").replace("-", "").upper() for row in rows} - {""}


def _score(items: list[str]) -> float | None:
    """(mean − 1) · 25, one division so that it is exact, when at least eight of ten are answered."""
    steps = [STEPS.get(text) or int(text) for text in items if text in STEPS or text.isdigit()]
    score = (sum(steps) - len(steps)) * 25 / len(steps) if len(steps) >= 8 else None
    # Ten answers give one of 41 steps of 2.5.
    assert len(steps) < 10 or (score is not None and score % 2.5 == 0)
    return score


def person_files(root: Path) -> list[tuple[str, Path]]:
    return [(name, find(root, name)) for name in PEOPLE]


def find(root: Path, name: str) -> Path:
    return next((root / "landing").glob(f"*/{name}"))


@lru_cache
def rows_of(path: Path) -> list[list[str]]:
    """All rows as text, the header without the colon, blanks and marks that Webropol adds."""
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        rows = [["" if c is None else str(c) for c in r] for r in book.active.iter_rows(values_only=True)]  # fmt: skip
        width = len(rows[0])
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    elif path.suffix == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        rows = list(csv.reader(text.splitlines(), delimiter=";" if ";" in text[:40] else ","))
    else:
        frame, _ = pyreadstat.read_sav(path, apply_value_formats=True)
        cells = frame.astype(object).where(frame.notna(), "").values.tolist()
        rows = [list(frame.columns), *([str(c) for c in row] for row in cells)]
    rows[0] = [head.strip("\u200f\u00a0 ").rstrip(":") for head in rows[0]]
    return rows


def register(root: Path, name: str) -> list[dict[str, str]]:
    with (root / "registers" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
