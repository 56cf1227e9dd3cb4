"""What the last releases published limits what this one may: the cases people meet."""

from dataclasses import replace

import numpy as np
import pytest

from orchestration.privacy.history import (
    NO_CELL,
    NO_PERSON,
    NO_VALUE,
    Decision,
    History,
    Measurements,
    Minimum,
    band_of_held,
)
from orchestration.privacy.moves import decide
from orchestration.privacy.uniform import Scale

MINIMUM = Minimum(persons=5, people=10, renewal=10)
DISTRIBUTION = Minimum(persons=10, people=10, renewal=10)
# Key -> (cell, score); a key is also the number of its person.
Data = dict[int, tuple[str, int]]


def people(first: int, last: int, cell: str) -> Data:
    """Scores that differ from person to person."""
    return {key: (cell, 10 + key) for key in range(first, last + 1)}


def measurements(data: Data, person_of=lambda key: key, scales=()) -> Measurements:
    keys = list(data)
    return Measurements(
        np.array(keys, dtype=np.int64),
        np.array([person_of(key) for key in keys], dtype=np.int64),
        np.array([data[key][0] for key in keys], dtype=str),
        np.array([[data[key][1]] for key in keys], dtype=np.int64).reshape(-1, 1),
        scales=scales,
    )


def release(before: Decision | None, data: Data, withdrawn=(), **others) -> Decision:
    history = History.empty(1) if before is None else before.history
    return decide(history, measurements(data, **others), MINIMUM, withdrawn)


def held_band(decision: Decision) -> str:
    return band_of_held(len(set(decision.held_persons.tolist())))


def published(decision: Decision) -> Data:
    after = decision.history
    rows = zip(after.keys.tolist(), after.labels.texts.tolist(), after.values.tolist(), strict=True)
    return {key: (label, values[0]) for key, label, values in rows if label != NO_CELL}


def test_the_first_release_publishes_every_cell_that_is_wanted():
    data = people(1, 6, "Iitti") | people(7, 20, "Lahti")
    assert published(release(None, data)) == data


def test_a_newcomer_is_held_until_four_others_come():
    first = release(None, people(1, 6, "Iitti"))
    second = release(first, people(1, 7, "Iitti"))
    assert published(second) == people(1, 6, "Iitti")
    assert second.held.tolist() == [7]
    assert held_band(second) == "1-9"
    assert published(release(second, people(1, 10, "Iitti"))) == people(1, 6, "Iitti")
    third = release(second, people(1, 11, "Iitti"))
    assert published(third) == people(1, 11, "Iitti")
    assert held_band(third) == "0"


SCALE = (Scale(lowest=0, highest=40, step=1),)
NEAR_THE_TOP = dict(zip(range(11, 16), [("Iitti", x) for x in (38, 40, 40, 40, 40)], strict=True))


def test_newcomers_near_the_end_of_the_scale_are_held():
    """Today's sum less the last one is 198 of 200: whoever knows of 38 knows that all others have 40."""
    first = release(None, people(1, 6, "Iitti"), scales=SCALE)
    assert len(published(first)) == 6
    second = release(first, people(1, 6, "Iitti") | NEAR_THE_TOP, scales=SCALE)
    assert published(second) == people(1, 6, "Iitti")
    assert second.held.tolist() == list(NEAR_THE_TOP)
    # Five more of the middle of the scale, and the sum says nothing of anybody.
    later = people(1, 6, "Iitti") | NEAR_THE_TOP | {n: ("Iitti", n) for n in range(16, 21)}
    assert published(release(second, later, scales=SCALE)) == later
    # A column that has no ends, such as a change, says only what all have alike.
    assert len(published(release(first, people(1, 6, "Iitti") | NEAR_THE_TOP))) == 11


def test_corrections_to_near_the_end_of_the_scale_are_held():
    first = release(None, people(1, 12, "Lahti"), scales=SCALE)
    corrected = people(1, 12, "Lahti") | {n: ("Lahti", 40 - (n == 1)) for n in range(1, 6)}
    assert published(release(first, corrected, scales=SCALE)) == people(1, 12, "Lahti")
    assert published(release(first, corrected)) == corrected


