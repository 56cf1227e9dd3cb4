"""What the macros of macros/portable give on DuckDB and on Spark: the same, and what is said of them."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import duckdb
import pytest

from orchestration.warehouse import spark_engine
from tests import sql
from tests.parity.spark_there import needs_spark

pytestmark = needs_spark

ROWS = (
    "(select * from (values (1, 'b', true), (2, 'a', false), (3, null, false), (null, 'c', false))"
    " as v (n, t, is_chosen)) as given"
)
# Expression -> its value, worked out by hand.
EXPECTED = {
    # md5('a') = 0cc175b9c0f1b6a831c399e269772661
    "{{ md5_number(\"'a'\", 13) }}": 0x0CC175B9C0F1B,
    "{{ md5_number(\"'a'\", 15) }}": 0x0CC175B9C0F1B6A,
    "{{ whole_division('-7', '2') }}": -3,
    "{{ rounded_to_even('2.5e0') }}": 2.0,
    "{{ rounded_to_even('-0.5e0') }} + 0": 0.0,
    # 1.005 as a double is a little less; times 100 it is 100.49999999999999.
    "{{ rounded('1.005e0', 2) }}": 1.01,
    "{{ rounded('1.0049e0', 2) }}": 1.0,
    "{{ rounded('-1.25e0', 1) }}": -1.3,
    "{{ rounded('-0.01e0', 1) }}": 0.0,
    "cast(cast(1.625e0 as decimal(18, 2)) as string)": "1.63",
    "cast(cast(2.675e0 as decimal(18, 2)) as string)": "2.68",
    "cast(round(cast(66.6666666667 as decimal(18, 10)) * 100) as integer)": 6667,
    "cast(cast(7.0 as decimal(18, 4)) as double) / cast(3 as decimal(18, 4))": 7 / 3,
    "cast(1 as decimal(38, 4)) * cast(0.0001 as decimal(38, 4))": Decimal("0.0001"),
    "{{ element(list_of(['10', '20']), 2) }}": 20,
    "{{ date_key(\"cast('2024-03-01' as date)\") }}": 20240301,
    "{{ date_of_key('20240229') }}": dt.date(2024, 2, 29),
    "cast(cast('2024-03-01 10:00:00.5' as timestamp) as string)": "2024-03-01 10:00:00.5",
}
OF_A_GROUP = {
    "{{ joined_texts('t', '; ', ['t']) }}": "a; b; c",
    "{{ joined_texts('t', '; ', ['n']) }}": "b; a; c",
    "{{ joined_texts('t', '; ', ['n'], 'is_chosen') }}": "b",
    "{{ joined_texts('t', '; ', ['n'], 'n = 3') }}": None,
    "{{ element(field_of_each(sorted_list(record({'n': '9 - coalesce(n, 0)', 't': 't'})), 't'), 2) }}": "a",
    "percentile_cont(0.5) within group (order by n asc)": 2.0,
    "median(cast(n * 10000 as bigint)) filter (where n < 3) / 1e4": 1.5,
    "cardinality({{ distinct_list('n') }})": 3,
    "{{ element(smallest_of(distinct_list('n'), 2), 2) }}": 2,
    "{{ length_of(smallest_of(distinct_list('n'), 2)) }}": 2,
    "{{ list_where('t', 'n = 9') }}": None,
    "array_contains({{ list_where('t', 'is_chosen') }}, 'a')": False,
    "{{ each_of(numbers_between('max(n)', 'min(n)')) }}": "no row",
    "{{ each_of(numbers_between('min(n)', 'min(n)')) }}": 1,
}


@pytest.fixture(scope="module")
def spark(tmp_path_factory):
    session = spark_engine.session("local[1]", tmp_path_factory.mktemp("local"))
    yield session
    session.stop()


def _duckdb(query):
    with duckdb.connect() as connection:
        return connection.execute(query.replace("cardinality(", "len(")).fetchall()


@pytest.mark.parametrize(
    ("expression", "source", "expected"),
    [(e, "", v) for e, v in EXPECTED.items()]
    + [(e, f" from {ROWS}", v) for e, v in OF_A_GROUP.items()],
)
def test_both_engines_give_what_is_said(spark, expression, source, expected):
    query = f"select {expression} as found{source}"
    ours = _duckdb(sql.rendered(query))
    theirs = spark.sql(sql.rendered(query, "spark")).collect()
    wanted = [] if expected == "no row" else [(expected,)]
    assert ours == wanted
    assert [tuple(row) for row in theirs] == wanted
