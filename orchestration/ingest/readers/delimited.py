"""csv and tsv: keeps quoted line ends, drops nothing, says how many cells each row has.

Belongs here: text files with delimiters, row by row where a file is not ordinary. A quotation mark that never closes is refused with its
line, because the rest of the file would become one cell. Does not belong here: which encoding and
delimiter it is (text_evidence).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import islice

import numpy as np
import pyarrow as pa

from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.readers.ordinary_csv import read_ordinary
from orchestration.ingest.readers.sheet import Bytes, Limits, Sheet
from orchestration.ingest.readers.text_evidence import decoded, delimiter_of

_CHUNK_ROWS = 50_000
_NAME = "csv"


def read_delimited(data: Bytes, limits: Limits) -> Iterator[Sheet]:
    """Read one table; rows shorter than the widest are filled with empty cells."""
    if columns := read_ordinary(data, limits):
        yield Sheet(_NAME, columns)
        return
    text = decoded(bytes(data))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    chunks: list[list[pa.Array]] = []
    widths: list[int] = []
    try:
        while rows := list(islice(reader, _CHUNK_ROWS)):
            widths += map(len, rows)
            width = max(widths[-len(rows) :])
            limits.check_shape(1, len(widths), max([width, *map(len, chunks)]))
            filled = [row if len(row) == width else row + [""] * (width - len(row)) for row in rows]
            chunks.append([pa.array(column, pa.string()) for column in zip(*filled, strict=True)])
            if not width:
                chunks[-1] = [pa.repeat("", len(rows))]
    except csv.Error:
        raise Refusal(reason("bad_quote", sheet=_NAME, line=reader.line_num)) from None
    yield Sheet(_NAME, _joined(chunks), widths=np.array(widths, np.int32))


def _joined(chunks: list[list[pa.Array]]) -> tuple[pa.Array, ...]:
    if len(chunks) == 1:
        return tuple(chunks[0])
    width = max(map(len, chunks), default=0)
    for chunk in chunks:
        empty = pa.repeat("", len(chunk[0])) if chunk and len(chunk) < width else None
        chunk.extend([empty] * (width - len(chunk)))
    return tuple(pa.concat_arrays([chunk[i] for chunk in chunks]) for i in range(width))
