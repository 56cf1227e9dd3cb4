"""Crowds: whether a group of measurements is of enough people, and who leaves with somebody.

Belongs here: counting distinct people of groups, and whether their sum tells a score. Pure. Does not
belong here: which groups are looked at (moves).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from orchestration.privacy.columns import numbered, ranked, taken
from orchestration.privacy.history import NO_PERSON, NO_VALUE
from orchestration.privacy.uniform import Scale, tell_a_score

NO_GROUP = -1
_HIGHEST = np.iinfo(np.int64).max
# Rows that are looked at together: what is made of them for a moment takes as much memory.
_AT_ONCE = 250_000


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
        counted = (groups != NO_GROUP) & self.is_new
        coded_counts, all_counts = self._people(groups, counted, count)
        enough = (coded_counts >= self.least_persons) | (all_counts >= self.least_people)
        for table in tables:
            enough &= ~self._tells_a_score(groups, counted, table, count)
        return enough

    def _people(
        self, groups: np.ndarray, counted: np.ndarray, count: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Distinct people with a code in each group, and these and forms without one together."""
        coded = counted & (self.persons != NO_PERSON)
        width, persons = ranked(self.persons[coded])
        pairs = persons + groups[coded].astype(np.int64) * width
        pairs.sort()
        is_first = np.diff(pairs, prepend=-1) != 0
        coded_counts = np.bincount(pairs[is_first] // max(width, 1), minlength=count)
        without = np.bincount(groups[counted & ~coded], minlength=count)
        return coded_counts, coded_counts + without

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
        found = part.is_enough(np.zeros(len(rows), dtype=np.int32), table[rows])
        return bool(found.all())

    def _tells_a_score(
        self, groups: np.ndarray, counted: np.ndarray, table: np.ndarray, count: int
    ) -> np.ndarray:
        """Whether the sum of some column tells a score of the group (uniform)."""
        found = np.zeros(count, dtype=bool)
        scales = self.scales or (None,) * table.shape[1]
        for column, scale in zip(table.T, scales, strict=True):
            sizes, totals = np.zeros((2, count), dtype=np.int64)
            lowest, highest = np.full((2, count), [[_HIGHEST], [NO_VALUE]])
            for start in range(0, len(column), _AT_ONCE):
                piece = slice(start, start + _AT_ONCE)
                these = counted[piece] & (column[piece] != NO_VALUE)
                mine, scores = groups[piece][these], column[piece][these]
                sizes += np.bincount(mine, minlength=count)
                np.add.at(totals, mine, scores)
                np.minimum.at(lowest, mine, scores)
                np.maximum.at(highest, mine, scores)
            some = sizes > 0
            of_each = (each[some] for each in (sizes, totals, lowest, highest))
            found[some] |= tell_a_score(*of_each, scale)
        return found


def numbered_where(rows: np.ndarray, columns: Sequence[np.ndarray]) -> np.ndarray:
    """As `numbered` for the rows that are true; NO_GROUP for the others."""
    found = np.full(len(rows), NO_GROUP, dtype=np.int32)
    found[rows] = numbered([taken(column, rows) for column in columns])
    return found
