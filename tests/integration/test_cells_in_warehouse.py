"""From raw tables to marts: small services, backgrounds, cohorts, and one status per submission."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from orchestration.warehouse.build import build
from tests.golden_raw import ITEMS, items, uneven_items
from tests.raw_tables import Codebook, Delivery, write_raw

# Municipalities of county 09: Iitti 142, Hartola 081, Sysmä 781, Lahti 398.
PLACES = {"iitti": "142", "hartola": "081", "sysma": "781", "lahti_a": "398", "lahti_b": "398"}
SERVICES = [
    {"service_code": code, "service_name_fi": code.title(), "municipality_code": municipality}
    | {"service_type_code": "workshop", "sector_code": "county"}
    for code, municipality in PLACES.items()
]
# Raw sums 10-50 of ten items at start and end, by service; a score is (sum - 10) * 2.5.
PAIRS = {
    "iitti": [(30, 34), (28, 40), (25, 24), (33, 33), (20, 36), (41, 44), (36, 30)],
    "hartola": [(15, 50), (12, 11), (45, 13)],
    "sysma": [(22, 26), (25, 24), (30, 34), (28, 33), (35, 35), (31, 38), (27, 25), (33, 39), (29, 44)],
    "lahti_a": [(20, 30), (31, 29), (24, 28)],
    "lahti_b": [(21, 30), (32, 29), (26, 28)],
}  # fmt: skip


def codebook() -> Codebook:
    book = Codebook()
    for code in ("inclusion", "steps"):
        book.questionnaire(code, "person")
        for item in ITEMS:
            book.question(code, item, "scale", "12345", "sense")
        book.indicator(code, "sense", ITEMS)
    book.question("inclusion", "gender", "single", ["woman", "man"], "sense")
    book.rows["questions"][-1]["is_background"] = True
    return book


def pairs() -> Delivery:
    delivery = Delivery("inclusion")
    for service, sums in PAIRS.items():
        for place, (start, end) in enumerate(sums):
            # One person of Lahti is in both services: six pairs of five people.
            person = (
                "in both" if service.startswith("lahti") and place == 0 else f"{service}{place}"
            )
            known = {"person_key": person, "service_code": service}
            gender = {"gender": "woman" if place % 2 else "man"}
            # Asked at the end only, where the start says nothing.
            at_start = gender if place else {}
            turn = 3 * len(delivery.submissions)
            at_start, at_end = (
                uneven_items(start, turn) | at_start,
                uneven_items(end, turn + 1) | gender,
            )
            delivery.submit("2024-02-01", at_start, phase_code="start", **known)
            delivery.submit("2024-05-01", at_end, phase_code="end", **known)
    return delivery


# Who, phase, when, raw sum (None: two items only), and what becomes of it. The latest answer of all
# is of 1.2.2026, so a start before 1.2.2024 without an end is lost to follow-up.
STEPS = [
    ("pair", "start", "2024-01-10", 30, "paired"),
    ("pair", "start", "2024-02-10", 31, "duplicate"),
    ("pair", "end", "2024-05-01", 35, "duplicate"),
    ("pair", "end", "2024-06-01", 36, "paired"),
    ("gone", "start", "2023-01-01", 30, "start_only"),
    ("open", "start", "2024-02-01", 30, "awaiting_follow_up"),
    ("end", "end", "2024-03-01", 30, "end_only"),
    # 25 months between: the start is lost to follow-up, and the end finds none.
    ("late", "start", "2023-01-05", 30, "start_only"),
    ("late", "end", "2025-02-06", 32, "end_only"),
    # 29 months between the starts: the second begins anew.
    ("again", "start", "2023-01-10", 30, "start_only"),
    ("again", "start", "2025-06-01", 31, "paired"),
    ("again", "end", "2025-08-01", 35, "paired"),
    ("single", "single", "2024-03-01", 30, "duplicate"),
    ("single", "single", "2024-04-01", 31, "single"),
    ("twice", "start", "2025-03-01 09:00", 30, "duplicate"),
    ("twice", "start", "2025-03-01 10:00", 31, "awaiting_follow_up"),
    ("blank", "single", "2026-02-01", None, "unusable"),
    ("timeless", "single", None, 30, "unusable"),
    (None, "single", "2024-03-02", 30, "single"),
]


def steps() -> list[Delivery]:
    """One form delivered twice; the second time its first row is there again."""
    delivery, later = Delivery("steps"), Delivery("steps")
    later.id = later.common["delivery_id"] = "steps-later"
    for person, phase, day, total, _ in STEPS:
        answers = items(total) if total else dict.fromkeys(ITEMS[:2], 3)
        columns = {"person_key": person, "phase_code": phase, "service_code": "iitti"}
        columns |= {} if day else {"answered_at": None}
        delivery.submit(day or "2024-01-01", answers, **columns)
    later.submit(
        STEPS[0][2], items(30), person_key="pair", phase_code="start", service_code="iitti"
    )
    return [delivery, later]


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("cells")
    write_raw(place / "raw", codebook(), [pairs(), *steps()], SERVICES)
    built = build(place / "raw", place / "scratch")
    assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
    return built.database


@pytest.fixture
def marts(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


def test_small_services_of_a_kind_are_merged_under_an_honest_name(marts):
    found = marts.execute(
        "select service_name_fi, service_name_sv, service_name_en, covers_fi, covers_codes,"
        " municipality_code, pair_count, change_sum from fct_indicator_change"
        " join dim_service using (service_key) where is_merged"
    ).fetchall()
    # Changes in items: 10 - 2 + 4 and 9 - 3 + 2 are 20, each worth 2.5.
    assert found == [
        (
            "Muut työpajat, Lahti (2 palvelua)", "Övriga verkstäder, Lahtis (2 tjänster)",
            "Other workshops, Lahti (2 services)", "Lahti_A; Lahti_B", "lahti_a; lahti_b",
            "398", 6, 50,
        )
    ]  # fmt: skip


def test_services_without_numbers_of_their_own_are_listed_with_the_reason(marts):
    listed = marts.execute(
        "select services.service_code, reason_code, groups.covers_codes, reason_text_fi, reason_text_en"
        " from fct_service_suppressed as listed join dim_service as services using (service_key)"
        " join dim_service as groups on groups.service_key = published_service_key"
        " join dim_questionnaire using (questionnaire_key)"
        " where questionnaire_code = 'inclusion' and indicator_key <> 0 and pairing_status_code = 'paired'"
        " order by all"
    ).fetchall()
    together = (
        "merged", "lahti_a; lahti_b", "Julkaistaan yhdessä lähellä olevien pienten palvelujen kanssa",
        "Published together with small services near it",
    )  # fmt: skip
    # Iitti and Sysmä are published. Three people of Hartola are not, and the reason tells no number of them.
    assert listed == [
        (
            "hartola", "too_few", "unknown", "Alle 5 vastaajaa, tai vastaukset kertoisivat, mitä joku vastasi",
            "Fewer than 5 people answered, or the answers would disclose somebody's",
        ),
        ("lahti_a", *together),
        ("lahti_b", *together),
    ]  # fmt: skip


def test_hartola_cannot_be_had_from_any_table(marts):
    cells = marts.execute(
        "select service_code, pair_count, dim_service.region_key from fct_indicator_change"
        " join dim_service using (service_key) where not is_merged"
        " and questionnaire_key in (select questionnaire_key from dim_questionnaire"
        " where questionnaire_code = 'inclusion') order by 1"
    ).fetchall()
    assert cells == [("iitti", 7, 9), ("sysma", 9, 9)]
    suppressed = marts.execute(
        "select suppressed_person_band from fct_indicator_suppressed"
        " join dim_questionnaire using (questionnaire_key)"
        " where questionnaire_code = 'inclusion' and pairing_status_code = 'paired'"
    ).fetchall()
    assert suppressed == [("few",)]
    # Whatever is added up county-wide has 7 + 9 + 6 = 22 pairs, never 25, and its own sum of changes.
    shown = [p for service, sums in PAIRS.items() if service != "hartola" for p in sums]
    change = sum(end - start for start, end in shown) * 2.5
    totals = {
        "gender": "select sum(pair_count), sum(change_sum) from fct_indicator_change_by_background"
        " join dim_background using (background_key) where background_code = 'gender'",
        "start": "select sum(pair_count), sum(change_sum) from fct_indicator_change_by_background"
        " join dim_background using (background_key) where background_code = 'start_period'",
        "cells": "select sum(pair_count), sum(change_sum) from fct_indicator_change"
        " join dim_questionnaire using (questionnaire_key) where questionnaire_code = 'inclusion'",
    }
    for name, query in totals.items():
        count, total = marts.execute(query).fetchone()
        assert (count, float(total)) == (22, change), name
    for table in ("fct_answer_distribution", "fct_change_direction", "fct_indicator_change"):
        codes = f"select distinct covers_codes from {table} join dim_service using (service_key)"
        assert not [c for (c,) in marts.execute(codes).fetchall() if "hartola" in c]


def test_a_distribution_is_of_whole_cells(marts):
    found = marts.execute(
        "select distinct service_name_fi, covers_codes, phase_code, person_count, dim_service.municipality_key"
        " from fct_answer_distribution join dim_service using (service_key) order by phase_code"
    ).fetchall()
    name = "Muut työpajat, Päijät-Hämeen hyvinvointialue (4 palvelua)"
    covers = "iitti; lahti_a; lahti_b; sysma"
    assert found == [(name, covers, "end", 22, 0), (name, covers, "start", 22, 0)]


def test_directions_count_who_changed_by_more_than_the_reliable_change(marts):
    # Jacobson & Truax 1991: 1.96 * sqrt(2) * SD of the starts * sqrt(1 - reliability).
    shown = [p for service, sums in PAIRS.items() if service != "hartola" for p in sums]
    bound = 1.96 * math.sqrt(2) * statistics.stdev(s * 2.5 for s, _ in shown) * math.sqrt(0.11)
    changes = [(end - start) * 2.5 for start, end in shown]
    expected = (
        sum(c > bound for c in changes),
        sum(abs(c) <= bound for c in changes),
        sum(c < -bound for c in changes),
    )
    *found, reliable_change = marts.execute(
        "select improved_count, unchanged_count, declined_count, reliable_change"
        " from fct_change_direction"
    ).fetchone()
    assert tuple(found) == expected and min(expected[:2]) > 0
    assert reliable_change == pytest.approx(bound, abs=1e-9)
    # With unequal spreads the variances of both are added instead of the starts' twice.
    starts, ends = ([pair[n] * 2.5 for pair in shown] for n in (0, 1))
    spread = statistics.variance(starts) + statistics.variance(ends)
    wider = 1.96 * math.sqrt(spread * 0.11)
    *found, reliable_change = marts.execute(
        "select improved_unequal_count, declined_unequal_count, reliable_change_unequal"
        " from fct_change_direction"
    ).fetchone()
    assert found == [sum(c > wider for c in changes), sum(c < -wider for c in changes)]
    assert reliable_change == pytest.approx(wider, abs=1e-9) and abs(wider - bound) > 0.5


def test_backgrounds_are_published_county_wide_where_they_cross_the_cells(marts):
    found = marts.execute(
        "select category_code, category_name_fi, pair_count from fct_indicator_change_by_background"
        " join dim_background using (background_key) where background_code = 'gender' order by 1"
    ).fetchall()
    # Odd places are women: 3 of Iitti, 4 of Sysmä, 1 + 1 of Lahti. The first of each service said
    # so at the end only.
    assert found == [("man", "man", 13), ("woman", "woman", 9)]


def test_coverage_says_of_a_cohort_what_other_tables_say(marts):
    found = marts.execute(
        "select period_key, paired_count, start_only_count, follow_up_code, coverage_status_code"
        " from fct_response_coverage join dim_questionnaire using (questionnaire_key)"
    ).fetchall()
    # Hartola is missing, and so the cohort is partial. 1.7.2024 + 24 months is after 1.2.2026, but
    # 1.1.2024 + 24 months is not.
    assert found == [(20241, 22, None, "mixed", "partial")]


def test_every_submission_has_one_status_and_they_add_up(database):
    with duckdb.connect(str(database), read_only=True) as connection:
        # A view of raw.
        connection.execute(f"set file_search_path = '{database.parent.parent / 'raw'}'")
        rows = connection.execute(
            "select delivery_id, row_number, status_code from restricted.int_submission_status"
            " where questionnaire_code = 'steps'"
        ).fetchall()
    found = {(delivery, row): status for delivery, row, status in rows}
    # The first row came again in a later delivery, which counts. Delivery ids sort as they landed.
    later = found.pop(("steps-sender-1", 2)), found.pop(("steps-later", 2))
    assert sorted(later) == ["paired", "superseded"]
    expected = {("steps-sender-1", n): step[-1] for n, step in enumerate(STEPS, 2) if n > 2}
    assert found == expected
    assert len(rows) == len(STEPS) + 1


def test_marts_have_the_rows_that_are_counted_before_them(database):
    with duckdb.connect(str(database), read_only=True) as connection:
        names = "select table_name from duckdb_tables() where schema_name = 'marts'"
        tables = [name for (name,) in connection.execute(names).fetchall()]
        counts = {
            t: connection.execute(f"select count(*) from marts.{t}").fetchone()[0] for t in tables
        }
        expected = dict(connection.execute("from quality.expected_rows").fetchall())
    assert {table: counts[table] for table in expected} == expected