def test_a_correction_is_held_until_five_are_corrected():
    first = release(None, people(1, 10, "Lahti"))
    one = people(1, 10, "Lahti") | {3: ("Lahti", 40)}
    assert published(release(first, one)) == people(1, 10, "Lahti")
    five = people(1, 10, "Lahti") | {key: ("Lahti", 40 + key) for key in range(3, 8)}
    assert published(release(first, five)) == five
    # Of nine, four would stay as they were: less than five.
    nine = release(None, people(1, 9, "Lahti"))
    assert published(release(nine, {k: v for k, v in five.items() if k < 10})) == people(
        1, 9, "Lahti"
    )


def test_a_correction_is_published_together_with_many_new_people():
    first = release(None, people(1, 6, "Lahti"))
    corrected = people(1, 6, "Lahti") | {3: ("Lahti", 40)}
    nine_new = release(first, corrected | people(11, 19, "Lahti"))
    assert published(nine_new) == people(1, 6, "Lahti") | people(11, 19, "Lahti")
    ten_new = release(first, corrected | people(11, 20, "Lahti"))
    assert published(ten_new) == corrected | people(11, 20, "Lahti")
    assert len(np.unique(ten_new.history.atoms)) == 1


def test_whoever_withdraws_leaves_with_four_others_at_once():
    first = release(None, people(1, 20, "Lahti"))
    data = people(1, 20, "Lahti")
    del data[8]
    second = release(first, data, withdrawn=[8])
    assert len(published(second)) == 15
    assert 8 not in second.history.keys.tolist()
    assert len(second.held) == 4


def test_of_a_small_cell_all_leave_and_return_with_five_who_are_new():
    data = people(1, 7, "Iitti")
    first = release(None, data)
    del data[4]
    second = release(first, data, withdrawn=[4])
    assert published(second) == {}
    four_new = release(second, data | people(11, 14, "Iitti"))
    assert published(four_new) == {}
    five_new = release(four_new, data | people(11, 15, "Iitti"))
    assert published(five_new) == data | people(11, 15, "Iitti")
    # One atom: the six and the five may not be published apart.
    apart = people(11, 15, "Hollola") | data
    assert published(release(five_new, apart)) == data | people(11, 15, "Iitti")


def test_starts_that_get_their_ends_move_by_five():
    first = release(None, people(1, 12, "starts"))
    four = people(1, 12, "starts") | people(1, 4, "pairs")
    assert published(release(first, four)) == people(1, 12, "starts")
    five = people(1, 12, "starts") | people(1, 5, "pairs")
    assert published(release(first, five)) == five
    # Of twelve, eight want to move and four would be left: nobody moves.
    eight = people(1, 12, "starts") | people(1, 8, "pairs")
    assert published(release(first, eight)) == people(1, 12, "starts")


def test_a_merged_cell_splits_only_into_parts_that_are_enough():
    merged = people(1, 4, "Iitti+Hartola") | people(5, 9, "Iitti+Hartola")
    first = release(None, merged)
    grown = people(1, 4, "Iitti") | people(5, 9, "Hartola") | people(11, 12, "Iitti")
    assert published(release(first, grown)) == merged
    larger = release(None, people(1, 10, "Iitti+Hartola"))
    split = people(1, 5, "Iitti") | people(6, 10, "Hartola")
    assert published(release(larger, split)) == split


def test_people_who_all_score_the_same_do_not_move_by_themselves():
    first = release(None, people(1, 6, "Lahti"))
    alike = people(1, 6, "Lahti") | dict.fromkeys(range(11, 17), ("Lahti", 75))
    assert published(release(first, alike)) == people(1, 6, "Lahti")
    varied = alike | {17: ("Lahti", 80)}
    assert published(release(first, varied)) == varied


def test_two_measurements_of_one_person_are_one_person():
    data = people(1, 6, "Lahti")
    assert published(release(None, data, person_of=lambda key: max(key, 3))) == {}
    assert published(release(None, data, person_of=lambda key: max(key, 2))) == data


