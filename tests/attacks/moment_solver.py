"""Which scores a small group may have, given everything that is published of it.

Belongs here: counting the multisets of scores that agree with a group's number of people, sum, sum
of squares and sum of products, as published. It knows nothing of the product but the scale: ten
items from 1 to 5, at least eight answered, two decimals.

A score is *determined* if it is in every multiset that agrees: somebody has exactly that score.
Scores are whole numbers of hundredths, or steps of 2.5 where forms are complete.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, cached_property

import numpy as np

ITEMS, FEWEST_ANSWERED, ANSWERS = 10, 8, range(1, 6)
HUNDREDTHS_PER_STEP = 250
STEPS = 40

Group = tuple[int, ...]


def score(answered_sum: int, answered: int) -> int:
    """Hundredths of (mean of the answered items - 1) x 25, rounded half up as published."""
    exact = (Decimal(answered_sum) / answered - 1) * 2500
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


@cache
def possible_scores() -> tuple[int, ...]:
    """All scores, of complete and of prorated forms, in hundredths."""
    counts = range(FEWEST_ANSWERED, ITEMS + 1)
    sums = ((total, n) for n in counts for total in range(min(ANSWERS) * n, max(ANSWERS) * n + 1))
    return tuple(sorted({score(*each) for each in sums}))


@dataclass(frozen=True)
class Halves:
    """All multisets of one size of some values: a row each, in order of sum and sum of squares."""

    values: tuple[int, ...]
    size: int

    @cached_property
    def rows(self) -> np.ndarray:
        found = itertools.combinations_with_replacement(self.values, self.size)
        count = len(self.values)
        for step in range(1, self.size):
            count = count * (len(self.values) + step) // (step + 1)
        flat = np.fromiter(itertools.chain.from_iterable(found), np.int32, count * self.size)
        rows = flat.reshape(-1, self.size)
        return rows[np.argsort(keys(rows), kind="stable")]

    @cached_property
    def keys(self) -> np.ndarray:
        return keys(self.rows)


def keys(rows: np.ndarray) -> np.ndarray:
    """Sum and sum of squares of each row in one number; numbers of parts add up."""
    wide = rows.astype(np.int64)
    return wide.sum(axis=1) * _SUM + (wide**2).sum(axis=1)


# More than any sum of squares of a small group.
_SUM = 2**36


@cache
def halves(values: tuple[int, ...], size: int) -> Halves:
    return Halves(values, size)


def groups(values: tuple[int, ...], size: int, total: int, squares: int) -> list[Group]:
    """Every multiset of `size` values with this sum and this sum of squares; up to 8 values.

    The lower half and the upper half are looked up apart and met in the middle.
    """
    if size == 1:
        return [(total,)] if total in values and total**2 == squares else []
    low, high = halves(values, size // 2), halves(values, size - size // 2)
    wanted = total * _SUM + squares - low.keys
    first, last = (np.searchsorted(high.keys, wanted, side) for side in ("left", "right"))
    counts = last - first
    left = np.repeat(np.arange(len(counts)), counts)
    right = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts - first, counts)
    kept = low.rows[left, -1] <= high.rows[right, 0]
    found = np.hstack([low.rows[left[kept]], high.rows[right[kept]]])
    return [tuple(row) for row in found.tolist()]


def pairings(
    starts: Sequence[Group], ends: Sequence[Group], products: int
) -> Iterator[frozenset[tuple[tuple[int, int], int]]]:
    """Every group of pairs with one of these starts, one of these ends and this sum of products.

    A group is a set of (pair, how many have it).
    """
    seen = set()
    orders = np.array(list(itertools.permutations(range(len(starts[0])))))
    for start, end in itertools.product(starts, ends):
        arranged = np.array(end, dtype=np.int64)[orders]
        for row in arranged[arranged @ np.array(start, dtype=np.int64) == products].tolist():
            pairs = sorted(zip(start, row, strict=True))
            group = frozenset((pair, pairs.count(pair)) for pair in set(pairs))
            if group not in seen:
                seen.add(group)
                yield group


def in_all(found: Sequence[Sequence]) -> set:
    """What every solution has."""
    return set.intersection(*map(set, found)) if found else set()


def totals(largest: int) -> list[np.ndarray]:
    """Numbers of multisets of all possible scores, complete and prorated: by size and sum."""
    counts = [np.zeros(size * 10_000 + 1) for size in range(largest + 1)]
    counts[0][0] = 1
    for value in possible_scores():
        for size in range(1, largest + 1):
            counts[size][value : value + len(counts[size - 1])] += counts[size - 1]
    return counts


class Steps:
    """Numbers of multisets of complete scores, by size, sum and sum of squares.

    Scores are 0 to 40 steps. Changes from -50 to 50 are the same with 20 steps added to each.
    `counts[n][s, q]`: multisets of n scores with sum s and sum of squares q.
    """

    def __init__(self, largest: int) -> None:
        shape = (largest * STEPS + 1, largest * STEPS**2 + 1)
        self.counts = [np.zeros(shape, dtype=np.int64) for _ in range(largest + 1)]
        self.counts[0][0, 0] = 1
        for value in range(STEPS + 1):
            # In this order a value may be taken any number of times.
            for size in range(1, largest + 1):
                taken = self.counts[size - 1][: shape[0] - value, : shape[1] - value**2]
                self.counts[size][value:, value**2 :] += taken

    def solutions(self, size: int, sums: np.ndarray, squares: np.ndarray) -> int:
        """How many multisets have one of these pairs of sum and sum of squares."""
        inside = (sums >= 0) & (squares >= 0)
        return int(self.counts[size][sums[inside], squares[inside]].sum())

    def share_with(self, size: int, sums: np.ndarray, squares: np.ndarray) -> dict[int, int]:
        """For each score, how many of the multisets have it: take it out of all that do."""
        return {
            value: self.solutions(size - 1, sums - value, squares - value**2)
            for value in range(STEPS + 1)
        }


def agreeing(size: int, mean: float, mean_step: float, sd: float | None, sd_step: float | None):
    """Sums and sums of squares, in steps, of groups whose published figures are these.

    A figure is rounded to a multiple of its step, half up; a step of 0 is no rounding. `sd` is None
    if nothing is published of the spread. Returns two arrays of the same length.
    """
    low, high = _rounded_from(mean, mean_step)
    sums = np.arange(size * STEPS + 1)
    means = sums * 2.5 / size
    sums = sums[
        (means >= low - 1e-9) & (means < high - 1e-9) if mean_step else abs(means - mean) < 1e-9
    ]
    all_sums, all_squares = np.meshgrid(sums, np.arange(size * STEPS**2 + 1), indexing="ij")
    all_sums, all_squares = all_sums.ravel(), all_squares.ravel()
    if sd is None or sd_step is None:
        return all_sums, all_squares
    deviations = (all_squares - all_sums**2 / size) / (size - 1)
    found = 2.5 * np.sqrt(np.maximum(deviations, 0))
    low, high = _rounded_from(sd, sd_step)
    kept = (found >= low - 1e-9) & (found < high - 1e-9) if sd_step else abs(found - sd) < 1e-9
    return all_sums[kept], all_squares[kept]


def _rounded_from(figure: float, step: float) -> tuple[float, float]:
    """The lowest figure that is rounded to the same one, and the lowest that no longer is."""
    if not step:
        return figure, figure
    middle = np.floor(figure / step + 0.5)
    return (middle - 0.5) * step, (middle + 0.5) * step
