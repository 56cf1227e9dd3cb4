"""What an indicator is: items, a score over them, and what is known of its reliability.

Belongs here: the shape of `indicators:` in a questionnaire and rules within one indicator.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from orchestration.questionnaire.base import Code, Strict, Texts


class Score(Strict):
    """How items become a score: linear map of the mean (or sum) from one range to another."""

    method: Literal["mean", "sum"] = "mean"
    source_range: tuple[float, float] = Field(alias="from")
    target_range: tuple[float, float] = Field(alias="to")
    min_answered: int = Field(ge=1)


class Reliability(Strict):
    """Cronbach's alpha of the indicator as a source prints it; reliable change rests on it."""

    alpha: float = Field(gt=0, lt=1)
    source: str


class LowClass(Strict):
    """What a source calls a score below a limit; a score at the limit is not in the class."""

    below: float
    title: Texts
    source: str


class Indicator(Strict):
    """A score over items. `reversed_items` are mirrored within the item range first."""

    title: Texts
    items: list[Code] = Field(min_length=1)
    reversed_items: list[Code] = []
    score: Score
    higher_is: Literal["better", "worse"] = "better"
    # Without it no reliable change can be told.
    reliability: Reliability | None = None
    low_class: LowClass | None = None

    def item_range(self) -> tuple[float, float]:
        """Lowest and highest answer of one item: with method sum, the sum's range shared out."""
        low, high = self.score.source_range
        count = len(self.items) if self.score.method == "sum" else 1
        return low / count, high / count


def check_score(code: str, indicator: Indicator) -> None:
    """Raise ValueError for ranges that run backwards, or more answers needed than items."""
    score = indicator.score
    if score.min_answered > len(indicator.items):
        raise ValueError(f"indicators.{code}.score.min_answered exceeds its items")
    for name, (low, high) in (("from", score.source_range), ("to", score.target_range)):
        if low >= high:
            raise ValueError(f"indicators.{code}.score.{name}: give the low end first")


def check_item(
    code: str, indicator: Indicator, item: str, kind: str, options: dict[str, Texts]
) -> None:
    """An answer outside the range would silently be no answer: a slip in `from` would empty scores.

    So would one that is no number: only scales with codes in digits, and numbers, can be scored.
    """
    if kind not in ("scale", "number"):
        raise ValueError(
            f"indicators.{code}.items: {item} is of type {kind}; give its options as a scale"
        )
    if wordy := [option for option in options if not option.isdecimal()]:
        raise ValueError(
            f"indicators.{code}.items: {item} is scored, so its options are numbers, not"
            f" {', '.join(wordy)}"
        )
    low, high = indicator.item_range()
    outside = [
        option for option in options if option.isdecimal() and not low <= int(option) <= high
    ]
    if outside:
        raise ValueError(
            f"indicators.{code}.score.from: with method {indicator.score.method} an item runs from"
            f" {low:g} to {high:g}, but {item} has {', '.join(outside)}"
        )
