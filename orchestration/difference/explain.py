"""The explained difference of a candidate to the release in use: the order of the steps.

Belongs here: working it out where it can be, and writing it. Does not belong here: what is compared
(comparison), or the words (causes, table).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.difference import elements, made_from, newest, table
from orchestration.difference.comparison import METRICS, NEWEST, Comparison, quoted
from orchestration.difference.labels import Labels
from orchestration.difference.made_from import MadeFrom
from orchestration.difference.rows import MovedFigure
from orchestration.intake.declared_inputs import Declared
from orchestration.release import (
    database_memory,
    difference_files,
    kept,
    metadata_contracts,
    metadata_tables,
)
from orchestration.release.history_store import Base, staged
from orchestration.release.manifest import release_id_of


def explain(declared: Declared, base: Base, candidate_id: str) -> int:
    """Work out why figures moved, and write it beside the candidate; returns how many moved.

    Reads the warehouse that the candidate was made from, and the history that it starts from. Also
    puts aside what the candidate was made from, for the next one. Raises UserError or OSError.
    """
    root = declared.root
    now = made_from.of_now(declared, candidate_id)
    in_use = kept.release_in_use(root)
    with _connected(root.warehouse, declared.settings.warehouse_memory_bytes) as connection:
        _stage(root, connection, now)
        if in_use == release_id_of(candidate_id) and _is_repeated(root, in_use):
            return 0
        before = made_from.read(root.compared / in_use) if in_use else None
        compared = Comparison(declared, base, now, before, in_use, connection)
        labels = Labels(connection, compared.released)
        figures = table.ordered(compared.figures(), labels)
        _write(root, candidate_id, compared, figures, labels)
    return len(figures)


@contextmanager
def _connected(warehouse: Path, memory_bytes: int) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect()
    try:
        database_memory.limit(connection, warehouse, memory_bytes)
        connection.execute(f"attach '{quoted(warehouse)}' as now (read_only)")
        yield connection
    finally:
        connection.close()


def _stage(root: DataRoot, connection: duckdb.DuckDBPyConnection, now: MadeFrom) -> None:
    """Put aside what the next candidate is compared with."""
    place = root.compared
    place.mkdir(parents=True, exist_ok=True)
    atomic_files.sweep(place)
    with atomic_files.building(place / difference_files.STAGED) as fresh:
        fresh.mkdir()
        newest.keep(connection, fresh / NEWEST)
        elements.keep(connection, fresh / METRICS)
        made_from.keep(fresh, now)
        atomic_files.flush_folder(fresh)
        atomic_files.swap_folder(fresh, place / difference_files.STAGED)


def _is_repeated(root: DataRoot, release_id: str) -> bool:
    """True if the candidate is the release in use, and its difference could be had from there."""
    kept = root.compared / release_id
    names = (difference_files.SUMMARY, difference_files.PARQUET)
    if not all((kept / name).exists() for name in names):
        return False
    for folder in (
        difference_files.folder(root),
        root.compared / difference_files.STAGED,
    ):
        folder.mkdir(exist_ok=True)
        for name in names:
            atomic_files.copy_whole(kept / name, folder / name)
    return True


def _write(
    root: DataRoot,
    candidate_id: str,
    compared: Comparison,
    figures: list[MovedFigure],
    labels: Labels,
) -> None:
    record = staged(root, candidate_id)
    summary: dict[str, Any] = {
        "candidate_id": candidate_id,
        "instead_of": compared.in_use,
        "changed_inputs": compared.changed,
        "held_people_band": record.held_people_band if record else None,
        "moved_count": len(figures),
        "figures": table.summary_of(figures, labels),
    }
    rows = pa.Table.from_pylist(
        table.table_rows(figures, labels),
        schema=metadata_contracts.schemas()[difference_files.TABLE],
    )
    for folder in (
        difference_files.folder(root),
        root.compared / difference_files.STAGED,
    ):
        folder.mkdir(exist_ok=True)
        content = metadata_tables.to_parquet(rows)
        atomic_files.write_whole(folder / difference_files.PARQUET, content)
        atomic_files.write_whole(folder / difference_files.SUMMARY, readable(summary))
