"""Rows, columns and sheets beside the answers, or in another place."""

from __future__ import annotations

import random

from tests.kinds.decorations.registry import decoration, some
from tests.kinds.table import Cell, Column, Table
from tests.kinds.writers import lines_of

_TABLES = "csv xlsx"


@decoration("above", kinds=_TABLES, without="qualtrics")
def banner_rows(table: Table, rng: random.Random) -> None:
    rows = [["Kuulumiskysely 2024"], ["Tulostettu", "1.8.2024"], ["n = 21"], []]
    table.before = rows[: rng.randint(1, 3)] + rng.choice([[], [[]]])


@decoration("below", kinds=_TABLES, without="alchemer")
def total_row(table: Table, rng: random.Random) -> None:
    line = [""] * len(table.columns)
    line[0], line[-2] = rng.choice(["Yhteensä", "Total", "n = 19", "Keskiarvo"]), "123"
    table.after = [*([[]] if rng.random() < 0.3 else []), line]


@decoration("rows", kinds=_TABLES, layouts="alchemer")
def blank_rows_beside_merged_columns(table: Table, rng: random.Random) -> None:
    blank_rows(table, rng)


@decoration("rows", kinds=_TABLES, without="alchemer")
def blank_rows(table: Table, rng: random.Random) -> None:
    for _ in range(rng.randint(1, 3)):
        table.insert(rng.randint(1, len(table.rows)), {})


@decoration(
    "rows", kinds=_TABLES, layouts="webropol limesurvey google_forms ms_forms alchemer excel paper"
)
def header_repeated_below(table: Table, rng: random.Random) -> None:
    at = rng.randint(2, len(table.rows) - 1)
    table.insert(at, {i: column.headers[-1] for i, column in enumerate(table.columns)})


@decoration("columns", kinds="csv xlsx json")
def extra_columns(table: Table, rng: random.Random) -> None:
    def column(header: str, text: str) -> Column:
        headers = ["" for _ in table.columns[0].headers]
        headers[-1 if len(headers) < 3 else 0] = header
        return Column("", headers, [Cell(text) for _ in table.rows])

    extra = [column("Huom", "soitettu"), column("Käsittelijä", "7"), column("Huom", "")]
    table.columns += extra[: rng.randint(1, 3)]


@decoration("columns order", kinds=_TABLES, without="surveymonkey alchemer google_forms")
def columns_in_another_order(table: Table, rng: random.Random) -> None:
    rng.shuffle(table.columns)


@decoration("columns", kinds=_TABLES, without="surveymonkey alchemer qualtrics")
def blank_columns(table: Table, rng: random.Random) -> None:
    blank = [Column("", [""], [Cell() for _ in table.rows]) for _ in range(rng.randint(1, 2))]
    table.place(rng, blank)


@decoration("sheets", kinds="xlsx")
def other_sheets(table: Table, rng: random.Random) -> None:
    pivot = [["Kuulun joukkoon.", "n"], ["Täysin samaa mieltä", "4"], ["Yhteensä", "4"]]
    table.sheets = [("Pivot Table 1", pivot, False), ("Ohje", [["Lue tämä"]], rng.random() < 0.5)]


@decoration("sheets", kinds="xlsx")
def hidden_copy(table: Table, rng: random.Random) -> None:
    table.sheets = [("Kopio", lines_of(table), True)]


@decoration(
    "sheets rows above below columns order headers labels codes numbers times ticks blanks consent markers package",
    kinds="xlsx",
    without="wide",
    accepted="two_sheets_fit",
    fault="two sheets with answers",
)
def answers_on_two_sheets(table: Table, rng: random.Random) -> None:
    """Starts on one sheet, ends on the other, which may have an optional column less."""
    ends = [i for i, form in table.answers if form.phase == "end"]
    heads = len(table.columns[0].headers)
    lines = lines_of(table)
    other = [*lines[:heads], *(lines[heads + i] for i in ends)]
    for column in table.columns:
        column.cells = [cell for i, cell in enumerate(column.cells) if i not in ends]
    kept = [forms for i, forms in enumerate(table.rows) if i not in ends]
    missing = [forms for i, forms in enumerate(table.rows) if i in ends]
    if rng.random() < 0.7:
        narrow = next(i for i, column in enumerate(table.columns) if column.role == "hours")
        other = [line[:narrow] + line[narrow + 1 :] for line in other]
    table.name, table.sheets = "Alku 2024", [("Loppu 2024", other, False)]
    table.rows = [*kept, *missing]
    for column in table.columns:
        column.cells += [Cell() for _ in missing]


@decoration(
    "width notes",
    kinds="csv",
    without="wide",
    must_report=True,
    accepted="row_too_wide",
    fault="rows wider than the header",
)
def notes_with_bare_delimiters(table: Table, rng: random.Random) -> None:
    note = next(i for i, column in enumerate(table.columns) if column.role == "words")
    table.columns.insert(rng.choice([0, note]), table.columns.pop(note))
    [column] = table.of("words")
    for i, form in some(rng, [(i, f) for i, f in table.answers if f.consent], 0.2):
        column.cells[i] = Cell("jono alkoi; kello 10", bare=True)
        form.answers["words"] = "jono alkoi"


@decoration("width", kinds="csv", without="alchemer")
def blanks_at_the_end_cut_off(table: Table, rng: random.Random) -> None:
    table.cut = True
