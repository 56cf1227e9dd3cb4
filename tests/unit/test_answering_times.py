"""Times of answering: zones, clocks of twelve hours, months before days, and what cannot be true.

In summer Finland is three hours ahead of UTC, in winter two.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import read_delivery
from orchestration.ingest.readers.cell_dates import Clock, parse_dates, read_dates
from orchestration.questionnaire.loading import loader
from tests.exports import csv_text
from tests.small_survey import QUESTIONNAIRE, small_context

HELSINKI = Clock.of("Europe/Helsinki")
ARRIVED = datetime(2024, 7, 10, 12, tzinfo=UTC)
ITEMS = ["Kuulun joukkoon.", "Minua kuullaan.", "Mistä sait apua?"]
ANSWERS = ["Alku", "Samaa mieltä", "Eri mieltä", "Ystäviltä"]


def _times(folder, header, rows, form="", questionnaire=QUESTIONNAIRE, arrived_at=None):
    """The reading of rows of (the tool's own cells), each with the same answers."""
    context = small_context(folder, form or "form: lomake\ntool: excel\nlanguage: fi\n")
    (folder / "surveys" / "pikkukysely" / "questionnaire.yml").write_text(questionnaire, "utf-8")
    context.surveys.update(loader.load([folder / "surveys"]))
    file = folder / "vienti.csv"
    written = [[*header, "Mittaus", *ITEMS], *([*row, *ANSWERS] for row in rows)]
    file.write_text(csv_text(written, ","), encoding="utf-8")
    return read_delivery(file.read_bytes(), "d" * 64, "ngo", context, arrived_at=arrived_at)


def _kept(reading):
    return reading.tables["submissions"]["answered_at"].to_pylist()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-30T22:00:00Z", datetime(2024, 7, 1, 1)),
        ("2024-06-30T22:00:00+00:00", datetime(2024, 7, 1, 1)),
        ("2024-06-30T22:00:00.250Z", datetime(2024, 7, 1, 1, 0, 0, 250_000)),
        ("2024-06-30 22:00:00 UTC", datetime(2024, 7, 1, 1)),
        ("2024-07-01T01:00:00+03:00", datetime(2024, 7, 1, 1)),
        ("2024-07-01T01:00+03", datetime(2024, 7, 1, 1)),
        ("30.6.2024 22:00 UTC", datetime(2024, 7, 1, 1)),
        ("2024/06/30 11:30:00 PM GMT+2", datetime(2024, 7, 1, 0, 30)),
        ("2024/02/05 2:05:00 PM EET", datetime(2024, 2, 5, 14, 5)),
        ("2024-02-05 10:01:00 EST", datetime(2024, 2, 5, 17, 1)),
        ("Feb 05, 2024 10:01:00 AM EST", datetime(2024, 2, 5, 17, 1)),
        ("Feb 05, 2024 10:01:00 PM", datetime(2024, 2, 5, 22, 1)),
        ("5.2.2024 10.01.00 PM", datetime(2024, 2, 5, 22, 1)),
        ("2024-02-05 12:05 AM", datetime(2024, 2, 5, 0, 5)),
        ("2024-02-05", datetime(2024, 2, 5)),
        ("20240205", datetime(2024, 2, 5)),
    ],
)
def test_a_written_zone_is_used_and_what_has_none_is_local(text, expected):
    assert parse_dates(pa.array(["", text]), HELSINKI).to_pylist() == [None, expected]


@pytest.mark.parametrize(
    "text",
    [
        *("2024-02-05 10:01 CST", "2024-02-05 10:01 XYZ", "2024-02-05 10:01 EET+2"),
        *("2024-02-05 13:01 PM", "2024-02-05 24:01", "2024-02-05 10:61", "Foo 05, 2024 10:01"),
    ],
)
def test_a_zone_of_two_meanings_or_a_clock_that_cannot_be_is_not_guessed(text):
    assert parse_dates(pa.array([text]), HELSINKI).to_pylist() == [None]


def test_a_zone_without_a_survey_to_place_it_in_is_not_certain():
    assert parse_dates(pa.array(["2024-02-05T10:00:00Z"])).to_pylist() == [None]


