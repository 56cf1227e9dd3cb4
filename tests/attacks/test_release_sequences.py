"""Whatever is computed from all releases together, it is not about a few people.

Random worlds live through several releases. The attacker knows who is who, has every row that was
ever published, old releases issued again included, and searches for any combination about fewer
than k people. On a naive release there is one nearly always; with the rule there is none; with any
part of the rule left out there is one again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from orchestration.privacy import history_rows, moves
from orchestration.privacy.crowds import Crowd
from orchestration.privacy.history import NO_ATOM, History
from tests.attacks import releases
from tests.attacks.releases import attack
from tests.attacks.span_search import fewest_people

K = 3
SEQUENCES = range(300)
NAIVE = range(100)
# With 2k = 6 the distributions are searched for sets of up to five people.
K_DISTRIBUTION = 6


def rows_of(*sets: str) -> list[dict[str, int]]:
    return [dict.fromkeys(people, 1) for people in sets]


def fewest(*sets: str, below: int = 5) -> int:
    return fewest_people(rows_of(*sets), {name: ord(name) for name in "abcdefghijklm"}, below)


def test_the_search_finds_a_newcomer_as_this_release_less_the_last():
    assert fewest("abcdef", "abcdefg") == 1


def test_the_search_finds_two_by_three_rows_and_no_fewer():
    # All less (abcdef + ghijk) leaves l and m; nothing separates the two.
    assert fewest("abcdefghijklm", "abcdef", "ghijk") == 2


def test_the_search_finds_one_whom_only_a_sum_of_halves_is_about():
    # ab + bc - ac is twice b, and so on: three rows about pairs give each of the three.
    assert fewest("ab", "bc", "ac") == 1


def test_the_search_is_content_with_disjoint_rows():
    assert fewest("abcde", "fghij") == 5


def test_a_naive_release_gives_people_away_in_most_sequences():
    found = [attack(seed, K, naive=True) for seed in NAIVE]
    assert sum(each.fewest < K for each in found) > 0.7 * len(NAIVE)
    assert sum(each.fewest_in_distributions < K_DISTRIBUTION for each in found) > 0.5 * len(NAIVE)


@pytest.fixture(scope="module")
def found() -> dict[int, releases.Outcome]:
    """What the attacker finds in each sequence that follows the rule."""
    return {seed: attack(seed, K) for seed in SEQUENCES}


def test_with_the_rule_nobody_is_given_away_in_any_sequence(found):
    assert [seed for seed, each in found.items() if each.fewest < K] == []
    few = [s for s, each in found.items() if each.fewest_in_distributions < K_DISTRIBUTION]
    assert few == []


@pytest.mark.parametrize(("k", "release_count"), [(2, 6), (3, 9), (5, 6)])
def test_nor_with_another_minimum_or_more_releases(k, release_count):
    found = [attack(seed, k, release_count=release_count) for seed in range(40)]
    assert min(each.fewest for each in found) >= k
    assert min(each.fewest_in_distributions for each in found) >= min(2 * k, K_DISTRIBUTION)


def test_the_rule_still_publishes_most(found):
    """A rule that published nothing would be safe too."""
    wanted = sum(each.wanted for each in found.values())
    assert sum(each.published for each in found.values()) > 0.6 * wanted


def anybody(crowd: Crowd) -> Crowd:
    return Crowd(crowd.persons, crowd.is_new, 1, 1)


def everyone_is_new(crowd: Crowd) -> Crowd:
    return replace(crowd, is_new=np.ones(len(crowd.is_new), dtype=bool))


def moves_below_the_minimum(patch: pytest.MonkeyPatch) -> None:
    real = moves._moving
    patch.setattr(moves, "_moving", lambda rows, crowd: real(rows, anybody(crowd)))


def newcomers_below_the_minimum(patch: pytest.MonkeyPatch) -> None:
    real = moves._joining
    patch.setattr(moves, "_joining", lambda r, m, c, crowd: real(r, m, c, anybody(crowd)))


def withdrawal_alone(patch: pytest.MonkeyPatch) -> None:
    def closed(rows, moving, crowd):
        return rows.in_atom & ~moving & (rows.must_leave | rows.must_close)

    patch.setattr(moves, "_closed", closed)


def return_alone(patch: pytest.MonkeyPatch) -> None:
    real = moves._joining
    patch.setattr(moves, "_joining", lambda r, m, c, crowd: real(r, m, c, everyone_is_new(crowd)))


def returned_count_as_new_later(patch: pytest.MonkeyPatch) -> None:
    real = moves._result

    def result(*arguments):
        decision = real(*arguments)
        after = decision.history
        return replace(decision, history=replace(after, is_new=after.atoms != NO_ATOM))

    patch.setattr(moves, "_result", result)


def corrections_of_anything_are_alike(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(history_rows, "_patterns", lambda *arguments: arguments[-1].astype(np.int64))


def earlier_values_are_forgotten(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(moves, "_earlier", lambda *arguments: {})


def another_key_makes_somebody_new(patch: pytest.MonkeyPatch) -> None:
    real = history_rows.Rows.of.__func__

    def of(cls, *arguments):
        rows = real(cls, *arguments)
        return replace(rows, is_unpublished=~rows.is_known, is_gone=rows.is_gone & False)

    patch.setattr(moves.Rows, "of", classmethod(of))


def distributions_apart_from_cells(patch: pytest.MonkeyPatch) -> None:
    real = releases.decide_distributions
    patch.setattr(releases, "decide_distributions", lambda *rest: real(*rest[:-1], None))


def withdrawn_alone_from_old_releases(patch: pytest.MonkeyPatch) -> None:
    def without(self: History, withdrawn) -> History:
        kept = ~np.isin(self.persons, withdrawn)
        columns = (self.keys, self.persons, self.labels, self.values, self.atoms, self.is_new)
        return History(*(column[kept] for column in columns))

    patch.setattr(History, "without", without)


# With the sequence from which on it is looked for: the first one that gives somebody away.
BROKEN: dict[Callable[[pytest.MonkeyPatch], None], int] = {
    moves_below_the_minimum: 5,
    newcomers_below_the_minimum: 0,
    withdrawal_alone: 0,
    return_alone: 3,
    returned_count_as_new_later: 202,
    corrections_of_anything_are_alike: 135,
    earlier_values_are_forgotten: 135,
    another_key_makes_somebody_new: 69,
    distributions_apart_from_cells: 94,
    withdrawn_alone_from_old_releases: 0,
}


@pytest.mark.parametrize("break_rule", BROKEN, ids=lambda each: each.__name__)
def test_without_a_part_of_the_rule_somebody_is_given_away_again(break_rule, monkeypatch):
    break_rule(monkeypatch)
    for seed in range(BROKEN[break_rule], 1_000):
        found = attack(seed, K, release_count=8)
        if found.fewest < K or found.fewest_in_distributions < K_DISTRIBUTION:
            return
    raise AssertionError("the attack misses what this part of the rule is there for")
