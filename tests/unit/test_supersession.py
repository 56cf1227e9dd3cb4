"""Deliveries of one form compared: what is new, changed, gone, or came back under another id."""

from datetime import datetime, timedelta
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.rows import Rows
from orchestration.ingest.redelivery.supersession import (
    PARTIAL,
    REMOVED,
    DeliveredRows,
    compare_deliveries,
)

NOON = datetime(2024, 3, 1, 12)


def _row(delivery, number, *, answers=None, content=0, id_=None, person=None, at=None, ordinal=1):
    at = NOON + timedelta(minutes=number) if at is None else at
    answers = 1000 + number if answers is None else answers
    return Row(delivery, number, id_, at, person, ordinal, answers, answers + content)


def _delivered(delivery, rows, decision=None):
    return DeliveredRows(delivery, Rows.of(delivery, rows), decision)


def _answers(_):
    """Ten answers that differ between numbers; one of them makes the content."""

    def of(row: Row) -> frozenset:
        first = frozenset((question, row.row_number) for question in range(9))
        return first | {("last", row.answers)}

    return of


def _account(settled) -> dict:
    return {name: count for name, count in settled.account.items() if count}


def test_a_corrected_export_says_58_unchanged_3_changed_and_2_new():
    before = [_row("a", n, id_=f"r{n}") for n in range(61)]
    after = [_row("b", n, id_=f"r{n}", content=n < 3) for n in range(63)]
    first, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert _account(first) == {"new": 61}
    assert _account(second) == {"new": 2, "changed": 3, "unchanged": 58}
    assert (second.on_hold_code, second.replaced) == (None, [])


def test_rows_under_new_ids_are_linked_by_time_and_answers_also_where_one_answer_changed():
    before = [_row("a", n, id_=f"r{n}") for n in range(61)]
    after = [_row("b", n, id_=f"x{n}" if n < 3 else f"r{n}") for n in range(63)]
    after[1] = after[1]._replace(
        answers=5, content=5
    )  # an item changed, so the fingerprint differs
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert _account(second) == {"new": 2, "changed": 1, "unchanged": 60, "linked": 3}
    assert (second.on_hold_code, second.replaced) == (None, [("a", 0), ("a", 1), ("a", 2)])


def test_an_export_whose_ids_are_all_new_is_the_same_export():
    before = [_row("a", n, id_=f"r{n}", at=datetime(2024, 3, 1)) for n in range(20)]
    after = [r._replace(delivery_id="b", response_id=f"x{r.row_number}") for r in before]
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert _account(second) == {"unchanged": 20, "linked": 20}
    assert len(second.replaced) == 20


def test_what_could_be_either_of_two_waits():
    """Two anonymous people at one minute, both corrected, both under new ids."""
    before = [_row("a", n, id_=f"r{n}") for n in range(10)]
    before += [_row("a", 20, id_="p", at=NOON), _row("a", 20, id_="q", at=NOON, answers=7)]
    after = [_row("b", n, id_=f"r{n}") for n in range(10)]
    after += [_row("b", 20, id_=i, at=NOON, answers=a) for i, a in (("s", 8), ("t", 9))]
    before = [r for r in before if r.row_number]
    after = [r for r in after if r.row_number]
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert second.on_hold_code == "rows_ambiguous"
    assert second.replaced == []


def test_ten_rows_gone_wait_until_a_person_says_removed_or_partial():
    before = [_row("a", n, id_=f"r{n}") for n in range(61)]
    after = [_row("b", n, id_=f"r{n}") for n in range(10, 61)]
    later = [_row("c", n, id_=f"r{n}") for n in range(9, 61)]

    def second_and_third(decision):
        deliveries = [
            _delivered("a", before),
            _delivered("b", after, decision),
            _delivered("c", later),
        ]
        return compare_deliveries(deliveries, _answers)[1:]

    held, third = second_and_third(None)
    assert (held.on_hold_code, held.account["gone"], held.replaced) == ("rows_gone", 10, [])
    assert third.on_hold_code == "rows_gone"
    removed, third = second_and_third(REMOVED)
    assert removed.on_hold_code is None
    assert removed.replaced == [("a", n) for n in range(10)]
    assert (third.on_hold_code, _account(third)) == (None, {"new": 1, "unchanged": 51})
    # Said to be partial, the ten stay, and nobody is asked about them again.
    partial, third = second_and_third(PARTIAL)
    assert (partial.on_hold_code, partial.replaced) == (None, [])
    assert (third.on_hold_code, _account(third)) == (None, {"unchanged": 52})


def test_another_months_answers_beside_the_first_are_all_new():
    before = [_row("a", n) for n in range(20)]
    after = [_row("b", n) for n in range(20, 40)]
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert (second.on_hold_code, _account(second)) == (None, {"new": 20})


