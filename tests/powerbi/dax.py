"""Evaluating the DAX of a model on published Parquet, with pbix-mcp: a test of the measures, no proof.

Belongs here: the model as the engine wants it, and one measure in one filter context. Does not belong
here: what the values should be (sql). Runs in `.venv-powerbi`, without the project.

The engine gives a wrong value for some calls with spaces beside brackets: they are left out.
"""

from __future__ import annotations

import datetime as dt
import decimal
import json
import locale
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
from pbix_mcp.dax import engine

Filters = Mapping[str, Any]
_TOKENS = re.compile(r"\"(?:[^\"]|\"\")*\"|'(?:[^']|'')*'|\[[^\]]*\]|\s+|[^\s\"'\[]")
_KEPT = re.compile(r"\[(?P<column>\w+)\] = \"(?P<value>\w+)\"")


class Model:
    """A model (the JSON that TOM writes) with the rows of a folder of Parquet files."""

    def __init__(self, bim: Path, folder: Path) -> None:
        stated = json.loads(bim.read_text(encoding="utf-8"))["model"]
        self.tables: dict[str, dict[str, Any]] = {}
        self.measures: dict[str, str] = {}
        self.home: dict[str, str] = {}
        # Published table and column -> the names in the model.
        self.names: dict[str, tuple[str, dict[str, str]]] = {}
        connection = duckdb.connect()
        for table in stated["tables"]:
            self._add(connection, table, folder)
        self.relationships = [
            {
                "FromTable": one["fromTable"],
                "FromColumn": one["fromColumn"],
                "ToTable": one["toTable"],
                "ToColumn": one["toColumn"],
                "IsActive": one.get("isActive", True),
            }
            for one in stated["relationships"]
        ]
        [self.dates] = [t["name"] for t in stated["tables"] if t.get("dataCategory") == "Time"]  # fmt: skip

    def _add(self, connection: duckdb.DuckDBPyConnection, table: Mapping[str, Any], folder: Path) -> None:  # fmt: skip
        name, source = table["name"], _text(table["partitions"][0]["source"]["expression"])
        file = re.search(r"(\w+)\.parquet", source)[1]
        columns = [(c["sourceColumn"], c["name"]) for c in table["columns"] if c.get("sourceColumn")]  # fmt: skip
        kept = [f"{c} = '{v}'" for c, v in _KEPT.findall(source)]
        where = f" where {' or '.join(kept)}" if kept else ""
        listed = ", ".join(column for column, _ in columns)
        rows = connection.execute(
            f"select {listed} from '{folder / file}.parquet'{where}"
        ).fetchall()
        self.tables[name] = {"columns": [c for _, c in columns], "rows": [list(map(_value, r)) for r in rows]}  # fmt: skip
        self.names[file] = (name, dict(columns))
        for measure in table.get("measures", []):
            self.measures[measure["name"]] = _tight(_text(measure["expression"]))
            self.home[measure["name"]] = name

    def evaluate(self, measure: str, filters: Filters) -> Any:
        """The value of a measure. `filters`: `table.column` of the published files -> value."""
        chosen = {}
        for field, value in filters.items():
            table, column = field.split(".")
            name, columns = self.names[table]
            chosen[f"{name}.{columns[column]}"] = [value]
        context = engine.DAXContext(
            self.tables, self.measures, self.dates, self.dates, chosen, self.relationships
        )
        context.date_tables = {self.dates: self.dates}
        context.measure_tables = self.home
        context.model_columns = {n: set(t["columns"]) for n, t in self.tables.items()}
        running = engine.DAXEngine()
        found = running.evaluate_measure(measure, context)
        if running.eval_errors:
            raise ValueError(f"{measure}: {running.eval_errors}")
        return found


def read_as(culture: str) -> None:
    """Let USERCULTURE() say this culture, such as sv-SE."""
    locale.getlocale = lambda *_: (culture.replace("-", "_"), "UTF-8")


def _tight(expression: str) -> str:
    """Without spaces beside brackets and commas."""
    tokens, written = _TOKENS.findall(expression), ""
    for number, token in enumerate(tokens):
        if token.isspace():
            following = tokens[number + 1] if number + 1 < len(tokens) else ")"
            written += "" if written[-1:] in "(," or following[0] in "()," else " "
        else:
            written += token
    return written


def _text(lines: str | list[str]) -> str:
    return "\n".join(lines) if isinstance(lines, list) else lines


def _value(value: Any) -> Any:
    if isinstance(value, decimal.Decimal):
        return float(value)
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value
