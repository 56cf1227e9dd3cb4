"""Exact search for what published rows tell of a few people, for small cases.

Belongs here: the search alone. It knows nothing of cells: a published row is the set of member
rows (one per person and episode) that its numbers are summed over.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterable, Mapping

import numpy as np

_BLOCK = 200_000


def smallest_told(rows: Iterable[frozenset[int]], person_of: Mapping[int, int], below: int) -> int:
    """Fewest distinct people, from 1, whom some sum or difference of rows speaks of.

    Tries every way to add, subtract or leave each row, exactly. Stops early at a number under
    `below`. Rows that share nobody are searched apart: to combine them only adds people.
    `sys.maxsize` when the rows tell of nobody.
    """
    found = sys.maxsize
    for part in _sharing(set(rows)):
        members = sorted(set().union(*part))
        table = np.array([[member in row for member in members] for row in part], dtype=np.int8)
        _, place = np.unique([person_of[member] for member in members], return_inverse=True)
        found = min(found, _search(table, place, below))
        if found < below:
            break
    return found


def _search(table: np.ndarray, place: np.ndarray, below: int) -> int:
    people = np.zeros((table.shape[1], place.max() + 1), dtype=np.int32)
    people[np.arange(table.shape[1]), place] = 1
    signs = itertools.product((0, 1, -1), repeat=len(table))
    best = sys.maxsize
    while block := list(itertools.islice(signs, _BLOCK)):
        spoken_of = ((np.array(block, dtype=np.int8) @ table) != 0).astype(np.int32) @ people
        counts = (spoken_of > 0).sum(axis=1)
        best = min(best, counts[counts > 0].min(initial=best))
        if best < below:
            break
    return int(best)


def _sharing(rows: set[frozenset[int]]) -> list[list[frozenset[int]]]:
    """Rows in parts: those of different parts share no member."""
    parts: list[list[frozenset[int]]] = []
    for row in sorted((row for row in rows if row), key=sorted):
        near = [part for part in parts if any(row & other for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append([row, *itertools.chain.from_iterable(near)])
    return parts
