"""Bytes of text files: encodings, delimiters, line ends."""

from __future__ import annotations

import random

from tests.kinds.decorations.registry import decoration
from tests.kinds.table import Table


@decoration("encoding", kinds="csv")
def byte_order_mark(table: Table, rng: random.Random) -> None:
    table.encoding = "utf-8-sig"


@decoration("encoding", kinds="csv")
def two_byte_encoding(table: Table, rng: random.Random) -> None:
    table.encoding = "utf-16"


@decoration("encoding headers labels codes numbers", kinds="csv")
def windows_encoding(table: Table, rng: random.Random) -> None:
    table.encoding = "cp1252"


@decoration(
    "encoding",
    kinds="csv",
    must_report=True,
    accepted="bad_letter",
    fault="one byte that is not utf-8",
)
def one_bad_byte(table: Table, rng: random.Random) -> None:
    note = table.of("words")[-1]
    number, form = [(i, f) for i, f in table.answers if note.point in ("", f.phase) and f.consent][
        -1
    ]
    note.cells[number].text, form.answers["words"] = "hyvÄ§", "hyv\ufffd"
    table.bad_byte = "Ä§"


@decoration("delimiter", kinds="csv")
def another_delimiter(table: Table, rng: random.Random) -> None:
    table.delimiter = rng.choice([";", ",", "\t"])


@decoration("delimiter", kinds="csv", fault="a bar between cells")
def bars_as_delimiters(table: Table, rng: random.Random) -> None:
    table.delimiter = "|"


@decoration("delimiter notes", kinds="csv", without="wide", fault="commas in notes")
def notes_full_of_commas(table: Table, rng: random.Random) -> None:
    table.delimiter = ";"
    for column in table.of("words"):
        for i, form in table.answers:
            form.answers["words"] = column.cells[i].text = "a, b, c, d, e, f, g, " * rng.randint(
                1, 9
            )


@decoration("quotes", kinds="csv")
def everything_quoted(table: Table, rng: random.Random) -> None:
    table.quote_all = True


@decoration("lines", kinds="csv")
def other_line_ends(table: Table, rng: random.Random) -> None:
    table.line_end = "\n"


@decoration("width", kinds="csv")
def delimiters_at_the_end(table: Table, rng: random.Random) -> None:
    table.trailing = rng.randint(1, 3)
