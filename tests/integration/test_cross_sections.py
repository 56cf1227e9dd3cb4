"""People without respondent codes, and too few pairs: what is published instead of a change."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest

from orchestration.warehouse.build import build
from tests.golden_raw import ITEMS, items
from tests.raw_tables import Codebook, Delivery, write_raw

# Lahti pairs 14 and has 14 + 14 forms without a code; Hollola 12 + 12 of these alone. Both in county
# 09. Kouvola, county 10, has three pairs.
PLACES = {"lahti": "398", "hollola": "098", "kouvola": "286"}
SERVICES = [
    {"service_code": code, "service_name_fi": code.title(), "municipality_code": municipality}
    | {"service_type_code": "workshop", "sector_code": "county"}
    for code, municipality in PLACES.items()
]
CODED = {"lahti": 14, "kouvola": 3}
UNCODED = {"lahti": 14, "hollola": 12}
NO_NUMBERS = (None,) * 5


def codebook() -> Codebook:
    book = Codebook()
    book.questionnaire("inclusion", "person")
    for item in ITEMS:
        book.question("inclusion", item, "scale", "12345", "sense")
    book.indicator("inclusion", "sense", ITEMS)
    return book


def delivery() -> Delivery:
    """Starts of 20, 21, 22 … raw points, ends one and three points higher by turns."""
    made = Delivery("inclusion")
    for phase, day, rises in (("start", "2024-02-01", (0, 0)), ("end", "2024-05-01", (1, 3))):
        for counts, code in ((CODED, "{}{}"), (UNCODED, None)):
            for service, count in counts.items():
                for number in range(count):
                    person = code.format(service, number) if code else None
                    columns = {"person_key": person, "service_code": service, "phase_code": phase}
                    made.submit(day, items(20 + number + rises[number % 2]), **columns)
    # Two years and more later: by then a start with a code would be lost to follow-up.
    made.submit("2026-08-01", items(30), service_code="lahti", phase_code="start")
    return made


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    place = tmp_path_factory.mktemp("cross")
    write_raw(place / "raw", codebook(), [delivery()], SERVICES)
    built = build(place / "raw", place / "scratch")
    assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
    with duckdb.connect(str(built.database), read_only=True) as connection:
        connection.execute("set search_path = 'marts,restricted'")
        # int_submission_status is a view of raw.
        connection.execute(f"set file_search_path = '{place / 'raw'}'")
        yield connection


def _row(marts, level: str, code: str, columns: str) -> tuple:
    where = f"level = '{level}' and group_code = '{code}' and period_key = 20241"
    (row,) = marts.execute(f"select {columns} from rpt_indicator_change where {where}").fetchall()
    return row


def test_nobody_without_a_code_is_lost_to_follow_up(marts):
    found = _row(
        marts, "service", "lahti",
        "pair_count, change_mean, retention_share, lost_to_follow_up_start_mean, start_count, end_count",
    )  # fmt: skip
    # All 14 who can be followed have ended.
    assert found == (14, pytest.approx(5.0), 1.0, None, 14, 14)
    statuses = marts.execute(
        "select status_code, count(*) from int_submission_status group by all order by all"
    ).fetchall()
    # Starts without a code: 14 + 12, and the late one; none of them is open.
    assert statuses == [("end_only", 26), ("paired", 2 * 17), ("start_only", 27)]


def test_they_are_two_cross_sections_and_named_so(marts):
    found = marts.execute(
        "select service_code, pairing_status_code, person_count, score_sum::double"
        " from fct_indicator_level join dim_service using (service_key) order by all"
    ).fetchall()
    # Raw 20 … 20 + n - 1, less 10, times 2.5: of twelve 465, of fourteen 577.5; ends 5 more each.
    assert found == [
        ("hollola", "end_uncoded", 12, 465 + 60), ("hollola", "start_uncoded", 12, 465),
        ("lahti", "end_uncoded", 14, 577.5 + 70), ("lahti", "start_uncoded", 14, 577.5),
    ]  # fmt: skip
    fi, en = _row(marts, "service", "lahti", "interpretation_fi, interpretation_en")
    assert "Osa vastasi ilman vastaajakoodia." in fi and "ei voi laskea muutosta" in fi
    assert "so no change can be calculated from their answers" in en


def test_a_place_without_pairs_says_too_few_and_gives_no_number_of_change(marts):
    found = _row(
        marts, "service", "hollola",
        "pair_count, start_mean, change_mean, change_ci_low, improved_share, conclusion_code,"
        " start_count, end_count, start_status_code, covers_fi, interpretation_fi",
    )  # fmt: skip
    assert found[:5] == NO_NUMBERS
    assert found[5:10] == ("too_few_answers", 0, 0, "number", "ei muutosta julkaistavaksi")
    assert found[10].startswith("Muutosta ei voi arvioida, koska liian harva on vastannut sekä")
    assert "ei voi laskea muutosta" in found[10]
    # 48.75 - 43.75: nobody's change, although Lahti's pairs changed as much by themselves.
    texts = marts.execute(
        "select rpt_indicator_change::varchar from rpt_indicator_change where group_code = 'hollola'"
    ).fetchall()
    assert texts and not [t for (t,) in texts if "5.0" in t or "43.75" in t or "48.75" in t]


def test_a_county_of_three_pairs_says_too_few_and_not_how_many(marts):
    columns = (
        "pair_count, change_mean, conclusion_code, start_count, start_status_code, discussion_fi"
    )
    found = _row(marts, "county", "10", columns)
    assert found[:5] == (None, None, "too_few_answers", None, "few")
    assert "saako jokainen vastaajakoodin?" in found[5]
    # The service itself has no row: nothing published says that anybody of it answered.
    published = marts.execute("select distinct group_code from rpt_indicator_change").fetchall()
    assert not {"kouvola", "286"} & {code for (code,) in published}


def test_attrition_is_reported_beside_changes_only(marts):
    codes = "select group_code from rpt_indicator_attrition where level = 'service'"
    assert marts.execute(codes).fetchall() == [("lahti",)]
