"""xlsx workbooks, every cell as text, at the address that the sender sees.

Belongs here: checking the package before it is unpacked, and reading it.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import unescape
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.inflated_size import Extent, extent
from orchestration.ingest.readers.parser_errors import refuse_parser_errors
from orchestration.ingest.readers.sheet import Limits, Sheet

_WORKBOOK, _TEXTS = "xl/workbook.xml", "xl/sharedStrings.xml"
_PIECE = 8_000_000
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_RELATION = re.compile(r"<Relationship\s([^>]*)>")


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it; `extent` is (first column, columns, rows), if known."""

    name: str
    is_hidden: bool
    extent: Extent | None


def read_xlsx(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Read the sheets of a workbook one after the other. Raises Refusal."""
    with refuse_parser_errors("xlsx"):
        listed = _listed(data, limits)
    for number, sheet in enumerate(listed, 1):
        if sheet.extent:
            limits.check_shape(number, sheet.extent[2], sheet.extent[0] + sheet.extent[1])
    import fastexcel

    with refuse_parser_errors("xlsx"):
        book = fastexcel.read_excel(data)
        names = book.sheet_names
    known = {sheet.name: sheet for sheet in listed}
    for number, name in enumerate(names, 1):
        about = known.get(name) or _Listed(name, False, None)
        if columns := _columns(book, about):
            yield Sheet(name, columns, is_hidden=about.is_hidden, number=number)


def _columns(book: Any, about: _Listed) -> tuple[pa.Array, ...]:
    from fastexcel import FastExcelError

    with refuse_parser_errors("xlsx"):
        try:
            # Without skip_rows=0 leading empty rows vanish and every cell address is off.
            # Read eagerly: a third of the time and half of the memory of the lazy way.
            options = {"header_row": None, "skip_rows": 0, "dtypes": "string", "eager": True}
            sheet = book.load_sheet(about.name, **options)
            left = pa.record_batch(sheet).columns
        except FastExcelError:
            return ()  # a chart, or a sheet without cells
        del sheet
        columns: list[pa.Array] = []
        if about.extent and left:
            # The parser leaves leading empty columns out. Put back, so that addresses are right.
            columns = [pa.repeat("", len(left[0]))] * about.extent[0]
        while left:
            # One by one, so that a big sheet is never in memory twice.
            columns.append(pc.fill_null(left.pop(0), ""))
        return tuple(columns)


def _listed(data: bytes, limits: Limits) -> list[_Listed]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        limits.check_bytes(sum(e.file_size for e in archive.infolist()), limits.max_inflated_bytes)
        if _WORKBOOK not in sizes:
            raise Refusal(reason("unreadable", kind="zip"))
        if _TEXTS in sizes:
            # Read through: a part that inflates to more than the package states fails here.
            deque(iter(partial(archive.open(_TEXTS).read, _PIECE), b""), maxlen=0)
        workbook = archive.read(_WORKBOOK).decode("utf-8", "replace")
        relations = _relations(archive, sizes)
        found = []
        for text in _SHEET.findall(workbook):
            named = dict(_ATTRIBUTE.findall(text))
            part = relations.get(next((v for k, v in named.items() if k.endswith(":id")), ""))
            reach = extent(archive, part) if part in sizes else None
            hidden = named.get("state", "visible") != "visible"
            found.append(_Listed(unescape(named.get("name", "")), hidden, reach))
        return found


def _relations(archive: zipfile.ZipFile, sizes: dict[str, int]) -> dict[str, str]:
    name = "xl/_rels/workbook.xml.rels"
    text = archive.read(name).decode("utf-8", "replace") if name in sizes else ""
    pairs = [dict(_ATTRIBUTE.findall(found)) for found in _RELATION.findall(text)]
    return {
        pair["Id"]: pair["Target"].lstrip("/") if pair["Target"].startswith("/") else f"xl/{pair['Target']}"
        for pair in pairs
        if "Id" in pair and "Target" in pair
    }  # fmt: skip
