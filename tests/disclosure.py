"""Exact search for the fewest people that combined published rows can be about.

Belongs here: the search alone. It knows nothing of publication cells: a published row is the set of
member rows (one per person and episode) that its numbers are summed over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np

# Entries of an orthonormal basis that are smaller are rounding errors.
_ZERO = 1e-9


def fewest_people(rows: Iterable[frozenset[int]], person_of: Mapping[int, int], below: int) -> int:
    """Fewest distinct people, from 1, that some combination of rows is about; `below` if not fewer.

    Rows may be added and subtracted, and any number of times. A combination is about the people of
    the members for whom it is not zero.
    """
    columns: dict[int, list[int]] = defaultdict(list)
    distinct = sorted({row for row in rows if row}, key=sorted)
    for number, row in enumerate(distinct):
        for member in row:
            columns[member].append(number)
    # Members of exactly the same rows have the same number in every combination.
    people_of = defaultdict(set)
    for member, in_rows in columns.items():
        people_of[tuple(in_rows)].add(person_of[member])
    table = np.zeros((len(distinct), len(people_of)))
    for column, in_rows in enumerate(people_of):
        table[list(in_rows), column] = 1
    _, sizes, directions = np.linalg.svd(table, full_matrices=False)
    combinations, people = directions[sizes > _ZERO], list(people_of.values())
    limits = (n for n in range(1, below) if _is_possible(combinations, people, frozenset(), n))
    return next(limits, below)


def _is_possible(
    combinations: np.ndarray, people: list[set[int]], chosen: frozenset[int], limit: int
) -> bool:
    """True if a combination other than zero is about `chosen` and others, at most `limit` in all.

    `combinations` are c independent rows. Each column is either zero, which leaves c - 1 of them,
    or its people are among the chosen.
    """
    if not len(combinations):
        return False
    sizes = np.linalg.norm(combinations, axis=0)
    undecided = [n for n in np.flatnonzero(sizes > _ZERO) if not people[n] <= chosen]
    if not undecided:
        return True
    column = max(undecided, key=lambda n: (len(people[n] - chosen), sizes[n]))
    if _is_possible(_where_zero(combinations, column), people, chosen, limit):
        return True
    more = chosen | people[column]
    return len(more) <= limit and _is_possible(combinations, people, more, limit)


def _where_zero(combinations: np.ndarray, column: int) -> np.ndarray:
    """The combinations that are zero in this column: mirrored so that only the first one is not."""
    mirror = combinations[:, column].copy()
    mirror[0] += np.copysign(np.linalg.norm(mirror), mirror[0])
    mirror /= np.linalg.norm(mirror)
    return (combinations - 2 * np.outer(mirror, mirror @ combinations))[1:]
