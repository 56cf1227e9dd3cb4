"""Indicators as a typed model: items, a score over them, and what sources print about it.

Belongs here: the shape of `indicators:` in a questionnaire and rules within one indicator.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field, ValidationInfo, field_validator

from orchestration.questionnaire.model.base import Code, Strict, Texts


class Score(Strict):
    """How items become a score: linear map of the mean (or sum) from one range to another."""

    method: Literal["mean", "sum"] = "mean"
    source_range: tuple[float, float] = Field(alias="from")
    target_range: tuple[float, float] = Field(alias="to")
    min_answered: int = Field(ge=1)


class Reliability(Strict):
    """Cronbach's alpha of the indicator as a source prints it; reliable change rests on it.

    `start_sd` is the standard deviation that the source's reliable change rests on, of its whole
    baseline sample or a norm, in points of the score: the limit is then the same for everybody.
    Without it the limit of each group follows from its own starts.
    """

    alpha: float = Field(gt=0, lt=1)
    source: str
    start_sd: float | None = Field(default=None, ge=0.0001)


class LowClass(Strict):
    """What a source calls a score below a limit; a score at the limit is not in the class."""

    below: float
    title: Texts
    source: str


class Reference(Strict):
    """The mean score of a population as a source prints it; results are read against it."""

    population: Texts = Field(min_length=1)
    year: int = Field(ge=1900, le=2100)
    mean: float
    # Number of people, where the source prints it.
    count: int | None = Field(default=None, ge=1)
    source: str
    note: Texts = {}
    # The population that a group which starts low is expected to drift towards.
    drifts_to: bool = False


class Indicator(Strict):
    """A score over items. `reversed_items` are mirrored within the item range first."""

    title: Texts
    items: list[Code] = Field(min_length=1)
    reversed_items: list[Code] = []
    score: Score
    higher_is: Literal["better", "worse"] = "better"
    # Without it no reliable change can be published.
    reliability: Reliability | None = None
    low_class: LowClass | None = None
    references: dict[Code, Reference] = {}

    @field_validator("reliability")
    @classmethod
    def _spread_fits_the_scale(
        cls, known: Reliability | None, info: ValidationInfo
    ) -> Reliability | None:
        """Between two ends no standard deviation is greater than half of their distance."""
        score = info.data.get("score")
        if score and known and known.start_sd:
            low, high = score.target_range
            if not known.start_sd <= (high - low) / 2:
                raise ValueError(
                    f"start_sd: {known.start_sd:g} is no standard deviation of scores from {low:g} to {high:g};"
                    " give it in points of the score"
                )
        return known

    @field_validator("references")
    @classmethod
    def _means_on_the_scale(
        cls, references: dict[str, Reference], info: ValidationInfo
    ) -> dict[str, Reference]:
        score = info.data.get("score")
        for code, reference in references.items() if score else ():
            low, high = score.target_range
            if not low <= reference.mean <= high:
                raise ValueError(
                    f"{code}.mean: {reference.mean:g} is not within the score's {low:g} to {high:g}"
                )
        drifts = [code for code, reference in references.items() if reference.drifts_to]
        if len(drifts) > 1:
            raise ValueError(f"{', '.join(drifts)}: only one may say `drifts_to: true`")
        return references

    def published_range(self) -> tuple[float, float] | None:
        """Lowest and highest published mean of a population; None where none is declared."""
        means = [reference.mean for reference in self.references.values()]
        return (min(means), max(means)) if means else None

    def item_range(self) -> tuple[float, float]:
        """Lowest and highest answer of one item: with method sum, the sum's range shared out."""
        low, high = self.score.source_range
        count = len(self.items) if self.score.method == "sum" else 1
        return low / count, high / count
