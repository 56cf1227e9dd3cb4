"""A form delivered again with times that a spreadsheet program cut: nobody counts twice."""

from datetime import datetime, timedelta

import pytest

from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.rows import Rows
from orchestration.ingest.redelivery.supersession import DeliveredRows, compare_deliveries

MORNING = datetime(2024, 3, 1, 9, 0, 17)
SECONDS = [MORNING + timedelta(minutes=n, seconds=n) for n in range(12)]
MINUTES = [time.replace(second=0) for time in SECONDS]
DAYS = [time.replace(hour=0, minute=0, second=0) for time in SECONDS]


def _rows(delivery: str, times, *, persons: bool = False, answers=None) -> DeliveredRows:
    answers = list(range(100, 100 + len(times))) if answers is None else answers
    rows = [
        Row(delivery, n, None, time, f"p{n}" if persons else None, 1, what, what)
        for n, (time, what) in enumerate(zip(times, answers, strict=True), 2)
    ]
    return DeliveredRows(delivery, Rows.of(delivery, rows), None)


def _second(*deliveries: DeliveredRows):
    return compare_deliveries(list(deliveries), lambda _: lambda _: frozenset())[-1]


def _counts(outcome) -> dict[str, int]:
    return {name: count for name, count in outcome.account.items() if count}


@pytest.mark.parametrize("persons", [False, True])
@pytest.mark.parametrize(("first", "then"), [(SECONDS, MINUTES), (MINUTES, SECONDS)])
def test_times_cut_to_minutes_are_the_same_submissions_in_either_order(persons, first, then):
    found = _second(_rows("a", first, persons=persons), _rows("b", then, persons=persons))
    assert _counts(found) == {"unchanged": 12, "linked": 12}
    assert found.replaced == [("a", n) for n in range(2, 14)]
    assert found.on_hold_code is None


def test_times_cut_to_days_are_the_same_submissions_of_people_who_are_known():
    known = _second(_rows("a", SECONDS, persons=True), _rows("b", DAYS, persons=True))
    assert _counts(known) == {"unchanged": 12, "linked": 12}
    unknown = _second(_rows("a", SECONDS), _rows("b", DAYS))
    assert (_counts(unknown)["new"], unknown.on_hold_code) == (12, "looks_like_copy")


def test_one_that_is_not_in_the_cut_export_is_gone_and_new_ones_are_new():
    found = _second(_rows("a", SECONDS), _rows("b", [*MINUTES[:11], datetime(2024, 3, 2, 8)]))
    assert _counts(found) == {"new": 1, "unchanged": 11, "linked": 11, "gone": 1}
    assert found.on_hold_code == "rows_gone"


def test_equal_answers_of_one_minute_are_as_many_as_before():
    at = [MORNING + timedelta(seconds=n) for n in range(4)]
    cut = [MORNING.replace(second=0)] * 4
    again = [
        row._replace(ordinal=n)
        for n, row in enumerate(_rows("b", cut, answers=[7] * 4).rows.listed(), 1)
    ]
    found = _second(_rows("a", at, answers=[7] * 4), DeliveredRows("b", Rows.of("b", again), None))
    assert _counts(found) == {"unchanged": 4, "linked": 4}


def test_other_answers_in_the_same_minutes_are_other_people():
    found = _second(_rows("a", SECONDS), _rows("b", MINUTES, answers=range(200, 212)))
    assert _counts(found) == {"new": 12}
    few = [*range(100, 105), *range(200, 207)]
    assert _counts(_second(_rows("a", SECONDS), _rows("b", MINUTES, answers=few))) == {"new": 12}


def test_times_of_one_precision_are_never_cut():
    later = [time + timedelta(seconds=20) for time in SECONDS]
    assert _counts(_second(_rows("a", SECONDS), _rows("b", later))) == {"new": 12}
