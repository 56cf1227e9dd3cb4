"""Old workbooks (BIFF8) for tests, written record by record after [MS-XLS]."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from orchestration.ingest.readers.ole2 import wrapped

ERRORS = {"#REF!": 0x17, "#VALUE!": 0x0F, "#DIV/0!": 0x07, "#N/A": 0x2A}
_FIRST_FORMAT = 164
# (value, number format): a text, a number, a Boolean or the text of an error.
Cell = tuple[object, str]


def old_workbook(
    rows: Sequence[Sequence[Cell]], merged: Sequence[tuple[int, int, int, int]] = ()
) -> bytes:
    """One sheet; `merged` are (first row, last row, first column, last column), from 0."""
    formats = sorted({form for row in rows for _, form in row if form})
    head = _record(0x0809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    head += _record(0x0042, struct.pack("<H", 1200))
    for number, form in enumerate(formats, _FIRST_FORMAT):
        head += _record(0x041E, struct.pack("<H", number) + _text(form))
    for number in (0, *range(_FIRST_FORMAT, _FIRST_FORMAT + len(formats))):
        head += _record(0x00E0, struct.pack("<HH", 0, number) + bytes(16))
    name = b"\x04\x00Data"
    place = len(head) + 4 + 6 + len(name) + 4
    head += _record(0x0085, struct.pack("<IBB", place, 0, 0) + name) + _record(0x000A, b"")
    body = _record(0x0809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for row, cells in enumerate(rows):
        for column, (value, form) in enumerate(cells):
            style = formats.index(form) + 1 if form else 0
            body += _cell(struct.pack("<3H", row, column, style), value)
    ranges = b"".join(struct.pack("<4H", *one) for one in merged)
    body += _record(0x00E5, struct.pack("<H", len(merged)) + ranges) + _record(0x000A, b"")
    return wrapped("Workbook", head + body)


def _record(number: int, body: bytes) -> bytes:
    return struct.pack("<HH", number, len(body)) + body


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _cell(place: bytes, value: object) -> bytes:
    if isinstance(value, bool):
        return _record(0x0205, place + bytes([value, 0]))
    if value in ERRORS:
        return _record(0x0205, place + bytes([ERRORS[str(value)], 1]))
    if isinstance(value, str):
        return _record(0x0204, place + _text(value)) if value else b""
    return _record(0x0203, place + struct.pack("<d", value))
