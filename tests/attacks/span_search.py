"""Exact search: the fewest people whom some combination of published rows is about.

Belongs here: linear algebra alone. It knows nothing of cells, atoms or releases. An *unknown* is one
value of one person (a corrected value is another one); a row is a sum of unknowns.
"""

from __future__ import annotations

import itertools
import random
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

import numpy as np

# Ranks are taken modulo this prime: a whole number that is zero modulo it by chance, and not in
# truth, would have to be divisible by it.
_PRIME = 2**31 - 1

Row = Mapping[Hashable, int]


def fewest_people(rows: Iterable[Row], person_of: Mapping[Hashable, int], below: int) -> int:
    """Fewest distinct people, from 1, whom a combination of rows is about; `below` if not fewer.

    A combination that is zero for everybody but the people of a set exists if, and only if, the
    columns of the set are dependent in a basis of what is orthogonal to all rows. Every set of
    fewer than `below` people is tried. Unknowns that stand in the same rows have the same
    weights, so that those of `below` people or more can only be zero: they need not be tried.
    """
    table, unknowns = _table(rows)
    if not unknowns:
        return below
    alike = defaultdict(set)
    for number, unknown in enumerate(unknowns):
        alike[table[:, number].tobytes()].add(person_of[unknown])
    columns_of = defaultdict(list)
    for number, unknown in enumerate(unknowns):
        if len(alike[table[:, number].tobytes()]) < below:
            columns_of[person_of[unknown]].append(number)
    orthogonal = _orthogonal(table)
    width = (below - 1) * max(map(len, columns_of.values()), default=0) + 1
    short = _mixed(orthogonal, width)
    for size in range(1, below):
        for people in itertools.combinations(sorted(columns_of), size):
            columns = [number for person in people for number in columns_of[person]]
            if _rank(short[columns].tolist()) < len(columns):
                return size
    return below


def _table(rows: Iterable[Row]) -> tuple[np.ndarray, list[Hashable]]:
    distinct = sorted({tuple(sorted(row.items(), key=repr)) for row in rows if row}, key=repr)
    unknowns = sorted({unknown for row in distinct for unknown, _ in row}, key=repr)
    number_of = {unknown: number for number, unknown in enumerate(unknowns)}
    table = np.zeros((len(distinct), len(unknowns)), dtype=np.int64)
    for index, row in enumerate(distinct):
        for unknown, weight in row:
            table[index, number_of[unknown]] = weight
    return table, unknowns


def _orthogonal(table: np.ndarray) -> np.ndarray:
    """A basis, as columns, of all vectors whose product with every row is zero."""
    reduced, pivots = table % _PRIME, []
    for column in range(table.shape[1]):
        rank = len(pivots)
        found = np.flatnonzero(reduced[rank:, column])
        if not len(found):
            continue
        reduced[[rank, rank + found[0]]] = reduced[[rank + found[0], rank]]
        reduced[rank] = reduced[rank] * pow(int(reduced[rank, column]), -1, _PRIME) % _PRIME
        others = np.arange(len(reduced)) != rank
        reduced[others] = (reduced[others] - reduced[others, column, None] * reduced[rank]) % _PRIME
        pivots.append(column)
        if len(pivots) == len(reduced):
            break
    free = [column for column in range(table.shape[1]) if column not in set(pivots)]
    basis = np.zeros((table.shape[1], len(free)), dtype=np.int64)
    basis[free, range(len(free))] = 1
    basis[pivots] = -reduced[: len(pivots), free] % _PRIME
    return basis


def _mixed(basis: np.ndarray, width: int) -> np.ndarray:
    """Random combinations of the basis: as few numbers per row as the ranks of small sets need."""
    if basis.shape[1] <= width:
        return basis
    source = random.Random(20_240_101)
    weights = [[source.randrange(_PRIME) for _ in range(width)] for _ in range(basis.shape[1])]
    mixed = np.zeros((len(basis), width), dtype=np.int64)
    for column, by in zip(basis.T, np.array(weights), strict=True):
        mixed = (mixed + column[:, None] * by) % _PRIME
    return mixed


def _rank(rows: Sequence[list[int]]) -> int:
    basis: list[tuple[int, list[int]]] = []
    for row in rows:
        for pivot, other in basis:
            if row[pivot]:
                by = row[pivot]
                row = [(mine - by * its) % _PRIME for mine, its in zip(row, other, strict=True)]
        pivot = next((index for index, value in enumerate(row) if value), None)
        if pivot is not None:
            inverse = pow(row[pivot], -1, _PRIME)
            basis.append((pivot, [value * inverse % _PRIME for value in row]))
    return len(basis)
