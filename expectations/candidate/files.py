"""The candidate's files: each is read once, hashed, and opened as a table.

Belongs here: bytes -> sha256, Arrow and DuckDB in memory, so that exactly the bytes that were
hashed are validated. Does not belong here: rules about the content (suites), writing anything.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

if TYPE_CHECKING:
    import pandas as pd

_PARAMETER = re.compile(r"\$([a-z]\w*)")


class CannotCheckError(Exception):
    """A rule could not be checked; carries the reason in Finnish, Swedish and English."""

    def __init__(self, fi: str, sv: str, en: str) -> None:
        super().__init__(en)
        self.reason = (fi, sv, en)


class CandidateFiles:
    """A candidate folder, read once.

    `hashes`: table -> sha256 hex of the bytes read. `tables`: table -> Arrow table, for the files
    that are Parquet. `manifest` is None if it is missing or does not have its parts.
    `today` is used by rules about the future; it is never written to a validation. `thresholds`:
    name -> value of the numbers that rules judge by. `beside`: other tables that rules about the
    release as a whole may use.
    """

    def __init__(
        self,
        candidate_dir: Path,
        today: date,
        thresholds: Mapping[str, float] | None = None,
        beside: Mapping[str, pa.Table] | None = None,
    ) -> None:
        self._parameters = {"today": today, **(thresholds or {})}
        self.manifest = _read_manifest(candidate_dir / "manifest.json")
        self.hashes: dict[str, str] = {}
        self.tables: dict[str, pa.Table] = {}
        # Hundreds of questions about small tables: a second thread finds nothing to do.
        self._connection = duckdb.connect(config={"threads": 1})
        self._beside = {**(beside or {})}
        for path in sorted(candidate_dir.glob("*.parquet")):
            self._read(path)
        for name, table in self._beside.items():
            self._copy(name, table)

    def _read(self, path: Path) -> None:
        content = path.read_bytes()
        self.hashes[path.stem] = hashlib.sha256(content).hexdigest()
        try:
            table = pq.ParquetFile(io.BytesIO(content)).read()
        except (pa.ArrowException, OSError):
            return  # It has a hash but no table: the gate reports it as unreadable.
        self.tables[path.stem] = table
        self._copy(path.stem, table)

    def _copy(self, name: str, table: pa.Table) -> None:
        """Give DuckDB a table of its own: the demo's 300 questions take 0.25 CPU seconds of it and 0.71 of
        a table of Arrow, at which DuckDB looks anew for each; to copy takes 0.08."""
        try:
            self._connection.from_arrow(table).create(name)
        except duckdb.Error:
            self._connection.register(
                name, table
            )  # A question that needs it will say that it cannot.

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
                "manifestet säger inte hur många rader tabellen ska ha",
                "the manifest does not state how many rows the table must have",
            )
        return expected

    def has(self, *names: str) -> bool:
        """True if there are all these tables beside the candidate."""
        return set(names) <= self._beside.keys()

    def table(self, table_name: str) -> pa.Table:
        """The Arrow table; raises CannotCheckError if the file could not be read."""
        if table_name not in self.tables:
            raise CannotCheckError(
                f"taulua {table_name} ei voitu lukea",
                f"tabellen {table_name} kunde inte läsas",
                f"table {table_name} could not be read",
            )
        return self.tables[table_name]

    def type_of(self, table_name: str, column: str) -> pa.DataType:
        """The Arrow type of a column; raises CannotCheckError if there is no such column."""
        table = self.table(table_name)
        if column not in table.column_names:
            raise CannotCheckError(
                f"sarake {column} puuttuu",
                f"kolumnen {column} saknas",
                f"column {column} is missing",
            )
        return table.schema.field(column).type

    def texts(self, table_name: str, column: str) -> list[str]:
        """The distinct texts of a column; none if its type is not text."""
        if not pa.types.is_string(self.type_of(table_name, column)):
            return []
        return self.tables[table_name][column].unique().drop_null().to_pylist()

    def rows_with(self, table_name: str, column: str, values: Sequence[Any]) -> list[int]:
        """The numbers of the rows that have one of these values in a column."""
        found = self.table(table_name)[column]
        is_one = pc.is_in(found, value_set=pa.array(values, found.type))
        return [int(n) for n in pc.indices_nonzero(is_one).to_pylist()]

    def count(self, rows: str) -> int:
        """How many rows `from …` gives; it may use the parameter `$today`, and thresholds.

        Raises CannotCheckError, which names no value, if the query cannot run.
        """
        return int(self._query(f"select count(*) {rows}")[0][0])

    def columns_of(self, rows: str) -> list[str]:
        """The names of the columns of `from …`."""
        return [line[0] for line in self._query(f"describe select * {rows}")]

    def first(self, rows: str, names: Sequence[str], most: int) -> list[tuple[Any, ...]]:
        """The first distinct rows of `from …`, in the order of these columns."""
        listed = ", ".join(_quoted(name) for name in names)
        query = f"select distinct {listed} from (select * {rows}) order by all limit {most}"
        return self._query(query)

    def look_up(self, table_name: str, wanted: str, key: str, value: Any) -> Any:
        """The value of a column in the row with this key; None where there is none."""
        if not {wanted, key} <= set(self.table(table_name).column_names):
            return None
        query = f"select {_quoted(wanted)} from {_quoted(table_name)} where {_quoted(key)} = ?"
        row = self._connection.execute(f"{query} order by all limit 1", [value]).fetchone()
        return row[0] if row else None

    def _query(self, query: str) -> list[tuple[Any, ...]]:
        used = {name: self._parameters.get(name) for name in _PARAMETER.findall(query)}
        missing = [name for name, value in used.items() if value is None]
        if missing:
            raise CannotCheckError(
                f"raja-arvo {', '.join(missing)} puuttuu",
                f"gränsvärdet {', '.join(missing)} saknas",
                f"threshold {', '.join(missing)} is missing",
            )
        try:
            return self._connection.execute(query, used or None).fetchall()
        except duckdb.Error as error:
            raise CannotCheckError(
                "kyselyä ei voitu ajaa: sarake tai taulu puuttuu tai sen tyyppi on väärä",
                "frågan kunde inte köras: en kolumn eller tabell saknas eller har fel typ",
                "the query could not run: a column or table is missing or has the wrong type",
            ) from error

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
