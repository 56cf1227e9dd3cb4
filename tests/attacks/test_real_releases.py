"""Six releases in a row through the real SQL: nothing computed from all of them is about a few.

The builds cost about a minute: nothing else shows that what dbt publishes follows the history.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.attacks.real_releases import (
    Found,
    changes,
    collect,
    collect_answers,
    collect_parts,
    pairs,
    release,
    write,
)
from tests.attacks.span_search import fewest_people
from tests.attacks.worlds import World
from tests.disclosure import fewest_people as fewest_in_distributions

K, K_DISTRIBUTION, RELEASES = 5, 10, 6
WORLDS = [f"world_{seed}" for seed in range(6)]
# A larger one, in which answers are published by language and a distribution keeps its old name. Its
# distributions are searched; to search its scores takes a minute.
CROWD, TIMES_LARGER = "crowd_2", 6
# Made by hand: Iitti (A) has 6 pairs with a mean start of 20, then 7 with one of 19: the newcomer
# started at 13. Hartola (B) has 3, and 9 from the fourth release on. C is large.
IITTI, NEWCOMER = [18, 19, 20, 20, 21, 22], 13
HARTOLA, LATER = [10, 12, 15], [8, 20, 31, 33, 35, 40]
LARGE = list(range(10, 30))


def made_by_hand(number: int):
    episodes = pairs("A", [*IITTI, *([NEWCOMER] if number > 1 else [])])
    large = LARGE.copy()
    if number > 2:
        large[0] = 41  # An answer corrected.
    episodes += pairs("C", large, 40)
    return episodes + pairs("B", HARTOLA + (LATER if number > 3 else []), 20)


@pytest.fixture(scope="module")
def worlds():
    return {code: World(random.Random(code), K, K_DISTRIBUTION) for code in [*WORLDS, CROWD]}


@pytest.fixture(scope="module")
def sequence(worlds, tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("releases")
    ruled, naive, by_hand, history = Found(), Found(), [], None
    for number in range(1, RELEASES + 1):
        for code, world in worlds.items():
            for _ in range(TIMES_LARGER if code == CROWD else 1):
                world.live()
        raw = folder / f"raw_{number}"
        write(raw, {**worlds, "by_hand": made_by_hand(number)})
        earlier = history
        database, history = release(raw, folder / f"scratch_{number}", history)
        collect(database, ruled)
        collect_answers(database, ruled)
        if earlier:
            collect_parts(database, earlier, ruled)
        by_hand.append(changes(database, "by_hand"))
        if number in (3, 4):
            # As if nothing had been published before.
            collect(release(raw, folder / f"naive_{number}", None)[0], naive)
    return ruled, naive, by_hand


def test_nothing_computed_from_all_releases_is_about_fewer_than_five(sequence):
    ruled, _, _ = sequence
    searched = {code: rows for code, rows in ruled.rows.items() if code != CROWD}
    found = {code: fewest_people(rows, ruled.person_of, K) for code, rows in searched.items()}
    assert found == dict.fromkeys(found, K)
    # The parts of the differences are among the rows.
    assert ruled.part_rows > 0
    # In a small world nothing may have been published at all.
    assert len(found) >= len(WORLDS)


def test_nor_what_is_computed_from_distributions_about_fewer_than_ten_as_far_as_is_searched(
    sequence,
):
    ruled, _, _ = sequence
    found = {code: fewest_people(rows, ruled.person_of, K) for code, rows in ruled.shared.items()}
    assert set(found.values()) == {K}


def test_nor_are_answers_of_everybody_and_their_languages_about_fewer_than_ten(sequence):
    ruled, _, _ = sequence
    found = {
        code: fewest_in_distributions(map(frozenset, rows), ruled.person_of, K_DISTRIBUTION)
        for code, rows in ruled.answers.items()
    }
    assert CROWD in found and set(found.values()) == {K_DISTRIBUTION}
    assert ruled.language_rows > 0


def test_every_language_by_itself_would_give_people_away(sequence):
    ruled, _, _ = sequence
    found = [fewest_people(rows, ruled.person_of, K) for rows in ruled.each_language.values()]
    assert min(found) < K


def test_two_releases_that_forget_the_history_give_people_away(sequence):
    _, naive, _ = sequence
    found = [fewest_people(rows, naive.person_of, K) for rows in naive.rows.values()]
    assert sum(each < K for each in found) >= len(WORLDS) / 2


def test_the_newcomer_of_iitti_and_the_correction_wait(sequence):
    _, _, by_hand = sequence
    assert [release["A"] for release in by_hand] == [(6, float(sum(IITTI)))] * RELEASES
    assert [release["C"] for release in by_hand] == [(20, float(sum(LARGE)))] * RELEASES


def test_a_service_that_grows_from_three_to_nine_is_published_whole(sequence):
    _, _, by_hand = sequence
    grown = (9, float(sum(HARTOLA + LATER)))
    assert [release.get("B") for release in by_hand] == [None] * 3 + [grown] * 3


def test_the_rule_still_publishes_people(sequence):
    ruled, naive, _ = sequence
    assert ruled.published / RELEASES > 0.6 * naive.published / 2
    assert ruled.background_rows > 0
