"""The candidate: every mart of the warehouse as a Parquet file, and a manifest of their bytes.

Belongs here: which types and names may leave the warehouse, and how files are written so that
the same data gives the same bytes and Power BI opens them. Does not belong here: whether the
content is right (expectations), or publishing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pyarrow as pa

from expectations.contracts import contract
from orchestration.core import atomic_files
from orchestration.core.errors import UserError
from orchestration.release import descriptions, manifest, metadata_contracts
from orchestration.release.manifest import Manifest, TableEntry

SCHEMA = "marts"
EXPECTED = "quality.expected_rows"
# Release metadata is written under these names into the same folder, after validation.
RESERVED = metadata_contracts.TABLES
# The draft quality description, which a person may edit beside the candidate (see reports).
DESCRIPTION = "laatuseloste.md"
ALLOWED_TYPES = frozenset(name.upper() for name in contract.TYPES)
NAME = re.compile(r"[a-z][a-z0-9_]*")
# The largest multiple of DuckDB's vector (2 048) that stays within a million rows.
ROW_GROUP_ROWS = 999_424


class CandidateError(UserError):
    """The warehouse cannot be exported; the message says what and where."""


def export(
    warehouse: Path,
    candidate_dir: Path,
    fingerprint: str,
    is_synthetic: bool,
    progress: atomic_files.Progress = atomic_files.silent,
) -> Manifest:
    """Export all tables of schema marts to `<candidate_dir>/<table>.parquet`, with a manifest.

    `fingerprint` is the hex hash of the declared inputs. The folder is replaced whole, so an
    older validation is removed with the older candidate. `progress` gets one line per table.
    Raises CandidateError (no warehouse, no marts, a type or name that may not be published),
    duckdb.Error or OSError (disk); the old candidate stays in all these cases.
    """
    candidate_dir.parent.mkdir(parents=True, exist_ok=True)
    atomic_files.settle_folder(candidate_dir)
    with _reading(warehouse) as connection, atomic_files.building(candidate_dir) as fresh:
        columns = _columns(connection)
        _refuse_unfit(columns)
        expected = _built_rows(connection, columns) | _expected_rows(connection)
        fresh.mkdir()
        tables: dict[str, TableEntry] = {}
        for table, listed in columns.items():
            schema = _described(table, listed)
            tables[table] = _export_table(connection, table, schema, fresh / f"{table}.parquet")
            progress(f"{table}: {tables[table]['row_count']} rows")
        made = manifest.build(tables, expected, fingerprint, is_synthetic)
        manifest.save(fresh, made)
        _keep_description(candidate_dir, fresh, made)
        atomic_files.flush_below(fresh)
        atomic_files.swap_folder(fresh, candidate_dir)
    return made


def _keep_description(before: Path, fresh: Path, made: Manifest) -> None:
    """What a person wrote about exactly these tables stays beside them when they are made again."""
    try:
        is_same = manifest.load(before)["candidate_id"] == made["candidate_id"]
    except manifest.ManifestError:
        return
    if is_same and (before / DESCRIPTION).exists():
        atomic_files.copy_into(before / DESCRIPTION, fresh / DESCRIPTION)


@contextmanager
def _reading(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    if not warehouse.is_file():
        raise CandidateError(f"{warehouse}: there is no warehouse yet. Build it first.")
    connection = duckdb.connect(str(warehouse), read_only=True)
    try:
        yield connection
    finally:
        connection.close()


def _columns(connection: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[str, str]]]:
    """Table -> its columns and DuckDB types, in order of table name and column position."""
    rows = connection.execute(
        "select table_name, column_name, data_type from information_schema.columns"
        " where table_catalog = current_database() and table_schema = ?"
        " order by table_name, ordinal_position",
        [SCHEMA],
    ).fetchall()
    found: dict[str, list[tuple[str, str]]] = {}
    for table, column, data_type in rows:
        found.setdefault(table, []).append((column, data_type))
    if not found:
        raise CandidateError(f"Schema {SCHEMA} has no tables. Build the warehouse first.")
    return found


def _refuse_unfit(columns: dict[str, list[tuple[str, str]]]) -> None:
    """Name every table and column that Power BI would not take, all at once."""
    problems = [f"{t}: the name of a release metadata table" for t in columns if t in RESERVED]
    problems += [f"{t}: not a lower-case ASCII name" for t in columns if not NAME.fullmatch(t)]
    for table, listed in columns.items():
        for column, data_type in listed:
            if not NAME.fullmatch(column):
                problems.append(f"{table}.{column}: not a lower-case ASCII name")
            if data_type not in ALLOWED_TYPES:
                problems.append(f"{table}.{column}: type {data_type}")
    if problems:
        allowed = ", ".join(sorted(ALLOWED_TYPES))
        raise CandidateError(
            f"These may not be published: {'; '.join(problems)}. "
            f"Rename them, or cast in the mart to one of {allowed}."
        )


def _built_rows(
    connection: duckdb.DuckDBPyConnection, columns: dict[str, list[tuple[str, str]]]
) -> dict[str, int]:
    """Table -> number of rows it has in the warehouse: no file may have fewer."""
    query = " union all ".join(f"select '{t}', count(*) from {SCHEMA}.{t}" for t in columns)
    return dict(connection.execute(query).fetchall())


def _expected_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Table -> number of rows it must have, where the warehouse counts its people and places."""
    try:
        rows = connection.execute(
            f"select table_name, cast(expected_count as bigint) from {EXPECTED} order by all"
        ).fetchall()
    except duckdb.CatalogException as error:
        raise CandidateError(f"The warehouse has no {EXPECTED}. Build it first.") from error
    expected = dict(rows)
    if len(expected) != len(rows) or None in expected.values():
        raise CandidateError(f"{EXPECTED}: a table without a count, or with two.")
    return expected


def _described(table: str, columns: list[tuple[str, str]]) -> pa.Schema:
    """The schema of the file, with the descriptions of its contract; without one, the gate
    refuses the table."""
    stated = contract.load().get(table)
    texts = {column.name: column.text("en") for column in stated.columns} if stated else {}
    fields = [
        pa.field(name, contract.TYPES[kind.lower()], metadata={"description": texts.get(name, "")})
        for name, kind in columns
    ]
    return pa.schema(fields, metadata={"description": stated.description["en"] if stated else ""})


def _export_table(
    connection: duckdb.DuckDBPyConnection, table: str, schema: pa.Schema, path: Path
) -> TableEntry:
    """Write one table, rows in the order of all its columns; `table` is a checked name."""
    said = descriptions.with_arrow_schema(schema)
    key_values = ", ".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in said.items())
    written = connection.execute(
        f"copy (select * from {SCHEMA}.{table} order by all nulls last) to {_quoted(str(path))} ("
        "format parquet, parquet_version 'v1', codec 'snappy',"
        f" row_group_size {ROW_GROUP_ROWS}, write_bloom_filter false,"
        f" kv_metadata {{{key_values}}})"
    ).fetchall()
    return TableEntry(sha256=atomic_files.sha256_of(path), row_count=int(written[0][0]))


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