def test_response_numbers_that_start_again_in_another_survey_are_other_answers():
    """The end survey beside the start survey, or another language: the same form and numbers."""
    before = [_row("a", n, id_=f"{n}") for n in range(20)]
    later = NOON + timedelta(days=1)
    other = [_row("b", n + 40, id_=f"{n}", at=later + timedelta(minutes=n)) for n in range(20)]
    again = [_row("c", n, id_=f"{n}") for n in range(21)]
    parts = [("a", before), ("b", other), ("c", again)]
    _, second, third = compare_deliveries([_delivered(*part) for part in parts], _answers)
    assert (second.on_hold_code, _account(second)) == (None, {"new": 20})
    # Nothing is missing from the next export of the first survey: the other one is not its own.
    assert (third.on_hold_code, _account(third)) == (None, {"new": 1, "unchanged": 20})


def test_a_corrected_time_is_the_same_answer_by_its_number():
    before = [_row("a", n, id_=f"{n}") for n in range(20)]
    after = [_row("b", n, id_=f"{n}") for n in range(20)]
    after[3] = after[3]._replace(answered_at=NOON + timedelta(days=30), content=1)
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert (second.on_hold_code, second.replaced) == (None, [("a", 3)])
    assert _account(second) == {"changed": 1, "unchanged": 19, "linked": 1}


def test_an_export_with_dates_where_the_first_had_times_is_the_same_export():
    before = [_row("a", n, id_=f"{n}") for n in range(20)]
    after = [r._replace(delivery_id="b", answered_at=datetime(2024, 3, 1)) for r in before]
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert _account(second) == {"unchanged": 20, "linked": 20}


def _on_a_day(delivery, number, *, answers=None, person=None):
    """A row of which only the day is known, five rows a day."""
    at = datetime(2024, 3, 1 + number // 5)
    return _row(delivery, number, answers=answers, person=person, at=at)


def _answers_of(_):
    """Ten answers: another hundred changes them all, another number within the hundred the last."""

    def of(row: Row) -> frozenset:
        first = frozenset((question, row.answers // 100) for question in range(9))
        return first | {("last", row.answers)}

    return of


def test_the_one_row_of_a_day_that_changed_an_answer_is_corrected_and_others_wait():
    before = [_on_a_day("a", n, answers=100 * n) for n in range(20)]

    def again(changed: dict[int, Row]) -> tuple[dict, str | None]:
        after = [changed.get(n, _on_a_day("b", n, answers=100 * n)) for n in range(20)]
        deliveries = [_delivered("a", before), _delivered("b", after)]
        _, second = compare_deliveries(deliveries, _answers_of)
        return _account(second), second.on_hold_code

    # Nine of ten answers are the same.
    one = {7: _on_a_day("b", 7, answers=701)}
    assert again(one) == ({"changed": 1, "unchanged": 19, "linked": 1}, None)
    # Another person's answers; two rows of one day; two codes.
    other = {7: _on_a_day("b", 7, answers=9900)}
    assert again(other) == ({"new": 1, "unchanged": 19, "gone": 1}, "rows_gone")
    two = one | {8: _on_a_day("b", 8, answers=801)}
    assert again(two) == ({"new": 2, "unchanged": 18, "gone": 2}, "rows_gone")
    before[7] = before[7]._replace(person="p")
    coded = {7: _on_a_day("b", 7, answers=701, person="q")}
    assert again(coded) == ({"new": 1, "unchanged": 19, "gone": 1}, "rows_gone")


def test_a_correction_without_ids_is_known_by_its_person_and_time():
    before = [_row("a", n, person=f"p{n}") for n in range(5)]
    after = [_row("b", n, person=f"p{n}", answers=None if n else 4) for n in range(6)]
    _, second = compare_deliveries([_delivered("a", before), _delivered("b", after)], _answers)
    assert _account(second) == {"new": 1, "changed": 1, "unchanged": 4, "linked": 1}
    assert second.replaced == [("a", 0)]


@given(st.lists(st.integers(0, 11), min_size=1, max_size=12, unique=True), st.data())
def test_any_split_and_repetition_leaves_the_same_rows(numbers, data):
    """Parts that overlap or not, in any order: every row counts once, none is replaced."""
    cut = data.draw(st.integers(0, len(numbers)))
    parts = [p for p in (numbers[:cut], numbers[cut:], numbers) if p]
    for order in permutations(range(len(parts))):
        deliveries = [
            _delivered(str(i), [_row(str(i), n, person=f"p{n}") for n in parts[i]], PARTIAL)
            for i in order
        ]
        settled = compare_deliveries(deliveries, _answers)
        assert sum(s.account["new"] for s in settled) == len(numbers)
        assert all(s.account["changed"] == 0 and s.replaced == [] for s in settled)
