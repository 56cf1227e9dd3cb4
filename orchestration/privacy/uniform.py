"""Uniform groups: whether the number of people and the sum of their scores tell somebody's score.

Belongs here: that rule. Pure. Does not belong here: how many people make a group (publication_cells),
or what squares tell (spreads).

A sum tells a score in two cases. All score alike: the mean is then each one's own. Or the mean is
less than an answer step from an end of the scale: if all of n people were at least a step from the
lowest score, their sum would be at least n steps, so somebody has the lowest. Otherwise, on a scale
of three steps or more, no score is in every set of n scores with this sum: its bearers can move a
step, and others the opposite way. Somebody who knows their own score knows the sum of the others, so
that the rule is about the others, whoever is left out.

Of ten people or more it is enough that the others are nine steps from the end all together. That
somebody of so many has the lowest score is no more than the distributions of their answers say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

# Items may have answers between whole numbers: scores are whole hundredths of a step.
STEP = 100
ENOUGH_STEPS = 9


class ScoreSum(NamedTuple):
    """Scores of a group, in hundredths of an answer step above the lowest score.

    `highest_possible` is the other end of the scale; None for a change, which has no end of its own.
    """

    count: int
    total: int
    lowest: int
    highest: int
    highest_possible: int | None


class Scale(NamedTuple):
    """The ends of a scale and the length of an answer step on it, in the unit of the scores."""

    lowest: float
    highest: float
    step: float

    @classmethod
    def of(cls, steps: object, lowest: object, highest: object, unit: int) -> Scale | None:
        """From the codebook: the scale's number of answer steps, and its ends.

        `unit`: how many units of the scores one point is. None for what has no score.
        """
        if not steps or lowest is None or highest is None:
            return None
        low, high = float(str(lowest)) * unit, float(str(highest)) * unit
        return cls(low, high, (high - low) / float(str(steps)))


def scales_of(rows: Iterable[Sequence[object]], unit: int) -> dict[int, Scale | None]:
    """Indicator -> its scale, from rows of `int_indicator_scales`; `unit` as in Scale.of."""
    return {key: Scale.of(*scale, unit=unit) for key, *scale in rows}


def tell_a_score(
    counts: np.ndarray,
    totals: np.ndarray,
    lowest: np.ndarray,
    highest: np.ndarray,
    scale: Scale | None,
) -> np.ndarray:
    """As `tells_a_score`, for many groups at once whose scores are in the unit of the scale."""
    if scale is None:
        return lowest == highest
    steps = STEP / scale.step
    above = [np.rint((x - scale.lowest) * steps).astype(np.int64) for x in (lowest, highest)]
    total = np.rint((totals - counts * scale.lowest) * steps).astype(np.int64)
    return _determine(counts, total, *above, round((scale.highest - scale.lowest) * steps))


def tells_a_score(groups: Sequence[ScoreSum]) -> bool:
    """Whether the number of people and the sum of the groups' scores together tell one of them."""
    lowest, highest = min(g.lowest for g in groups), max(g.highest for g in groups)
    possible = groups[0].highest_possible
    if possible is None:
        return lowest == highest
    count, total = sum(g.count for g in groups), sum(g.total for g in groups)
    return bool(_determine(np.int64(count), np.int64(total), lowest, highest, possible))


def _determine(
    count: np.ndarray, total: np.ndarray, lowest: np.ndarray, highest: np.ndarray, possible: int
) -> np.ndarray:
    least_from_bottom = total - highest
    least_from_top = count * possible - total - (possible - lowest)
    nearest = np.minimum(least_from_bottom, least_from_top)
    return (lowest == highest) | (nearest < np.minimum(count - 1, ENOUGH_STEPS) * STEP)
