"""The warehouse: one `dbt build` per run, started in this process, into a scratch database.

Belongs here: running dbt on a data root's raw tables and swapping the result in. Does not belong
here: what the models say (dbt_project) or what becomes of the tables (release). dbt is imported
inside functions: it costs 1.5 CPU seconds that the command line need not pay.

A scratch database per run, because any reader of the final file would make the build fail. Its
stem is always `warehouse`: dbt writes the stem into the manifest as the database's name.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.warehouse import duckdb_engine, spark_engine
from orchestration.warehouse.dbt_manifest import WarehouseError, invoke
from orchestration.warehouse.no_history import completed, no_history

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

# Called after each node with its name and the number of nodes finished so far.
Progress = Callable[[str, int], None]
_AS_DECLARED: Mapping[str, int] = {}
_OK = ("success", "pass", "warn", "no-op")


@dataclass(frozen=True)
class NodeResult:
    """What became of one model, seed or test.

    `row_count` and `columns` (name and type) are of the table it made, if any.
    """

    unique_id: str
    name: str
    resource_type: str
    status: str
    row_count: int | None
    columns: tuple[tuple[str, str], ...]
    message: str

    @property
    def passed(self) -> bool:
        """False for an error, a failed test, or a node skipped because of one."""
        return self.status in _OK

    @property
    def failed(self) -> bool:
        """True for an error or a failed test, but not for a node skipped because of one."""
        return not self.passed and self.status != "skipped"


@dataclass(frozen=True)
class Build:
    """A finished build: the scratch database and the results in order of finishing."""

    database: Path
    results: tuple[NodeResult, ...]

    @property
    def passed(self) -> bool:
        """True if every node ran and passed."""
        return bool(self.results) and all(result.passed for result in self.results)


def build(
    raw: Path,
    scratch: Path,
    progress: Progress | None = None,
    *,
    history: Path | None = None,
    variables: Mapping[str, int] = _AS_DECLARED,
    memory_bytes: int | None = None,
    spark_master: str | None = None,
    every_test: bool = False,
    only: Sequence[str] = (),
) -> Build:
    """Build the whole warehouse from `raw` into `<scratch>/warehouse.duckdb`.

    `history` is the folder with the tables of what was published before; None: nothing was.
    `variables`: values of dbt's variables, instead of those in dbt_project.yml.

    `memory_bytes`: what the database may hold in memory; None: as much as it takes.

    `spark_master`: the Spark cluster that the models run on; None: DuckDB in this process. The database is
    the same.

    `every_test` also runs dbt's unit tests and those that the gate repeats: needed after a change to
    the project, not in a run. `only`: what to build of the warehouse, in dbt's words, without tests.
    Failing nodes are results, not exceptions; raises WarehouseError if dbt cannot run.
    """
    database = scratch / "warehouse.duckdb"
    folder = scratch / "history"
    sources = [raw, completed(history, folder) if history else no_history(folder)]
    duckdb_engine.refuse_unreadable([*sources, scratch])
    scratch.mkdir(parents=True, exist_ok=True)
    for leftover in (database, database.with_suffix(".duckdb.wal")):
        leftover.unlink(missing_ok=True)
    if not (raw / "deliveries.parquet").exists():
        raise WarehouseError(f"Nothing has been read into {raw} yet. Run `mukana run`.")
    arguments = ["build", "--no-write-json", "--profiles-dir", str(scratch)]
    arguments += ["--target-path", str(scratch / "target"), "--vars", json.dumps(dict(variables))]
    if only:
        arguments += ["--select", *only, "--exclude-resource-type", "test"]
    if spark_master is None:
        engine = duckdb_engine.ready(sources, scratch, database, memory_bytes)
    else:
        engine = spark_engine.ready(sources, scratch, database, spark_master)
        arguments += ["--exclude-resource-type", "seed"]
    with engine as manifest:
        if not every_test:
            _leave_tests_to_the_gate(manifest)
        outcome = invoke(arguments, scratch, manifest, _reporter(progress))
    if not hasattr(outcome.result, "results"):
        raise WarehouseError(f"dbt did not run: {outcome.exception}")
    return Build(database, tuple(_node_results(outcome.result.results, _tables(database))))


def _leave_tests_to_the_gate(manifest: Manifest) -> None:
    """Take keys and references out of the project: the gate asks the same of the very bytes that are published.

    And unit tests. Excluded by an argument instead, each would be looked at again and again for 0.3 CPU seconds.
    """
    manifest.unit_tests.clear()
    for unique_id, node in list(manifest.nodes.items()):
        if node.resource_type == "test" and hasattr(node, "test_metadata"):
            del manifest.nodes[unique_id]


def swap_in(database: Path, destination: Path) -> None:
    """Move a built database to where people look for it, at once or not at all.

    Both must lie on the same file system.
    """
    destination.parent.mkdir(parents=True, exist_ok=True)
    database.replace(destination)


def _reporter(progress: Progress | None) -> Callable[[Any], None]:
    finished = 0

    def report(event: Any) -> None:
        nonlocal finished
        if progress and event.info.name == "NodeFinished":
            node = event.data.node_info
            if (
                node.materialized != "ephemeral"
            ):  # A part of the models that read it, and no result.
                finished += 1
                progress(node.node_name, finished)

    return report


_Table = tuple[int, tuple[tuple[str, str], ...]]
_TABLES = """
select
    table_name,
    any_value(t.estimated_size) as row_count,
    list((c.column_name, c.data_type) order by c.column_index) as columns,
from duckdb_tables() as t
inner join duckdb_columns() as c using (database_name, schema_name, table_name)
group by table_name
"""


def _tables(database: Path) -> dict[str, _Table]:
    """Rows and columns of each table, from the catalogue: no table is read."""
    import duckdb

    with duckdb.connect(str(database), read_only=True) as connection:
        found = connection.execute(_TABLES).fetchall()
    return {name: (rows, tuple(columns)) for name, rows, columns in found}


def _node_results(results: Any, tables: dict[str, _Table]) -> Iterator[NodeResult]:
    for result in results:
        node = result.node
        row_count, columns = tables.get(node.name, (None, ()))
        yield NodeResult(
            unique_id=node.unique_id,
            name=node.name,
            resource_type=str(node.resource_type),
            status=str(result.status),
            row_count=row_count,
            columns=columns,
            message=result.message or "",
        )
