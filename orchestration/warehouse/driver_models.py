"""dbt's Python models where dbt runs, while the SQL runs on Spark.

Belongs here: what is missing in dbt-spark for a session: a way to run a Python model, and to let a session keep its own
settings. The models are the same as on DuckDB: they get relations of DuckDB and return an Arrow table.
"""

from __future__ import annotations

from typing import Any


def run_models_on_the_driver() -> None:
    """Tell dbt-spark how, through the two places where it looks it up."""
    from dbt.adapters.spark import session
    from dbt.adapters.spark.impl import SparkAdapter

    SparkAdapter.python_submission_helpers = property(lambda _: {_METHOD: _OnTheDriver})
    SparkAdapter.default_python_submission_method = property(lambda _: _METHOD)

    class Cursor(session.Cursor):  # type: ignore[misc]
        """Without parameters: dbt-spark would set ANSI off, and a number that does not fit would be null."""

        def __init__(self, *, server_side_parameters: Any = None) -> None:  # noqa: ARG002
            super().__init__(server_side_parameters={})

    session.Connection.cursor = lambda _: Cursor()


_METHOD = "driver"


class _OnTheDriver:
    """A Python model's job, in dbt's words (PythonJobHelper)."""

    def __init__(self, parsed_model: dict[str, Any], _credentials: Any) -> None:
        self.table = f"{parsed_model['schema']}.{parsed_model['alias']}"

    def submit(self, compiled_code: str) -> None:
        """Run the model on the tables that it refers to, and make its table."""
        import duckdb
        from pyspark.sql import SparkSession

        session = SparkSession.builder.getOrCreate()
        names: dict[str, Any] = {}
        exec(compile(compiled_code, self.table, "exec"), names)
        with duckdb.connect() as connection:
            dbt = names["dbtObj"](
                lambda table: connection.from_arrow(session.table(table).toArrow())
            )
            made = names["model"](dbt, connection)
        session.createDataFrame(made).write.format("parquet").saveAsTable(self.table)
