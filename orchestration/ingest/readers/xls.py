"""Old .xls workbooks (BIFF), every cell as text; and what else comes in the same container.

Belongs here: recognising a password-protected workbook, and reading any other.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import pyarrow as pa

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.number_formats import as_seen
from orchestration.ingest.readers.old_cells import OldCells, marked_cells
from orchestration.ingest.readers.ole2 import BrokenContainerError, Container, wrapped
from orchestration.ingest.readers.parser_errors import refuse_parser_errors
from orchestration.ingest.readers.sav import plain
from orchestration.ingest.readers.sheet import Limits, Sheet

_BOOKS = ("Workbook", "Book")
_ENCRYPTED = {"EncryptedPackage", "EncryptionInfo"}
# Record numbers of [MS-XLS]: encryption, shared strings, the stated extent; then those that start
# with row and column.
_FILEPASS, _STRINGS, _EXTENT = 0x2F, 0xFC, 0x200
_CELLS = {0x0006, 0x00BD, 0x00BE, 0x00D6, 0x00FD, 0x0201, 0x0203, 0x0204, 0x0205, 0x027E}
_SEVERAL = {0x00BD, 0x00BE}


def read_xls(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Read the sheets of an old workbook. Raises Refusal, also for a password-protected file."""
    import python_calamine as calamine

    with refuse_parser_errors("xls"):
        name, stream = _book(data)
        stream = _checked(stream, limits)
        # In a container of our own: the parser would follow a circular chain for ever.
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(wrapped(name, stream)))
        listed = list(book.sheets_metadata)
        marked = marked_cells(stream)
    for number, about in enumerate(listed, 1):
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            columns = _columns(book, about.name)
            cells = marked[number - 1] if number <= len(marked) else OldCells()
            with refuse_parser_errors("xls"):
                traces = as_seen(columns, cells.formatted.items(), cells.texts)
            yield Sheet(
                about.name,
                tuple(columns),
                is_hidden=hidden,
                number=number,
                traces=traces,
                merged=tuple(cells.merged),
            )


def _book(data: bytes) -> tuple[str, bytes]:
    """Name and bytes of the workbook's stream. Raises Refusal."""
    try:
        container = Container(data)
        if not container.names & _ENCRYPTED:
            name = next((name for name in _BOOKS if name in container.names), None)
            if name is None:
                raise Refusal(reason("unreadable", kind="ole2"))
            return name, container.stream(name)
    except (BrokenContainerError, struct.error):
        pass
    raise Refusal(reason("protected"))


def _columns(book: Any, name: str) -> list[pa.Array]:
    with refuse_parser_errors("xls"):
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        cells = ([_text(value) for value in column] for column in zip(*rows, strict=True))
        return [pa.array(column, pa.string()) for column in cells]


def _checked(stream: bytes, limits: Limits) -> bytes:
    """The stream without the stated extent of the sheet, for which a parser takes memory unchecked.

    Refuses an encrypted stream, more strings than there are bytes, and cells so far apart that
    their rectangle would fill the memory.
    """
    checked = bytearray(stream)
    at, last_row, last_column = 0, -1, -1
    while at + 4 <= len(stream):
        record, length = struct.unpack_from("<HH", stream, at)
        body = stream[at + 4 : at + 4 + length]
        if record == _FILEPASS:
            raise Refusal(reason("protected"))
        if record == _STRINGS and int.from_bytes(body[4:8], "little") > len(stream):
            raise Refusal(reason("unreadable", kind="xls"))
        if record == _EXTENT:
            checked[at + 4 : at + 4 + len(body)] = bytes(len(body))
        if record in _CELLS and len(body) >= 4:
            row, column = struct.unpack_from("<HH", body)
            # The last column of a record that holds several cells is at its end.
            last = int.from_bytes(body[-2:], "little") if record in _SEVERAL else column
            last_row, last_column = max(last_row, row), max(last_column, column, last)
        at += 4 + length
    limits.check_shape(1, last_row + 1, last_column + 1)
    return bytes(checked)


def _text(value: object) -> str:
    """As the xlsx reader writes it: ISO times, whole numbers without a point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        return value.replace(microsecond=0).isoformat(" ")
    if isinstance(value, date):
        return f"{value.isoformat()} 00:00:00"
    return value.isoformat() if isinstance(value, time) else plain(value)
