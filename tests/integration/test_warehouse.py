"""From raw tables made by hand to marts: one build with golden numbers, one with no data."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from orchestration.core.data_root import DBT_PROJECT
from orchestration.warehouse.build import Build, WarehouseError, build, swap_in
from tests.golden_raw import SERVICES, anonymous, areas, codebook, people
from tests.raw_tables import write_raw


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> Build:
    place = tmp_path_factory.mktemp("golden")
    write_raw(place / "raw", codebook(), [people(), anonymous(), areas()], SERVICES)
    said, seen = io.StringIO(), []
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        built = build(
            place / "raw", place / "scratch", lambda *node: seen.append(node), every_test=True
        )
    assert said.getvalue() == "", "a build says nothing of its own"
    assert len(seen) == seen[-1][1] == len(built.results)
    return built


@pytest.fixture(scope="module")
def empty(golden: Build, tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Built after the golden one, in the same process: another root, and nothing in it."""
    place = tmp_path_factory.mktemp("empty")
    write_raw(place / "raw", codebook(), [], [])
    return build(place / "raw", place / "scratch")


@pytest.fixture
def marts(golden: Build) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(golden.database), read_only=True) as connection:
        connection.execute("set schema = 'marts'")
        yield connection


def failures(built: Build) -> list[str]:
    return [f"{r.name}: {r.status} {r.message}" for r in built.results if not r.passed]


def test_every_model_test_and_unit_test_passes(golden: Build):
    assert failures(golden) == []
    kinds = [result.resource_type for result in golden.results]
    assert {"model", "seed", "test", "unit_test"} == set(kinds)


def test_rows_are_joined_by_equal_keys_and_not_each_with_every_other(golden: Build):
    """A condition on one side of a left join makes DuckDB compare every row with every other: with
    60 000 people and a history one model took 31 instead of 0.5 seconds."""
    compiled = golden.database.parent / "target" / "compiled" / "mukana" / "models"
    sources = f"{golden.database.parent.parent / 'raw'},{golden.database.parent / 'history'}"
    models = {result.name for result in golden.results if result.resource_type == "model"}
    found = set()
    with duckdb.connect(str(golden.database), read_only=True) as connection:
        connection.execute(f"set file_search_path = '{sources}'")
        for file in (file for file in compiled.rglob("*.sql") if file.stem in models):
            plan = connection.execute(f"explain {file.read_text()}").fetchall()[0][1]
            if "BLOCKWISE_NL_JOIN" in plan:
                found.add(file.stem)
    # One row of the calendar; and the hundred texts of the sentences.
    assert found <= {"int_new_backgrounds", "int_change_sentences"}


def test_keys_and_references_are_tested_here_and_left_to_the_gate_in_a_run(
    golden: Build, empty: Build
):
    contracts = [path.read_text() for path in (DBT_PROJECT / "models").rglob("*.yml")]
    kinds = ("refers_to", "unique_combination_of_columns")
    written = [sum(text.count(f"{kind}:") for text in contracts) for kind in kinds]
    assert min(written) > 0
    for built, expected in ((golden, written), (empty, [0, 0])):
        asked = [sum(r.name.startswith(f"{kind}_") for r in built.results) for kind in kinds]
        assert asked == expected


def test_raw_without_deliveries_builds_and_publishes_nothing(empty: Build):
    assert failures(empty) == []
    rows = {r.name: r.row_count for r in empty.results if r.name.startswith("fct_")}
    assert rows == dict.fromkeys(rows, 0)
    # Without data there is one year of days: 2024 was a leap year.
    assert {r.name: r.row_count for r in empty.results}["dim_date"] == 366


def test_golden_b_is_eight_pairs_and_a_change_of_7_1875(marts):
    # Scores are (sum - 10) * 2.5: starts add up to 377.5, ends to 435; (435 - 377.5) / 8 = 7.1875.
    # The naive difference of all ends and all starts would be 22.08.
    found = marts.execute(
        "select pair_count, start_sum, end_sum, change_sum,"
        " change_sum / pair_count, region_key, municipality_key, date_key from fct_indicator_change"
    ).fetchall()
    exact = [Decimal(number) for number in ("377.5", "435", "57.5")]
    assert found == [(8, *exact, 7.1875, 9, 398, 20240101)]
    assert marts.execute("select count(*) from fct_change_spread").fetchall() == [(0,)]


