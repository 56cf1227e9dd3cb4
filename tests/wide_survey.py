"""A small survey whose tables have a row per person: two indicators, background, consent."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from orchestration.ingest.messages.refusal import Reason
from orchestration.ingest.read_delivery import Context, Reading, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader

QUESTIONNAIRE = """
questionnaire: trial
subject: person
scope: test
title: {en: Trial}
scales:
  agree: {options: {"1": {en: Disagree}, "2": {en: Neither}, "3": {en: Agree}}}
fields:
  response_id: {header: {en: number}}
  answered_at: {header: {en: date}}
  respondent_code: {header: {en: id}}
  phase: {header: {en: time}, values: {start: {en: Before}, end: {en: [After, Later]}}}
  service: {header: {en: place}}
  consent: {header: {en: consent}, values: {given: {en: "yes"}, refused: {en: "no"}}}
questions:
  a1: {scale: agree, text: {en: a1}}
  a2: {scale: agree, text: {en: a2}}
  b1: {scale: agree, text: {en: b1}}
  age: {type: number, range: [18, 99], background: true, text: {en: age}}
  help: {type: multi, text: {en: help}, options: {friends: {en: Friends}, office: {en: Office}}}
  why: {type: open, text: {en: why}}
indicators:
  first: {title: {en: First}, items: [a1, a2], score: {method: mean, from: [1, 3], to: [0, 100], min_answered: 1}}
  second: {title: {en: Second}, items: [b1], score: {method: mean, from: [1, 3], to: [0, 100], min_answered: 1}}
"""
POINTS = '{Before: "*_t0", After: "*_t1"}'
DAYS = "days: {Before: 2024-01-15, After: 2024-04-15}\n"
CODES = "codes: {agree: as_declared}\n"


def wide(points: str = POINTS, more: str = DAYS + CODES, *, name: str = "wide") -> str:
    """The YAML of a form with these time points."""
    return f"form: {name}\ntool: excel\nlanguage: en\ntime_points: {points}\n{more}"


# Without the second indicator.
FEW = CODES + "questions: [a1, a2, age, help, why]\n"
LONG = wide(more=DAYS.replace("}", ", Later: 2024-06-15}") + CODES, name="long").replace(
    f"time_points: {POINTS}\n", ""
)


def context(folder: Path, *forms: str, questionnaire: str = QUESTIONNAIRE) -> Context:
    """What is needed to read a delivery of the survey in these forms."""
    place = folder / "surveys" / "trial" / "forms"
    place.mkdir(parents=True, exist_ok=True)
    (place.parent / "questionnaire.yml").write_text(questionnaire, encoding="utf-8")
    for number, text in enumerate(forms or [wide()]):
        (place / f"form_{number}.yml").write_text(text, encoding="utf-8")
    (folder / "registers").mkdir(exist_ok=True)
    services = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code\nmill,Mill,,,,,,\nna,NA,,,,,,\n"
    (folder / "registers" / "services.csv").write_text(services, encoding="utf-8")
    limits = Limits(10**7, 10**8, 300)
    surveys = loader.load([folder / "surveys"])
    return Context(surveys, registers.load(folder / "registers"), b"s" * 32, limits)


def table(folder: Path, header: str, *rows: str) -> Path:
    """A csv of these cells, each given as one text with blanks between."""
    file = folder / "study" / "file.csv"
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(
            [cell.replace("~", " ").replace("''", "") for cell in row.split()]
            for row in (header, *rows)
        )
    return file


def read(file: Path, known: Context) -> Reading:
    """Read a file as a delivery."""
    return read_delivery(file.read_bytes(), "d" * 64, "study", known)


def answers_by_row(reading: Reading) -> dict[tuple[int, str], list[str]]:
    """(number of the submission, question) -> what is answered."""
    found: dict[tuple[int, str], list[str]] = {}
    for row in reading.tables["answers"].to_pylist():
        text = row["option_code"] or row["missing_kind"] or str(row["number_low"])
        found.setdefault((row["row_number"], row["question_code"]), []).append(text)
    return found


def without_absent(findings: Iterable[Reason]) -> list[Reason]:
    """The findings but for the questions that a short table of a test leaves out."""
    return [finding for finding in findings if finding.code != "absent_questions"]
