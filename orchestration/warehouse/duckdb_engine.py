"""The build's surroundings on DuckDB: a profile for the run, the manifest, and the scratch file held open.

Belongs here: what dbt needs to build in one DuckDB file. Does not belong here: what is built, or its results
(build).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from orchestration.warehouse.dbt_manifest import (
    WarehouseError,
    ensure_manifest,
    invoke,
    read_manifest,
)

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

# In file_search_path DuckDB takes a comma for a second folder, and the others for a pattern.
_UNREADABLE = re.compile(r"[,*?\[\]']")
_MEGABYTE = 1_000_000
# DuckDB divides tables of more than 122 880 rows. Of fewer answers than these bytes hold, its second thread
# finds nothing to do, and takes a tenth of a build for it.
_FEW_BYTES = 4_000_000
# What dbt makes of it needs no other table.
_SMALL_SEED = "regions"
# Nodes of dbt at once, where there are few answers.
_at_once = 1


@contextmanager
def ready(
    sources: Sequence[Path], scratch: Path, database: Path, memory_bytes: int | None
) -> Iterator[Manifest]:
    """Let dbt build into `database` from the tables in `sources`; the parsed project.

    `memory_bytes`: what the database may hold in memory; None: as much as it takes.
    """
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager

    _write_profile(sources, scratch, database, memory_bytes)
    ensure_manifest()
    try:
        yield read_manifest()
    finally:
        # dbt keeps the database open from node to node, and after the last one until this call.
        DuckDBConnectionManager.close_all_connections()


def hurry() -> None:
    """Let this process build two nodes at once where there are few answers.

    With the demo a build takes 0.7 seconds less on the clock, and 0.4 CPU seconds more. Many answers keep every
    core busy by themselves: two nodes would only wait for each other.
    """
    global _at_once
    _at_once = 2


def warm_up() -> None:
    """Let dbt make a table, for a process that waits for work.

    What dbt keeps from one call for the next takes a CPU second of the first.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        places = ["--profiles-dir", name, "--target-path", str(folder / "target")]
        with ready([folder], folder, folder / "warehouse.duckdb", None) as manifest:
            invoke(["build", "--select", _SMALL_SEED, *places], folder, manifest)


def refuse_unreadable(folders: Sequence[Path]) -> None:
    """Raise WarehouseError for a folder whose name DuckDB would take for something else."""
    for path in folders:
        if _UNREADABLE.search(str(path)):
            raise WarehouseError(
                f"{path}: DuckDB cannot use a folder with , * ? [ ] or ' in its name"
            )


def _write_profile(
    sources: Sequence[Path], scratch: Path, database: Path, memory_bytes: int | None
) -> None:
    """Write literal paths: an environment variable in a profile makes dbt parse everything again."""
    settings = {
        "file_search_path": ",".join(str(path.absolute()) for path in sources),
        # Nothing depends on the order of rows in a table, and keeping it takes memory.
        "preserve_insertion_order": False,
        # What a statement frees goes back to the system, for the next one or for a Python model.
        "allocator_flush_threshold": "16MB",
    }
    answers = (file.stat().st_size for file in (sources[0] / "answers").glob("*.parquet"))
    has_few = sum(answers) < _FEW_BYTES
    if has_few:
        settings["threads"] = 1
    if memory_bytes is not None:
        # What does not fit is put beside the database, so in the root: it holds pseudonyms.
        settings["memory_limit"] = f"{memory_bytes // _MEGABYTE}MB"
    output = {
        "type": "duckdb",
        "path": str(database.absolute()),
        "schema": "main",
        "threads": _at_once if has_few else 1,
        # Given once, where the database is opened; dbt's `settings` are set again for each node.
        "config_options": settings,
    }
    profile = {"mukana": {"target": "run", "outputs": {"run": output}}}
    # JSON is YAML.
    (scratch / "profiles.yml").write_text(json.dumps(profile, indent=2), encoding="utf-8")
