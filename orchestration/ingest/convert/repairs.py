"""Which cells were repaired, by rule: counts and the first addresses, never a value.

Belongs here: keeping the trace. Does not belong here: the rules (cell_values).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from orchestration.ingest.messages.refusal import cell_name

_SHOWN = 5
# The survey tool's own code for a question that was seen and left blank.
SEEN_UNANSWERED = "seen_unanswered"


class Repairs:
    """Rule -> column -> the rows of its repaired cells."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[int, list[int]]] = {}

    def add(self, rule: str, rows: Sequence[int], column: int) -> None:
        """Note that cells of a column (1-based rows, 0-based column) were repaired by a rule."""
        if len(rows):
            by_column = self._rows.setdefault(rule, {})
            by_column.setdefault(column, []).extend(int(row) for row in rows)

    def join(self, other: Repairs) -> None:
        """Take in the repairs of another part; a column that both have read counts once."""
        for rule, by_column in other._rows.items():
            mine = self._rows.setdefault(rule, {})
            for column, rows in by_column.items():
                mine.setdefault(column, rows)

    def as_dict(self) -> dict[str, dict[str, object]]:
        """`{rule: {"count": 3, "cells": ["F2", …]}}`, in order of the rules' names."""
        return {
            rule: {
                "count": sum(map(len, by_column.values())),
                "cells": [cell_name(*cell) for cell in islice(_cells(by_column), _SHOWN)],
            }
            for rule, by_column in sorted(self._rows.items())
        }


def _cells(by_column: dict[int, list[int]]) -> Iterator[tuple[int, int]]:
    return ((row, column) for column, rows in by_column.items() for row in rows)
