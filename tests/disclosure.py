"""Exact search for what published rows tell of a few people, for small cases.

Belongs here: the search alone. It knows nothing of cells: a published row is the set of member
rows (one per person and episode) that its numbers are summed over.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import numpy as np

_BLOCK = 4_000


def smallest_published(
    rows: Iterable[frozenset[int]], person_of: Mapping[int, int], below: int
) -> int:
    """Fewest distinct people, from 1, whom some combination of rows speaks of; `below` if not fewer.

    Whatever rows are added and subtracted, and how many times over: a combination that is zero
    for everybody but the people of a set exists if, and only if, the rows lose rank when the
    set's columns are left out. So every set of fewer than `below` people is tried.
    """
    distinct = sorted({row for row in rows if row}, key=sorted)
    members = sorted(set().union(*distinct))
    table = np.array([[member in row for member in members] for row in distinct], dtype=float)
    if not members:
        return below
    people = sorted({person_of[member] for member in members})
    columns_of = np.array([[person_of[m] == person for m in members] for person in people])
    # Columns that are all zero add nothing to a rank, so leaving out is setting to zero.
    whole = np.linalg.matrix_rank(table)
    for size in range(1, min(below, len(people) + 1)):
        sets = itertools.combinations(range(len(people)), size)
        while block := list(itertools.islice(sets, _BLOCK)):
            kept = ~columns_of[np.array(block)].any(axis=1)
            if (np.linalg.matrix_rank(table[None] * kept[:, None, :]) < whole).any():
                return size
    return below
