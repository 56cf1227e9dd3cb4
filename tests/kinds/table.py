"""A file before it is written: columns by role, rows with the forms that they hold.

Belongs here: the shape, and where things are. A decoration changes a table in place.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.kinds.known import Submission
from tests.kinds.survey import Words


@dataclass
class Cell:
    """What a person sees, and for a workbook the value, format or formula behind it.

    A `bare` text of a csv is written without quotation marks, its `;` as the file's delimiter.
    """

    text: str = ""
    value: Any = None
    number_format: str = ""
    formula: str = ""
    bare: bool = False


@dataclass
class Column:
    """A column; `role` is the field or question (`help:friends`: one option), or empty."""

    role: str
    headers: list[str]
    cells: list[Cell]
    point: str = ""

    @property
    def question(self) -> str:
        """The field or question, without the option."""
        return self.role.split(":")[0]


@dataclass
class Table:
    """A sheet. `rows` has the forms of each body row; none, where the row is no answer.

    `cut` leaves blanks at the end of a csv row out, and the first `bad_byte` becomes a byte that is
    not utf-8; `merges` are columns with first and last body row; `package` names what is unusual about a workbook's parts; `missing` are the values
    that a sav declares missing, by role.
    """

    words: Words
    language: str
    columns: list[Column]
    rows: list[list[Submission]]
    before: list[list[str]] = field(default_factory=list)
    after: list[list[str]] = field(default_factory=list)
    merges: list[tuple[Column, int, int]] = field(default_factory=list)
    sheets: list[tuple[str, list[list[str]], bool]] = field(default_factory=list)
    name: str = "Raportti"
    delimiter: str = ";"
    encoding: str = "utf-8"
    quote_all: bool = False
    line_end: str = "\r\n"
    trailing: int = 0
    package: set[str] = field(default_factory=set)
    cut: bool = False
    bad_byte: str = ""
    missing: dict[str, Any] = field(default_factory=dict)

    def of(self, *roles: str) -> list[Column]:
        """The columns of these fields and questions."""
        return [column for column in self.columns if column.question in roles]

    @property
    def first_row(self) -> int:
        """Number of the first body row, as the sender sees it."""
        return len(self.before) + len(self.columns[0].headers) + 1

    @property
    def answers(self) -> Iterator[tuple[int, Submission]]:
        """(index of the body row, form) of every form."""
        return ((i, form) for i, forms in enumerate(self.rows) for form in forms)

    def filled(self, *roles: str) -> list[Cell]:
        """The cells of these columns that hold something, in rows with answers."""
        return [
            column.cells[i]
            for column in self.of(*roles)
            for i, forms in enumerate(self.rows)
            if forms and column.cells[i].text
        ]

    def insert(self, at: int, texts: dict[int, str]) -> None:
        """Put a row that is no answer before body row `at`; `texts` by number of the column."""
        self.rows.insert(at, [])
        for number, column in enumerate(self.columns):
            column.cells.insert(at, Cell(texts.get(number, "")))
        self.merges = [(c, a + (a >= at), b + (b >= at)) for c, a, b in self.merges]

    def place(self, rng: random.Random, columns: list[Column]) -> None:
        """Insert columns at random places."""
        for column in columns:
            self.columns.insert(rng.randint(0, len(self.columns)), column)
