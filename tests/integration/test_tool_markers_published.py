"""From an export with a tool's own marks, zones and a slip in a date to what is published.

Twenty-four people answer at the start and at the end, six at the start only. Twelve of the pairs
rise from 0 to 100 and twelve stay at 50: the change adds up to 1200, its mean is 50. Ten previews
fall from 100 to 0: with them there would be 34 pairs and a mean of (1200 - 1000) / 34.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime

import pytest

from tests.exports import csv_text
from tests.roots import Workplace, new_root
from tests.small_survey import BELONG, HEARD, QUESTIONNAIRE

LOW, HIGH = "Eri mieltä", "Samaa mieltä"
ARRIVED = datetime(2025, 4, 10, 12, tzinfo=UTC).timestamp()
# On the evening of the last of June in UTC it is July in Finland.
STARTED, ENDED = "2024-02-05T08:{:02}:00Z", "2024-06-30T22:{:02}:00+00:00"
ZERO, HALF, FULL = (LOW, LOW), (LOW, HIGH), (HIGH, HIGH)


def _rows() -> list[list[str]]:
    header = ["StartDate", "Status", "Finished", "RecordedDate", "ResponseId"]
    rows = [[*header, "Vastaajakoodi", "Mittaus", BELONG, HEARD]]

    def add(code: str, phase: str, when: str, answers: tuple[str, str], status: str) -> None:
        rows.append(["", status, "True", when, f"R_{len(rows)}", code, phase, *answers])

    for n in range(24):
        start, end = (ZERO, FULL) if n < 12 else (HALF, HALF)
        add(f"koodi{n}", "Alku", STARTED.format(n), start, "IP Address")
        add(f"koodi{n}", "Loppu", ENDED.format(n), end, "IP Address")
    for n in range(24, 36):
        add(f"koodi{n}", "Alku", STARTED.format(n), (ZERO, FULL)[n % 2], "IP Address")
    for n in range(36, 46):
        add(f"koodi{n}", "Alku", STARTED.format(n), FULL, "Survey Preview")
        add(f"koodi{n}", "Loppu", ENDED.format(n), ZERO, "Survey Preview")
    add("koodi50", "Alku", "2034-02-05T08:00:00Z", ZERO, "IP Address")
    return rows


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("qualtrics")
    place = new_root(folder)
    survey = place.root.questionnaires / "pikkukysely"
    survey.mkdir(parents=True)
    one_group = QUESTIONNAIRE.replace("  help:", "  apu:")
    (survey / "questionnaire.yml").write_text(one_group, encoding="utf-8")
    (survey / "forms").mkdir()
    form = "form: q\ntool: qualtrics\nlanguage: fi\nquestions: [belong, heard]\n"
    (survey / "forms" / "q.yml").write_text(form, encoding="utf-8")
    file = folder / "vienti.csv"
    file.write_text(csv_text(_rows(), ","), encoding="utf-8")
    os.utime(place.land(file, "ngo/vienti.csv"), (ARRIVED, ARRIVED))
    place.build("+fct_indicator_change", "+fct_response_coverage", "+dim_period")
    return place


def test_the_account_of_the_rows_adds_up_and_names_the_slip(place):
    [record] = place.records
    assert record.status == "accepted"
    assert record.counts == {
        "read": 81, "used": 60, "no_consent": 0, "preview": 20, "impossible_date": 1,
    }  # fmt: skip
    [found] = [one for one in record.findings if one["code"] == "impossible_date"]
    assert found["cell"] == "D82"


def test_previews_are_not_among_the_pairs_and_the_zone_decides_the_half_year(place):
    found = place.built(
        "select period_code, pair_count, change_sum from {fct_indicator_change}"
        " join {dim_period} using (period_key)"
    )
    assert [(period, count, int(total)) for period, count, total in found] == [("2024H2", 24, 1200)]


def test_one_slip_in_a_date_moves_nobody_elses_status(place):
    """With an answer of 2034 in the data the twelve starts that await their follow-up would be lost to follow-up."""
    found = place.built(
        "select start_only_count, follow_up_code from {fct_response_coverage}"
        " where start_only_count is not null"
    )
    assert found == [(12, "awaiting_follow_up")]
    [(latest,)] = place.built("select max(period_code) from {dim_period}")
    assert latest <= "2024H2"
