"""Addresses of cells, as a spreadsheet names them.

Belongs here: names of cells and ranges, never what they hold.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

# A column of 100 000 wrong cells is a few ranges; scattered ones are named up to here.
_MOST_RANGES = 500


@dataclass(frozen=True)
class Cells:
    """Cells of one column: the first few for a message, all of them as ranges to work through."""

    first: str
    ranges: tuple[str, ...]

    def __str__(self) -> str:
        return self.first


def cell_name(row: int, column: int) -> str:
    """Spreadsheet address of a 1-based row and 0-based column: (2, 27) -> AB2."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def some_cells(rows: Sequence[int], column: int, most: int = 5) -> Cells:
    """The cells of a column in these rows; in a message the first few: `F2, F9, F14 …`."""
    first = ", ".join(cell_name(row, column) for row in rows[:most])
    return Cells(first + (" …" if len(rows) > most else ""), _ranges(sorted(rows), column))


def _ranges(rows: Sequence[int], column: int) -> tuple[str, ...]:
    """Rows that follow each other as one range, `F2:F9`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1][1] = row
        elif len(runs) == _MOST_RANGES:
            break
        else:
            runs.append([row, row])
    return tuple(
        cell_name(first, column) + ("" if first == last else f":{cell_name(last, column)}")
        for first, last in runs
    )
