"""Other answers that ten people or more may have given, with everything that is published the same.

Belongs here: a search for sets of forms with the same answers to each item (its distribution), and so
the same sum of scores, the same sums of squares at the start and at the end, and the same sum of
products. Two people who exchange their answers to an item leave its distribution as it is. Does not
belong here: what may be published (the code under test).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

# More than any difference of sums of squares or products.
_BASE = 10**6


@dataclass
class Found:
    """Scores at the start and at the end that every set found has, and how many sets were found."""

    starts: set[int]
    ends: set[int]
    sets: set[tuple] = field(default_factory=set)

    @property
    def somebody_is_determined(self) -> bool:
        return bool(self.starts or self.ends)


def search(
    source: np.random.Generator,
    starts: np.ndarray,
    ends: np.ndarray,
    known: Sequence[int] = (),
    most: int = 200,
) -> Found:
    """Search until no score is common to all sets found, `most` times at most.

    Args:
        starts, ends: people x items, each answer as steps above the lowest.
        known: rows of people whose forms the attacker knows.
    """
    free = np.ones(len(starts), dtype=bool)
    free[list(known)] = False
    first, last = starts.sum(axis=1), ends.sum(axis=1)
    squares = (first**2).sum(), (last**2).sum()
    product = (first * last).sum()
    found = Found(set(first[free].tolist()), set(last[free].tolist()))
    current = starts.copy(), ends.copy()
    for _ in range(most):
        one, other = (answers.copy() for answers in current)
        for answers in (one, other):
            _exchange_some(source, answers, free)
        # The ends to their squares, whatever the products, and then the starts to both.
        products = (one.sum(axis=1) * other.sum(axis=1)).sum()
        if _restore(source, other, one.sum(axis=1), squares[1], products, free) and _restore(
            source, one, other.sum(axis=1), squares[0], product, free
        ):
            current = one, other
            pair = one.sum(axis=1), other.sum(axis=1)
            found.starts &= set(pair[0][free].tolist())
            found.ends &= set(pair[1][free].tolist())
            found.sets.add(tuple(sorted(zip(*(side.tolist() for side in pair), strict=True))))
            if not found.somebody_is_determined:
                break
    return found


@dataclass(frozen=True)
class _Exchanges:
    """Exchanges of an item between two people; what each adds to the sums of squares and products."""

    left: np.ndarray
    right: np.ndarray
    item: np.ndarray
    squares: np.ndarray
    products: np.ndarray

    @classmethod
    def of(cls, answers: np.ndarray, others: np.ndarray, free: np.ndarray) -> _Exchanges:
        scores = answers.sum(axis=1)
        rows = np.flatnonzero(free)
        left, right = (rows[each] for each in np.triu_indices(len(rows), 1))
        differences = answers[left] - answers[right]
        pair, item = np.nonzero(differences)
        left, right, by = left[pair], right[pair], differences[pair, item]
        # Items by which the two differ equally are the same exchange.
        once = np.unique(np.column_stack([left, right, by]), axis=0, return_index=True)[1]
        left, right, by, item = left[once], right[once], by[once], item[once]
        return cls(
            left,
            right,
            item,
            2 * by * (scores[right] - scores[left] + by),
            by * (others[right] - others[left]),
        )

    def apply(self, answers: np.ndarray, number: int) -> None:
        left, right, item = self.left[number], self.right[number], self.item[number]
        answers[[left, right], item] = answers[[right, left], item]


def _exchange_some(source: np.random.Generator, answers: np.ndarray, free: np.ndarray) -> None:
    for _ in range(int(source.integers(1, 6))):
        exchanges = _Exchanges.of(answers, np.zeros(len(answers), dtype=np.int64), free)
        if len(exchanges.item):
            exchanges.apply(answers, source.integers(len(exchanges.item)))


def _restore(
    source: np.random.Generator,
    answers: np.ndarray,
    others: np.ndarray,
    squares: int,
    products: int,
    free: np.ndarray,
) -> bool:
    """Exchange until the sums of squares and of products are these; whether that was possible."""
    for _ in range(30):
        scores = answers.sum(axis=1)
        missing = squares - (scores**2).sum(), products - (scores * others).sum()
        if missing == (0, 0):
            return True
        exchanges = _Exchanges.of(answers, others, free)
        if not len(exchanges.item):
            return False
        chosen = _one_or_two(source, exchanges, missing[0] * _BASE + missing[1])
        if not chosen:
            off = abs(exchanges.squares - missing[0]) + abs(exchanges.products - missing[1])
            chosen = [int(np.argmin(off + source.random(len(off)) * 20))]
        for number in chosen:
            exchanges.apply(answers, number)
    return False


def _one_or_two(source: np.random.Generator, exchanges: _Exchanges, wanted: int) -> list[int]:
    """One exchange, or two between four people, that add exactly what is wanted."""
    added = exchanges.squares.astype(np.int64) * _BASE + exchanges.products
    alone = np.flatnonzero(added == wanted)
    if len(alone):
        return [int(source.choice(alone))]
    order = np.argsort(added, kind="stable")
    first, last = (
        np.searchsorted(added[order], wanted - added, side) for side in ("left", "right")
    )
    matched = np.flatnonzero(last > first)
    source.shuffle(matched)
    for number in matched[:200].tolist():
        for other in order[first[number] : last[number]].tolist():
            sides = (exchanges.left, exchanges.right)
            if len({int(side[n]) for side in sides for n in (number, other)}) == 4:
                return [number, other]
    return []
