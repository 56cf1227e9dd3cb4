"""Columns of millions of rows as numpy's, with little of them in Python and nothing in memory twice.

Belongs here: what repeats as small numbers, and one column beside another by their keys. Pure. Does
not belong here: what the columns mean.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

_FEW = 1_000


@dataclass(frozen=True, eq=False)
class Labels:
    """A text for each of n rows, held as a number of it.

    `names`: m texts in order, each once. `numbers`: n whole numbers from 0, of these names.
    """

    names: np.ndarray
    numbers: np.ndarray

    @classmethod
    def of(cls, texts: np.ndarray | Labels) -> Labels:
        """From n texts."""
        if isinstance(texts, Labels):
            return texts
        names, numbers = np.unique(np.asarray(texts, dtype=str), return_inverse=True)
        return cls(names, numbers.astype(np.int32))

    def __len__(self) -> int:
        return len(self.numbers)

    @cached_property
    def texts(self) -> np.ndarray:
        """The n texts."""
        return self.names[self.numbers] if len(self.names) else np.zeros(0, dtype=str)

    def __getitem__(self, rows: np.ndarray) -> Labels:
        """The labels of these rows: their indices, or a boolean for each."""
        return Labels(self.names, taken(self.numbers, rows))

    def renamed(self, name_of: Mapping[str, str], otherwise: str) -> Labels:
        """Other names for the same rows."""
        renamed = Labels.of(np.array([name_of.get(n, otherwise) for n in self.names.tolist()]))
        return Labels(renamed.names, renamed.numbers[self.numbers])


def merged(first: str, *labels: Labels) -> tuple[np.ndarray, list[np.ndarray]]:
    """All names, `first` and then the others in order, and the numbers of each of the labels."""
    names = np.unique(np.concatenate([np.array([first]), *(some.names for some in labels)]))
    names = np.concatenate([[first], names[names != first]])
    place = {name: number for number, name in enumerate(names.tolist())}
    maps = [np.array([place[n] for n in some.names.tolist()], dtype=np.int32) for some in labels]
    return names, [of[some.numbers] for of, some in zip(maps, labels, strict=True)]


@dataclass(frozen=True)
class Beside:
    """Where some keys are among n others, all in order; `rows` is None where they are the same.

    Then a column needs no copy.
    """

    count: int
    rows: np.ndarray | None

    @classmethod
    def of(cls, keys: np.ndarray, some: np.ndarray) -> Beside:
        """`some` of the keys, each once, and where they are."""
        if len(keys) == len(some) and (keys == some).all():
            return cls(len(keys), None)
        return cls(len(keys), np.searchsorted(keys, some).astype(np.int32))

    @property
    def is_there(self) -> np.ndarray:
        """For each of the n whether it is one of the keys."""
        found = np.full(self.count, self.rows is None)
        if self.rows is not None:
            found[self.rows] = True
        return found

    def spread(self, values: np.ndarray, otherwise: object) -> np.ndarray:
        """Values for all n, from those for some: not to be written to."""
        if self.rows is None:
            return values
        shape = (self.count, *values.shape[1:])
        if not len(self.rows):
            return np.broadcast_to(np.array(otherwise, dtype=values.dtype), shape)
        found = np.full(shape, otherwise, dtype=values.dtype, order="F")
        found[self.rows] = values
        return found

    def over(self, values: np.ndarray, below: np.ndarray) -> np.ndarray:
        """Values for all n: these where there are any, else those below."""
        if self.rows is None:
            return values
        if not len(self.rows):
            return below
        found = np.array(below, order="F")
        found[self.rows] = values
        return found


def looked_up(
    keys: np.ndarray, known: np.ndarray, values: np.ndarray, otherwise: object
) -> np.ndarray:
    """The value of each key, of those that are known, in order."""
    if len(keys) == len(known) and (keys == known).all():
        return values
    found = np.full(len(keys), otherwise, dtype=values.dtype)
    if len(known):
        place = np.searchsorted(known, keys)
        place[place == len(known)] = 0
        is_there = known[place] == keys
        found[is_there] = values[place[is_there]]
    return found


def once(values: np.ndarray) -> np.ndarray:
    """The values in order, each once; numpy's unique hashes them, which takes twenty times as long."""
    in_order = np.sort(values)
    return in_order[np.append(True, in_order[1:] != in_order[:-1])] if len(values) else in_order


def among(values: np.ndarray, some: np.ndarray) -> np.ndarray:
    """For each value whether it is one of some: as numpy's isin, which hashes them."""
    if not len(some):
        return np.zeros(len(values), dtype=bool)
    return looked_up(values, once(some), np.ones(len(some), dtype=bool), False)


def union(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """The keys of both, in order, each once."""
    if len(first) == len(second) and (first == second).all() and (np.diff(first) > 0).all():
        return first
    return once(np.concatenate([first, second]))


def taken(values: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """As `values[rows]`, without a copy where booleans are all true."""
    return values if rows.dtype == bool and rows.all() else values[rows]


def chosen(condition: np.ndarray, values: np.ndarray, others: np.ndarray) -> np.ndarray:
    """As numpy's where, row by row, without a copy where all are of one side."""
    if condition.all():
        return values
    if not condition.any():
        return others
    found = np.array(others, order="F")
    found[condition] = values[condition]
    return found


def ranked(column: np.ndarray) -> tuple[int, np.ndarray]:
    """How many values there are, and the number of each row's value in their order, from 0."""
    if not len(column):
        return 0, np.zeros(0, dtype=np.int64)
    lowest, highest = int(column.min()), int(column.max())
    width = highest - lowest + 1
    if width > 4 * len(column) + _FEW:
        values, numbers = np.unique(column, return_inverse=True)
        return len(values), numbers
    # Of numbers that are close together, without sorting them.
    places = column.astype(np.int64) - lowest
    occurs = np.zeros(width, dtype=bool)
    occurs[places] = True
    numbers = np.cumsum(occurs) - 1
    return int(numbers[-1]) + 1, numbers[places]


def numbered(columns: Sequence[np.ndarray]) -> np.ndarray:
    """The rows of these columns as numbers from 0, the same number for the same row, in order."""
    _, number = ranked(columns[0])
    for column in columns[1:]:
        count, value_of = ranked(column)
        number *= count
        number += value_of
        _, number = ranked(number)
    return number
