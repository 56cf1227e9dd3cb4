"""Linkage: people rebuilt from a cell, looked up among people rebuilt from a background group.

Whoever is rebuilt in both is known by service, start, end and background. With exact sums and squares
of prorated scores a reader rebuilds many; with counts and sums on the grid of complete forms nobody.
"""

import functools
import operator
import random
from collections.abc import Callable
from typing import NamedTuple

from tests.attacks.moment_solver import HUNDREDTHS_PER_STEP, STEPS, groups, in_all, possible_scores
from tests.attacks.moment_table import person

SMALLEST, LARGEST, CELLS = 5, 6, 3
Scores = list[int]
# A third of forms has a blank if four in a hundred items are blank.
BLANKS = 0.34
# What a reader works out of one published row: the scores that somebody in it certainly has.
Rebuild = Callable[[Scores], set[int]]


class Links(NamedTuple):
    """Rows that tell a score, and people who are found to be in a cell and a category."""

    rebuilt: int
    found_in_both: int
    right: int


def from_squares(scores: Scores) -> set[int]:
    """From number, sum and sum of squares, with all decimals."""
    found = groups(possible_scores(), len(scores), sum(scores), sum(x * x for x in scores))
    return in_all(found)


def from_sum(scores: Scores) -> set[int]:
    """From number and sum of scores on the grid: those without which nobody gets to the sum."""
    on_grid = [round(score / HUNDREDTHS_PER_STEP) for score in scores]
    total, size = sum(on_grid), len(on_grid)
    return {one for one in set(on_grid) if not _is_reached(total, size, without=one)}


def _is_reached(total: int, size: int, without: int) -> bool:
    """Whether so many scores can have this sum, none of them being `without`."""
    sums = 1  # One bit for each sum there can be.
    for _ in range(size):
        sums = functools.reduce(
            operator.or_, (sums << score for score in range(STEPS + 1) if score != without)
        )
    return bool(sums >> total & 1)


def attack(seed: int, rebuild: Rebuild) -> Links:
    """One county: people in cells and in two categories, each row with its starts."""
    source = random.Random(seed)
    people = [
        (cell, source.choice("ab"), person(source, BLANKS)[0])
        for cell in range(CELLS)
        for _ in range(source.randint(SMALLEST, LARGEST))
    ]
    found = {
        ("cell", cell): rebuild([s for c, _, s in people if c == cell]) for cell in range(CELLS)
    }
    for category in "ab":
        scores = [s for _, c, s in people if c == category]
        if SMALLEST <= len(scores) <= 2 * LARGEST - 4:
            found["category", category] = rebuild(scores)
    rebuilt = {key: group for key, group in found.items() if group}
    found_in_both = right = 0
    for (kind, cell), scores in rebuilt.items():
        others = [(c, group) for (k, c), group in rebuilt.items() if k == "category"]
        for score in scores if kind == "cell" else ():
            # A score that only one category has tells the category of who has it.
            if len(homes := [c for c, group in others if score in group]) == 1:
                found_in_both += 1
                right += any(p == (cell, homes[0], score) for p in people)
    return Links(len(rebuilt), found_in_both, right)


def outcome(rebuild: Rebuild, count: int = 60) -> Links:
    return Links(*map(sum, zip(*(attack(seed, rebuild) for seed in range(count)), strict=True)))


def test_exact_squares_rebuild_people_and_link_them_to_their_background():
    found = outcome(from_squares, count=40)
    assert found.rebuilt > 10 and found.found_in_both > 5
    assert found.right / found.found_in_both > 0.6


def test_counts_and_sums_on_the_grid_rebuild_and_link_nobody():
    assert outcome(from_sum) == (0, 0, 0)


def test_a_sum_at_the_end_of_the_scale_is_what_the_attack_would_find():
    assert from_sum([10_000] * 5) == {STEPS}
    assert from_sum([10_000] * 4 + [9_500]) == {STEPS}
    assert from_sum([5_000] * 5) == set()
