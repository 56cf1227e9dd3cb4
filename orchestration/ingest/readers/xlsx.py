"""xlsx workbooks, every cell as the text that a person sees, at its address.

Belongs here: checking the package before it is unpacked, and reading it: the values from the
parser, and from the XML what the parser leaves out (marked_cells).
"""

from __future__ import annotations

import zipfile
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.inflated_size import Extent, extent
from orchestration.ingest.readers.marked_cells import MarkedCells
from orchestration.ingest.readers.number_formats import as_seen
from orchestration.ingest.readers.parser_errors import refuse_parser_errors
from orchestration.ingest.readers.sheet import Bytes, Limits, OnDisk, Sheet, Traces, forget
from orchestration.ingest.readers.spreadsheet_texts import NO_VALUE
from orchestration.ingest.readers.text_columns import held_as_numbers
from orchestration.ingest.readers.xlsx_package import (
    TEXTS,
    listed_sheets,
    parts_in_place,
    telling_styles,
)

_PIECE = 8_000_000


@dataclass(frozen=True)
class _Listed:
    """A sheet as the workbook lists it; `extent` is (first column, columns, rows), if known."""

    name: str
    is_hidden: bool
    extent: Extent | None
    marked: MarkedCells


def read_xlsx(data: Bytes, limits: Limits) -> Iterator[Sheet]:
    """Read the sheets of a workbook one after the other. Raises Refusal."""
    with refuse_parser_errors("xlsx"):
        _check_sizes(data, limits)
        data = parts_in_place(data)
        listed, styles = _listed(data)
    for number, sheet in enumerate(listed, 1):
        if sheet.extent:
            limits.check_shape(number, sheet.extent[2], sheet.extent[0] + sheet.extent[1])
    import fastexcel

    with refuse_parser_errors("xlsx"):
        forget(data)
        book = fastexcel.read_excel(data.path if isinstance(data, OnDisk) else data)
        names = book.sheet_names
    known = {sheet.name: sheet for sheet in listed}
    for number, name in enumerate(names, 1):
        about = known.get(name) or _Listed(name, False, None, MarkedCells(frozenset()))
        if columns := _columns(book, about):
            with refuse_parser_errors("xlsx"):
                traces = _as_seen(columns, about.marked, styles)
            for place, column in enumerate(columns):
                columns[place] = held_as_numbers(column)
            yield Sheet(
                name,
                tuple(columns),
                is_hidden=about.is_hidden,
                number=number,
                traces=traces,
                merged=tuple(about.marked.merged),
            )


def _columns(book: Any, about: _Listed) -> list[pa.Array]:
    from fastexcel import FastExcelError

    with refuse_parser_errors("xlsx"):
        try:
            # Without skip_rows=0 leading empty rows vanish and every cell address is off.
            # Read eagerly: a third of the time and half of the memory of the lazy way.
            options = {"header_row": None, "skip_rows": 0, "dtypes": "string", "eager": True}
            sheet = book.load_sheet(about.name, **options)
            left = pa.record_batch(sheet).columns
        except FastExcelError:
            if about.extent:
                raise  # it has cells
            return []  # a chart, or a sheet without cells
        del sheet
        columns: list[pa.Array] = []
        if about.extent and left:
            # The parser leaves leading empty columns out. Put back, so that addresses are right.
            columns = [pa.repeat("", len(left[0]))] * about.extent[0]
        while left:
            # One by one, so that a big sheet is never in memory twice.
            columns.append(pc.fill_null(left.pop(0), ""))
        return columns


def _as_seen(columns: list[pa.Array], marked: MarkedCells, styles: dict[int, str]) -> Traces:
    """Put into the columns what a person sees in the marked cells; returns what was changed."""
    formatted = [(styles[style], cells) for style, cells in marked.formatted.items()]
    traces = as_seen(columns, formatted, marked.errors)
    without = {index: dict.fromkeys(rows, NO_VALUE) for index, rows in marked.without_value.items()}
    as_seen(columns, [], without)
    return traces


def _check_sizes(data: Bytes, limits: Limits) -> None:
    with zipfile.ZipFile(pa.BufferReader(data)) as archive:
        inflated = sum(entry.file_size for entry in archive.infolist())
        limits.check_bytes(inflated, limits.max_inflated_bytes)


def _listed(data: Bytes) -> tuple[list[_Listed], dict[int, str]]:
    """The sheets, measured and looked through, and the styles that say more than the number."""
    with zipfile.ZipFile(pa.BufferReader(data)) as archive:
        names = set(archive.namelist())
        if TEXTS in names:
            # Read through: a part that inflates to more than the package states fails here.
            deque(iter(partial(archive.open(TEXTS).read, _PIECE), b""), maxlen=0)
        sheets, recalculates = listed_sheets(archive)
        parts = [sheet.part for sheet in sheets if sheet.part in names]
        if len(parts) > len(set(parts)):
            # A spreadsheet program never names one part twice; a file may so often that it never ends.
            raise Refusal(reason("unreadable", kind="xlsx"))
        styles = telling_styles(archive)
        found = []
        for sheet in sheets:
            marked = MarkedCells(frozenset(styles), recalculates)
            is_there = sheet.part in names
            reach = extent(archive, sheet.part, marked.pattern, marked.look) if is_there else None
            found.append(_Listed(sheet.name, sheet.is_hidden, reach, marked))
        return found, styles
