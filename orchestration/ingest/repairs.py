"""Which cells were repaired, by rule: counts and the first addresses, never a value.

Belongs here: keeping the trace. The rules themselves stand where the repair is made.
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.ingest.refusal import cell_name

_SHOWN = 5


class Repairs:
    """Rule -> number of cells and the addresses of the first few."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._cells: dict[str, list[str]] = {}

    def add(self, rule: str, rows: Sequence[int], column: int) -> None:
        """Note that cells of a column (1-based rows, 0-based column) were repaired by a rule."""
        if not len(rows):
            return
        self._counts[rule] = self._counts.get(rule, 0) + len(rows)
        cells = self._cells.setdefault(rule, [])
        cells += [cell_name(int(row), column) for row in rows[: _SHOWN - len(cells)]]

    def join(self, other: Repairs) -> None:
        """Take in the repairs of another part of the same delivery."""
        for rule, count in other._counts.items():
            self._counts[rule] = self._counts.get(rule, 0) + count
            cells = self._cells.setdefault(rule, [])
            cells += other._cells[rule][: _SHOWN - len(cells)]

    def as_dict(self) -> dict[str, dict[str, object]]:
        """`{rule: {"count": 3, "cells": ["F2", …]}}`, in order of the rules' names."""
        return {
            rule: {"count": count, "cells": self._cells[rule]}
            for rule, count in sorted(self._counts.items())
        }
