"""Governance metrics as a typed model: what is counted, in which answers, of which areas.

Belongs here: the shape of a metric. Does not belong here: whether it fits its questions
(checking), or how it is worked out, which the warehouse does.
"""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from orchestration.questionnaire.model.base import Code, MissingKind, OptionCode, Strict, Texts


class Counts(Strict):
    """Which answers count: chosen options, a number within bounds, or a kind of missing.

    A range such as 1–2 meets `at_least` with its low end and the other bounds with its high end,
    so that it counts only where that is certain.
    """

    options: list[OptionCode] = []
    missing: list[MissingKind] = []
    at_least: float | None = None
    at_most: float | None = None
    below: float | None = None

    @property
    def bounds(self) -> tuple[float | None, float | None, float | None]:
        """at_least, at_most and below."""
        return self.at_least, self.at_most, self.below

    @model_validator(mode="after")
    def _says_something(self) -> Counts:
        has_bounds = any(bound is not None for bound in self.bounds)
        if bool(self.options) and has_bounds:
            raise ValueError("give either `options` or bounds, not both")
        if not (self.options or self.missing or has_bounds):
            raise ValueError("give `options`, `missing`, or `at_least`, `at_most`, `below`")
        return self


class Metric(Strict):
    """A governance metric of an area set.

    `unit` is whose answers are counted: of an area (or service) that answered several times, the
    latest answer; of respondents, each answer. `question` may be a list: the question and those
    that replaced it in later waves, oldest first.
    """

    title: Texts
    question: Code | list[Code]
    kind: Literal["share", "distribution", "selected", "mean", "median", "sum", "max"] = "share"
    unit: Literal["area", "respondent", "service"] = "area"
    counts: Counts | None = None
    # `asked`: also those who left the question blank, as where nothing chosen is an answer.
    denominator: Literal["answered", "asked"] = "answered"
    area_set: Literal["counties_21", "counties_22", "counties_23"]
    principle: Literal["partnership", "co_production", "agreed_results"] | None = None
    # Why the answers of areas cannot be compared; then they are not ranked and have no change.
    not_comparable: Texts = {}
    # Wave -> why its figures do not continue the earlier ones. A changed scale is always a break.
    breaks: dict[str, Texts] = {}
    source: str = ""
    note: Texts = {}
    # The year of the answers that `source` and `note` are about: not said of other waves.
    source_year: int | None = None

    @property
    def questions(self) -> list[str]:
        """The question codes, oldest first."""
        return [self.question] if isinstance(self.question, str) else self.question
