"""A total and its parts in one survey: no sum or difference over all of them describes a few people."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.build import build
from tests.disclosure import fewest_people
from tests.golden_raw import ITEMS
from tests.raw_tables import Codebook, Delivery, write_raw

K = 5
INDICATORS = {"total": ITEMS, "first_half": ITEMS[:5], "second_half": ITEMS[5:]}
PLACES = {"lahti": "398", "hollola": "098", "iitti": "142"}
SERVICES = [
    {"service_code": code, "service_name_fi": code.title(), "municipality_code": municipality}
    | {"service_type_code": "workshop", "sector_code": "county"}
    for code, municipality in PLACES.items()
]


def codebook() -> Codebook:
    book = Codebook()
    book.questionnaire("halves", "person")
    for order, (code, items) in enumerate(INDICATORS.items(), 1):
        least = 8 if code == "total" else 4
        book.indicator(
            "halves", code, items, indicator_order=order, family_code="total", min_answered=least
        )
    for item in ITEMS:
        book.question("halves", item, "scale", "12345", "total")
    book.question("halves", "gender", "single", ["woman", "man"], "total")
    book.rows["questions"][-1]["is_background"] = True
    return book


def people() -> Delivery:
    """26 people of three services; some leave two items of one half blank, which the total bears."""
    dice = random.Random(11)
    delivery = Delivery("halves")
    for person in range(26):
        service = ("lahti", "lahti", "hollola", "iitti")[person % 4]
        known = {"person_key": f"p{person}", "service_code": service}
        gender = {"gender": dice.choice(["woman", "man"])}
        for phase, day in (("start", "2024-02-01"), ("end", "2024-05-01")):
            if phase == "end" and dice.random() < 0.1:
                continue
            answers: dict[str, object] = {item: dice.randint(1, 5) for item in ITEMS}
            if dice.random() < 0.15:
                answers |= dict.fromkeys(dice.choice([ITEMS[:2], ITEMS[5:7]]), "no_answer")
            delivery.submit(day, answers | gender, phase_code=phase, **known)
    return delivery


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    place: Path = tmp_path_factory.mktemp("halves")
    write_raw(place / "raw", codebook(), [people()], SERVICES)
    built = build(place / "raw", place / "scratch")
    assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
    with duckdb.connect(str(built.database), read_only=True) as connection:
        connection.execute("set search_path = 'marts,restricted'")
        yield connection


def _fewest(rows: dict[tuple, set[int]]) -> int:
    everybody = {person for row in rows.values() for person in row}
    return fewest_people([frozenset(r) for r in rows.values()], {p: p for p in everybody}, K)


def _rows(warehouse: duckdb.DuckDBPyConnection, query: str) -> dict[tuple, set[int]]:
    found = defaultdict(set)
    for *name, person in warehouse.execute(query).fetchall():
        found[tuple(name)].add(person)
    return found


# Rows of published numbers, each as its people: cells, and backgrounds county-wide.
PUBLISHED = """
    select 'cell', indicator_code, pairing_status_code, publication_cell_number, person_number
    from int_cell_members join dim_indicator using (indicator_key)
    where status_code = 'published'
    union all
    select background_code, indicator_code, 'paired', published_code, person_number
    from int_backgrounds join int_background_categories
        using (questionnaire_code, indicator_key, period_key, region_code, background_code, category_code)
    join dim_indicator using (indicator_key)
"""
# Each indicator with everybody who has a score of it at both ends, by service.
NAIVE = """
    select indicator_key, service_key, person_number
    from int_measurements join int_submissions using (submission_key)
    where scoring_code <> 'not_scorable'
    group by all having count(distinct phase_code) = 2
"""


def test_nothing_over_a_total_and_its_parts_describes_fewer_than_five(warehouse):
    rows = _rows(warehouse, PUBLISHED)
    assert {name[1] for name in rows} == set(INDICATORS)
    assert {name[0] for name in rows} == {"cell", "gender", "start_period"}
    assert _fewest(rows) == K


def test_the_search_finds_a_few_when_each_has_its_own_people(warehouse):
    assert _fewest(_rows(warehouse, NAIVE)) < K


def test_all_of_a_family_tell_of_the_same_people_in_the_same_cells(warehouse):
    by_indicator = defaultdict(set)
    for (table, indicator, pairing_status, _), persons in _rows(warehouse, PUBLISHED).items():
        by_indicator[indicator].add((table, pairing_status, frozenset(persons)))
    assert by_indicator["total"] == by_indicator["first_half"] == by_indicator["second_half"]
    # Whoever counts answered all ten items: the total is the mean of its halves, to the last digit.
    sums = dict(
        warehouse.execute(
            "select indicator_code, sum(change_sum)::double from fct_indicator_change"
            " join dim_indicator using (indicator_key) group by all"
        ).fetchall()
    )
    assert sums["total"] == (sums["first_half"] + sums["second_half"]) / 2 != 0


def test_who_left_a_part_blank_is_in_none_and_has_the_scores_that_there_are(warehouse):
    found = warehouse.execute(
        "select indicator_code, count(*) filter (where scoring_code <> 'not_scorable'),"
        " count(*) filter (where is_counted) from int_measurements"
        " join dim_indicator using (indicator_key) group by all order by all"
    ).fetchall()
    scored, counted = ({code: row[n] for code, *row in found} for n in (0, 1))
    assert len(set(counted.values())) == 1
    assert scored["total"] > counted["total"] == counted["first_half"]
