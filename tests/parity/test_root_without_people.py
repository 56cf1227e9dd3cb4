"""A root into which nobody has sent anything is built on Spark as on DuckDB: tables without rows."""

from __future__ import annotations

import duckdb

from orchestration.warehouse import build
from tests.parity.spark_there import needs_spark
from tests.roots import new_root

pytestmark = needs_spark


def test_sources_of_which_only_the_empty_file_is_there_are_tables_without_rows(tmp_path):
    place = new_root(tmp_path)
    place.take()
    raw = place.root.raw
    assert [file.name for file in (raw / "answers").iterdir()] == ["_schema.parquet"]
    built = build.build(
        raw,
        tmp_path / "scratch",
        spark_master="local[1]",
        only=["+int_submissions", "+int_answers"],
    )
    assert [result.message for result in built.results if result.failed] == []
    with duckdb.connect(str(built.database)) as connection:
        assert connection.sql("from restricted.int_submissions").fetchall() == []
