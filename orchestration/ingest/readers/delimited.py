"""csv and tsv: finds encoding and delimiter, keeps quoted line ends, drops nothing.

Belongs here: text files with delimiters. A quotation mark that never closes is refused with its
line, because the rest of the file would become one cell.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

import pyarrow as pa

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.sheet import Limits, Sheet

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_DELIMITERS = ";,\t"
_SAMPLE_ROWS = 20
_CHUNK_ROWS = 50_000
_NAME = "csv"
# A text may hold a stray NUL; a picture holds many.
_MOST_NULS = 1 / 1000


def read_delimited(data: bytes, limits: Limits) -> Iterator[Sheet]:
    """Read one table; rows shorter than the widest are filled with empty cells."""
    text = _decode(data)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    chunks: list[list[pa.Array]] = []
    count = 0
    try:
        while rows := list(islice(reader, _CHUNK_ROWS)):
            width = max(map(len, rows))
            count += len(rows)
            limits.check_shape(1, count, max([width, *map(len, chunks)]))
            filled = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
            chunks.append([pa.array(column, pa.string()) for column in zip(*filled, strict=True)])
            if not width:
                chunks[-1] = [pa.repeat("", len(rows))]
    except csv.Error:
        raise Refusal(reason("bad_quote", sheet=_NAME, line=reader.line_num)) from None
    yield Sheet(_NAME, _joined(chunks))


def _joined(chunks: list[list[pa.Array]]) -> tuple[pa.Array, ...]:
    if len(chunks) == 1:
        return tuple(chunks[0])
    width = max(map(len, chunks), default=0)
    for chunk in chunks:
        empty = pa.repeat("", len(chunk[0])) if chunk and len(chunk) < width else None
        chunk.extend([empty] * (width - len(chunk)))
    return tuple(pa.concat_arrays([chunk[i] for chunk in chunks]) for i in range(width))


def _delimiter(text: str) -> str:
    """The delimiter that gives the first rows the most cells, quotation marks respected."""

    def cells(delimiter: str) -> int:
        rows = csv.reader(io.StringIO(text[:20_000], newline=""), delimiter=delimiter)
        try:
            return sum(len(row) for row in islice(rows, _SAMPLE_ROWS))
        except csv.Error:
            return 0

    return max(_DELIMITERS, key=cells)


def _decode(data: bytes) -> str:
    encoding = _wide_encoding(data)
    if encoding:
        return data.decode(encoding, errors="replace")
    if data.count(b"\0") > len(data) * _MOST_NULS:
        raise Refusal(reason("unreadable", kind="binary"))
    data = data.replace(b"\0", b"") if b"\0" in data else data
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refusal(reason("unreadable", kind="text"))


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 by its byte order mark, or by every second byte being NUL, as in Latin text."""
    if data.startswith(_UTF16):
        return "utf-16"
    start = data[:200]
    if start.count(b"\0") * 3 < len(start) or len(start) < 4:
        return None
    if start.isascii() and not any(start[1::2]) and all(start[::2]):
        return "utf-16-le"
    return "utf-16-be" if start.isascii() and not any(start[::2]) and all(start[1::2]) else None
