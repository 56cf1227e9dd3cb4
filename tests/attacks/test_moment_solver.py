"""What the published figures of a small group say about the scores in it."""

import itertools
import math
import random
from collections import Counter

import numpy as np
import pytest

from tests.attacks.moment_solver import (
    Steps,
    agreeing,
    groups,
    pairings,
    possible_scores,
    score,
    totals,
)
from tests.attacks.moment_table import (
    exact_level,
    exact_pairs,
    furthest_determined,
    rest_of_one_prorated,
    rounded,
)

FEW = (0, 1, 3, 4, 9, 10)


@pytest.fixture(scope="module")
def steps() -> Steps:
    return Steps(6)


def test_the_scale_has_41_scores_of_complete_forms_and_56_more_of_prorated_ones():
    # 8 answered: 33 scores 3.125 apart, of which every fourth (9) is a step of 2.5, that is 24 more.
    # 9 answered: 37 scores 2.7778 apart, of which every ninth (5) is one, that is 32 more.
    assert len(possible_scores()) == 41 + 24 + 32
    # 4+4+5+4+3+4+4+4 = 32 of eight items: (32 / 8 - 1) x 25 = 75.
    assert score(32, 8) == 7500
    # Nine items, sum 20: 25 x 11 / 9 = 30.5556.
    assert score(20, 9) == 3056


def test_five_published_figures_give_back_five_people():
    # Sum 295.97 and sum of squares 20115.2539 of five people.
    found = groups(possible_scores(), 5, 29597, 201_152_539)
    assert found == [(3056, 3333, 6875, 8000, 8333)]


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_solver_finds_what_trying_everything_finds(size):
    everything = list(itertools.combinations_with_replacement(FEW, size))
    figures = Counter((sum(each), sum(x * x for x in each)) for each in everything)
    for (total, squares), count in figures.items():
        found = groups(FEW, size, total, squares)
        assert len(found) == len(set(found)) == count
        assert all((sum(g), sum(x * x for x in g)) == (total, squares) for g in found)


def test_pairs_are_found_by_their_sum_of_products():
    # Starts 1 and 2, ends 3 and 4: 1 x 3 + 2 x 4 = 11, and the other way round 10.
    found = list(pairings([(1, 2)], [(3, 4)], 11))
    assert found == [frozenset({((1, 3), 1), ((2, 4), 1)})]


def test_the_counts_are_those_of_combinations_with_repetition(steps):
    for size in range(1, 7):
        assert steps.counts[size].sum() == math.comb(41 + size - 1, size)
    assert totals(3)[3].sum() == math.comb(97 + 2, 3)


def test_the_counts_with_a_score_are_those_of_trying_everything(steps):
    # Three scores with a mean of 10 points are 12 steps together.
    everything = [
        each for each in itertools.combinations_with_replacement(range(13), 3) if sum(each) == 12
    ]
    sums, squares = agreeing(3, 10.0, 0, None, None)
    assert steps.solutions(3, sums, squares) == len(everything)
    having = steps.share_with(3, sums, squares)
    assert all(having[v] == sum(v in each for each in everything) for v in range(13))


def test_rounding_a_spread_keeps_all_that_is_rounded_to_it(steps):
    group = np.array([50.0, 62.5, 70, 40, 85, 57.5])
    sums, squares = agreeing(6, float(group.mean()), 1, float(group.std(ddof=1)), 2.5)
    units = (group / 2.5).astype(int)
    assert (int(units.sum()), int((units**2).sum())) in set(
        zip(sums.tolist(), squares.tolist(), strict=True)
    )


def share(find, size: int, blanks: float, count: int = 60) -> float:
    source = random.Random(size)
    return sum(find(source, size, blanks).is_determined for _ in range(count)) / count


def test_exact_second_moments_determine_somebody_in_many_small_groups():
    assert share(exact_level, 5, 0.1) > 0.15
    assert share(exact_pairs, 5, 0.1, 20) > 0.3


def test_rounded_means_without_a_spread_determine_nobody(steps):
    assert share(rounded(steps, "scores", 0.5, None), 5, 0.1) == 0
    assert share(rounded(steps, "changes", 0.5, None), 5, 0.1) == 0
    # Of every group there can be, not only of random ones: near an end of the scale alone.
    assert furthest_determined(5, 0.5) == 2.0
    assert furthest_determined(5, 0.01) > 15


def test_one_prorated_form_is_determined_by_exact_sums_however_the_others_scored(steps):
    source = random.Random(1)
    found = [rest_of_one_prorated(steps, source, 6) for _ in range(50)]
    assert min(found) >= 1
    assert sum(each == 1 for each in found) > 25


def test_a_distribution_beside_an_exact_sum_gives_the_score_of_the_one_form_with_a_blank():
    """The items give the sum of answers; a complete form scores 2.5 x its sum - 25, this one more."""
    complete, answered_sum = [38, 25, 44, 31, 40, 29, 36, 33, 41], 30
    score_sum = sum(score(total, 10) for total in complete) + score(answered_sum, 9)
    item_sum = sum(complete) + answered_sum
    excess = score_sum - (250 * item_sum - 2500 * 10)
    # 25 x s / 9 - 25 less (2.5 x s - 25) is s x 25 / 90.
    assert round(excess / (2500 / 9 - 250)) == answered_sum
