"""The history before the first release: tables without rows.

Belongs here: writing them, for a warehouse that is built before anything was published. Does not
belong here: their shape (privacy), or the history of a data root (release).
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.parquet as pq

from orchestration.privacy.history_tables import SCHEMAS, file_name


def no_history(folder: Path) -> Path:
    """Write the empty tables into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, schema in SCHEMAS.items():
        pq.write_table(schema.empty_table(), folder / file_name(table))
    return folder
