"""Cells of an old workbook whose value alone says too little: errors, formats, merges.

Belongs here: finding them in the stream's records, after [MS-XLS]. Does not belong here: values,
which the parser gives; what a format means (number_formats).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from orchestration.ingest.readers.number_formats import code_of, rule_of
from orchestration.ingest.readers.spreadsheet_texts import NO_VALUE

_BOF, _EOF, _SHEET, _FORMAT, _STYLE = 0x0809, 0x000A, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _SEVERAL_RK, _FORMULA, _ERROR, _MERGED = (
    0x0203,
    0x027E,
    0x00BD,
    0x0006,
    0x0205,
    0x00E5,
)
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip
# The value of a formula that is no number: two bytes say so, the first which kind it is.
_OTHER_VALUE, _ERROR_VALUE, _EMPTY_TEXT = b"\xff\xff", 2, 3
# To be calculated when the file is opened.
_CALCULATE = 0b11


@dataclass
class OldCells:
    """The marked cells of one sheet: columns from 0, rows from 1; `formatted` by format code."""

    formatted: dict[str, dict[int, list[int]]] = field(default_factory=dict)
    texts: dict[int, dict[int, str]] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)


def marked_cells(stream: bytes) -> list[OldCells]:
    """The marked cells of each sheet, in the order in which the workbook lists them."""
    places: list[int] = []
    formats: dict[int, str] = {}
    styles: list[int] = []
    sheets: dict[int, OldCells] = {}
    codes: dict[int, str] = {}
    depth, current = 0, OldCells()
    for at, record, body in _records(stream):
        if record == _BOF:
            depth += 1
            if depth == 1:
                # The workbook's own part, with all styles, comes before its sheets.
                codes = {n: code_of(number, formats) for n, number in enumerate(styles)}
                codes = {style: code for style, code in codes.items() if rule_of(code)}
                current = sheets.setdefault(at, OldCells())
        elif record == _EOF:
            depth -= 1
        elif record == _SHEET:
            places.append(int.from_bytes(body[:4], "little"))
        elif record == _FORMAT:
            formats[int.from_bytes(body[:2], "little")] = _format(body)
        elif record == _STYLE:
            styles.append(int.from_bytes(body[2:4], "little"))
        elif depth == 1:
            _note(record, body, current, codes)
    return [sheets.get(place, OldCells()) for place in places]


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    at = 0
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        yield at, record, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _format(body: bytes) -> str:
    """The text of a format; before Excel 97 it has no flag and one byte for its length."""
    if len(body) >= 5 and body[4] in (0, 1):
        wide = body[4] == 1
        return body[5:].decode("utf-16-le" if wide else "cp1252", "replace")
    return body[3:].decode("cp1252", "replace")


def _note(record: int, body: bytes, cells: OldCells, codes: dict[int, str]) -> None:
    if record == _MERGED:
        ranges = struct.iter_unpack("<4H", body[2 : 2 + (len(body) - 2) // 8 * 8])
        cells.merged += [(top, left, bottom, right) for top, bottom, left, right in ranges]
    if record not in (_NUMBER, _RK, _SEVERAL_RK, _FORMULA, _ERROR) or len(body) < 8:
        return
    row, column, style = struct.unpack_from("<3H", body)
    text = _text(record, body)
    if text:
        cells.texts.setdefault(column, {})[row + 1] = text
        return
    several = range(4, len(body) - 7, 6) if record == _SEVERAL_RK else ()
    for number, at in enumerate(several):
        _note_format(cells, codes.get(struct.unpack_from("<H", body, at)[0]), row, column + number)
    if record in (_NUMBER, _RK, _FORMULA):
        _note_format(cells, codes.get(style), row, column)


def _note_format(cells: OldCells, code: str | None, row: int, column: int) -> None:
    if code:
        cells.formatted.setdefault(code, {}).setdefault(column, []).append(row + 1)


def _text(record: int, body: bytes) -> str:
    """The error of a cell, or that its formula has no value; empty for any other."""
    if record == _ERROR:
        return _ERRORS.get(body[6], "") if body[7] else ""
    if record != _FORMULA or len(body) < 16 or body[12:14] != _OTHER_VALUE:
        return ""
    if body[6] == _ERROR_VALUE:
        return _ERRORS.get(body[8], "")
    return NO_VALUE if body[6] == _EMPTY_TEXT and body[14] & _CALCULATE else ""
