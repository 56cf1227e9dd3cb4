"""The people whose backgrounds are looked at, and the category of each of them.

Belongs here: the shape of what the rule of backgrounds is asked about. Pure. Does not belong here:
the rule (backgrounds).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from orchestration.privacy.uniform import Scale


@dataclass(frozen=True)
class Categories:
    """The category of each of n rows: a number, and the names that the numbers mean."""

    numbers: np.ndarray
    names: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str]) -> Categories:
        """From the category's name for each row."""
        names, numbers = np.unique(texts, return_inverse=True)
        return cls(numbers, tuple(str(name) for name in names))


@dataclass(frozen=True)
class People:
    """The rows of a county's cells: n pairs of one period and indicator.

    `persons`, `cells`: n whole numbers each. `categories`: by background. `scores`: n x s whole
    numbers, a column for each published score. `published_groups`: n whole numbers, where another
    table already divides the people of a cell; peers are then of the same group too. `is_new`: n
    booleans, false for who was published before they came to their cell (an atom of the history):
    what was published then may tell them apart, so that they do not count as peers. `scales`: of each
    column of scores, None where it has no ends; empty if no column has.
    """

    persons: np.ndarray
    cells: np.ndarray
    categories: dict[str, Categories]
    scores: np.ndarray
    published_groups: np.ndarray | None = None
    is_new: np.ndarray | None = None
    scales: tuple[Scale | None, ...] = ()
