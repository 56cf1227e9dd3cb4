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

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orchestration.privacy.publication_cells import BOUNDS, Bounds

NOT_TOLD = "no_answer"
# Ways to split are 2^(categories - 1): more categories than this are first merged.
_MOST_CATEGORIES = 10
# Divisible by 1 to 16, so that the weight of a person in so many rows is whole.
_WHOLE = 720_720


@dataclass(frozen=True)
class Codes:
    """A category for each of n rows: its number, and the names that the numbers stand for."""

    numbers: np.ndarray
    names: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Codes:
        """From a text for each row."""
        names, numbers = np.unique(texts, return_inverse=True)
        return cls(numbers, tuple(str(name) for name in names))


@dataclass(frozen=True)
class People:
    """The rows of a county's cells: n pairs of one period and indicator.

    `persons`, `cells`: n whole numbers each. `categories`: by background. `scores`: n x s whole
    numbers, one column per score that is published. `apart`: n whole numbers, if something told
    elsewhere already tells the rows of a cell from each other.
    """

    persons: np.ndarray
    cells: np.ndarray
    categories: dict[str, Codes]
    scores: np.ndarray
    apart: np.ndarray | None = None


# Background -> category -> the categories that stand together with it, itself included.
Told = dict[str, dict[str, tuple[str, ...]]]


def tell(people: People, bounds: Bounds = BOUNDS) -> Told:
    """Which categories may be told, alone or together; a background that may not be is absent.

    Does not depend on the order of rows. Small categories are merged into one until the rule
    holds; a background of which one category would be left is not told, unless it began so.
    """
    alike = _Alike.of(people)
    work = {name: found for name, found in alike.backgrounds.items() if found.may_start()}
    changed = True
    while changed:
        changed = False
        for name in list(work):
            if not _may_be_published(name, work, alike, bounds.persons * _WHOLE):
                work[name].merge(alike.weights)
                changed = True
                if len(work[name].parts) == 1:
                    del work[name]
    return {name: found.told() for name, found in work.items()}


@dataclass(frozen=True)
class _Alike:
    """People who are in the same cell and alike in every background, as one row each.

    `weights`: m numbers; `lowest` and `highest`: m x s scores.
    """

    cells: np.ndarray
    apart: np.ndarray
    weights: np.ndarray
    lowest: np.ndarray
    highest: np.ndarray
    backgrounds: dict[str, _Background]

    @classmethod
    def of(cls, people: People) -> _Alike:
        coded = {name: _Background.of(codes) for name, codes in sorted(people.categories.items())}
        apart = people.cells if people.apart is None else people.apart
        stratum_of = _numbered([people.cells, apart, *(found.part_of for found in coded.values())])
        order = np.argsort(stratum_of, kind="stable")
        first = np.flatnonzero(np.diff(stratum_of[order], prepend=-1))
        for found in coded.values():
            found.part_of = found.part_of[order][first]
        return cls(
            people.cells[order][first],
            apart[order][first],
            np.bincount(stratum_of, _weights(people.persons)),
            np.minimum.reduceat(people.scores[order], first),
            np.maximum.reduceat(people.scores[order], first),
            coded,
        )


@dataclass
class _Background:
    """One background while it is merged: the part of each row, and each part's categories."""

    part_of: np.ndarray
    parts: list[tuple[str, ...]]

    @classmethod
    def of(cls, codes: Codes) -> _Background:
        """The categories that occur, in order of their names."""
        occurring = np.unique(codes.numbers)
        ordered = sorted(occurring.tolist(), key=lambda number: codes.names[number])
        part_of = np.zeros(len(codes.names), dtype=np.int64)
        part_of[ordered] = np.arange(len(ordered))
        return cls(part_of[codes.numbers], [(codes.names[number],) for number in ordered])

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


def _numbered(columns: Sequence[np.ndarray]) -> np.ndarray:
    """The rows of these columns as numbers from 0, the same number for the same row."""
    number = np.unique(columns[0], return_inverse=True)[1]
    for column in columns[1:]:
        pair = number * (column.max() + 1) + column
        number = np.unique(pair, return_inverse=True)[1]
    return number


def _may_be_published(
    name: str, work: dict[str, _Background], alike: _Alike, at_least_weight: int
) -> bool:
    found = work[name]
    if len(found.parts) == 1:
        return True
    if len(found.parts) > _MOST_CATEGORIES or _has_uniform_part(found, alike):
        return False
    others = [other.part_of for code, other in work.items() if code != name]
    strata = _table(_numbered([alike.cells, alike.apart, *others]), found, alike.weights)
    cells = _table(_numbered([alike.cells]), found, alike.weights)
    return all(
        _smaller_sides(strata, split) >= at_least_weight or not _smaller_sides(cells, split)
        for split in _splits(len(found.parts))
    )


def _has_uniform_part(found: _Background, alike: _Alike) -> bool:
    """True if everybody in a part has the same score."""
    parts = [found.part_of == part for part in range(len(found.parts))]
    return any(
        (alike.lowest[these].min(axis=0) == alike.highest[these].max(axis=0)).any()
        for these in parts
    )


def _table(stratum_of: np.ndarray, found: _Background, weights: np.ndarray) -> np.ndarray:
    """Weight of the people of each stratum in each part."""
    width = len(found.parts)
    # Whole numbers below 2^53: sums of doubles are exact.
    sums = np.bincount(stratum_of * width + found.part_of, weights, (stratum_of.max() + 1) * width)
    return sums.reshape(-1, width)


def _splits(count: int) -> np.ndarray:
    """Every way to split `count` parts in two, as rows of 0 and 1; the last part is always out."""
    numbers = np.arange(1, 2 ** (count - 1))
    return (numbers[:, None] >> np.arange(count)) & 1


def _smaller_sides(table: np.ndarray, split: np.ndarray) -> float:
    inside = table @ split
    return np.minimum(inside, table.sum(axis=1) - inside).sum()