def test_forms_without_a_code_need_ten():
    def nobody(_key: int) -> int:
        return NO_PERSON

    assert published(release(None, people(1, 9, "Lahti"), person_of=nobody)) == {}
    ten = people(1, 10, "Lahti")
    assert published(release(None, ten, person_of=nobody)) == ten


def test_somebody_under_another_key_is_not_new_and_not_published_twice():
    first = release(None, people(1, 6, "Lahti"))
    data = people(2, 6, "Lahti") | people(11, 15, "Lahti") | {101: ("Lahti", 11)}
    second = release(first, data, person_of=lambda key: key % 100)
    assert published(second) == people(1, 6, "Lahti") | people(11, 15, "Lahti")
    # Four others and person 1: not five who are new.
    del data[15]
    third = release(first, data, person_of=lambda key: key % 100)
    assert published(third) == people(1, 6, "Lahti")


def test_somebody_who_left_and_comes_back_under_another_key_is_not_new():
    first = release(None, people(1, 6, "Lahti"))
    data = people(1, 5, "Lahti")
    second = release(first, data, withdrawn=[6])
    del data[1]
    four_new = data | people(11, 14, "Lahti") | {101: ("Lahti", 11)}
    assert published(release(second, four_new, person_of=lambda key: key % 100)) == {}


def test_those_whose_correction_is_held_leave_first_with_whoever_withdraws():
    first = release(None, people(1, 20, "Lahti"))
    data = people(1, 20, "Lahti") | {key: ("Lahti", 40 + key) for key in (5, 11, 17)}
    del data[8]
    second = release(first, data, withdrawn=[8])
    assert len(published(second)) == 15
    assert not {5, 11, 17} & set(published(second))


def test_a_distribution_takes_in_ten_who_are_new_and_no_fewer():
    first = release(None, people(1, 10, "Lahti") | people(11, 15, "Iitti"))
    unions = {"Lahti": "Lahti"}
    below = decide(History.empty(1), first.within(unions), DISTRIBUTION, inside=first)
    assert published(below) == people(1, 10, "Lahti")
    second = release(first, people(1, 10, "Lahti") | people(21, 26, "Lahti"))
    six_new = decide(below.history, second.within(unions), DISTRIBUTION, inside=second)
    assert published(six_new) == people(1, 10, "Lahti")
    third = release(second, people(1, 10, "Lahti") | people(21, 31, "Lahti"))
    eleven_new = decide(six_new.history, third.within(unions), DISTRIBUTION, inside=third)
    assert published(eleven_new) == people(1, 10, "Lahti") | people(21, 31, "Lahti")


def test_a_distribution_follows_the_sums_or_is_not_published():
    first = release(None, people(1, 10, "Lahti"))
    unions = {"Lahti": "Lahti"}
    below = decide(History.empty(1), first.within(unions), DISTRIBUTION, inside=first)
    corrected = people(1, 10, "Lahti") | {key: ("Lahti", 40 + key) for key in range(1, 6)}
    second = release(first, corrected)
    assert published(second) == corrected
    after = decide(below.history, second.within(unions), DISTRIBUTION, inside=second)
    assert published(after) == {}


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_rows_does_not_matter(seed):
    source = np.random.default_rng(seed)
    data = people(1, 30, "Lahti") | people(31, 60, "Iitti")
    first = release(None, data)
    changed = data | people(5, 12, "Iitti") | people(61, 70, "Iitti") | {40: ("Iitti", 9)}
    shuffled = {key: changed[key] for key in source.permutation(list(changed)).tolist()}
    one = release(first, changed, withdrawn=[33])
    other = release(first, shuffled, withdrawn=[33])
    for name in ("keys", "values", "atoms", "is_new"):
        assert (getattr(one.history, name) == getattr(other.history, name)).all()
    assert (one.history.labels.texts == other.history.labels.texts).all()
    assert one.held.tolist() == other.held.tolist()


def test_an_empty_release_after_an_empty_history_is_empty():
    assert published(release(None, {})) == {}


def test_a_value_that_nobody_has_does_not_count_as_alike():
    data = measurements(people(1, 6, "starts"))
    values = np.column_stack([data.values, np.full(6, NO_VALUE)])
    found = decide(
        History.empty(2), Measurements(data.keys, data.persons, data.labels, values), MINIMUM
    )
    assert len(published(found)) == 6