@pytest.mark.parametrize(
    ("texts", "days"),
    [
        (["2/25/2024 10:01:00 PM", "4/5/2024 1:00:00 AM"], [(2, 25), (4, 5)]),
        (["7/27/26 19:06:23", "10/9/26 11:02:00", ""], [(7, 27), (10, 9)]),
        (["25/2/2024 10:01", "4/5/2024 10:01"], [(2, 25), (5, 4)]),
        # Nothing shows which is the day; both orders in one column; typed without a clock.
        (["4/5/2024 10:01", "3/5/2024 10:01"], [None, None]),
        (["4/5/2024 10:01", "25/2/2024 10:01", "2/25/2024 10:01"], [None, (2, 25), None]),
        (["4/5/2024", "2/25/2024"], [None, None]),
        (["4/5/2024 10:01", "2/25/2024 10:01", "1.4.2024"], [None, None, (4, 1)]),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_whole_column_or_not_known(texts, days):
    dates, repaired = read_dates(pa.array(texts), HELSINKI)
    found = [when and (when.month, when.day) for when in dates.to_pylist()]
    assert found[: len(days)] == days
    assert ("column_order" in repaired) == all(days)


def test_the_surveys_zone_is_a_setting_and_a_form_may_have_a_clock_of_its_own(tmp_path):
    header, rows = ["Vastauksen aika"], [["2024-06-30T22:00:00Z"], ["2024-06-30 22:00:00"]]
    stockholm = QUESTIONNAIRE + "timezone: Europe/Stockholm\n"
    reading = _times(tmp_path, header, rows, questionnaire=stockholm)
    assert _kept(reading) == [datetime(2024, 7, 1), datetime(2024, 6, 30, 22)]
    assert reading.repairs["time_zone"] == {"count": 1, "cells": ["A2"]}
    form = "form: lomake\ntool: excel\nlanguage: fi\ntimezone: UTC\n"
    assert _kept(_times(tmp_path, header, rows, form)) == [datetime(2024, 7, 1, 1)] * 2


def test_a_zone_that_nobody_knows_is_an_error_in_the_questionnaire(tmp_path):
    with pytest.raises(loader.QuestionnaireError, match="Europe/Helsinki"):
        _times(tmp_path, ["a"], [], questionnaire=QUESTIONNAIRE + "timezone: Suomen aika\n")


@pytest.mark.parametrize(
    ("zone", "hour"), [("America/Denver", 1), ("Europe/Helsinki", None), ("Z", 19)]
)
def test_the_zone_in_the_third_header_row_of_qualtrics_is_used(tmp_path, zone, hour):
    names = ["StartDate", "RecordedDate", "ResponseId", "Mittaus", *ITEMS]
    ids = ["{}", f'{{"ImportId":"recordedDate","timeZone":"{zone}"}}', '{"ImportId":"_recordId"}']
    context = small_context(tmp_path, "form: lomake\ntool: qualtrics\nlanguage: fi\n")
    file = tmp_path / "vienti.csv"
    row = ["", "2024-06-30 16:00:00", "R_1", *ANSWERS]
    file.write_text(csv_text([names, names, [*ids, *[""] * 4], row], ","), encoding="utf-8")
    [kept] = _kept(read_delivery(file.read_bytes(), "d" * 64, "ngo", context))
    days = {1: datetime(2024, 7, 1, 1), 19: datetime(2024, 6, 30, 19)}
    assert kept == days.get(hour, datetime(2024, 6, 30, 16))


def test_kobo_writes_the_time_of_submission_in_utc(tmp_path):
    header = ["_id", "_uuid", "_submission_time"]
    rows = [["1", "u1", "2024-06-30T22:00:00"], ["2", "u2", "2024-06-30T20:00:00+00:00"]]
    kept = _kept(_times(tmp_path, header, rows))
    assert kept == [datetime(2024, 7, 1, 1), datetime(2024, 6, 30, 23)]


LIMESURVEY = ["id", "submitdate", "lastpage"]
REMOVED = [[str(n), "1980-01-01 00:00:00", "3"] for n in range(48)]


def test_removed_times_of_an_anonymous_survey_are_reported_once(tmp_path):
    with pytest.raises(Refusal) as caught:
        _times(tmp_path, LIMESURVEY, REMOVED)
    [found] = caught.value.reasons
    assert (found.code, found.count) == ("removed_times", 48)
    assert "days:" in found.fi and "days:" in found.en


@pytest.mark.parametrize("written", ["1980-01-01 00:00:00", "1.1.1980", "1980-01-01 00:00"])
def test_removed_times_are_the_forms_own_days_if_it_has_them(tmp_path, written):
    form = "form: lomake\ntool: limesurvey\nlanguage: fi\ndays: {start: 2024-02-05}\n"
    rows = [["1", written, "3"], ["2", "", "1"], ["3", "2024-02-07 10:00:00", "3"]]
    reading = _times(tmp_path, LIMESURVEY, rows, form)
    assert _kept(reading) == [datetime(2024, 2, 5), datetime(2024, 2, 7, 10)]
    assert reading.counts == {"read": 3, "used": 2, "no_consent": 0, "unfinished": 1}


def test_a_form_that_gives_the_day_needs_no_column_of_it_though_the_survey_asks_for_one(tmp_path):
    form = "form: lomake\ntool: excel\nlanguage: fi\ndays: {start: 2024-02-05}\n"
    reading = _times(tmp_path, ["Vastausnumero"], [["1"], ["2"]], form)
    assert _kept(reading) == [datetime(2024, 2, 5)] * 2
    with pytest.raises(Refusal) as caught:
        _times(tmp_path, ["Vastausnumero"], [["1"], ["2"]])
    assert [found.code for found in caught.value.reasons] == ["missing_columns"]


def test_1980_is_impossible_where_no_tool_writes_it_for_a_removed_time(tmp_path):
    rows = [["1980-01-01 00:00:00"], ["2024-02-05 10:00:00"]]
    reading = _times(tmp_path, ["Vastauksen aika"], rows)
    assert reading.counts["impossible_date"] == 1


TIME = ["Vastausnumero", "Vastauksen aika"]
RIGHT = [[str(n), f"2024-02-0{n} 10:00:00"] for n in range(1, 6)]


@pytest.mark.parametrize(
    ("wrong", "cause"),
    [
        ("2034-02-05 10:00:00", "after the file arrived"),
        ("2024-07-11 15:00:01", "after the file arrived"),
        ("1924-02-05 10:00:00", "between 1990 and 2100"),
        ("5.2.9999", "between 1990 and 2100"),
        ("2023-12-31 23:59:59", "outside the form's time"),
    ],
)
def test_a_date_that_cannot_be_true_refuses_its_row_by_address(tmp_path, wrong, cause):
    form = "form: lomake\ntool: excel\nlanguage: fi\nanswered_from: 2024-01-01\n"
    rows = [*RIGHT[:3], ["9", wrong], *RIGHT[3:]]
    reading = _times(tmp_path, TIME, rows, form, arrived_at=ARRIVED)
    assert reading.counts == {"read": 6, "used": 5, "no_consent": 0, "impossible_date": 1}
    assert reading.tables["submissions"]["response_id"].to_pylist() == list("12345")
    assert 5 not in reading.tables["answers"]["row_number"].to_pylist()
    [found] = [one for one in reading.findings if one.code == "impossible_date"]
    assert (found.cell, found.count) == ("B5", 1)
    assert cause in found.en


@pytest.mark.parametrize("late", ["2024-07-11 14:59:59", "2024-07-10 23:00:00"])
def test_a_clock_may_be_ahead_by_a_day(tmp_path, late):
    reading = _times(tmp_path, TIME, [*RIGHT, ["6", late]], arrived_at=ARRIVED)
    assert reading.counts == {"read": 6, "used": 6, "no_consent": 0}


def test_the_last_day_of_the_form_is_in_its_time(tmp_path):
    form = "form: lomake\ntool: excel\nlanguage: fi\nanswered_to: 2024-02-05\n"
    rows = [*RIGHT, ["6", "2024-02-05 23:59:59"], ["7", "2024-02-06 00:00:00"]]
    reading = _times(tmp_path, TIME, rows, form)
    assert reading.counts == {"read": 7, "used": 6, "no_consent": 0, "impossible_date": 1}


def test_where_most_answers_are_later_than_the_file_its_own_time_is_doubted(tmp_path):
    early = datetime(2024, 2, 1, tzinfo=UTC)
    with pytest.raises(Refusal) as caught:
        _times(tmp_path, TIME, RIGHT, arrived_at=early)
    [found] = caught.value.reasons
    assert (found.code, found.count) == ("answers_after_arrival", 4)


def test_every_date_is_possible_where_nobody_says_when_the_file_arrived(tmp_path):
    reading = _times(tmp_path, TIME, [*RIGHT, ["6", "2034-02-05 10:00:00"]])
    assert reading.counts["used"] == 6
