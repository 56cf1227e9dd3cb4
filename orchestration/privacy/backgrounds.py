"""Backgrounds: which categories of people (gender, age, language) are published for a county.

Belongs here: the rule that keeps cells and categories from being subtracted to a few people, and
merging small categories. Pure, as publication_cells. Does not belong here: the cells themselves,
or the names of categories.

The rule is for all backgrounds of a county's people at once. Whatever sums and differences a
reader makes of cells and categories, the result is about nobody or about at least k people.

Two people are peers by a background if they are in the same cell and in the same category of every
other background. Divide the categories of a background in two sides in any way. The rule asks that
one of these is true:

- Each side is a union of whole cells. It then says nothing that the cells do not say.
- In each group of peers, count the smaller side. The sum of these counts is at least k.

Why this is enough. A combination of published rows gives each person a number: a term for the
cell plus a term for the category of each background. Take a background, and let one side be the
categories that have one and the same term. In a group of peers all people of this side have one
number, and all others have numbers different from it. So either all people of this side, or all
people of the other side, have a number that is not zero: at least as many as the smaller side. If
the sum over the groups of peers is k or more, the combination is about k people or more. If it is
less, the side is a union of whole cells, and its term can be moved into the terms of those cells.
When the terms of all backgrounds have been moved, the combination is one of cells alone, and each
cell has at least k people.

With one background the sum is the smallest difference there is, so the rule is exact. With several,
trying every union would take too long: the rule is enough but not necessary, and merges some
categories that could be published. A person may have several rows; each row then weighs one divided
by their number, so that the sum of weights is never more than the number of distinct people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.groups import MINIMUM_GROUP_SIZES, MinimumGroupSizes
from orchestration.privacy.uniform import Scale, tell_a_score

NO_ANSWER = "no_answer"
_NOTHING_DECLARED: Mapping[str, Iterable[str]] = {}
# There are 2^(categories - 1) ways to divide in two: with more categories, some are merged first.
_MOST_CATEGORIES = 10
# Divisible by 1 to 16, so that the weight of a row of somebody with up to 16 rows is a whole number.
_WHOLE = 720_720


# Background -> category -> the categories published as one with it, itself included.
PublishedCategories = dict[str, dict[str, tuple[str, ...]]]


def _nothing_is_known(_categories: tuple[str, ...]) -> bool:
    return False


def choose_categories(
    people: People,
    minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES,
    declared: Mapping[str, Iterable[str]] = _NOTHING_DECLARED,
    tells_an_answer: Callable[[tuple[str, ...]], bool] = _nothing_is_known,
) -> PublishedCategories:
    """Choose the categories that are published, alone or merged; others' backgrounds are absent.

    `tells_an_answer`: whether these categories, published as one, tell what their people answered.
    `declared`: background -> the categories there can be. A merged category stands for all of them
    that are not published alone, whether or not anybody is in them, so that its name does not tell
    which occur. Does not depend on the order of rows. The smallest categories are merged into one until the
    rule holds. A background that would be left with one category is not published, unless it had
    only one to begin with.
    """
    profiles = _Profiles.of(people)
    work = {name: b for name, b in profiles.backgrounds.items() if not b.is_unanswered()}
    changed = True
    while changed:
        changed = False
        for name in list(work):
            may_be_published = _may_be_published(name, work, profiles, minimum.persons * _WHOLE)
            if not may_be_published or work[name].has_part(tells_an_answer):
                work[name].merge(profiles.weights)
                changed = True
                if len(work[name].parts) == 1:
                    del work[name]
    return {name: background.published(declared.get(name, ())) for name, background in work.items()}


@dataclass(frozen=True)
class _Profiles:
    """One row for all who are in the same cell and alike in every background.

    `weights`, `new_weights` (of people who are new), `row_counts`: m numbers; `totals`, `lowest` and
    `highest`: m x s scores.
    """

    cells: np.ndarray
    published_groups: np.ndarray
    weights: np.ndarray
    new_weights: np.ndarray
    row_counts: np.ndarray
    totals: np.ndarray
    lowest: np.ndarray
    highest: np.ndarray
    scales: tuple[Scale | None, ...]
    backgrounds: dict[str, _Background]

    @classmethod
    def of(cls, people: People) -> _Profiles:
        backgrounds = {name: _Background.of(c) for name, c in sorted(people.categories.items())}
        groups = people.cells if people.published_groups is None else people.published_groups
        parts = [background.part_of for background in backgrounds.values()]
        profile_of = _number_rows([people.cells, groups, *parts])
        weights = _weights(people.persons)
        order = np.argsort(profile_of, kind="stable")
        first = np.flatnonzero(np.diff(profile_of[order], prepend=-1))
        for background in backgrounds.values():
            background.part_of = background.part_of[order][first]
        return cls(
            people.cells[order][first],
            groups[order][first],
            np.bincount(profile_of, weights),
            np.bincount(profile_of, weights if people.is_new is None else weights * people.is_new),
            np.diff(first, append=len(order)),
            np.add.reduceat(people.scores[order], first),
            np.minimum.reduceat(people.scores[order], first),
            np.maximum.reduceat(people.scores[order], first),
            people.scales or (None,) * people.scores.shape[1],
            backgrounds,
        )


@dataclass
class _Background:
    """One background while it is merged: the part of each row, and the categories of each part."""

    part_of: np.ndarray
    parts: list[tuple[str, ...]]

    @classmethod
    def of(cls, categories: Categories) -> _Background:
        """A part for each category that occurs, in order of their names."""
        occurring = np.unique(categories.numbers)
        ordered = sorted(occurring.tolist(), key=lambda number: categories.names[number])
        part_of = np.zeros(len(categories.names), dtype=np.int64)
        part_of[ordered] = np.arange(len(ordered))
        return cls(part_of[categories.numbers], [(categories.names[number],) for number in ordered])

    def is_unanswered(self) -> bool:
        return self.parts == [(NO_ANSWER,)]

    def has_part(self, tells_an_answer: Callable[[tuple[str, ...]], bool]) -> bool:
        """Whether one of several parts tells an answer; what is not divided tells nothing more."""
        return len(self.parts) > 1 and any(map(tells_an_answer, self.parts))

    def merge(self, weights: np.ndarray) -> None:
        """Merge the two smallest parts, or the merged part with the smallest of the others."""
        sizes = np.bincount(self.part_of, weights, len(self.parts))
        order = sorted(range(len(self.parts)), key=lambda i: (sizes[i], self.parts[i]))
        merged = next((i for i in order if len(self.parts[i]) > 1), order[0])
        first, second = sorted((merged, next(i for i in order if i != merged)))
        self.parts[first] = tuple(sorted(self.parts[first] + self.parts[second]))
        del self.parts[second]
        self.part_of = np.where(self.part_of == second, first, self.part_of)
        self.part_of = self.part_of - (self.part_of > second)

    def published(self, declared: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Category -> the categories published as one with it. At most one part is merged."""
        alone = {part[0]: part for part in self.parts if len(part) == 1}
        merged = [code for part in self.parts if len(part) > 1 for code in part]
        named = tuple(sorted({*merged, *declared} - alone.keys())) if merged else ()
        return alone | dict.fromkeys(named, named)


