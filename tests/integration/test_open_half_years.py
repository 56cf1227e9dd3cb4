"""Half-years that have not closed, and people of whom nothing is published: what of it shows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from orchestration.core.data_root import DBT_PROJECT
from orchestration.core.settings import Settings
from orchestration.warehouse.build import build
from tests.golden_raw import ITEMS, items
from tests.raw_tables import Codebook, Delivery, write_raw

# Lahti's three workshops, of which nobody answers in the third, and one in Iitti.
PLACES = {"lahti_a": "398", "lahti_b": "398", "lahti_c": "398", "iitti": "142"}
SERVICES = [
    {"service_code": code, "service_name_fi": code.title(), "municipality_code": municipality}
    | {"service_type_code": "workshop"}
    for code, municipality in PLACES.items()
]
# 2025H2 ended sixty days before the file arrived on 1.3.2026; 2026H1 goes on.
CLOSED, OPEN = "2025-10-01", "2026-02-01"


def submit(delivery: Delivery, day: str, service: str, count: int, phase: str) -> None:
    for number in range(count):
        person = f"{service} {phase} {day} {number}"
        known = {"person_key": person, "service_code": service, "phase_code": phase}
        delivery.submit(day, items(20 + number), **known)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Codebook()
    book.questionnaire("inclusion", "person")
    for item in ITEMS:
        book.question("inclusion", item, "scale", "12345", "sense")
    book.indicator("inclusion", "sense", ITEMS)
    delivery = Delivery("inclusion")
    for day in (CLOSED, OPEN):
        submit(delivery, day, "lahti_a", 3, "single")
        submit(delivery, day, "lahti_b", 4, "single")
        submit(delivery, day, "iitti", 8, "single")
        submit(delivery, day, "iitti", 12, "start")
    submit(delivery, "2019-03-01", "iitti", 1, "single")
    second = Delivery("inclusion", sender="another")
    submit(second, CLOSED, "iitti", 6, "end")
    place = tmp_path_factory.mktemp("open")
    write_raw(place / "raw", book, [delivery, second], SERVICES)
    return place / "raw"


def rows(
    raw: Path, scratch: Path, *queries: str, only: tuple[str, ...] = (), **variables: int
) -> list[list[tuple]]:
    built = build(raw, scratch, variables=variables, only=only)
    assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
    with duckdb.connect(str(built.database), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        return [connection.execute(query).fetchall() for query in queries]


LEVELS = """
select period_code, pairing_status_code, covers_codes, person_count
from fct_indicator_level join dim_period using (period_key) join dim_service using (service_key)
order by all
"""


def test_only_closed_half_years_have_merged_groups_and_starts_without_an_end(raw, tmp_path):
    levels, periods, dates, suppressed, senders = rows(
        raw,
        tmp_path,
        LEVELS,
        "select period_code, is_closed from dim_period order by 1",
        "select min(full_date)::varchar, max(full_date)::varchar from dim_date",
        "select distinct period_key, pairing_status_code, suppressed_person_band"
        " from fct_indicator_suppressed where suppressed_from_code = 'everything' and indicator_key <> 0 order by all",
        "select covers_codes, sender_count from dim_service where service_key <> 0 order by all",
    )
    assert levels == [
        ("2025H2", "end_only", "iitti", 6),
        ("2025H2", "single", "iitti", 8),
        # Three and four people; that nobody of the third workshop is among them does not show.
        ("2025H2", "single", "lahti_a; lahti_b; lahti_c", 7),
        ("2025H2", "start_only", "iitti", 12),
        ("2026H1", "single", "iitti", 8),
    ]
    assert periods == [("2025H2", True), ("2026H1", False)]
    # The one person of 2019 makes neither the calendar longer nor a row of suppressed people.
    assert dates == [("2025-01-01", "2026-12-31")]
    # Not of the merged group: it would tell whose people are in it.
    assert senders == [
        ("iitti", 2),
        # Eight and seven people are a distribution together.
        ("iitti; lahti_a; lahti_b; lahti_c", None),
        ("lahti_a", None),
        ("lahti_a; lahti_b; lahti_c", None),
        ("lahti_b", None),
        ("lahti_c", None),
    ]
    assert suppressed == [(20261, "single", "5-9"), (20261, "start_only", "10-49")]


def test_how_long_a_half_year_stays_open_is_a_setting(raw, tmp_path):
    (levels, periods) = rows(
        raw,
        tmp_path,
        LEVELS,
        "select period_code, is_closed from dim_period order by 1",
        only=("+fct_indicator_level", "+dim_period", "+dim_service"),
        period_closes_after_days=61,
    )
    assert levels == [
        ("2025H2", "end_only", "iitti", 6),
        ("2025H2", "single", "iitti", 8),
        ("2026H1", "single", "iitti", 8),
    ]
    assert periods == [("2025H2", False), ("2026H1", False)]


def test_the_setting_is_what_the_project_declares_unless_somebody_changes_it():
    declared = (DBT_PROJECT / "dbt_project.yml").read_text(encoding="utf-8")
    for name, value in Settings().variables.items():
        assert f"\n  {name}: {value}\n" in declared
