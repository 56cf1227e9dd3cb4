"""Texts written in another way, which mean the same."""

from __future__ import annotations

import random
from collections.abc import Callable

from tests.kinds.decorations.registry import decoration, some
from tests.kinds.survey import ITEMS
from tests.kinds.table import Cell, Table

_CODED = "redcap"  # its headers are codes


def _labels(table: Table) -> list[Cell]:
    # REDCap's events are the names that it gave them.
    is_event = table.of("phase") and table.of("phase")[0].headers[0] == "redcap_event_name"
    return table.filled(
        *ITEMS, "gender", "sector", "consent", "service", *([] if is_event else ["phase"])
    )


def _write(cells: list[Cell], change: Callable[[str], str]) -> None:
    for cell in cells:
        cell.text = change(cell.text)


@decoration("headers", without=_CODED + " spss")
def numbered_headers(table: Table, rng: random.Random) -> None:
    for number, column in enumerate(table.columns, 1):
        if column.role in ("gender", "visits", "consent", "share"):
            place = 1 if len(column.headers) > 1 else 0
            code, dot, text = column.headers[place].rpartition("q. ")
            column.headers[place] = f"{code}{dot}{number}. {text}"


@decoration("headers", without=_CODED + " qualtrics")
def blanks_in_headers(table: Table, rng: random.Random) -> None:
    for column in some(rng, table.columns):
        column.headers = [h and rng.choice(["", " ", "\u00a0"]) + h.replace(" ", rng.choice(["\u00a0", "  ", " "])) + rng.choice(["", " ", "\u00a0"]) for h in column.headers]  # fmt: skip


@decoration("headers", without=_CODED + " wide limesurvey google_forms alchemer")
def closing_marks_in_headers(table: Table, rng: random.Random) -> None:
    for column in table.of("gender", "visits", "share", "consent", "service", "respondent_code"):
        place = 1 if len(column.headers) == 3 else 0
        column.headers[place] = column.headers[place].rstrip(".?") + rng.choice(
            [":", " *", "?", ""]
        )


@decoration("headers", layouts="qualtrics")
def blanks_around_dashes_in_headers(table: Table, rng: random.Random) -> None:
    for column in table.columns:
        column.headers = [text.replace(" - ", "\u00a0-\u00a0") for text in column.headers]


@decoration("headers", layouts="limesurvey google_forms")
def direction_marks_around_brackets(table: Table, rng: random.Random) -> None:
    direction_marks_in_headers(table, rng)


@decoration("headers", without="limesurvey google_forms")
def direction_marks_in_headers(table: Table, rng: random.Random) -> None:
    for column in some(rng, table.columns):
        column.headers = [h and "\u200f" + h + "\u200e" for h in column.headers]


@decoration("headers", layouts="webropol google_forms excel ms_forms paper")
def help_text_after_the_header(table: Table, rng: random.Random) -> None:
    for column in table.of("gender", "visits"):
        column.headers[0] += ":HUOM! Vastaa vain, jos haluat: se on vapaaehtoista"


@decoration("labels")
def blanks_in_labels(table: Table, rng: random.Random) -> None:
    _write(some(rng, _labels(table)), lambda t: rng.choice(["", " ", "\u00a0"]) + t.replace(" ", "\u00a0") + rng.choice(["", "  "]))  # fmt: skip


@decoration("labels")
def direction_marks_in_labels(table: Table, rng: random.Random) -> None:
    _write(some(rng, _labels(table)), lambda t: "\u200f" + t + "\u200e")


@decoration("labels")
def case_of_labels(table: Table, rng: random.Random) -> None:
    _write(some(rng, table.filled(*ITEMS, "gender", "sector")), rng.choice([str.upper, str.lower]))


@decoration("labels")
def numbers_before_labels(table: Table, rng: random.Random) -> None:
    join = rng.choice([" ", " - ", " = ", ". ", ") "])
    known = {label["fi"]: code for code, label in table.words.agreement.items()}
    _write(table.filled(*ITEMS), lambda t: f"{known[t]}{join}{t}" if t in known else t)


@decoration("labels")
def labels_of_another_language(table: Table, rng: random.Random) -> None:
    words = table.words
    every = [*words.agreement.values(), words.dont_know]
    every += [texts for options in words.options.values() for texts in options.values()]
    other = {texts["fi"]: texts["en"] for texts in every}
    rows = some(rng, range(len(table.rows)), 0.4)
    for column in table.of(*ITEMS, "gender", "sector"):
        for i in rows:
            column.cells[i].text = other.get(column.cells[i].text, column.cells[i].text)


@decoration("labels headers language", language="en", without="redcap", fault="language of a file")
def everything_in_english(table: Table, rng: random.Random) -> None:
    """The form says that its headers are Finnish; the file is English."""


@decoration("blanks numbers labels", kinds="csv xlsx json")
def words_for_blanks(table: Table, rng: random.Random) -> None:
    for column in table.of("gender", "sector", "visits", "hours"):
        for i, forms in enumerate(table.rows):
            if forms and not column.cells[i].text and column.point in ("", forms[-1].phase):
                column.cells[i].text = rng.choice(["-", "NA", "N/A", ""])


@decoration(
    "consent",
    kinds="csv xlsx json",
    fault="consent in other words",
    accepted="unknown_consent unknown_value unknown_label",
    without="wide",
)
def consent_in_other_words(table: Table, rng: random.Random) -> None:
    given = rng.choice(["1", "TRUE", "ok", "Suostun vastausteni käyttöön", "☑", "true"])
    refused = {"1": "0", "TRUE": "FALSE", "true": "false"}.get(given, "")
    for column in table.of("consent"):
        for i, form in table.answers:
            column.cells[i].text = given if form.consent else refused