def test_the_exact_interval_of_golden_b_stays_in_the_warehouse(marts):
    # Printed: SD 8.50, interval 0.08...14.29. 2.364624 is the 0.975 quantile of t with 7 degrees of
    # freedom. The changes are 10, -2.5, 10, 12.5, 0, 17.5, -5, 15: their squares add up to 918.75.
    [found] = marts.execute(
        "select count(*), round(sum((end_score - start_score) ** 2), 2), round(sd, 2),"
        " round(mean - 2.364624 * sd / sqrt(8), 2), round(mean + 2.364624 * sd / sqrt(8), 2)"
        " from restricted.int_cell_members, (select avg(end_score - start_score) as mean,"
        " stddev_samp(end_score - start_score) as sd from restricted.int_cell_members"
        " where pairing_status_code = 'paired' and indicator_key <> 0)"
        " where pairing_status_code = 'paired' and indicator_key <> 0 group by mean, sd"
    ).fetchall()
    assert found == (8, 918.75, 8.50, 0.08, 14.29)


def test_golden_b_is_published_at_every_level_and_the_naive_number_nowhere(marts):
    # Printed: start 47.19, end 54.38, change 7.19; naive 22.08. Eight pairs are too few for a spread,
    # and nobody else ended in the half-year whose spread could stand for theirs.
    found = marts.execute(
        "select level, pair_count, round(start_mean, 2), round(end_mean, 2), round(change_mean, 2),"
        " coalesce(start_sd, end_sd, change_sd, change_ci_low, change_ci_high), interval_basis_code,"
        " conclusion_code,"
        " start_count, start_status_code, retention_share, lost_to_follow_up_start_mean, improved_share,"
        " interpretation_en like '%by 7.2 on average. Whether that is a clear change cannot be said: there are 8 pairs%'"
        " from rpt_indicator_change order by level"
    ).fetchall()
    printed = (8, 47.19, 54.38, 7.19, None, "none", "no_interval", None, "few", None, None, None, True)  # fmt: skip
    levels = ("county", "municipality", "sector", "service", "service_type")
    assert found == [(level, *printed) for level in levels]
    for table in ("rpt_indicator_change", "rpt_indicator_attrition"):
        texts = marts.execute(f"select {table}::varchar from {table}").fetchall()
        assert not [
            text for (text,) in texts if "22.08" in text or "22,08" in text or "22.1" in text
        ]


def test_level_sums_the_scorable_outside_pairs(marts):
    # 75.0 of the printed case and nine times 50: 525.
    found = marts.execute(
        "select service_code, pairing_status_code, person_count, score_sum"
        " from fct_indicator_level join dim_service using (service_key)"
    ).fetchall()
    assert found == [("fallback", "single", 10, Decimal(525))]
    # With the squares it would be clear that one has 75 and nine have 50: they are left out.
    spread = "select person_count, spread_status_code, score_square_sum from fct_level_spread"
    assert marts.execute(spread).fetchall() == [(10, "left_out", None)]


def test_groups_under_five_are_in_no_table_and_counted_only_together(marts):
    # Golden B leaves 4 starts and 1 end over; the two small services have 4 + 3 = 7 singles, who
    # all score 50, so that they may not be merged either; nine of the plain questionnaire have no code, so that they are not provably distinct.
    found = marts.execute(
        "select questionnaire_code, sign(indicator_key)::int, period_key, region_key, pairing_status_code, suppressed_from_code,"
        " suppressed_person_band from fct_indicator_suppressed"
        " join dim_questionnaire using (questionnaire_key) order by all"
    ).fetchall()
    assert found == [
        ("inclusion", 0, 20241, 9, "end_only", "everything", "few"),
        ("inclusion", 0, 20241, 9, "paired", "distribution", "5-9"),
        # Without scores nobody is alike: the seven are a cell, and too few to show who answered what.
        ("inclusion", 0, 20241, 9, "single", "distribution", "5-9"),
        ("inclusion", 0, 20241, 9, "start_only", "everything", "few"),
        ("inclusion", 1, 20241, 9, "end_only", "everything", "few"),
        # Eight pairs are a cell, but too few to show who answered what.
        ("inclusion", 1, 20241, 9, "paired", "distribution", "5-9"),
        ("inclusion", 1, 20241, 9, "single", "everything", "5-9"),
        ("inclusion", 1, 20241, 9, "start_only", "everything", "few"),
        # The nine of the plain questionnaire answered in a half-year of which nothing is published.
    ]
    for table in ("fct_indicator_level", "fct_indicator_change", "fct_answer_distribution"):
        services = f"select distinct service_code from {table} join dim_service using (service_key)"
        shown = {code for (code,) in marts.execute(services).fetchall()}
        assert shown and not shown & {"small", "smaller"}
    query = "select count(*) from fct_answer_distribution where pairing_status_code = 'paired'"
    assert marts.execute(query).fetchall() == [(0,)]


