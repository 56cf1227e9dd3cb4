"""xlsx workbooks, every cell as text, at the address that the sender sees.

Belongs here: what must be known of the package before it may be unpacked, and reading it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.readers.guard import refusing
from orchestration.ingest.readers.sheet import Limits, Sheet
from orchestration.ingest.refusal import Refusal, reason

_WORKBOOK = "xl/workbook.xml"
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_ATTRIBUTE = re.compile(r'([\w:]+)\s*=\s*"([^"]*)"')
_RELATION = re.compile(r"<Relationship\s([^>]*)>")
_DIMENSION = re.compile(
    rb'<(?:\w+:)?dimension\s[^>]*ref="(\$?[A-Z]+\$?\d+)(?::(\$?[A-Z]+\$?\d+))?"'
)
# A cell that holds something: `<c r="B2" s="1"/>` is only formatted.
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Za-z]+)(\d+)["'][^>]*(?<!/)>""")
# A cell without an address stands in the row that says its number.
_NAMELESS = re.compile(rb"""<(?:\w+:)?c(?=[\s>])(?![^>]*\sr\s*=)[^>]*(?<!/)>""")
_ROW = re.compile(rb"""<(?:\w+:)?row\s[^>]*?\br\s*=\s*["'](\d+)["'][^>]*>""")
_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ"
# Sheets up to so many bytes are looked through for the cells they hold; bigger ones are believed.
_LOOKED_THROUGH = 32_000_000


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it; `extent` is (first column, columns, rows), if known."""

    name: str
    is_hidden: bool
    extent: tuple[int, int, int] | None


def read_xlsx(path: Path, limits: Limits) -> Iterator[Sheet]:
    """Read the sheets of a workbook one after the other. Raises Refusal."""
    with refusing("xlsx"):
        listed = _listed(path, limits)
    for sheet in listed:
        if sheet.extent:
            limits.check_shape(sheet.name, sheet.extent[2], sheet.extent[0] + sheet.extent[1])
    import fastexcel

    with refusing("xlsx"):
        book = fastexcel.read_excel(str(path))
        names = book.sheet_names
    known = {sheet.name: sheet for sheet in listed}
    for name in names:
        about = known.get(name) or _Listed(name, False, None)
        if columns := _columns(book, about):
            yield Sheet(name, columns, is_hidden=about.is_hidden)


def _columns(book: Any, about: _Listed) -> tuple[pa.Array, ...]:
    from fastexcel import FastExcelError

    with refusing("xlsx"):
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
            # Leading empty columns are left out by the parser: put back, for the addresses' sake.
            columns = [pa.repeat("", len(left[0]))] * about.extent[0]
        while left:
            # One by one, so that a big sheet never stands in memory twice.
            columns.append(pc.fill_null(left.pop(0), ""))
        return tuple(columns)


def _listed(path: Path, limits: Limits) -> list[_Listed]:
    with zipfile.ZipFile(path) as archive:
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
        limits.check_bytes(sum(e.file_size for e in archive.infolist()), limits.max_inflated_bytes)
        if _WORKBOOK not in sizes:
            raise Refusal(reason("unreadable", kind="zip"))
        workbook = archive.read(_WORKBOOK).decode("utf-8", "replace")
        relations = _relations(archive, sizes)
        found = []
        for text in _SHEET.findall(workbook):
            named = dict(_ATTRIBUTE.findall(text))
            part = relations.get(next((v for k, v in named.items() if k.endswith(":id")), ""))
            extent = _extent(archive, part, sizes[part]) if part in sizes else None
            hidden = named.get("state", "visible") != "visible"
            found.append(_Listed(unescape(named.get("name", "")), hidden, extent))
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


def _extent(archive: zipfile.ZipFile, part: str, size: int) -> tuple[int, int, int] | None:
    """First column, number of columns and last row of the cells that hold something.

    The parser makes room for the whole rectangle, so two cells far apart can fill any memory.
    """
    with archive.open(part) as file:
        data = file.read(size if size <= _LOOKED_THROUGH else 4096)
    if size > _LOOKED_THROUGH:
        stated = _DIMENSION.search(data)
        corners = [c.replace(b"$", b"") for c in stated.groups() if c] if stated else []
        cells = [(c.rstrip(b"0123456789"), c.lstrip(_LETTERS)) for c in corners]
    else:
        cells = _CELL.findall(data)
    rows = {int(row) for row in {row for _, row in cells}}
    columns = {_number(letters) for letters in {letters for letters, _ in cells}}
    if _NAMELESS.search(data):
        rows.update(int(row) for row in _ROW.findall(data))
        columns.add(0)
    if not rows:
        return None
    return min(columns), max(columns) - min(columns) + 1, max(rows)


def _number(letters: bytes) -> int:
    """0-based column of its letters: B -> 1, AB -> 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
