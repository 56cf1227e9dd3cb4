"""A small survey for tests of reading: two items of a matrix, a multi-select, two open answers.

Its form names no tool's own columns: what a tool adds by itself must be known without YAML.
"""

from __future__ import annotations

from pathlib import Path

from orchestration.ingest.read_delivery import Context, Reading, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader

QUESTIONNAIRE = """
questionnaire: pikkukysely
subject: person
scope: testi
title: {fi: Pikkukysely}
scales:
  agreement:
    options: {"1": {fi: Eri mieltä, en: Disagree}, "2": {fi: Samaa mieltä, en: Agree}}
    missing: {dont_know: {fi: En osaa sanoa}}
fields:
  response_id: {header: {fi: Vastausnumero}}
  answered_at: {header: {fi: Vastauksen aika}, required: true}
  respondent_code: {header: {fi: Vastaajakoodi}}
  phase: {header: {fi: Mittaus}, required: true, values: {start: {fi: Alku}, end: {fi: Loppu}, single: {fi: Kerta}}}
questions:
  belong: {scale: agreement, text: {fi: Kuulun joukkoon.}}
  belong_why: {type: open, text: {fi: Perustelut}}
  heard: {scale: agreement, text: {fi: Minua kuullaan.}}
  heard_why: {type: open, text: {fi: Perustelut}}
  help:
    type: multi
    text: {fi: Mistä sait apua?}
    options: {friends: {fi: Ystäviltä}, office: {fi: "Virastosta, kuten Kelasta"}, nowhere: {fi: En mistään}}
indicators:
  belonging: {title: {fi: Kuuluminen}, items: [belong, heard], score: {method: mean, from: [1, 2], to: [0, 100], min_answered: 2}}
"""
FORM = "form: mika_tahansa\ntool: webropol\nlanguage: fi\n"
STEM = "Mitä mieltä olet?"
BELONG, HEARD, HELP, WHY = "Kuulun joukkoon.", "Minua kuullaan.", "Mistä sait apua?", "Perustelut"
FRIENDS, OFFICE, NOWHERE = "Ystäviltä", "Virastosta, kuten Kelasta", "En mistään"
# What every way of writing the survey must give: two forms, by question.
EXPECTED = {
    "belong": [["2"], ["1"]],
    "heard": [["1"], ["dont_know"]],
    "help": [["friends", "office"], ["nowhere"]],
}
FIRST = {BELONG: "Samaa mieltä", HEARD: "Eri mieltä", HELP: [FRIENDS, OFFICE]}
SECOND = {BELONG: "Eri mieltä", HEARD: "En osaa sanoa", HELP: [NOWHERE]}


def small_context(folder: Path, form: str = FORM, limits: Limits | None = None) -> Context:
    """What is needed to read a delivery of the small survey."""
    place = folder / "surveys" / "pikkukysely" / "forms"
    place.mkdir(parents=True, exist_ok=True)
    (place.parent / "questionnaire.yml").write_text(QUESTIONNAIRE, encoding="utf-8")
    for number, text in enumerate(form.split("---\n")):
        (place / f"form_{number}.yml").write_text(text, encoding="utf-8")
    return Context(
        loader.load([folder / "surveys"]),
        registers.load(folder),
        b"s" * 32,
        limits or Limits(10**7, 10**8, 200),
    )


def read(path: Path, context: Context, **stated: str) -> Reading:
    """Read a file; a field that no column carries may be stated."""
    return read_delivery(path.read_bytes(), "d" * 64, "ngo", context, stated)


def chosen(reading: Reading) -> dict[str, list[list[str]]]:
    """Question -> for each form in order, its options or its kind of missing, sorted."""
    rows = reading.tables["answers"].to_pylist()
    numbers = sorted({row["row_number"] for row in rows})
    found: dict[str, list[list[str]]] = {}
    for code in sorted({row["question_code"] for row in rows}):
        mine = [row for row in rows if row["question_code"] == code]
        found[code] = [
            sorted(r["option_code"] or r["missing_kind"] for r in mine if r["row_number"] == number)
            for number in numbers
        ]
    return found
