"""How a table of raw is written as Parquet.

Belongs here: the one spelling of these files. Does not belong here: where they lie (raw_places).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.ingest.convert.tables import Blocks

# Rows that are in memory as they are written; a group of them in the file.
_GROUP_ROWS = 250_000
# So few values are always written once.
_SMALL = 1_000


def write_parquet(path: Path, blocks: Blocks, *, even_empty: bool = True) -> None:
    """Write a table block by block. A table without rows is written only `even_empty`.

    What is held as numbers of its values is written so, and read as the values. Without
    statistics: whoever reads raw reads all of it.
    """
    groups = _groups(blocks.made(), blocks.schema)
    first = next(groups, None)
    if first is None and not even_empty:
        return
    first = blocks.schema.empty_table() if first is None else first
    with pq.ParquetWriter(path, first.schema, **_spelling(first.schema)) as writer:
        writer.write_table(first)
        for group in groups:
            writer.write_table(group)


def _spelling(schema: pa.Schema) -> dict[str, Any]:
    """Values that repeat once; numbers that go up as the steps between them: a sixth of the bytes."""
    repeating = [f.name for f in schema if _is_numbered(f.type) or pa.types.is_decimal(f.type)]
    rising = [f.name for f in schema if pa.types.is_int32(f.type) or pa.types.is_timestamp(f.type)]
    return {
        "store_schema": False,
        "write_statistics": False,
        "use_dictionary": repeating,
        "column_encoding": dict.fromkeys(rising, "DELTA_BINARY_PACKED"),
    }


def _groups(blocks: Iterable[pa.Table], schema: pa.Schema) -> Iterator[pa.Table]:
    """Tables of one schema and of so many rows, fewer only at the end."""
    waiting: list[pa.Table] = []
    count = 0
    held: pa.Schema | None = None
    for block in blocks:
        held = held or _as_held(block, schema)
        start = 0
        while start < block.num_rows:
            piece = block.slice(start, _GROUP_ROWS - count)
            waiting.append(_cast(piece, held))
            start, count = start + piece.num_rows, count + piece.num_rows
            if count == _GROUP_ROWS:
                yield pa.concat_tables(waiting).unify_dictionaries()
                waiting, count = [], 0
    if count:
        yield pa.concat_tables(waiting).unify_dictionaries()


def _as_held(block: pa.Table, schema: pa.Schema) -> pa.Schema:
    """The schema with the texts as numbers that the first block holds so, and of which there are few."""
    return pa.schema(
        field.with_type(pa.dictionary(pa.int32(), field.type))
        if pa.types.is_string(field.type) and _repeats(block[field.name])
        else field
        for field in schema
    )


def _repeats(column: pa.ChunkedArray) -> bool:
    """True if a column is held as numbers of values that are fewer than its rows."""
    return _is_numbered(column.type) and all(
        2 * len(chunk.dictionary) <= max(len(chunk), _SMALL) for chunk in column.chunks
    )


def _cast(table: pa.Table, schema: pa.Schema) -> pa.Table:
    columns = [
        column.dictionary_encode() if _is_numbered(field.type) else column
        for field, column in zip(schema, table.columns, strict=True)
    ]
    return pa.table(columns, names=schema.names).cast(schema)


def _is_numbered(kind: pa.DataType) -> bool:
    return pa.types.is_dictionary(kind)
