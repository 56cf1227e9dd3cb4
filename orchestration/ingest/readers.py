"""Bytes -> tables of text: xlsx, csv and sav, each sheet as Arrow columns of strings.

Belongs here: telling formats apart by their bytes, limits before parsing, and reading every
cell as text. Does not belong here: what a cell means.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.refusal import Refusal, reason

_OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAV = (b"$FL2", b"$FL3")
_HEADER_ROWS = 20


@dataclass(frozen=True)
class Limits:
    """How big a delivery may be, in bytes and columns."""

    max_bytes: int
    max_inflated_bytes: int
    max_columns: int


@dataclass(frozen=True)
class Sheet:
    """One table as it stands: all rows, headers included, every cell text, blank as empty text."""

    name: str
    columns: tuple[pa.Array, ...]

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.columns[0]) if self.columns else 0

    def head(self) -> list[list[str]]:
        """The first rows, where a header may stand."""
        rows = [column.slice(0, _HEADER_ROWS).to_pylist() for column in self.columns]
        return [list(row) for row in zip(*rows, strict=True)]


def read_sheets(path: Path, limits: Limits) -> list[Sheet]:
    """Read all tables of a file. Raises Refusal when it is not a readable table."""
    size = path.stat().st_size
    if size == 0:
        raise Refusal(reason("empty_file"))
    if size > limits.max_bytes:
        raise Refusal(
            reason("too_big", size=size // 1_000_000, limit=limits.max_bytes // 1_000_000)
        )
    with path.open("rb") as file:
        magic = file.read(8)
    if magic == _OLE2:
        raise Refusal(reason("protected"))
    if magic.startswith(b"PK"):
        sheets = list(_xlsx(path, limits))
    elif magic[:4] in _SAV:
        sheets = [_sav(path)]
    else:
        sheets = [_csv(path)]
    for sheet in sheets:
        if len(sheet.columns) > limits.max_columns:
            found, limit = len(sheet.columns), limits.max_columns
            raise Refusal(reason("too_wide", sheet=sheet.name, count=found, limit=limit))
    return [sheet for sheet in sheets if sheet.height]


def _xlsx(path: Path, limits: Limits) -> Iterator[Sheet]:
    import fastexcel

    try:
        with zipfile.ZipFile(path) as archive:
            inflated = sum(entry.file_size for entry in archive.infolist())
        if inflated > limits.max_inflated_bytes:
            limit = limits.max_inflated_bytes // 1_000_000
            raise Refusal(reason("too_big", size=inflated // 1_000_000, limit=limit))
        book = fastexcel.read_excel(str(path))
    except (zipfile.BadZipFile, fastexcel.FastExcelError):
        raise Refusal(reason("unreadable", kind="zip")) from None
    for name in book.sheet_names:
        try:
            # Without skip_rows=0 leading empty rows vanish and every cell address is off.
            # Read eagerly: a third of the time and half of the memory of the lazy way.
            sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string", eager=True)
            left = pa.record_batch(sheet).columns
        except fastexcel.FastExcelError:
            continue
        del sheet
        columns = []
        while left:
            # One by one, so that a big sheet never stands in memory twice.
            columns.append(pc.fill_null(left.pop(0), ""))
        yield Sheet(name, tuple(columns))


def _sav(path: Path) -> Sheet:
    import pyreadstat

    try:
        frame, _ = pyreadstat.read_sav(str(path), apply_value_formats=True, user_missing=True)
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError, ValueError, OverflowError):
        raise Refusal(reason("unreadable", kind="sav")) from None
    columns = []
    for name in frame.columns:
        cells = [_plain(value) for value in frame[name].tolist()]
        columns.append(pa.array([name, *cells], pa.string()))
    return Sheet("sav", tuple(columns))


def _plain(value: object) -> str:
    """A sav value as its shortest text: whole doubles without `.0`, missing as empty."""
    if value is None or value != value:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _csv(path: Path) -> Sheet:
    data = path.read_bytes()
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refusal(reason("unreadable", kind="binary"))
    text = _decode(data)
    sample = text[:20_000].splitlines()[:_HEADER_ROWS]
    delimiter = max(";,\t", key=lambda d: sum(line.count(d) for line in sample))
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        raise Refusal(reason("unreadable", kind="csv")) from None
    columns = zip_longest(*rows, fillvalue="")
    return Sheet("csv", tuple(pa.array(column, pa.string()) for column in columns))


def _decode(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(reason("unreadable", kind="text"))
