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


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("numbers")
    book = Codebook()
    deliveries = [*_shares(book)]
    write_raw(place / "raw", book, deliveries, SERVICES)
    built = build(place / "raw", place / "scratch")
    assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
    return built.database


@pytest.fixture
def marts(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


def test_scores_are_added_before_they_are_rounded(marts):
    found = marts.execute(
        "select questionnaire_code, person_count, score_sum, score_square_sum"
        " from fct_indicator_level join dim_questionnaire using (questionnaire_key) order by 1"
    ).fetchall()
    # 12 x 0.125 + 12 x 0.375 = 6, and 12 x 1/64 + 12 x 9/64 = 1.875. 12 x 1/3 = 4, 12 x 1/9 = 1.3333.
    assert found == [
        ("eighths", 24, Decimal(6), Decimal("1.875")),
        ("thirds", 24, Decimal(4), Decimal("1.3333")),
    ]
