"""Numbers as people and programs write them."""

from __future__ import annotations

import random
from fractions import Fraction

from tests.kinds.decorations.registry import decoration, some
from tests.kinds.table import Cell, Table

_UNCERTAIN = "not_a_number"


def _texts(table: Table, rng: random.Random, roles: tuple[str, ...], write) -> None:
    for cell in some(rng, table.filled(*roles), 0.7):
        cell.text, cell.value, cell.number_format = write(Fraction(cell.text)), None, ""


def _decimal(value: Fraction, mark: str = ".") -> str:
    text = str(value.numerator) if value.denominator == 1 else str(float(value))
    return text.replace(".", mark)


@decoration("numbers", kinds="csv xlsx json")
def decimal_commas(table: Table, rng: random.Random) -> None:
    _texts(table, rng, ("hours", "share"), lambda v: _decimal(v, ","))


@decoration("numbers", kinds="csv xlsx json")
def blanks_in_thousands(table: Table, rng: random.Random) -> None:
    blank = rng.choice([" ", "\u00a0", "\u202f"])
    _texts(table, rng, ("visits",), lambda v: f"{int(v):,}".replace(",", blank))


@decoration(
    "numbers",
    kinds="csv xlsx json",
    accepted="ambiguous_dot",
    fault="thousands as decimals",
)
def marks_in_thousands(table: Table, rng: random.Random) -> None:
    mark = rng.choice([".", ","])
    _texts(table, rng, ("visits",), lambda v: f"{int(v):,}".replace(",", mark))


@decoration("numbers", kinds="csv xlsx json")
def units_and_signs(table: Table, rng: random.Random) -> None:
    _texts(table, rng, ("visits",), lambda v: rng.choice(["+{}", "{} kpl", "{}"]).format(int(v)))


@decoration("numbers", kinds="csv xlsx json")
def digits_of_other_scripts(table: Table, rng: random.Random) -> None:
    _texts(table, rng, ("visits",), lambda v: "".join(chr(0x660 + int(d)) for d in str(int(v))))


@decoration("numbers", kinds="csv xlsx json", accepted=_UNCERTAIN, fault="superscripts in numbers")
def superscripts(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled("visits"), 0.3):
        cell.text, cell.value = cell.text + rng.choice("¹²³"), None


@decoration("numbers", kinds="csv", accepted=_UNCERTAIN, must_report=True, fault="error values")
def error_values_as_text(table: Table, rng: random.Random) -> None:
    _errors(table, rng)


def _errors(table: Table, rng: random.Random) -> None:
    for column in table.of("visits"):
        for i in some(rng, range(len(table.rows)), 0.3):
            forms = [f for f in table.rows[i] if column.point in ("", f.phase)]
            if forms and column.cells[i].text:
                forms[0].answers["visits"] = None
                error = rng.choice(["#REF!", "#VALUE!", "#DIV/0!"])
                column.cells[i] = Cell(error, error, formula="=1/0")


@decoration(
    "numbers",
    kinds="xlsx",
    accepted=_UNCERTAIN,
    must_report=True,
    fault="error values",
)
def error_values(table: Table, rng: random.Random) -> None:
    _errors(table, rng)


@decoration("numbers", kinds="xlsx", fault="percent formats")
def percent_format(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled("share"), 0.7):
        value = Fraction(cell.text)
        cell.value, cell.number_format = (
            float(value / 100),
            "0%" if value.denominator == 1 else "0.0%",
        )


@decoration("numbers", kinds="csv xlsx")
def percent_as_text(table: Table, rng: random.Random) -> None:
    _texts(table, rng, ("share",), lambda v: _decimal(v, ",") + rng.choice(["%", " %"]))


@decoration("numbers", kinds="xlsx")
def formats_that_change_nothing(table: Table, rng: random.Random) -> None:
    for cell in table.filled("visits", "hours"):
        cell.number_format = rng.choice(["0.00", "#,##0", "General", "@", '0.0 "kpl"'])


@decoration("numbers", kinds="xlsx")
def numbers_as_text(table: Table, rng: random.Random) -> None:
    for cell in some(rng, table.filled("visits", "hours", "share")):
        cell.value = None


@decoration("numbers", kinds="csv")
def whole_numbers_with_point(table: Table, rng: random.Random) -> None:
    for cell in table.filled("visits"):
        cell.text += ".0"
