"""What exact means of large places say about forms with blanks, whose published scores are rounded.

The attacker knows every published score and how many left blanks, and looks for a person whose exact
score is the same in everything that fits.
"""

from __future__ import annotations

import numpy as np
import pytest

PAIRS, STEP, ITEMS = 100, 2.5, 10


def leftovers(answered: int) -> np.ndarray:
    """What a score loses when it is rounded to an answer step, for all answers of so many items."""
    exact = np.arange(4 * answered + 1) * 100 / (4 * answered)
    return np.unique(np.round(exact - np.round(exact / STEP) * STEP, 6))


def pinned(own: np.ndarray, possible: np.ndarray, pairs: int, decimals: int) -> int:
    """How many of the people with blanks have one leftover that fits the mean of all, as published."""
    half = 0.5 * 10.0**-decimals * pairs
    # The published sum is known: the exact mean tells the sum of what rounding took, to within its own.
    others = len(own) - 1
    low, high = possible.min() * others, possible.max() * others
    window = np.round(own.sum() / pairs, decimals) * pairs + np.array([-half, half])
    fits = (possible + high >= window[0] - 1e-9) & (possible + low <= window[1] + 1e-9)
    return len(own) if fits.sum() == 1 else 0


@pytest.mark.parametrize("answered", [8, 9])
def test_a_mean_of_a_hundred_pairs_to_one_decimal_pins_nobody_of_ten_with_blanks(answered):
    rng, possible = np.random.default_rng(7), leftovers(answered)
    groups = [rng.choice(possible, 10) for _ in range(500)]
    assert sum(pinned(group, possible, PAIRS, 1) for group in groups) == 0


@pytest.mark.parametrize("answered", [8, 9])
def test_also_a_newcomer_or_a_correction_among_ten_more_with_blanks_stays_hidden(answered):
    # Two means one after the other: what differs is known to within the rounding of both.
    rng, possible = np.random.default_rng(8), leftovers(answered)
    groups = [rng.choice(possible, 10) for _ in range(500)]
    assert sum(pinned(group, possible, 2 * PAIRS, 1) for group in groups) == 0


@pytest.mark.parametrize(("blanks", "decimals"), [(1, 10), (1, 3)])
def test_one_form_with_blanks_is_pinned_by_more_decimals(blanks, decimals):
    possible = leftovers(9)
    groups = [np.array([own]) for own in possible]
    assert sum(pinned(group, possible, PAIRS, decimals) for group in groups) == len(possible)
