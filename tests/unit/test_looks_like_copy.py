"""A copy with times of another precision, of people who are not known: a person decides."""

from datetime import datetime, timedelta
from random import Random

import pytest

from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.rows import Rows
from orchestration.ingest.redelivery.supersession import (
    PARTIAL,
    REMOVED,
    DeliveredRows,
    compare_deliveries,
)

SECONDS = [datetime(2024, 3, 1, 9, 0, 17) + timedelta(minutes=n, seconds=n) for n in range(30)]
DAY = [datetime(2024, 3, 1)] * 30
MINUTES = [time.replace(second=0) for time in SECONDS]
DIFFERENT = list(range(100, 130))


def _rows(delivery, times, answers, *, decision=None, persons=()) -> DeliveredRows:
    seen: dict = {}
    rows = []
    for n, (time, what) in enumerate(zip(times, answers, strict=True)):
        seen[time, what] = seen.get((time, what), 0) + 1
        person = persons[n] if persons else None
        rows.append(Row(delivery, n, None, time, person, seen[time, what], what, what))
    return DeliveredRows(delivery, Rows.of(delivery, rows), decision)


def _second(*deliveries):
    return compare_deliveries(list(deliveries), lambda _: lambda _: frozenset())[1]


def _three_yes_no(seed: int) -> list[int]:
    return Random(seed).choices(range(8), k=30)


@pytest.mark.parametrize("answers", [DIFFERENT, _three_yes_no(1)], ids=["many", "few"])
@pytest.mark.parametrize(("first", "then"), [(SECONDS, DAY), (DAY, SECONDS)], ids=["cut", "back"])
def test_a_copy_waits_until_a_person_says_it_replaces_or_is_of_others(first, then, answers):
    def again(decision):
        return _second(_rows("a", first, answers), _rows("b", then, answers, decision=decision))

    held, replaced, others = again(None), again(REMOVED), again(PARTIAL)
    assert (held.on_hold_code, held.account["gone"], held.removed) == ("looks_like_copy", 30, [])
    assert (replaced.on_hold_code, replaced.removed) == (None, [("a", n) for n in range(30)])
    assert (others.on_hold_code, others.replaced, others.removed) == (None, [], [])


def test_a_copy_with_other_rows_beside_it_or_a_few_corrected_waits():
    longer = _rows("b", DAY + DAY, [*DIFFERENT, *range(200, 230)])
    assert _second(_rows("a", SECONDS, DIFFERENT), longer).on_hold_code == "looks_like_copy"
    corrected = _rows("b", DAY, [*range(300, 310), *DIFFERENT[10:]])
    found = _second(_rows("a", SECONDS, DIFFERENT), corrected)
    # The ten that were corrected are of the copied delivery too, so they go with it.
    assert (found.on_hold_code, found.account["gone"]) == ("looks_like_copy", 30)


def test_a_copy_without_its_codes_waits_and_two_codes_are_two_people():
    mine, theirs = ([f"{who}{n}" for n in range(30)] for who in "pq")
    coded = _rows("a", SECONDS, DIFFERENT, persons=mine)
    for cut in (DAY, MINUTES):
        assert _second(coded, _rows("b", cut, DIFFERENT)).on_hold_code == "looks_like_copy"
    assert _second(coded, _rows("b", DAY, DIFFERENT, persons=theirs)).on_hold_code is None


def test_two_groups_of_one_day_with_three_yes_no_questions_rarely_wait():
    """Of 30 and 30 some twenty answer alike by chance; one in fifty such pairs may be held."""
    held = [
        _second(
            _rows("a", SECONDS, _three_yes_no(seed)), _rows("b", DAY, _three_yes_no(seed + 1000))
        ).on_hold_code
        for seed in range(50)
    ]
    assert held.count(None) >= 47


def test_other_days_and_fewer_than_half_are_other_people():
    other = [time + timedelta(days=1) for time in DAY]
    assert (
        _second(_rows("a", SECONDS, DIFFERENT), _rows("b", other, DIFFERENT)).account["new"] == 30
    )
    few = _rows("b", DAY, [*DIFFERENT[:14], *range(200, 216)])
    assert _second(_rows("a", SECONDS, DIFFERENT), few).on_hold_code is None


def test_what_a_person_said_is_of_others_is_not_asked_about_again():
    paper = _rows("b", DAY, DIFFERENT, decision=PARTIAL)
    later = _rows("c", [datetime(2024, 3, 1)] * 31, [*DIFFERENT, 400])
    deliveries = [_rows("a", SECONDS, DIFFERENT), paper, later]
    third = compare_deliveries(deliveries, lambda _: lambda _: frozenset())[2]
    assert (third.on_hold_code, third.account["new"], third.account["unchanged"]) == (None, 1, 30)
