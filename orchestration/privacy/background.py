"""Backgrounds: which categories of people (language, gender, age) may be told county-wide.

Belongs here: the nesting rule between cells and categories, and merging small categories.
Pure, as cells. Does not belong here: cells themselves, or names of categories.

The rule, for all backgrounds of a county's people at once: whatever sums and differences a
reader makes of cells and categories, the result speaks of nobody or of at least k people. It is
enough that each way V of splitting a background's categories in two meets one of these:

- V is exactly a union of cells, and so tells nothing that they do not; or
- the people who differ from each other by V only, being in the same cell and alike in every
  other background, make at least k disjoint pairs: sum over such strata of min(V, not V).

Why: a combination of published rows gives each person a number, a term for the cell plus a term
for each background's category. Let V be the categories that have one and the same term. Within a
stratum all of V share one number and the rest have others, so that the combination is not zero
on V's side or on the other side of every stratum: on at least min(V, not V) people. If that is k
or more, fine. If not, V is a union of cells, and its term can be moved to theirs; when all are
moved, the combination is one of cells. With one background the sum is the smallest difference
there is, and the rule is exact; with more, trying every union would be too much, and the rule is
sufficient but not necessary: some that might be told are merged. Since a person may stand in
several rows, each row weighs 1 over their number: a lower bound of distinct people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from orchestration.privacy.cells import BOUNDS, Bounds

NOT_TOLD = "no_answer"
# Ways to split are 2^(categories - 1): more categories than this are first merged.
_MOST_CATEGORIES = 10
# Divisible by 1 to 16, so that the weight of a person in so many rows is whole.
_WHOLE = 720_720


@dataclass(frozen=True)
class People:
    """The rows of a county's cells: n pairs of one period and indicator.

    `persons`, `cells`: n numbers each. `categories`: background -> n texts. `scores`: n x s whole
    numbers, one column per score that is published.
    """

    persons: np.ndarray
    cells: np.ndarray
    categories: dict[str, np.ndarray]
    scores: np.ndarray


# Background -> category -> the categories that stand together with it, itself included.
Told = dict[str, dict[str, tuple[str, ...]]]


def tell(people: People, bounds: Bounds = BOUNDS) -> Told:
    """Which categories may be told, alone or together; a background that may not be is absent.

    Does not depend on the order of rows. Small categories are merged into one until the rule
    holds; a background of which one category would be left is not told, unless it began so.
    """
    work = {name: _Background.of(codes) for name, codes in sorted(people.categories.items())}
    work = {name: found for name, found in work.items() if found.may_start()}
    weights = _weights(people.persons)
    changed = True
    while changed:
        changed = False
        for name in list(work):
            if not _may_be_told(name, work, people, weights, bounds):
                work[name].merge(weights)
                changed = True
                if len(work[name].parts) == 1:
                    del work[name]
    return {name: found.told() for name, found in work.items()}


@dataclass
class _Background:
    """One background while it is merged: the part of each row, and each part's categories."""

    part_of: np.ndarray
    parts: list[tuple[str, ...]]

    @classmethod
    def of(cls, codes: np.ndarray) -> _Background:
        found, part_of = np.unique(codes, return_inverse=True)
        return cls(part_of, [(str(code),) for code in found])

    def may_start(self) -> bool:
        return self.parts != [(NOT_TOLD,)]

    def merge(self, weights: np.ndarray) -> None:
        """The two smallest parts become one; a merged part takes in the smallest of the rest."""
        sizes = np.bincount(self.part_of, weights, len(self.parts))
        order = sorted(range(len(self.parts)), key=lambda i: (sizes[i], self.parts[i]))
        merged = next((i for i in order if len(self.parts[i]) > 1), order[0])
        first, second = sorted((merged, next(i for i in order if i != merged)))
        self.parts[first] = tuple(sorted(self.parts[first] + self.parts[second]))
        del self.parts[second]
        self.part_of = np.where(self.part_of == second, first, self.part_of)
        self.part_of = self.part_of - (self.part_of > second)

    def told(self) -> dict[str, tuple[str, ...]]:
        return {code: part for part in self.parts for code in part}


def _weights(persons: np.ndarray) -> np.ndarray:
    """Each row's share of its person, rounded down: the shares of a person never exceed one."""
    _, person_of, row_counts = np.unique(persons, return_inverse=True, return_counts=True)
    return _WHOLE // row_counts[person_of]


def _may_be_told(
    name: str,
    work: dict[str, _Background],
    people: People,
    weights: np.ndarray,
    bounds: Bounds,
) -> bool:
    found = work[name]
    if len(found.parts) == 1:
        return True
    if len(found.parts) > _MOST_CATEGORIES or _has_uniform_part(found, people.scores):
        return False
    others = [other.part_of for code, other in work.items() if code != name]
    strata = _table(np.column_stack([people.cells, *others]), found, weights)
    cells = _table(people.cells[:, None], found, weights)
    return all(
        _smaller_sides(strata, split) >= bounds.persons * _WHOLE or not _smaller_sides(cells, split)
        for split in _splits(len(found.parts))
    )


def _has_uniform_part(found: _Background, scores: np.ndarray) -> bool:
    """True if everybody in a part has the same score."""
    for part in range(len(found.parts)):
        these = scores[found.part_of == part]
        if (these.min(axis=0) == these.max(axis=0)).any():
            return True
    return False


def _table(strata: np.ndarray, found: _Background, weights: np.ndarray) -> np.ndarray:
    """Weight of the people of each stratum (a distinct row of `strata`) in each part."""
    distinct, stratum_of = np.unique(strata, axis=0, return_inverse=True)
    width = len(found.parts)
    places = stratum_of.reshape(-1) * width + found.part_of
    # Whole numbers below 2^53: sums of doubles are exact.
    sums = np.bincount(places, weights, len(distinct) * width)
    return sums.reshape(len(distinct), width)


def _splits(count: int) -> np.ndarray:
    """Every way to split `count` parts in two, as rows of 0 and 1; the last part is always out."""
    numbers = np.arange(1, 2 ** (count - 1))
    return (numbers[:, None] >> np.arange(count)) & 1


def _smaller_sides(table: np.ndarray, split: np.ndarray) -> float:
    inside = table @ split
    return np.minimum(inside, table.sum(axis=1) - inside).sum()