def test_a_measurement_that_comes_twice_is_an_error():
    with pytest.raises(ValueError, match="comes twice"):
        Measurements(np.array([1, 1]), np.array([1, 2]), np.array(["a", "a"]), np.zeros((2, 1)))


def test_other_columns_than_the_history_has_are_an_error():
    with pytest.raises(ValueError, match="2 values per measurement, the newest data 1"):
        decide(History.empty(2), measurements(people(1, 6, "Lahti")), MINIMUM)


def bound(decision: Decision) -> Decision:
    """As after a release whose table by background everybody published is in."""
    after = decision.history
    return replace(decision, history=replace(after, is_bound=after.labels.texts != NO_CELL))


def test_a_bound_atom_moves_whole_or_not_at_all():
    first = bound(release(None, people(1, 12, "starts")))
    five = people(1, 12, "starts") | people(1, 5, "pairs")
    second = release(first, five)
    assert published(second) == people(1, 12, "starts")
    third = release(second, people(1, 12, "pairs"))
    assert published(third) == people(1, 12, "pairs")
    assert third.history.is_bound.all()


def test_of_a_bound_atom_all_leave_with_whoever_withdraws():
    data = people(1, 20, "Lahti")
    first = bound(release(None, data))
    del data[8]
    second = release(first, data, withdrawn=[8])
    assert published(second) == {}
    assert not second.history.is_bound.any()


def test_the_atoms_of_a_cell_that_ends_leave_whole():
    data = people(1, 12, "Lahti") | people(13, 20, "Iitti")
    first = release(None, data)
    second = decide(first.history, measurements(data), MINIMUM, expired=["Lahti"])
    assert published(second) == people(13, 20, "Iitti")
    # They want the same cell again, and are not new.
    assert len(second.held) == 12


def with_answers(data: Data, answers: dict[int, str], place: str = "q") -> Measurements:
    """Of some people an answer in a place; of the others it is as it was published."""
    contents = {key: {place: answer} for key, answer in answers.items()}
    return replace(measurements(data), contents=contents)


@pytest.mark.parametrize(("count", "is_moved"), [(4, False), (5, True)])
def test_an_answer_is_corrected_with_those_corrected_in_the_same_place(count, is_moved):
    data = people(1, 12, "Lahti")
    first = release(None, data)
    changed = range(1, count + 1)
    before = replace(first.history, contents={key: {"q": "old"} for key in changed})
    wanted = with_answers(data, dict.fromkeys(changed, "new"))
    second = decide(before, wanted, MINIMUM)
    assert second.corrected.sum() == (count if is_moved else 0)
    assert (~second.is_newest).sum() == (0 if is_moved else count)
    # What is published of them: the new answer, or the old one.
    texts = {second.history.contents[key]["q"] for key in changed}
    assert texts == {"new" if is_moved else "old"}


def test_answers_in_different_places_are_not_corrected_together():
    data = people(1, 12, "Lahti")
    first = release(None, data)
    before = replace(first.history, contents={key: {"q": "old", "r": "old"} for key in range(1, 6)})
    corrected = {key: {"q": "new", "r": "old"} for key in range(1, 5)}
    wanted = replace(measurements(data), contents=corrected | {5: {"q": "old", "r": "new"}})
    assert not decide(before, wanted, MINIMUM).corrected.any()


def test_whose_published_measurement_says_something_else_now_is_not_new_under_another_key():
    """An earlier form arrives late: what was the first stay is the second, under another key."""
    data = people(1, 6, "Iitti")
    first = release(None, data)
    late = data | {1: ("Iitti", 50), 101: ("Lahti", 11)} | people(102, 105, "Lahti")
    person_of = {101: 1}
    second = release(first, late, person_of=lambda key: person_of.get(key, key))
    assert published(second) == data
    sixth = late | {106: ("Lahti", 90)}
    third = release(second, sixth, person_of=lambda key: person_of.get(key, key))
    assert published(third) == data | {key: sixth[key] for key in range(101, 107)}
    # The sixth is one of five who are new.
    assert not third.history.is_new[third.history.keys == 101].any()
