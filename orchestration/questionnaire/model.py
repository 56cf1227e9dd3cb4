"""The questionnaire as a typed model: what is asked, and how a tool lays it out.

Belongs here: the shape of `questionnaire.yml` and `forms/*.yml`, and rules that can be
checked within one questionnaire. Does not belong here: reading files (loader), matching
headers and labels (match), or anything about dbt, Dagster or the environment.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Language = Literal["fi", "sv", "en", "ar", "fa", "ckb", "ru", "uk"]
MissingKind = Literal["no_answer", "dont_know", "refused", "not_asked", "not_shown"]
Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
OptionCode = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=64)]
# A text in a language: one wording, or a list whose first is the caption and the rest aliases.
Wording = str | list[str]
Texts = dict[Language, Wording]


class Strict(BaseModel):
    """Unknown keys are errors: a typing slip must not silently drop a rule."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class Choices(Strict):
    """Options by code, and the labels that mean a kind of missing."""

    options: dict[OptionCode, Texts] = {}
    missing: dict[MissingKind, Texts] = {}


class FieldColumn(Strict):
    """A column that is not a question: its headers and, if closed, its values."""

    header: Texts
    values: dict[OptionCode, Texts] = {}
    required: bool = False


class Fields(Strict):
    """Every role a column that is not a question can have."""

    response_id: FieldColumn | None = None
    answered_at: FieldColumn | None = None
    respondent_code: FieldColumn | None = None
    phase: FieldColumn | None = None
    service: FieldColumn | None = None
    municipality: FieldColumn | None = None
    area: FieldColumn | None = None
    language: FieldColumn | None = None
    consent: FieldColumn | None = None
    # How the form was filled in: values `alone` and `helped`; and e.g. `paper`, `web`, `interview`.
    assistance: FieldColumn | None = None
    mode: FieldColumn | None = None

    def declared(self) -> dict[str, FieldColumn]:
        """Role -> column, for the roles this questionnaire has."""
        return {name: col for name in type(self).model_fields if (col := getattr(self, name))}


class Question(Strict):
    """One question. `scale` names shared options; `other` catches free text beside options."""

    type: Literal["single", "multi", "scale", "number", "open"] | None = None
    scale: Code | None = None
    text: Texts
    options: dict[OptionCode, Texts] = {}
    missing: dict[MissingKind, Texts] = {}
    other: OptionCode | None = None
    official: bool = False
    background: bool = False
    required: bool = False
    publish: Literal["distribution", "metrics", "no"] = "distribution"

    @property
    def kind(self) -> str:
        """The type, `scale` being implied by a named scale."""
        return self.type or ("scale" if self.scale else "single")


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


class Counts(Strict):
    """Which answers count in a metric's numerator: chosen options, or a number at least so big."""

    options: list[OptionCode] = []
    at_least: float | None = None

    @model_validator(mode="after")
    def _exactly_one(self) -> Counts:
        if bool(self.options) == (self.at_least is not None):
            raise ValueError("give either `options` or `at_least`")
        return self


class Metric(Strict):
    """A governance metric: share of areas (or respondents) of an area set whose answer counts."""

    title: Texts
    question: Code
    unit: Literal["area", "respondent"] = "area"
    counts: Counts
    area_set: Literal["counties_21", "counties_22", "counties_23"]
    source: str = ""
    note: Texts = {}


