"""A small survey of its own for every fault: its YAML, and the rows of its pairs.

Person k answers `belong` with the k % 2-th label at the start and the k % 3-th at the end, which are
50, 100 and 150 points: the changes of the first 12 people add up to 300, of 18 to 450. Nobody chooses
an end of the scale, beside which a sum would tell scores.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter
import yaml

LABELS = ("Eri mieltä", "Siltä väliltä", "Samaa mieltä")
OPTIONS = ("Aivan eri mieltä", *LABELS, "Aivan samaa mieltä")
DAYS = {"Alku": "5.2.2024 10.{:02}", "Loppu": "6.5.2024 10.{:02}"}
Row = list[Any]
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Case:
    """Files that a survey is sent as, and what must come of them.

    `said` are the findings and problems of `mukana check` of the last file, by code, with a cell
    that is named (or ""); `noted` are its notes. `pairs` is the published number of pairs and the
    sum of their changes, None if nothing may be published; `answers` how many forms chose what;
    `statuses` the status of each delivery, in order of landing.
    """

    fault: str
    files: Callable[[str], Files]
    outcome: str = "clean"
    said: Mapping[str, str] = field(default_factory=dict)
    noted: Sequence[str] = ()
    pairs: tuple[int, float] | None = (12, 300)
    half_years: Sequence[str] = ("2024H1",)
    answers: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    statuses: Sequence[str] = ("accepted",)
    survey: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    # The whole questionnaire, if it is of another kind, and what a query of the release gives.
    whole: str = ""
    figures: Mapping[str, tuple] = field(default_factory=dict)


def header(name: str, text: str) -> str:
    """A header that only this survey has."""
    return f"{text} {name.replace('_', ' ')}"


def questionnaire(name: str, case: Case) -> dict[str, Any]:
    """The survey of a case; what the case declares is added part by part."""
    if case.whole:
        return yaml.safe_load(case.whole)
    base: dict[str, Any] = {
        "questionnaire": name,
        "subject": "person",
        "scope": name,
        "title": {"fi": name},
        "scales": {"agreement": {"options": {str(n): {"fi": label} for n, label in enumerate(OPTIONS, 1)}}},
        "fields": {
            "answered_at": {"header": {"fi": header(name, "Vastausaika")}},
            "respondent_code": {"header": {"fi": header(name, "Vastaajakoodi")}},
            "phase": {"header": {"fi": header(name, "Mittaus")}, "values": {"start": {"fi": "Alku"}, "end": {"fi": "Loppu"}}},
        },
        "questions": {"belong": {"scale": "agreement", "text": {"fi": header(name, "Kuulun joukkoon")}}},
        "indicators": {
            "belonging": {
                "title": {"fi": "Kuuluminen"},
                "items": ["belong"],
                "score": {"method": "mean", "from": [1, 5], "to": [0, 200], "min_answered": 1},
            }
        },
    }  # fmt: skip
    for part, more in case.survey.items():
        base[part] = base.get(part, {}) | {
            code: _named(name, declared) for code, declared in more.items()
        }
    return base


def _named(name: str, declared: Mapping[str, Any]) -> dict[str, Any]:
    """Texts and headers with the name of the survey; a text that begins with `=` stays as it is."""
    found = dict(declared)
    for key in ("text", "header"):
        if isinstance(found.get(key), str):
            text = found[key]
            found[key] = {"fi": text[1:] if text.startswith("=") else header(name, text)}
    return found


def pairs(
    name: str, count: int = 12, code: str = "koodi{}", more: Mapping[str, Callable[[int, str], Any]] | None = None
) -> list[Row]:  # fmt: skip
    """Header and rows: the start and the end of each person, and more columns by their text."""
    more = more or {}
    texts = ("Vastausaika", "Vastaajakoodi", "Mittaus", "Kuulun joukkoon", *more)
    rows: list[Row] = [[header(name, text) for text in texts]]
    for k in range(count):
        for phase, step in (("Alku", 2), ("Loppu", 3)):
            cells = [fill(k, phase) for fill in more.values()]
            rows.append([DAYS[phase].format(k), code.format(k), phase, LABELS[k % step], *cells])
    return rows


def csv_of(rows: Sequence[Row], delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    """The rows as csv."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


def xlsx_of(rows: Sequence[Row], *, sheet: str = "Vastaukset", merged: Sequence[str] = (), date_1904: bool = False) -> bytes:  # fmt: skip
    """The rows as a workbook. A cell is a value, or (value, number format), or a formula with its
    value; a text that begins with `=` is one without. `merged` are areas of equal cells."""
    return workbook({sheet: rows}, merged, date_1904=date_1904)


def workbook(sheets: Mapping[str, Sequence[Row]], merged: Sequence[str] = (), *, date_1904: bool = False) -> bytes:  # fmt: skip
    """Sheets by name."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"date_1904": date_1904})
    for sheet, rows in sheets.items():
        page = book.add_worksheet(sheet)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                value, shape = cell if isinstance(cell, tuple) else (cell, "")
                style = book.add_format({"num_format": shape}) if shape else None
                if isinstance(value, str) and value.startswith("="):
                    page.write_formula(at, column, value, None, shape)
                else:
                    page.write(at, column, value, style)
        for area in merged:
            first, _, value = area.partition(" ")
            page.merge_range(first, value)
    book.close()
    return made.getvalue()
