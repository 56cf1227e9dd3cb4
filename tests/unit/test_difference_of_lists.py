"""Metrics and activities: counted again with corrections first and new answers after."""

from __future__ import annotations

from decimal import Decimal

import duckdb
import pytest

from orchestration.difference.elements import explained
from orchestration.difference.lists import ACTIVITIES, METRICS

METRIC = dict.fromkeys(METRICS.keys, 1) | {"wave_code": "2023", "kind_code": "share"}
COLUMNS = [c.strip() for c in METRICS.columns.split(",")]


def area(name: str, counted: bool, low: float | None = None, kind: str = "share") -> dict:
    about = {"area_code": name, "panel_code": name, "is_in_denominator": True}
    numbers = {"is_counted": counted, "selected_count": 1, "number_low": low, "number_high": low}
    return METRIC | about | numbers | {"kind_code": kind}


def table(
    connection: duckdb.DuckDBPyConnection, name: str, columns: list[str], rows: list[dict]
) -> str:
    values = ", ".join(
        f"({', '.join('null' if row[c] is None else repr(row[c]) for c in columns)})"
        for row in rows
    )
    connection.execute(
        f"create table {name} as select * from (values {values}) as t({', '.join(columns)})"
    )
    return name


def moved(states: list[list[dict]], inputs: list[str], published: list[tuple]) -> dict:
    """Figure -> cause -> part; `published`: numerator, denominator and value before and after."""
    connection = duckdb.connect()
    sources = [table(connection, f"state_{n}", COLUMNS, rows) for n, rows in enumerate(states)]
    columns = [*METRICS.keys, *METRICS.figures]
    ends = [
        table(
            connection, name, columns, [METRIC | dict(zip(METRICS.figures, numbers, strict=True))]
        )
        for name, numbers in zip(("before", "after"), published, strict=True)
    ]
    figures = explained(connection, METRICS, tuple(ends), sources, inputs, (None, "several"))
    return {one.figure_code: {p.cause: float(p.part) for p in one.parts} for one in figures}


FOUR = [area("1", True), area("2", True), area("3", False), area("4", False)]


def test_a_corrected_area_and_a_new_one_each_have_their_part():
    now = [*FOUR[:2], area("3", True), FOUR[3], area("5", True)]
    found = moved([FOUR, now], ["answers"], [(2, 4, 0.5), (4, 5, 0.8)])
    # 2/4, corrected 3/4, with the new one 4/5.
    assert found == {
        "numerator": {"corrections": 1, "new_answers": 1},
        "denominator": {"new_answers": 1},
        "metric_value": {"corrections": 0.25, "new_answers": 0.05},
    }


def test_an_area_that_is_removed_is_a_correction():
    found = moved([FOUR, FOUR[:3]], ["answers"], [(2, 4, 0.5), (2, 3, 0.6667)])
    assert found == {"denominator": {"corrections": -1}, "metric_value": {"corrections": 0.1667}}


def test_a_second_answer_of_an_area_is_new():
    found = moved([FOUR, [*FOUR, area("1", True)]], ["answers"], [(2, 4, 0.5), (3, 5, 0.6)])
    assert found["metric_value"] == {"new_answers": 0.1}


def test_a_register_comes_before_answers():
    between = [*FOUR[:3], area("4", True)]
    now = [*between, area("5", False)]
    found = moved([FOUR, between, now], ["register", "answers"], [(2, 4, 0.5), (3, 5, 0.6)])
    # 2/4, with the register 3/4, with the new one 3/5.
    assert found["metric_value"] == {"register": 0.25, "new_answers": -0.15}


def test_a_rule_that_changed_is_what_the_same_answers_give_otherwise():
    connection = duckdb.connect()
    sources = [table(connection, f"state_{n}", COLUMNS, FOUR) for n in range(2)]
    columns = [*METRICS.keys, *METRICS.figures]
    before = METRIC | {"numerator": 1, "denominator": 4, "metric_value": 0.25}
    after = METRIC | {"numerator": 2, "denominator": 4, "metric_value": 0.5}
    ends = (
        table(connection, "before", columns, [before]),
        table(connection, "after", columns, [after]),
    )
    found = explained(connection, METRICS, ends, sources, ["code"], (None, "code"))
    assert {one.figure_code: [(p.cause, p.part) for p in one.parts] for one in found} == {
        "metric_value": [("code", Decimal("0.25"))],
        "numerator": [("code", 1)],
    }


def test_a_median_is_counted_again_and_not_divided():
    def areas(*numbers: float) -> list[dict]:
        return [area(str(n), False, number, "median") for n, number in enumerate(numbers)]

    found = moved([areas(1, 2, 6), areas(1, 4, 6, 8)], ["answers"], [(None, 3, 2), (None, 4, 5)])
    # 2, corrected 4, with the new one (4 + 6) / 2.
    assert found["metric_value"] == {"corrections": 2, "new_answers": 1}


def test_without_the_earlier_inputs_there_is_one_part_of_unknown_cause():
    connection = duckdb.connect()
    columns = [*METRICS.keys, *METRICS.figures]
    rows = [METRIC | {"numerator": n, "denominator": 4, "metric_value": n / 4} for n in (1, 2)]
    ends = [table(connection, name, columns, [row]) for name, row in zip("ab", rows, strict=True)]
    [_, found] = sorted(
        explained(connection, METRICS, tuple(ends), [], ["answers"], ("several", "several")),
        key=lambda one: one.figure_code, reverse=True,
    )  # fmt: skip
    assert [(p.cause, p.part) for p in found.parts] == [("several", Decimal("0.25"))]


@pytest.mark.parametrize(("added", "cause"), [(True, "new_answers"), (False, "corrections")])
def test_activities_are_counted_from_the_published_table(added, cause):
    connection = duckdb.connect()
    columns = [
        *ACTIVITIES.keys,
        "activity_key",
        "participant_count",
        "encounter_count",
        "meeting_count",
    ]
    one = dict.fromkeys(columns, 1) | {"participant_count": 8, "encounter_count": None}
    rows = [[one], [one, one | {"activity_key": 2}] if added else [one | {"participant_count": 9}]]
    names = [
        table(connection, name, columns, these) for name, these in zip("ab", rows, strict=True)
    ]
    found = explained(connection, ACTIVITIES, tuple(names), names, ["answers"], (None, "several"))
    by_figure = {f.figure_code: [(p.cause, p.part) for p in f.parts] for f in found}
    assert by_figure["participant_count"] == [(cause, 8 if added else 1)]
    assert ("activity_count" in by_figure) == added
