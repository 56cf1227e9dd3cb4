"""Cells of a worksheet whose value alone says too little: errors, formats, formulas, merges.

Belongs here: finding those cells in the XML, piece by piece as it inflates. The parser gives the
values of all other cells, and is much faster. Does not belong here: what a format means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from orchestration.ingest.readers.inflated_size import column_number

# First row and column, last row and column, all from 0.
Range = tuple[int, int, int, int]

_CELL = re.compile(rb"<(?:\w+:)?c(\s[^<>]*)?>")
_ADDRESS = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]+)(\d+)["']""")
_TYPE = re.compile(rb"""\st\s*=\s*["'](\w+)["']""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^<>]*?\br\s*=\s*["'](\d+)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_FORMULA = re.compile(
    rb"<(?:\w+:)?c(?:\s[^<>]*[^/<>])?>\s*<(?:\w+:)?f(?:\s[^<>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:</(?:\w+:)?c>|<(?:\w+:)?v\s*/>|<(?:\w+:)?v>(0?)</)"
)
_MERGED = re.compile(
    rb"""<(?:\w+:)?mergeCell\s[^<>]*?\bref\s*=\s*["']([A-Z]+)(\d+):([A-Z]+)(\d+)["']"""
)


@dataclass
class MarkedCells:
    """The marked cells of a sheet, by column (from 0): rows from 1.

    `styles` are the styles to look for and `formatted` the cells by style; `errors` has the text
    of each; `without_value` are formulas. A workbook that asks to be calculated when it is opened
    (`recalculates`) was written without calculating: there the value 0 of a formula is none.
    """

    styles: frozenset[int]
    recalculates: bool = False
    formatted: dict[int, dict[int, list[int]]] = field(default_factory=dict)
    errors: dict[int, dict[int, str]] = field(default_factory=dict)
    without_value: dict[int, list[int]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)

    @property
    def pattern(self) -> str:
        """What a piece of the XML holds (RE2) that has any such cell: most have none."""
        styles = "|".join(map(str, sorted(self.styles))) or "none"
        cell = rf"""c(?:\s[^<>]*)?\s(?:t=["']e|s=["'](?:{styles}))["']"""
        return rf"<(?:\w+:)?(?:f|mergeCell|{cell})"

    def look(self, piece: bytes) -> None:
        """Note the marked cells of a piece of the XML, which ends where a row does."""
        for row, column, tag in _having(piece, b"t", b"e"):
            if value := _VALUE.search(piece, tag.end(), piece.find(b"c>", tag.end())):
                self.errors.setdefault(column, {})[row] = value[1].decode("utf-8", "replace")
        for style in self.styles:
            for row, column, tag in _having(piece, b"s", b"%d" % style):
                kind = _TYPE.search(tag[0])
                if (kind is None or kind[1] == b"n") and not tag[0].endswith(b"/>"):
                    by_column = self.formatted.setdefault(style, {})
                    by_column.setdefault(column, []).append(row)
        self._look_at_formulas(piece)
        if b"mergeCell" in piece:
            self.merged += [
                (int(top) - 1, column_number(left), int(bottom) - 1, column_number(right))
                for left, top, right, bottom in _MERGED.findall(piece)
            ]

    def _look_at_formulas(self, piece: bytes) -> None:
        places = _Places(piece)
        for start in _formula_cells(piece):
            found = _FORMULA.match(piece, start)
            tag = _CELL.match(piece, start)
            # Of a formula whose result is a text, an empty one is a result.
            if not found or not tag or _TYPE.search(tag[0]):
                continue
            place = places.of(start, tag[0])
            if place and (self.recalculates or not found[1]):
                self.without_value.setdefault(place[1], []).append(place[0])


def _formula_cells(piece: bytes) -> Iterator[int]:
    """Where a tag begins that may be a cell with a formula."""
    name = b"<f" if b"<row" in piece else b":f"
    at = piece.find(name)
    while at >= 0:
        formula = piece.rfind(b"<", 0, at + 1)
        yield piece.rfind(b"<", 0, max(formula, 0))
        at = piece.find(name, at + 1)


def _having(piece: bytes, name: bytes, value: bytes) -> Iterator[tuple[int, int, re.Match[bytes]]]:
    """(row from 1, column from 0, tag) of each cell with this attribute."""
    # A writer has one way to quote.
    for quote in (b'"',) if b' r="' in piece else (b'"', b"'"):
        text = b" " + name + b"=" + quote + value + quote
        places = _Places(piece)
        at = piece.find(text)
        while at >= 0:
            start = piece.rfind(b"<", 0, at)
            tag = _CELL.match(piece, start)
            if tag and (place := places.of(start, tag[0])):
                yield *place, tag
            # On from the end of the tag, however often it has the attribute.
            at = piece.find(text, max(piece.find(b">", at), at + 1))


class _Places:
    """Rows and columns of cells of a piece, asked for in their order."""

    def __init__(self, piece: bytes):
        self._piece = piece
        # Of the last cell without an address: where it and its row begin, and how many are before it.
        self._start, self._row, self._before = 0, -1, 0

    def of(self, start: int, tag: bytes) -> tuple[int, int] | None:
        """(row, column) of a cell; one without an address follows the cells before it in its row."""
        if address := _ADDRESS.search(tag):
            return int(address[2]), column_number(address[1])
        piece, since = self._piece, self._start
        found = max(piece.rfind(b"<row", since, start), piece.rfind(b":row", since, start))
        if found >= 0:
            self._row, self._before, since = found, 0, found
        self._start = start
        if self._row < 0:
            return None
        self._before += len(_CELL.findall(piece, since, start))
        row = _ROW.match(piece, piece.rfind(b"<", 0, self._row + 1))
        return (int(row[1]), self._before) if row else None
