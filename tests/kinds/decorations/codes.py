"""Respondent codes: what folding and spreadsheets do to them."""

from __future__ import annotations

import random
from datetime import datetime

from tests.kinds.decorations.registry import decoration, some
from tests.kinds.known import Submission
from tests.kinds.table import Cell, Table


def _renamed(forms: list[Submission], codes: list[str]) -> None:
    people = list(dict.fromkeys(form.person for form in forms))
    known = dict(zip(people, codes, strict=False))
    for form in forms:
        form.person = known.get(form.person, form.person)


@decoration("codes", stage="people", fault="codes that only folding makes equal")
def hyphened_codes(forms: list[Submission], rng: random.Random) -> None:
    pairs = [f"{a}-{b}" for n in range(1, 10) for a, b in ((1, 10 + n), (11, n))]
    _renamed(forms, pairs)


@decoration("codes", without="redcap wide")
def codes_typed_in_other_ways(table: Table, rng: random.Random) -> None:
    for column in table.of("respondent_code"):
        for i, form in table.answers:
            text = column.cells[i].text
            ways = [text.upper(), text.lower(), f" {text}", f"{text}\u00a0", f"\u200f{text}"]
            if form.phase == "end":
                column.cells[i] = Cell(rng.choice(ways))


@decoration(
    "codes",
    accepted="repeated_code repeated_time_point",
    must_report=True,
    without="wide spss",
    fault="two rows of one code",
)
def one_code_on_two_rows(table: Table, rng: random.Random) -> None:
    starts = [(i, form) for i, form in table.answers if form.phase == "start" and form.consent]
    (place, first), (second, other) = starts[0], starts[1]
    for i, form in table.answers:
        if form.person == other.person and form is not other:
            form.person = f"{other.person}b"
            table.of("respondent_code")[0].cells[i] = Cell(form.person)
    other.person, other.phase, other.service = first.person, first.phase, first.service
    for column in table.of("respondent_code", "phase", "service"):
        column.cells[second] = Cell(column.cells[place].text)


@decoration("codes", kinds="xlsx", without="wide", fault="leading zeros by format")
def leading_zeros_by_format(table: Table, rng: random.Random) -> None:
    _numbered(table, "{:04}")
    for i, form in table.answers:
        if form.phase == "end":
            table.of("respondent_code")[0].cells[i] = Cell(form.person, int(form.person), "0000")


def _numbered(table: Table, pattern: str) -> None:
    people = list(dict.fromkeys(form.person for _, form in table.answers))
    for i, form in table.answers:
        form.person = pattern.format(people.index(form.person) + 1)
        table.of("respondent_code")[0].cells[i] = Cell(form.person)


@decoration(
    "codes",
    kinds="xlsx",
    without="wide",
    accepted="changed_code",
    fault="a code that Excel made a date",
)
def codes_that_became_dates(table: Table, rng: random.Random) -> None:
    _numbered(table, "{}MAR71")
    for i, form in table.answers:
        if form.phase == "end":
            day = datetime(1971, 3, int(form.person.split("M")[0]))
            table.of("respondent_code")[0].cells[i] = Cell(form.person, day, "d-mmm-yy")


@decoration(
    "codes",
    kinds="xlsx",
    without="wide",
    accepted="changed_code",
    fault="a code that Excel made a power of ten",
)
def codes_that_became_powers(table: Table, rng: random.Random) -> None:
    _numbered(table, "{}E2")
    for i, form in table.answers:
        if form.phase == "end":
            value = float(form.person)
            table.of("respondent_code")[0].cells[i] = Cell(form.person, value, "0.00E+00")


@decoration(
    "codes",
    kinds="xlsx",
    without="wide",
    accepted="formula_without_value",
    fault="formulas without a cached value",
)
def codes_by_formula(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled("respondent_code"), 0.3):
        cell.formula, cell.value = '="k"&ROW()', None