class Questionnaire(Strict):
    """Everything Mukana knows about one survey."""

    questionnaire: Code
    subject: Literal["person", "organisation"]
    scope: Code
    title: Texts
    # Languages whose wording is not verified against an official source.
    unofficial_languages: list[Language] = []
    scales: dict[Code, Choices] = {}
    fields: Fields = Fields()
    questions: dict[Code, Question]
    indicators: dict[Code, Indicator] = {}
    metrics: dict[Code, Metric] = {}

    def choices(self, question_code: str) -> Choices:
        """Options and missing labels of a question, its scale's included."""
        question = self.questions[question_code]
        if not question.scale:
            return Choices(options=question.options, missing=question.missing)
        scale = self.scales[question.scale]
        return Choices(options=scale.options, missing={**scale.missing, **question.missing})

    def items(self) -> set[str]:
        """Codes of all questions that an indicator scores."""
        return {item for indicator in self.indicators.values() for item in indicator.items}

    @model_validator(mode="after")
    def _names_exist(self) -> Questionnaire:
        for code, question in self.questions.items():
            _check_question(code, question, self.scales)
        for code, indicator in self.indicators.items():
            _known(f"indicators.{code}.items", indicator.items, self.questions)
            _known(f"indicators.{code}.reversed_items", indicator.reversed_items, indicator.items)
            _check_score(code, indicator)
            for item in indicator.items:
                _check_item(code, indicator, item, self.choices(item).options)
        for code, metric in self.metrics.items():
            _known(f"metrics.{code}.question", [metric.question], self.questions)
            allowed = self.choices(metric.question).options
            _known(f"metrics.{code}.counts.options", metric.counts.options, allowed)
        return self


class Form(Strict):
    """How one tool lays a questionnaire out."""

    form: Code
    tool: Literal["webropol", "limesurvey", "spss", "google_forms", "ms_forms", "paper"]
    # Absent: the language is recognised from the headers.
    language: Language | None = None
    version: str = "1"
    # Values of fields that no column carries, e.g. {phase: start}.
    constants: dict[
        Literal["phase", "service", "language", "consent", "area", "assistance", "mode"], str
    ] = {}
    # Headers of this tool for a field or question code, beside the questionnaire's own texts.
    columns: dict[Code, list[str]] = {}
    # Question codes this form asks; absent means all.
    questions: list[Code] | None = None
    # Scales whose bare numbers are the declared codes (or run the other way).
    codes: dict[Code, Literal["as_declared", "reversed"]] = {}

    def asked(self, questionnaire: Questionnaire) -> list[str]:
        """Question codes on this form, in the questionnaire's order."""
        wanted = set(self.questions if self.questions is not None else questionnaire.questions)
        return [code for code in questionnaire.questions if code in wanted]


def _known(where: str, codes: list[str], allowed: object) -> None:
    unknown = [code for code in codes if code not in allowed]  # type: ignore[operator]
    if unknown:
        raise ValueError(
            f"{where}: {', '.join(unknown)} is not declared; allowed: {', '.join(allowed)}"
        )  # type: ignore[arg-type]


def _check_question(code: str, question: Question, scales: dict[str, Choices]) -> None:
    if question.scale:
        _known(f"questions.{code}.scale", [question.scale], scales)
    if question.kind in ("single", "multi") and not question.options:
        raise ValueError(f"questions.{code}: a {question.kind} question needs options")
    if question.kind in ("number", "open") and question.options:
        raise ValueError(f"questions.{code}: a {question.kind} question has no options")
    if question.other:
        _known(f"questions.{code}.other", [question.other], question.options)


def _check_score(code: str, indicator: Indicator) -> None:
    score = indicator.score
    if score.min_answered > len(indicator.items):
        raise ValueError(f"indicators.{code}.score.min_answered exceeds its items")
    for name, (low, high) in (("from", score.source_range), ("to", score.target_range)):
        if low >= high:
            raise ValueError(f"indicators.{code}.score.{name}: give the low end first")


def _check_item(code: str, indicator: Indicator, item: str, options: dict[str, Texts]) -> None:
    """An answer outside the range would silently be no answer: a slip in `from` would empty scores."""
    low, high = indicator.item_range()
    outside = [
        option for option in options if option.isdecimal() and not low <= int(option) <= high
    ]
    if outside:
        raise ValueError(
            f"indicators.{code}.score.from: with method {indicator.score.method} an item runs from"
            f" {low:g} to {high:g}, but {item} has {', '.join(outside)}"
        )
