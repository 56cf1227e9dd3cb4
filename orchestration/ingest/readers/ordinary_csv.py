"""Ordinary csv, read in blocks and column by column by pyarrow: a tenth of the time of row by row.

Belongs here: knowing that a file is ordinary, and reading it. Ordinary is: UTF-8, every row as wide
as the first, and every quotation mark at an end of a cell or doubled within. Of any other file this
module reads nothing, and the reader of rows (delimited) decides: what comes of a file is the same.
"""

from __future__ import annotations

import csv
import io
import itertools
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from orchestration.ingest.readers.sheet import Bytes, Limits, forget
from orchestration.ingest.readers.text_columns import TextColumn
from orchestration.ingest.readers.text_evidence import delimiter_of, has_hint, sample_of

_PIECE = 1 << 24
_BLOCK = 1 << 23
# Rows between two looks at the limits; the same number as in the reader of rows.
_LOOK_ROWS = 50_000
_QUOTE, _ENDS = ord('"'), b"\r\n"


def read_ordinary(data: Bytes, limits: Limits) -> tuple[pa.Array, ...] | None:
    """The columns of an ordinary csv file; None for any other. Raises Refusal above the limits."""
    text = sample_of(data)
    if text is None or has_hint(text):
        return None
    delimiter = delimiter_of(text)
    try:
        first = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return None
    if len(first) < 2 or not delimiter.isascii() or not _is_plain(data, delimiter):
        return None
    try:
        return _read(data, delimiter, len(first), limits)
    except (pa.ArrowInvalid, _OtherwiseError):
        return None


class _OtherwiseError(Exception):
    """The file is not ordinary after all."""


def _read(data: Bytes, delimiter: str, width: int, limits: Limits) -> tuple[pa.Array, ...]:
    limits.check_shape(1, 0, width)
    columns = [TextColumn() for _ in range(width)]
    most = min(limits.max_rows, limits.max_cells // width)
    count = 0
    for block in _blocks(data, delimiter, width):
        count += block.num_rows
        if count <= most:
            for column, cells in zip(columns, block.columns, strict=True):
                longest = pc.max(pc.binary_length(cells.dictionary)).as_py() or 0
                if longest > csv.field_size_limit():
                    raise _OtherwiseError
                column.add(cells)
        elif count >= (seen := (most // _LOOK_ROWS + 1) * _LOOK_ROWS):
            # The reader of rows notices it there.
            limits.check_shape(1, seen, width)
    limits.check_shape(1, count, width)
    return tuple(column.finished() for column in columns)


def _blocks(data: Bytes, delimiter: str, width: int) -> Iterator[pa.RecordBatch]:
    kind = pa.dictionary(pa.int32(), pa.string())
    # With the mark of UTF-8, which pyarrow takes away itself: it would take away a second one, too.
    whole = pa.py_buffer(data)
    with arrow_csv.open_csv(
        pa.BufferReader(whole),
        read_options=arrow_csv.ReadOptions(
            block_size=_block_size(whole), autogenerate_column_names=True, use_threads=False
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=delimiter, ignore_empty_lines=False, newlines_in_values=True
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types={f"f{number}": kind for number in range(width)}
        ),
    ) as reader:
        for block in reader:
            forget(data)
            yield block


def _block_size(whole: pa.Buffer) -> int:
    """A size with which no block begins within a line end of Windows: pyarrow would leave out its LF,
    also where the line end is part of an answer.
    """

    def fits(size: int) -> bool:
        starts = range(size, len(whole), size)
        return not any(whole[at - 1 : at + 1].to_pybytes() == _ENDS for at in starts)

    return next(filter(fits, itertools.count(_BLOCK)))


def _without_mark(data: Bytes) -> pa.Buffer:
    whole = pa.py_buffer(data)
    return whole.slice(3) if data[:3] == b"\xef\xbb\xbf" else whole


def _is_plain(data: Bytes, delimiter: str) -> bool:
    """False if a NUL is in the file, or a quotation mark where pyarrow and `csv` differ about it.

    Counted from 0, an even mark opens a cell or follows the one before it, which it doubles; an odd
    one ends a cell or is doubled. Then both parsers are in the same cell all along.
    """
    around = np.frombuffer(delimiter.encode() + _ENDS, np.uint8)
    before, count = around[:1], 0
    bytes_of = np.frombuffer(_without_mark(data), np.uint8)
    for start in range(0, len(bytes_of), _PIECE):
        piece = bytes_of[start : start + _PIECE]
        after = bytes_of[start + _PIECE : start + _PIECE + 1]
        if (piece == 0).any():
            return False
        marks = np.flatnonzero(piece == _QUOTE)
        if len(marks):
            near = np.concatenate([before, piece, after if len(after) else around[:1]])
            opens = marks[count % 2 :: 2]
            closes = marks[1 - count % 2 :: 2]
            allowed = np.append(around, _QUOTE)
            if (
                not np.isin(near[opens], allowed).all()
                or not np.isin(near[closes + 2], allowed).all()
            ):
                return False
        count += len(marks)
        before = piece[-1:].copy()
        forget(data)
    return count % 2 == 0
