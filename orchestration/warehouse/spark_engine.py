"""The build's surroundings on Spark: a session, what the models read as its tables, and what they made as a file.

Belongs here: what dbt needs to build on Spark, and bringing the tables to the file that DuckDB builds too, so
that everything behind the warehouse is the same. Does not belong here: what is built, or its results (build).
pyspark and dbt-spark are imported inside functions: they are an extra, and a run on DuckDB needs neither.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.core import atomic_files
from orchestration.warehouse import driver_models
from orchestration.warehouse.dbt_manifest import WarehouseError, parse

if TYPE_CHECKING:
    from dbt.contracts.graph.manifest import Manifest

_MISSING = "MUKANA_ENGINE=spark needs what is in the extra `spark`: pip install 'mukana[spark]'."
_NO_SESSION = "Spark did not start: {error} It needs Java 17 and, for a cluster, the address in MUKANA_SPARK_MASTER."
# What makes Spark's numbers and times those of DuckDB: errors instead of nulls, exact decimals, times without zone.
_MEANING = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.decimalOperations.allowPrecisionLoss": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.timestampType": "TIMESTAMP_NTZ",
    "spark.sql.parquet.outputTimestampType": "TIMESTAMP_MICROS",
}
# Of a session of our own: a catalogue that goes with it, and no page that others can open.
_OWN = {
    "spark.app.name": "mukana",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.driver.maxResultSize": "0",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_LOOPBACK = {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
_FILES = re.compile(r"read_parquet\('(?P<path>[^']+)'")
_SEEDS = "seeds"


@contextmanager
def ready(
    sources: Sequence[Path], scratch: Path, database: Path, master: str
) -> Iterator[Manifest]:
    """Let dbt build on Spark from the tables in `sources`; the parsed project.

    Afterwards the tables are in `database`, a DuckDB file. `master`: the address of a cluster, or of a Connect
    server (sc://…). The workers must see the folders under the same names.
    """
    prefix = f"mukana_{hashlib.sha256(str(scratch.absolute()).encode()).hexdigest()[:8]}"
    place = scratch / "spark"
    tables = place / "tables"
    atomic_files.remove(place)
    tables.mkdir(parents=True)
    _write_profile(scratch, prefix)
    spark = session(master, place / "local")
    try:
        driver_models.use(spark)
        manifest = parse(scratch)
        _create_databases(spark, manifest, tables, prefix)
        _register_sources(spark, manifest, sources, place / "empty")
        _register_seeds(spark, manifest, tables)
        yield manifest
        _bring(tables, database)
    finally:
        _end(spark, prefix)
        atomic_files.remove(place)


def _write_profile(scratch: Path, prefix: str) -> None:
    output = {
        "type": "spark",
        "method": "session",
        "host": "session",
        "schema": prefix,
        "threads": 4,
    }
    profile = {"mukana": {"target": "run", "outputs": {"run": output}}}
    # JSON is YAML.
    (scratch / "profiles.yml").write_text(json.dumps(profile, indent=2), encoding="utf-8")


def session(master: str, local: Path) -> Any:
    """A session of Spark that means what DuckDB means; `local`: a folder for what it puts on this disk.

    Raises WarehouseError if Spark is not installed or does not start.
    """
    try:
        import dbt.adapters.spark  # noqa: F401
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise WarehouseError(_MISSING) from error
    # What it puts on this disk lies in the root, since it holds pseudonyms.
    own = _OWN | {"spark.master": master, "spark.local.dir": str(local.absolute())}
    own |= _LOOPBACK if master.startswith("local") else {}
    try:
        started = SparkSession.builder.config(
            map={"spark.remote": master} if master.startswith("sc://") else own
        ).getOrCreate()
        for name, value in _MEANING.items():
            started.conf.set(name, value)
    except (PySparkException, OSError) as error:
        raise WarehouseError(_NO_SESSION.format(error=error)) from error
    return started


def _create_databases(session: Any, manifest: Manifest, tables: Path, prefix: str) -> None:
    """A database for each schema, whose tables lie in a folder of their own below `tables`."""
    nodes = [*manifest.nodes.values(), *manifest.sources.values()]
    _drop_databases(session, prefix)
    for schema in sorted({node.schema for node in nodes if node.schema.startswith(prefix)}):
        folder = tables / schema.removeprefix(f"{prefix}_")
        session.sql(f"create database {schema} location '{folder.absolute().as_uri()}'")


def _drop_databases(session: Any, prefix: str) -> None:
    for row in session.sql(f"show databases like '{prefix}*'").collect():
        session.sql(f"drop database {row[0]} cascade")


def _end(spark: Any, prefix: str) -> None:
    """Leave nothing behind; of a cluster that is gone there is nothing, and dbt has said so."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    with suppress(Py4JError, PySparkException, OSError):
        _drop_databases(spark, prefix)
        spark.stop()


def _register_sources(
    session: Any, manifest: Manifest, folders: Sequence[Path], empty: Path
) -> None:
    """The Parquet files that the sources name, found below one of the folders as DuckDB finds them."""
    for source in manifest.sources.values():
        found = _FILES.search(source.config.meta["external_location"])
        assert found, source.name
        relative = found["path"].format(name=source.name).removesuffix("/*.parquet")
        path = next(folder / relative for folder in folders if (folder / relative).exists())
        if path.is_dir() and not any(file.name[0] != "_" for file in path.iterdir()):
            path = _seen_by_spark(path, empty / source.name)
        _create_from(session, f"{source.schema}.{source.identifier}", path)


def _seen_by_spark(folder: Path, copy: Path) -> Path:
    """A folder with the files of another, whose names begin with _ : Spark reads none of these."""
    copy.mkdir(parents=True)
    for file in folder.iterdir():
        shutil.copyfile(file, copy / file.name.lstrip("_"))
    return copy


def _register_seeds(session: Any, manifest: Manifest, tables: Path) -> None:
    """Every column is text, unless its YAML states another type; an empty field is null."""
    import duckdb

    for node in manifest.nodes.values():
        if node.resource_type != "seed":
            continue
        types = node.config.column_types
        replaced = ", ".join(f"cast({name} as {kind}) as {name}" for name, kind in types.items())
        file = tables / _SEEDS / node.name / "seed.parquet"
        file.parent.mkdir(parents=True)
        csv = Path(node.root_path) / node.original_file_path
        options = "header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true"
        duckdb.connect().execute(
            f"copy (select * {f'replace ({replaced})' if types else ''}"
            f" from read_csv('{csv}', {options})) to '{file}' (format parquet)"
        )
        _create_from(session, f"{node.schema}.{node.name}", file.parent)


def _create_from(session: Any, table: str, path: Path) -> None:
    session.sql(f"create table {table} using parquet location '{path.absolute().as_uri()}'")


def _bring(tables: Path, database: Path) -> None:
    """Write the tables that Spark made into a DuckDB file; views stay behind."""
    import duckdb

    with duckdb.connect(str(database)) as connection:
        for schema in sorted(path for path in tables.iterdir() if path.is_dir()):
            connection.execute(f"create schema if not exists {schema.name}")
            for table in sorted(path for path in schema.iterdir() if path.is_dir()):
                connection.execute(
                    f"create table {schema.name}.{table.name} as"
                    f" select * from read_parquet('{table}/*.parquet')"
                )
