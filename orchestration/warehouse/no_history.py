"""The history before the first release, and of earlier versions: tables without rows.

Belongs here: writing them, for a warehouse that is built before anything was published, and beside the
tables of a version that had fewer. `python -m orchestration.warehouse.no_history FOLDER` does it for `dbt build`
by hand. Does not belong here: their shape (privacy), or the history of a data root (release).
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pyarrow.parquet as pq

from orchestration.privacy.history_tables import SCHEMAS, file_name


def no_history(folder: Path) -> Path:
    """Write the empty tables into a folder, and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, schema in SCHEMAS.items():
        pq.write_table(schema.empty_table(), folder / file_name(table))
    return folder


def completed(history: Path, folder: Path) -> Path:
    """A history with all tables: itself, or a copy in `folder` with an empty one for each that is missing."""
    names = [file_name(table) for table in SCHEMAS]
    there = [name for name in names if (history / name).exists()]
    if there == names:
        return history
    no_history(folder)
    for name in there:
        shutil.copyfile(history / name, folder / name)
    return folder


if __name__ == "__main__":
    no_history(Path(sys.argv[1]))
