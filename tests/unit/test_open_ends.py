"""A number without an upper end, such as `6+`, is at least that: never the end of a range, never exact."""

from __future__ import annotations

from decimal import Decimal

import pyarrow as pa
import pytest

from orchestration.difference.lists import METRICS
from orchestration.outputs.pages import tiles
from orchestration.outputs.wording.language import Language
from tests import sql

LONG, INT, TEXT, BOOL, NUMBER = pa.int64(), pa.int32(), pa.string(), pa.bool_(), pa.decimal128(18, 4)  # fmt: skip
MEASURED = {
    "kind_code": TEXT, "area_code": TEXT, "is_answered": BOOL, "is_in_denominator": BOOL,
    "is_counted": BOOL, "selected_count": LONG, "number_low": NUMBER, "number_high": NUMBER,
}  # fmt: skip
# 1, 6+, 2, 0.5, 1–2 and a blank that is in the denominator.
ANSWERS = [(1, 1), (6, None), (2, 2), (0.5, 0.5), (1, 2), (None, None)]


def measured(kind: str, answers: list[tuple]) -> dict:
    """The numbers of a metric over these answers."""
    rows = [
        {"kind_code": kind, "area_code": str(n), "is_answered": low is not None, "is_in_denominator": True,
         "is_counted": False, "selected_count": 0, "number_low": low and Decimal(str(low)),
         "number_high": high and Decimal(str(high))}
        for n, (low, high) in enumerate(answers)
    ]  # fmt: skip
    query = sql.rendered(
        "select kind_code, {{ metric_measures() }} from answers group by kind_code"
    )
    import duckdb

    with duckdb.connect() as connection:
        connection.register("answers", sql.table(rows, **MEASURED))
        found = connection.execute(query)
        names = [column[0] for column in found.description]
        numbers = dict(zip(names, found.fetchall()[0], strict=True))
        value = connection.execute(f"select {METRICS.figures['metric_value']} from answers group by kind_code")  # fmt: skip
        return numbers | {"of_the_difference": value.fetchall()[0][0]}


@pytest.mark.parametrize(
    ("kind", "low", "high"),
    [
        ("sum", 10.5, None),
        ("mean", 2.1, None),
        ("max", 6, None),
        # 0.5, 1, 1, 2, 6 and 0.5, 1, 2, 2, more: the middle one has an end.
        ("median", 1, 2),
    ],
)
def test_a_metric_over_an_open_end_has_no_upper_end_and_no_value(kind, low, high):
    found = measured(kind, ANSWERS)
    assert (found["value_low"], found["value_high"]) == (pytest.approx(low), high)
    assert found["numerator"] is None and found["of_the_difference"] is None


def test_a_middle_that_is_open_has_no_upper_end():
    found = measured("median", [(1, 1), (6, None), (7, None)])
    assert (found["value_low"], found["value_high"]) == (6, None)


def test_a_blank_in_the_denominator_leaves_exact_numbers_exact():
    found = measured("sum", [(1, 1), (2, 2), (None, None)])
    assert (found["value_low"], found["value_high"], found["numerator"]) == (3, 3, 3)
    assert found["of_the_difference"] == 3


def test_a_participant_count_without_an_end_is_stated():
    """50+ took part: not exact, as a range is; a blank is not stated."""
    activity = dict.fromkeys(("period_key", "date_key", "region_key", "municipality_key", "service_key", "session_number"), 1)  # fmt: skip
    activity |= {"questionnaire_code": "log", "kind_code": "visit", "place_code": None}
    activities = [activity | {"submission_key": key, "activity_key": key} for key in (1, 2, 3)]
    said = {1: (50, None), 2: (None, None), 3: (2, 4)}
    answers = [
        {"submission_key": key, "questionnaire_code": "log", "question_code": "people", "number_low": low and Decimal(low),
         "number_high": high and Decimal(high), "missing_kind": None if low else "no_answer", "is_exact": False}
        for key, (low, high) in said.items()
    ]  # fmt: skip
    counts = {"questionnaire_code": "log", "kind_code": "visit", "question_code": "people", "counts_code": "people", "question_order": 1}  # fmt: skip
    tables = {
        "int_activities": sql.table(activities, **{name: TEXT if name.endswith("_code") else LONG for name in activities[0]}),
        "int_activity_answers": sql.table(
            answers, submission_key=LONG, questionnaire_code=TEXT, question_code=TEXT, number_low=NUMBER,
            number_high=NUMBER, missing_kind=TEXT, is_exact=BOOL,
        ),
        "stg_codebook__activity_counts": sql.table(
            [counts], questionnaire_code=TEXT, kind_code=TEXT, question_code=TEXT, counts_code=TEXT, question_order=INT,
        ),
    }  # fmt: skip
    found = {row["activity_key"]: row for row in sql.run(tables, "fct_activity")}
    codes = {key: row["participant_status_code"] for key, row in found.items()}
    assert codes == {1: "not_exact", 2: "not_stated", 3: "few"}
    assert not any(row["participant_count"] for row in found.values())


