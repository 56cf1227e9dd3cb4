"""What a database may hold in memory while a candidate is made.

Belongs here: that limit. Does not belong here: what is asked of the database.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

_MEGABYTE = 1_000_000


def limit(connection: duckdb.DuckDBPyConnection, warehouse: Path, memory_bytes: int | None) -> None:
    """Let the database hold so many bytes; None: as many as it takes.

    What does not fit is put beside the warehouse, so in the root: it holds pseudonyms.
    """
    beside = str(warehouse.with_name(f"{warehouse.name}.tmp")).replace("'", "''")
    connection.execute(f"set temp_directory = '{beside}'")
    if memory_bytes is not None:
        connection.execute(f"set memory_limit = '{memory_bytes // _MEGABYTE}MB'")