def _weights(persons: np.ndarray) -> np.ndarray:
    """Each row's share of its person, rounded down: a person's shares never exceed one."""
    _, person_of, row_counts = np.unique(persons, return_inverse=True, return_counts=True)
    return _WHOLE // row_counts[person_of]


def _number_rows(columns: Sequence[np.ndarray]) -> np.ndarray:
    """Number the rows of these columns from 0, with the same number for equal rows."""
    number = np.unique(columns[0], return_inverse=True)[1]
    for column in columns[1:]:
        pair = number * (column.max() + 1) + column
        number = np.unique(pair, return_inverse=True)[1]
    return number


def _may_be_published(
    name: str, work: dict[str, _Background], profiles: _Profiles, least_weight: int
) -> bool:
    background = work[name]
    if len(background.parts) == 1:
        return True
    if len(background.parts) > _MOST_CATEGORIES or _has_uniform_part(background, profiles):
        return False
    others = [other.part_of for code, other in work.items() if code != name]
    peers_of = _number_rows([profiles.cells, profiles.published_groups, *others])
    peers = _weights_by_part(peers_of, background, profiles.new_weights)
    cells = _weights_by_part(_number_rows([profiles.cells]), background, profiles.weights)
    return all(
        _smaller_sides(peers, side) >= least_weight or not _smaller_sides(cells, side)
        for side in _sides(len(background.parts))
    )


def _has_uniform_part(background: _Background, profiles: _Profiles) -> bool:
    """True if the sum of the scores of a part tells one of them (uniform)."""
    parts = range(len(background.parts))
    return any(_tells_a_score(background.part_of == part, profiles) for part in parts)


def _tells_a_score(these: np.ndarray, profiles: _Profiles) -> bool:
    return any(
        tell_a_score(
            profiles.row_counts[these].sum(),
            profiles.totals[these, column].sum(),
            profiles.lowest[these, column].min(),
            profiles.highest[these, column].max(),
            scale,
        )
        for column, scale in enumerate(profiles.scales)
    )


def _weights_by_part(
    group_of: np.ndarray, background: _Background, weights: np.ndarray
) -> np.ndarray:
    """Weight of the people of each group (rows) in each part (columns)."""
    width = len(background.parts)
    # Whole numbers below 2^53: sums of doubles are exact.
    sums = np.bincount(group_of * width + background.part_of, weights, (group_of.max() + 1) * width)
    return sums.reshape(-1, width)


def _sides(count: int) -> np.ndarray:
    """Every way to divide `count` parts in two: rows of 1 (this side) and 0; the last part is 0."""
    numbers = np.arange(1, 2 ** (count - 1))
    return (numbers[:, None] >> np.arange(count)) & 1


def _smaller_sides(table: np.ndarray, side: np.ndarray) -> float:
    """Sum, over the rows of the table, of the weight of the smaller side."""
    inside = table @ side
    return np.minimum(inside, table.sum(axis=1) - inside).sum()