def test_a_range_is_no_answer_to_an_item():
    """2–3 is not 2: the form counts as one with a blank."""
    contents = [
        {"answer_number": n, "questionnaire_code": "q", "question_code": "item", "number_low": Decimal(low), "number_high": high and Decimal(high)}
        for n, (low, high) in enumerate([(2, 2), (2, 3), (4, None), (9, 9)])
    ]  # fmt: skip
    tables = {
        "int_answer_contents": sql.table(
            contents, answer_number=LONG, questionnaire_code=TEXT, question_code=TEXT,
            number_low=NUMBER, number_high=NUMBER,
        ),
        "stg_codebook__indicator_items": sql.table(
            [{"questionnaire_code": "q", "question_code": "item", "indicator_key": 1, "is_reversed": True}],
            questionnaire_code=TEXT, question_code=TEXT, indicator_key=LONG, is_reversed=BOOL,
        ),
        "stg_codebook__indicators": sql.table(
            [{"indicator_key": 1, "item_low": Decimal(1), "item_high": Decimal(5)}],
            indicator_key=LONG, item_low=NUMBER, item_high=NUMBER,
        ),
    }  # fmt: skip
    [row] = sql.run(tables, "int_item_values")
    assert (row["answer_number"], row["item_value"]) == (0, 4)


def test_the_tile_of_an_area_shows_an_open_end():
    say = Language("fi")
    shown = [
        tiles._number({"number_low": low, "number_high": high}, say)
        for low, high in [(Decimal(6), None), (Decimal(1), Decimal(2)), (Decimal("0.5"),) * 2]
    ]
    assert shown == ["6+", "1–2", "0,5"]


@pytest.mark.parametrize(
    ("limit", "counted"),
    [("at_least", [2, 3]), ("at_most", [1]), ("below", [1])],
)
def test_a_share_counts_an_open_end_only_where_its_low_end_is_enough(limit, counted):
    """1, 6+ and 4–5 beside a limit of 4; `below` 4 is 1 alone."""
    limits = {"at_least": None, "at_most": None, "below": None, limit: Decimal(4)}
    metric = {"questionnaire_code": "q", "metric_key": 1, "metric_code": "m", "kind_code": "share", "unit_code": "respondent",
              "denominator_code": "answered", "area_set_code": "all", "question_code": "fte", **limits}  # fmt: skip
    types = dict.fromkeys(metric, TEXT) | {"metric_key": LONG} | dict.fromkeys(limits, NUMBER)
    answers = [
        {"questionnaire_code": "q", "question_code": "fte", "wave_code": "1", "submission_key": key, "area_code": "01",
         "service_key": 0, "is_answered": True, "area_turn": 1, "service_turn": 1, "number_low": Decimal(low),
         "number_high": high and Decimal(high)}
        for key, (low, high) in enumerate([(1, 1), (6, None), (4, 5)], 1)
    ]  # fmt: skip
    option = {"questionnaire_code": TEXT, "metric_code": TEXT, "option_code": TEXT, "is_missing": BOOL}  # fmt: skip
    tables = {
        "int_metric_questions": sql.table([metric], **types),
        "stg_codebook__metric_options": sql.table([], **option),
        "stg_codebook__options": sql.table([], questionnaire_code=TEXT, question_code=TEXT, option_code=TEXT, option_key=LONG, is_missing=BOOL),
        "int_organisation_answers": sql.table(
            answers, questionnaire_code=TEXT, question_code=TEXT, wave_code=TEXT, submission_key=LONG, area_code=TEXT, service_key=LONG,
            is_answered=BOOL, area_turn=INT, service_turn=INT, option_code=TEXT, number_low=NUMBER, number_high=NUMBER, missing_kind=TEXT,
        ),
        "area_set_members": sql.table([{"area_set_code": "all", "region_code": "01"}], area_set_code=TEXT, region_code=TEXT),
    }  # fmt: skip
    rows = sql.run(tables, "int_metric_answers")
    assert sorted(row["submission_key"] for row in rows if row["is_counted"]) == counted
