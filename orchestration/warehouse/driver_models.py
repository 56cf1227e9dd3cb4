"""What dbt-spark needs for a session that is ours: to use it as it is, and to run Python models where dbt runs.

Belongs here: the three places where dbt-spark looks these up. The models are the same as on DuckDB: they get
relations of DuckDB and return an Arrow table.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa


def use(spark: Any) -> None:
    """Let dbt-spark run SQL in this session, and Python models in this process on its tables.

    dbt-spark would ask for a session at each statement and set ANSI off in it: a number that does not fit
    would be null.
    """
    from dbt.adapters.spark import session
    from dbt.adapters.spark.impl import SparkAdapter
    from dbt_common.exceptions import DbtRuntimeError
    from pyspark.errors import AnalysisException

    class Cursor(session.Cursor):  # type: ignore[misc]
        """dbt-spark's cursor, on one session."""

        def execute(self, sql: str, *parameters: Any) -> None:
            """Run a statement; dbt fills in values as text."""
            try:
                self._df = spark.sql(sql % parameters if parameters else sql)
            except AnalysisException as error:
                raise DbtRuntimeError(str(error)) from error

    class Job:
        """A Python model's job, in dbt's words (PythonJobHelper)."""

        def __init__(self, parsed_model: dict[str, Any], _credentials: Any) -> None:
            self.table = f"{parsed_model['schema']}.{parsed_model['alias']}"

        def submit(self, compiled_code: str) -> None:
            """Run the model on the tables that it refers to, and make its table."""
            _run(compiled_code, self.table, spark)

    session.Connection.cursor = lambda _: Cursor()
    SparkAdapter.python_submission_helpers = property(lambda _: {"driver": Job})
    SparkAdapter.default_python_submission_method = property(lambda _: "driver")


def _run(compiled_code: str, table: str, spark: Any) -> None:
    import duckdb

    names: dict[str, Any] = {}
    exec(compile(compiled_code, table, "exec"), names)
    with duckdb.connect() as connection:
        dbt = names["dbtObj"](lambda name: connection.from_arrow(spark.table(name).toArrow()))
        made = names["model"](dbt, connection)
        if isinstance(made, pa.RecordBatchReader):
            made = made.read_all()
    spark.createDataFrame(written_out(made)).write.format("parquet").saveAsTable(table)


def written_out(made: pa.Table) -> pa.Table:
    """As Spark takes it: no values that are held once with a number for each row, and no batch without
    rows, at which it would stop reading.
    """
    fields = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in made.schema
    ]
    return made.cast(pa.schema(fields)).combine_chunks()