def distribution(marts: duckdb.DuckDBPyConnection, question: str) -> dict[tuple[str, bool], int]:
    rows = marts.execute(
        "select option_code, is_missing, answer_count from fct_answer_distribution"
        " join dim_option using (option_key) where question_code = ?",
        [question],
    ).fetchall()
    return {(option, missing): count for option, missing, count in rows}


NONE_MISSING = {
    ("no_answer", True): 0, ("dont_know", True): 0, ("refused", True): 0,
    ("not_asked", True): 0, ("not_shown", True): 0,
}  # fmt: skip


def test_distribution_shows_every_option_and_every_kind_of_missing(marts):
    # Six of the ten have no answer row at all: their form did not ask.
    assert distribution(marts, "lonely") == NONE_MISSING | {
        ("often", False): 2, ("never", False): 0, ("refused", False): 0,
        ("dont_know", True): 1, ("refused", True): 1, ("not_asked", True): 6,
    }  # fmt: skip


def test_where_several_options_may_be_chosen_people_are_counted_once(marts):
    assert distribution(marts, "help") == NONE_MISSING | {
        ("talk", False): 2, ("money", False): 1, ("work", False): 0,
        ("no_answer", True): 1, ("not_asked", True): 7,
    }  # fmt: skip
    query = (
        "select distinct question_code, answered_count, selected_count, person_count"
        " from fct_answer_distribution"
        " join dim_question using (question_key) where question_code in ('help', 'lonely')"
    )
    assert sorted(marts.execute(query).fetchall()) == [
        # Two people chose three options between them.
        ("help", 2, 3, 10),
        ("lonely", 2, 2, 10),
    ]


def test_a_questionnaire_without_indicators_has_distributions_only(marts):
    assert distribution(marts, "role") == NONE_MISSING | {
        ("maker", False): 7, ("leader", False): 5,
    }  # fmt: skip
    query = (
        "select distinct period_key, service_key, region_key, person_count"
        " from fct_answer_distribution join dim_question using (question_key)"
        " where questionnaire_code = 'plain'"
    )
    assert marts.execute(query).fetchall() == [(20241, 0, 0, 12)]


def test_governance_shares_have_their_numerator_and_denominator(marts):
    # named: all 22 areas but 01; the later answer of area 05 counts. weak: the first eleven of the
    # 22 respondents who answered. staff: one area has 6, five have 2.
    found = marts.execute(
        "select metric_code, numerator, denominator, answered_count, area_count, wave_code,"
        " period_key, round(metric_value, 4) from fct_governance_metric"
        " join dim_metric using (metric_key) order by metric_code"
    ).fetchall()
    assert found == [
        ("named_share", 21, 22, 23, 22, "2023", 20231, 0.9545),
        ("staff_share", 6, 22, 22, 22, "2023", 20231, 0.2727),
        ("weak_share", 11, 22, 22, 22, "2023", 20231, 0.5),
    ]


def test_area_sets_are_21_22_and_23_areas(marts):
    found = marts.execute(
        "select area_set_code, area_count from dim_area_set order by 1"
    ).fetchall()
    assert found == [("counties_21", 21), ("counties_22", 22), ("counties_23", 23)]


@pytest.mark.parametrize("which", ["golden", "empty"])
def test_marts_have_the_rows_that_are_counted_before_them(which, request):
    built = request.getfixturevalue(which)
    with duckdb.connect(str(built.database), read_only=True) as connection:
        names = "select table_name from duckdb_tables() where schema_name = 'marts'"
        tables = [name for (name,) in connection.execute(names).fetchall()]
        counts = {
            t: connection.execute(f"select count(*) from marts.{t}").fetchone()[0] for t in tables
        }
        expected = dict(connection.execute("from quality.expected_rows").fetchall())
    assert len(expected) == 10
    assert {table: counts[table] for table in expected} == expected


def test_swapping_in_replaces_the_database_that_was_there(tmp_path: Path):
    made = tmp_path / "warehouse.duckdb"
    made.write_bytes(b"new")
    there = tmp_path / "warehouse" / "warehouse.duckdb"
    there.parent.mkdir()
    there.write_bytes(b"old")
    swap_in(made, there)
    assert (there.read_bytes(), made.exists()) == (b"new", False)


def test_a_folder_whose_name_duckdb_takes_for_a_pattern_is_refused(tmp_path: Path):
    with pytest.raises(WarehouseError, match="cannot use a folder"):
        build(tmp_path / "a,b" / "raw", tmp_path / "scratch")
