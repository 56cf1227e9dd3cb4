"""Rows of published tables and the figures in them, as the difference compares them.

Belongs here: the key of a row, and a figure that moved. Pure. Does not belong here: reading tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from orchestration.difference.telescoping import Part

Change = Literal["changed", "new", "gone", "before_removed"]
Value = int | str


@dataclass(frozen=True)
class RowKey:
    """A row of a published table: its table, and its key columns in order of name."""

    table_name: str
    columns: tuple[tuple[str, Value], ...]

    @classmethod
    def of(cls, table_name: str, columns: Mapping[str, Value]) -> RowKey:
        """The key of a row with these columns; 0 and an empty text say nothing."""
        return cls(table_name, tuple(sorted((k, v) for k, v in columns.items() if v)))

    def value(self, column: str) -> Value:
        """The value of a column; 0 where it says nothing."""
        return dict(self.columns).get(column, 0)


@dataclass(frozen=True)
class MovedFigure:
    """A published figure that is another one than before.

    `before` is None where the row is new, or where what it was is not kept because people in it have
    withdrawn (before_removed). The parts add up to `after` less `before` where both are there; else
    they only name the causes.
    """

    row: RowKey
    figure_code: str
    before: Decimal | None
    after: Decimal | None
    change_code: Change
    parts: tuple[Part, ...]


def without_parts(
    row: RowKey,
    before: Mapping[str, Decimal | None],
    after: Mapping[str, Decimal | None],
    causes: Iterable[str],
    change_code: Change,
) -> list[MovedFigure]:
    """Figures of a row that has no difference: new, gone, or with a value before that is not kept."""
    named = tuple(Part(cause, None) for cause in causes)
    return [
        MovedFigure(row, code, before.get(code), after.get(code), change_code, named)
        for code in sorted({*before, *after})
    ]
