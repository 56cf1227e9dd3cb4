"""The direction of bare numbers, and whether the numbers themselves contradict it.

Belongs here: the declared and the chosen direction of a scale, and checks of an indicator's
numbers. Pure arithmetic over one delivery; blocking decides what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import Form, Indicator, Question, Texts

# With fewer rows than this neither a correlation of items nor a mean is certain.
CORRELATION_ROWS, MEAN_ROWS = 30, 10
# A correlation below -2.33 / sqrt(n) is negative beyond chance (one-sided 1 %).
_Z = 2.33
# The share of the scale by which a mean may lie outside the references before it is questioned.
_MARGIN = 0.10


@dataclass(frozen=True)
class Direction:
    """How bare numbers map to a scale's options: from `lowest` on, first option first or last."""

    is_reversed: bool
    lowest: int
    by_person: bool = False


def declared_direction(form: Form, question: Question, lowest: int) -> Direction | None:
    """The direction that the form states for the question's scale; None where it states none."""
    code = form.codes.get(question.scale or "")
    return None if code is None else Direction(code == "reversed", lowest)


def labelled_direction(options: Mapping[str, Texts], lowest: int) -> Direction | None:
    """The direction of the codes, where two options or more have their own number as a label.

    A scale from 0 to 10 of which only the ends have words is declared in this way.
    """
    labelled = [code for code, texts in options.items() if code in wordings(texts)]
    return Direction(False, lowest) if len(labelled) > 1 else None


def against_the_rest(points: np.ndarray) -> list[int]:
    """Columns of `points` (rows × items, NaN = missing) that run against the rest of the items.

    The item–rest correlation: the item with the mean of the row's other items.
    """
    found = []
    for item in range(points.shape[1]):
        rest = np.delete(points, item, axis=1)
        answered = ~np.isnan(rest)
        counts = answered.sum(axis=1)
        sums = np.where(answered, rest, 0.0).sum(axis=1)
        usable = (counts > 0) & ~np.isnan(points[:, item])
        n = int(usable.sum())
        if n < CORRELATION_ROWS:
            continue
        mine, others = points[usable, item], sums[usable] / counts[usable]
        if min(mine.std(), others.std()) < 1e-9:
            continue
        if float(np.corrcoef(mine, others)[0, 1]) < -_Z / n**0.5:
            found.append(item)
    return found


def looks_mirrored(points: np.ndarray, indicator: Indicator) -> bool:
    """True if the mean score lies far from the published means and its mirror image nearer to them.

    Twice the standard error of the mean is added to the margin, so that a small group needs a
    greater distance.
    """
    means, references = _row_means(points), indicator.published_range()
    if references is None or len(means) < MEAN_ROWS:
        return False
    (low, high), (bottom, top) = indicator.score.source_range, indicator.score.target_range
    if indicator.score.method == "sum":
        low, high = low / len(indicator.items), high / len(indicator.items)
    scores = bottom + (means - low) * (top - bottom) / (high - low)
    margin = _MARGIN * (top - bottom) + 2 * float(scores.std(ddof=1)) / len(scores) ** 0.5
    mean = float(scores.mean())
    off = _outside(mean, references)
    return off > margin and _outside(bottom + top - mean, references) < off


def _row_means(points: np.ndarray) -> np.ndarray:
    answered = ~np.isnan(points)
    counts = answered.sum(axis=1)
    keep = counts > 0
    return np.where(answered, points, 0.0).sum(axis=1)[keep] / counts[keep]


def _outside(mean: float, references: tuple[float, float]) -> float:
    low, high = references
    return max(low - mean, mean - high, 0.0)
