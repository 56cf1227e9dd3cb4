"""From raw tables to marts: scores are added whole, and nobody vanishes on the way."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.build import build
from tests.golden_raw import SERVICES
from tests.raw_tables import Codebook, Delivery, write_raw

# How many of so many yes-no items were said yes to, by how many people: the score is the share.
SHARES = {"eighths": (8, {1: 12, 3: 12}), "thirds": (3, {1: 12, 0: 12})}


def _shares(book: Codebook) -> Iterator[Delivery]:
    for code, (item_count, people) in SHARES.items():
        items = [f"item_{number}" for number in range(item_count)]
        book.questionnaire(code, "person")
        for item in items:
            book.question(code, item, "scale", "01", "share")
        scale = {"item_low": Decimal(0), "item_high": Decimal(1), "score_high": Decimal(1)}
        book.indicator(code, "share", items, min_answered=item_count, **scale)
        delivery = Delivery(code)
        for chosen, count in people.items():
            for place in range(count):
                answers = {item: int(n < chosen) for n, item in enumerate(items)}
                delivery.submit("2024-03-01", answers, person_key=f"{code} {chosen} {place}")
        yield delivery


def _one_slip(book: Codebook) -> Delivery:
    """Twelve starts of March 2024 in a file of 2026, and one that says 2034."""
    items = ["calm", "glad"]
    book.questionnaire("slip", "person")
    for item in items:
        book.question("slip", item, "scale", "12345", "mood")
    book.indicator("slip", "mood", items, min_answered=2)
    delivery = Delivery("slip")
    for place in range(13):
        day = "2034-03-01" if place == 12 else "2024-03-01"
        answers = {"calm": 1 + place % 5, "glad": 3}
        delivery.submit(day, answers, person_key=f"slip {place}", phase_code="start")
    return delivery


def _half_without_score(book: Codebook) -> Delivery:
    """24 people; twelve of them left the items blank. 18 say yes to another question, 6 no."""
    items = ["calm", "glad"]
    book.questionnaire("half", "person")
    for item in items:
        book.question("half", item, "scale", "12345", "mood")
    book.question("half", "met", "single", ["yes", "no"], None)
    book.indicator("half", "mood", items, min_answered=2)
    delivery = Delivery("half")
    for place in range(24):
        scored = {"calm": 1 + place % 5, "glad": 2 + place % 2}
        answers = scored if place < 12 else dict.fromkeys(items, "no_answer")
        met = {"met": "no" if place % 4 == 0 else "yes"}
        delivery.submit("2024-03-01", answers | met, person_key=f"half {place}")
    return delivery


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("numbers")
    book = Codebook()
    deliveries = [*_shares(book), _one_slip(book), _half_without_score(book)]
    write_raw(place / "raw", book, deliveries, SERVICES)
    built = build(place / "raw", place / "scratch")
    assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
    return built.database


@pytest.fixture
def marts(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        # int_submission_status is a view of raw.
        connection.execute(f"set file_search_path = '{database.parent.parent / 'raw'}'")
        yield connection


def test_scores_are_added_before_they_are_rounded(marts):
    found = marts.execute(
        "select questionnaire_code, person_count, score_sum"
        " from fct_indicator_level join dim_questionnaire using (questionnaire_key)"
        " where questionnaire_code in ('eighths', 'thirds') order by 1"
    ).fetchall()
    # 12 x 0.125 + 12 x 0.375 = 6, and 12 x 1/3 = 4.
    assert found == [
        ("eighths", 24, Decimal(6)),
        ("thirds", 24, Decimal(4)),
    ]


def test_one_date_that_cannot_be_moves_nobody_else_s_status(marts):
    found = marts.execute(
        "select status_code, count(*) from restricted.int_submission_status"
        " where questionnaire_code = 'slip' group by all"
    ).fetchall()
    # Nobody of March 2024 is lost to follow-up in data that end in March 2024.
    assert found == [("awaiting_follow_up", 13)]
    coverage = marts.execute("select period_key, follow_up_code from fct_response_coverage")
    assert coverage.fetchall() == [(20241, "awaiting_follow_up")]


def test_people_without_a_score_stay_in_every_other_question(marts):
    found = marts.execute(
        "select dim_question.question_code, option_code, answer_count, person_count"
        " from fct_answer_distribution"
        " join dim_question using (question_key) join dim_option using (option_key)"
        " join dim_questionnaire using (questionnaire_key)"
        " where dim_questionnaire.questionnaire_code = 'half' and answer_count > 0"
        " and dim_question.question_code in ('met', 'calm') order by all"
    ).fetchall()
    # Items are about the twelve with a score: calm is 1, 2, 3, 4, 5, 1, 2, ...
    calm = [("calm", str(answer), 3 if answer < 3 else 2, 12) for answer in range(1, 6)]
    assert found == [*calm, ("met", "no", 6, 24), ("met", "yes", 18, 24)]
    scores = marts.execute(
        "select sum(person_count) from fct_indicator_level join dim_questionnaire"
        " using (questionnaire_key) where questionnaire_code = 'half'"
    )
    assert scores.fetchone() == (12,)
    statuses = marts.execute(
        "select status_code, count(*) from restricted.int_submission_status"
        " where questionnaire_code = 'half' group by all"
    )
    assert statuses.fetchall() == [("single", 24)]


def test_of_everybody_nothing_but_answers_to_other_questions_and_head_counts_is_published(marts):
    # So the difference to the people with a score says how many left the items blank, and no more.
    columns = marts.execute(
        "select table_name from duckdb_columns()"
        " where schema_name = 'marts' and column_name = 'indicator_key'"
    ).fetchall()
    of_everybody = {
        table
        for (table,) in columns
        if marts.execute(f"select count(*) from {table} where indicator_key = 0").fetchone() != (0,)
    }
    assert of_everybody - {"dim_indicator"} <= {
        "fct_answer_distribution",
        "fct_indicator_suppressed",
    }
    items = marts.execute(
        "select count(*) from fct_answer_distribution join dim_question using (question_key)"
        " where indicator_key = 0 and question_type = 'scale'"
    )
    assert items.fetchone() == (0,)
