"""What a report is about: names of files that may be shown, and how releases compare."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from orchestration.release import quality_facts
from orchestration.release.report_contents import shown_names


@pytest.mark.parametrize(
    ("landed", "shown"),
    [
        ("jarjesto/kysely 2024 (1).xlsx", "kysely 2024 (1).xlsx"),
        ("jarjesto/syksy/kysely.csv", "syksy/kysely.csv"),
        ("jarjesto/Maija Meikäläinen.xlsx", ""),
        ("jarjesto/Maija_Meikalainen.xlsx", ""),
        ("jarjesto/Meikäläinen-Maija.sav", ""),
        ("jarjesto/Maija Meikäläinen/kysely.csv", ""),
        ("jarjesto/vastaukset 040 123 4567.csv", ""),
        ("jarjesto/maija@example.org.csv", ""),
        ("jarjesto/[hidden 1].csv", "[hidden 1].csv"),
        ("loose.csv", "loose.csv"),
    ],
)
def test_a_file_is_named_without_its_folder_unless_the_name_may_be_a_persons(landed, shown):
    assert shown_names([{"name": landed}]) == [shown]


def test_the_share_followed_up_is_of_published_starts_only(tmp_path: Path) -> None:
    rows = {"paired_count": [30, 10, None], "start_only_count": [10, 30, 50]}
    pq.write_table(pa.table(rows), tmp_path / "fct_response_coverage.parquet")
    # (30 + 10) / (30 + 10 + 10 + 30): the row without pairs is left out of both.
    assert quality_facts.followed_up(tmp_path) == 0.5


def test_the_share_of_areas_that_answered_is_of_the_latest_wave_of_each_questionnaire(tmp_path):
    rows = {
        "questionnaire_title_fi": ["a", "a", "a", "b"],
        "wave_code": ["2022", "2023", "2023", "2023"],
        "area_count": [5, 20, 22, 10],
        "area_set_count": [22, 22, 22, 21],
    }
    pq.write_table(pa.table(rows), tmp_path / "rpt_governance_metric.parquet")
    # 22 of 22 (the most that answered any question) and 10 of 21; the wave before does not count.
    assert quality_facts.answered(tmp_path) == pytest.approx(32 / 43)


def test_a_folder_without_people_has_no_share_and_nothing_suppressed(tmp_path: Path) -> None:
    assert quality_facts.followed_up(tmp_path) is None
    assert quality_facts.suppressed_count(tmp_path) is None
    assert quality_facts.suppressed(tmp_path) == []
    assert json.dumps(quality_facts.rows_of(tmp_path, "dim_period", "period_key")) == "[]"
