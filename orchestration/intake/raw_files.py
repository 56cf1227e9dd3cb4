"""How a table of raw is written as Parquet.

Belongs here: the one spelling of these files. Does not belong here: where they lie (raw_places).
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

# Rows that are in memory as they are written; a group of them in the file.
_GROUP_ROWS = 1_000_000


def write_parquet(path: Path, table: pa.Table, schema: pa.Schema) -> None:
    """Write a table with the columns of `schema`; values held as numbers become themselves.

    Without statistics: whoever reads raw reads all of it.
    """
    with pq.ParquetWriter(path, schema, store_schema=False, write_statistics=False) as writer:
        for start in range(0, max(table.num_rows, 1), _GROUP_ROWS):
            writer.write_table(table.slice(start, _GROUP_ROWS).cast(schema))
