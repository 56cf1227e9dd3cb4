"""The candidate's files: each is read once, hashed, and opened as a table.

Belongs here: bytes -> sha256, Arrow and DuckDB in memory, so that exactly the bytes that were
hashed are validated. Does not belong here: rules about the content (suites), writing anything.
"""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import pandas as pd


class CannotCheckError(Exception):
    """A rule could not be checked; carries the reason in Finnish and English."""

    def __init__(self, fi: str, en: str) -> None:
        super().__init__(en)
        self.fi = fi
        self.en = en


class CandidateFiles:
    """A candidate folder, read once.

    `hashes`: table -> sha256 hex of the bytes read. `tables`: table -> Arrow table, for the files
    that are Parquet. `manifest` is None if it is missing or does not have its parts.
    `today` is used by rules about the future; it is never written to a validation.
    """

    def __init__(self, candidate_dir: Path, today: date) -> None:
        self.today = today
        self.manifest = _read_manifest(candidate_dir / "manifest.json")
        self.hashes: dict[str, str] = {}
        self.tables: dict[str, pa.Table] = {}
        self._connection = duckdb.connect()
        for path in sorted(candidate_dir.glob("*.parquet")):
            self._read(path)

    def _read(self, path: Path) -> None:
        content = path.read_bytes()
        self.hashes[path.stem] = hashlib.sha256(content).hexdigest()
        try:
            table = pq.read_table(io.BytesIO(content))
        except (pa.ArrowException, OSError):
            return  # It has a hash but no table: the gate reports it as unreadable.
        self.tables[path.stem] = table
        self._connection.register("incoming", table)
        self._connection.execute(f"create table {_quoted(path.stem)} as select * from incoming")
        self._connection.unregister("incoming")

    @property
    def listed(self) -> dict[str, dict[str, Any]]:
        """The manifest's tables: name -> sha256 and row_count."""
        return self.manifest["tables"] if self.manifest else {}

    def expected_rows(self, table_name: str) -> int:
        """Rows the table must have; raises CannotCheckError if the manifest does not state them."""
        expected = (self.manifest or {}).get("expected_rows", {}).get(table_name)
        if isinstance(expected, bool) or not isinstance(expected, int) or expected < 0:
            raise CannotCheckError(
                "manifestissa ei ole tietoa siitä, montako riviä taulussa pitää olla",
                "the manifest does not state how many rows the table must have",
            )
        return expected

    def table(self, table_name: str) -> pa.Table:
        """The Arrow table; raises CannotCheckError if the file could not be read."""
        if table_name not in self.tables:
            raise CannotCheckError(
                f"taulua {table_name} ei voitu lukea", f"table {table_name} could not be read"
            )
        return self.tables[table_name]

    def type_of(self, table_name: str, column: str) -> pa.DataType:
        """The Arrow type of a column; raises CannotCheckError if there is no such column."""
        table = self.table(table_name)
        if column not in table.column_names:
            raise CannotCheckError(f"sarake {column} puuttuu", f"column {column} is missing")
        return table.schema.field(column).type

    def texts(self, table_name: str, column: str) -> list[str]:
        """The distinct texts of a column; none if its type is not text."""
        if not pa.types.is_string(self.type_of(table_name, column)):
            return []
        query = f"select distinct {_quoted(column)} from {_quoted(table_name)}"
        return [row[0] for row in self._connection.execute(query).fetchall() if row[0] is not None]

    def count(self, query: str) -> int:
        """Run a query that gives one number; it may use the parameter `$today`.

        Raises CannotCheckError, which names no value, if the query cannot run.
        """
        values = {"today": self.today} if "$today" in query else None
        try:
            row = self._connection.execute(query, values).fetchone()
        except duckdb.Error as error:
            raise CannotCheckError(
                "kyselyä ei voitu ajaa: sarake tai taulu puuttuu tai sen tyyppi on väärä",
                "the query could not run: a column or table is missing or has the wrong type",
            ) from error
        return int(row[0]) if row else 0

    def frame(self, table_name: str) -> pd.DataFrame:
        """The table as pandas for Great Expectations. DECIMAL becomes DOUBLE: as Python objects
        a million decimals take minutes."""
        decimals = [f.name for f in self.table(table_name).schema if pa.types.is_decimal(f.type)]
        casts = ", ".join(f"cast({_quoted(c)} as double) as {_quoted(c)}" for c in decimals)
        replaced = f" replace ({casts})" if casts else ""
        return self._connection.execute(f"select *{replaced} from {_quoted(table_name)}").df()


def _read_manifest(path: Path) -> dict[str, Any] | None:
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    if not isinstance(manifest, dict) or not isinstance(manifest.get("tables"), dict):
        return None
    sound = all(isinstance(entry, dict) for entry in manifest["tables"].values())
    return manifest if sound and isinstance(manifest.get("expected_rows"), dict) else None


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
