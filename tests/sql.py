"""The warehouse's own SQL on tables of a test: a model rendered with its macros, run by DuckDB.

Belongs here: turning a model's text into a query without a dbt build. Does not belong here: what
the numbers must be.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb
import jinja2
import pyarrow as pa

from orchestration.core.data_root import DBT_PROJECT

Tables = Mapping[str, pa.Table]


@cache
def render(model: str) -> str:
    """The query of a model; a ref is the name of its table."""
    (file,) = (DBT_PROJECT / "models").rglob(f"{model}.sql")
    return rendered(file.read_text("utf-8"))


def rendered(text: str, engine: str = "duckdb") -> str:
    """A text with the macros of the project, as it is written for an engine: `duckdb` or `spark`."""
    files = sorted((DBT_PROJECT / "macros").rglob("*.sql"))
    texts = (file.read_text(encoding="utf-8") for file in files)
    # How dbt makes a table is in dbt's own words, and no part of a query.
    macros = "".join(text for text in texts if "{% materialization" not in text)
    environment = jinja2.Environment(autoescape=False, extensions=["jinja2.ext.do"])
    environment.globals["target"] = {"type": engine}
    return environment.from_string(macros + text).render(ref=lambda name: name)


def run(tables: Tables, *models: str) -> list[dict[str, Any]]:
    """Rows of the last model, built on the tables and on the models before it."""
    with duckdb.connect() as connection:
        for name, table in tables.items():
            connection.register(name, table)
        for model in models[:-1]:
            connection.execute(f"create table {model} as {render(model)}")
        found = connection.execute(render(models[-1]))
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@cache
def seed(name: str) -> pa.Table:
    """A seed of the warehouse, with the types that DuckDB finds in it."""
    return duckdb.read_csv(str(DBT_PROJECT / "seeds" / f"{name}.csv")).to_arrow_table()


def table(rows: Sequence[Mapping[str, Any]], **types: pa.DataType) -> pa.Table:
    """An Arrow table; the types, in order, are its columns, and also those of an empty one."""
    return pa.Table.from_pylist(
        [{name: row.get(name) for name in types} for row in rows], schema=pa.schema(types)
    )
