"""Spreads: whether squares and products of a union's scores may be published beside their sum.

Belongs here: the rule that keeps a count, a sum and a sum of squares from fitting one set of scores
only. Pure. Does not belong here: which cells make a union (publication_cells).

A spread is published of a union of cells if without any one person, whoever it is, the others

- vary: the squares of their distances from the mean of their cell, in answer steps, add up to one for
  each of them and 15 more. The same is true of starts, of ends, and of what is left of each when the
  other is known as well as a straight line can tell it;
- have room: x (K - x) / K, where x is a score and K the highest, in steps, adds up to one for each of
  them and half of K more. It is 0 for somebody at an end of the scale;
- are ordered differently by different items: their spread is at most nine tenths of the largest one
  that the published distributions of the items allow, where everybody's rank is the same in each.

Why. Two people who move towards each other by a step, and two who move apart, can leave the sum and
the sum of squares as they are. That is impossible only if nobody can come closer (all are alike), if
nobody can move apart (all are at the ends, or ordered alike by all items), or if one person is so far
off that the others cannot make up for a step. The three conditions say that none of this is near. The
numbers were found by counting, for every sum and sum of squares that 8 to 40 people can have on scales
of 8 to 40 steps, whether a score is in every set that has them (tests/attacks): where the others pass,
none is. Since that holds of the others, it holds for somebody who knows one of them, too.

The scores of an indicator of one item are counted in its distribution: squares say nothing more of
them, and products only have to leave something that a line cannot tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

MORE_SQUARES = 15
LARGEST_SHARE = 0.9


@dataclass(frozen=True)
class Union:
    """Scores of the people of a union of cells, in answer steps above the lowest score.

    `scores`: n x 1, or n x 2 for starts and ends. `cells`: n numbers. `highest`: the highest score.
    `items`: for each column of scores, the answers to each item, in any order, as steps above its
    lowest answer; empty where no distribution of items is published.
    """

    scores: np.ndarray
    cells: np.ndarray
    highest: int
    items: Sequence[Sequence[np.ndarray]] = ()


def may_be_published(union: Union) -> bool:
    """Whether the squares and products of the union's scores may be published."""
    others = len(union.scores) - 1
    if others < 1 or union.highest < 1:
        return False
    if union.items and all(len(items) == 1 for items in union.items):
        return union.scores.shape[1] == 1 or _least_rest(union) >= MORE_SQUARES
    return (
        _least_rest(union) >= others + MORE_SQUARES
        and _has_room(union, others)
        and all(
            _ordered_differently(column, items)
            for column, items in zip(union.scores.T, union.items, strict=False)
        )
    )


def _least_rest(union: Union) -> float:
    """The smallest sum of squares, of any column or of what a line leaves of it, without one person."""
    _, cell_of, sizes = np.unique(union.cells, return_inverse=True, return_counts=True)
    sums = np.zeros((len(sizes), union.scores.shape[1]))
    np.add.at(sums, cell_of, union.scores)
    distances = union.scores - (sums / sizes[:, None])[cell_of]
    # Without somebody the mean of the others moves away from them: by so much more is gone.
    size = sizes[cell_of]
    weight = np.where(size > 1, size / np.maximum(size - 1, 1), 0)
    rest = (distances**2).sum(axis=0) - weight[:, None] * distances**2
    if union.scores.shape[1] == 1:
        return float(rest.min())
    first, second = distances.T
    products = (first * second).sum() - weight * first * second
    with np.errstate(divide="ignore", invalid="ignore"):
        left = rest - (products**2)[:, None] / rest[:, ::-1]
    return float(np.where(rest > 0, left, 0).min())


def _has_room(union: Union, others: int) -> bool:
    room = union.scores * (union.highest - union.scores) / union.highest
    least = (room.sum(axis=0) - room.max(axis=0)).min()
    return bool(least >= others + union.highest / 2)


def _ordered_differently(scores: np.ndarray, items: Sequence[np.ndarray]) -> bool:
    """Whether the spread is clearly below that of people who all rank the same in every item."""
    if not items:
        return True
    alike = np.zeros(len(scores))
    for answers in items:
        # A blank is where it spreads least, so that blanks never let a spread pass.
        blanks = np.full(
            max(len(scores) - len(answers), 0), np.mean(answers) if len(answers) else 0
        )
        alike += np.sort(np.concatenate([answers, blanks]))[: len(scores)]
    return bool(np.var(scores) <= LARGEST_SHARE * np.var(alike))
