"""Crowds: whether a group of measurements is of enough people, and who leaves with somebody.

Belongs here: counting distinct people of groups, and whether their sum tells a score. Pure. Does not
belong here: which groups are looked at (moves).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from orchestration.privacy.history import NO_PERSON, NO_VALUE
from orchestration.privacy.uniform import Scale, tell_a_score

NO_GROUP = -1


@dataclass(frozen=True)
class Crowd:
    """What is counted of n measurements: those that are new to the atom that they are in or enter.

    `persons`: n numbers, NO_PERSON without a respondent code. `least_persons`: distinct people
    known by a code; `least_people`: people in all where some have no code. `scales`: of each column
    of scores; none where scores have no ends.
    """

    persons: np.ndarray
    is_new: np.ndarray
    least_persons: int
    least_people: int
    scales: tuple[Scale | None, ...] = ()

    def is_enough(self, groups: np.ndarray, *tables: np.ndarray) -> np.ndarray:
        """Whether each group is of enough people whose sum tells no score in any column.

        Args:
            groups: n numbers from 0, NO_GROUP for rows of none.
            tables: n x c values each; a column in which a group has no value does not count.

        Returns:
            A boolean for each group.
        """
        count = int(groups.max(initial=NO_GROUP)) + 1
        rows = np.flatnonzero((groups != NO_GROUP) & self.is_new)
        groups, persons = groups[rows], self.persons[rows]
        has_code = persons != NO_PERSON
        pairs = numbered([groups[has_code], persons[has_code]])
        first = np.unique(pairs, return_index=True)[1]
        coded_counts = np.bincount(groups[has_code][first], minlength=count)
        all_counts = coded_counts + np.bincount(groups[~has_code], minlength=count)
        enough = (coded_counts >= self.least_persons) | (all_counts >= self.least_people)
        for table in tables:
            enough &= ~self._tells_a_score(groups, table[rows], count)
        return enough

    def leavers(
        self, bundles: Sequence[np.ndarray], forced_count: int, table: np.ndarray
    ) -> np.ndarray:
        """The rows that leave an atom: the forced bundles, and as many others as it takes.

        Args:
            bundles: the rows of the atom in parts that may not be divided; the forced come first,
                the others in the order in which they join them.
            forced_count: how many bundles must leave.
            table: n x c values that were published.

        Returns:
            Rows. Both they and those who stay are enough, or all leave.
        """
        everybody = np.concatenate(bundles)
        size = forced_count
        while size < len(bundles):
            leaving = np.concatenate(bundles[:size])
            if self._one_is_enough(leaving, table):
                staying = np.concatenate(bundles[size:])
                return leaving if self._one_is_enough(staying, table) else everybody
            # One more at a time while they are few; a search of thousands takes longer steps.
            size += max(1, (size - forced_count) // 10)
        return everybody

    def _one_is_enough(self, rows: np.ndarray, table: np.ndarray) -> bool:
        part = replace(self, persons=self.persons[rows], is_new=self.is_new[rows])
        found = part.is_enough(np.zeros(len(rows), dtype=np.int64), table[rows])
        return bool(found.all())

    def _tells_a_score(self, groups: np.ndarray, values: np.ndarray, count: int) -> np.ndarray:
        """Whether the sum of some column tells a score of the group (uniform)."""
        found = np.zeros(count, dtype=bool)
        order = np.argsort(groups, kind="stable")
        scales = self.scales or (None,) * values.shape[1]
        for column, scale in zip(values.T, scales, strict=True):
            kept = order[column[order] != NO_VALUE]
            if not len(kept):
                continue
            scores = column[kept]
            first = np.flatnonzero(np.diff(groups[kept], prepend=NO_GROUP))
            found[groups[kept][first]] |= tell_a_score(
                np.diff(first, append=len(kept)),
                np.add.reduceat(scores, first),
                np.minimum.reduceat(scores, first),
                np.maximum.reduceat(scores, first),
                scale,
            )
        return found


def numbered(columns: Sequence[np.ndarray]) -> np.ndarray:
    """The rows of these columns as numbers from 0, the same number for the same row."""
    number = np.unique(columns[0], return_inverse=True)[1]
    for column in columns[1:]:
        values, value_of = np.unique(column, return_inverse=True)
        number = np.unique(number * len(values) + value_of, return_inverse=True)[1]
    return number


def numbered_where(rows: np.ndarray, columns: Sequence[np.ndarray]) -> np.ndarray:
    """As `numbered` for the rows that are true; NO_GROUP for the others."""
    found = np.full(len(rows), NO_GROUP, dtype=np.int64)
    found[rows] = numbered([column[rows] for column in columns])
    return found
