"""The questionnaire as a typed model: what is asked, and how a tool lays it out.

Belongs here: the shape of `questionnaire.yml` and `forms/*.yml`. Does not belong here: what must
hold between their parts (checking), reading files (loading), or matching headers and labels
(matching).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from orchestration.questionnaire.model.base import (
    Code,
    Language,
    MissingKind,
    OptionCode,
    Strict,
    Texts,
    TimeZone,
)
from orchestration.questionnaire.model.indicator import Indicator
from orchestration.questionnaire.model.metric import Metric

__all__ = ["Code", "Language", "Metric", "MissingKind", "OptionCode", "Texts"]


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


class Validity(Strict):
    """When something was on the form: from the day `since` to the day `until`, both included."""

    since: date | None = None
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Validity:
        if self.since and self.until and self.since > self.until:
            raise ValueError("`since` is after `until`")
        return self


class Question(Validity):
    """One question. `scale` names shared options; `other` is the option for free text.

    A submission from outside `since`–`until` was not asked. `option_dates` are the same for
    single options. A number outside `range` is implausible and becomes a typed missing.
    """

    type: Literal["single", "multi", "scale", "number", "date", "open"] | None = None
    scale: Code | None = None
    text: Texts
    options: dict[OptionCode, Texts] = {}
    missing: dict[MissingKind, Texts] = {}
    other: OptionCode | None = None
    option_dates: dict[OptionCode, Validity] = {}
    range: tuple[float, float] | None = None
    # Low ends of the bands in which the numbers of people are counted: a mean of ten would say too much.
    bands: list[float] = []
    official: bool = False
    background: bool = False
    required: bool = False
    # What may be published, each level including the next: answers by area (organisations only),
    # how many chose what, metrics, nothing. A grade of one's own management is never `area`.
    publish: Literal["area", "distribution", "metrics", "no"] = "distribution"
    # How an analyst made this out of other answers; empty for what respondents answered.
    method: Texts = {}

    @property
    def kind(self) -> str:
        """The type, `scale` being implied by a named scale."""
        return self.type or ("scale" if self.scale else "single")


Counted = Literal["people", "encounters", "meetings"]


class Activity(Strict):
    """A log, one activity a row: the question that plays each role, and what its numbers count.

    A number that means people in one kind of activity and meetings in another is declared by kind.
    """

    kind: Code | None = None
    place: Code | None = None
    session: Code | None = None
    agreed: Code | None = None
    due: Code | None = None
    # Which of what was agreed has been done, which has not, and what came of it.
    done: Code | None = None
    not_done: Code | None = None
    outcome: Code | None = None
    counts: dict[Code, Counted | dict[OptionCode, Counted]] = {}

    def roles(self) -> dict[str, str]:
        """Role -> question code, `counts` aside."""
        given = self.model_dump(exclude={"counts"})
        return {role: code for role, code in given.items() if code}


class Questionnaire(Strict):
    """Everything Mukana knows about one survey."""

    questionnaire: Code
    subject: Literal["person", "organisation"]
    scope: Code
    title: Texts
    # Where its half-years are counted: times are kept in this zone, moved if they name another.
    timezone: TimeZone = "Europe/Helsinki"
    # Languages whose wording is not verified against an official source.
    unofficial_languages: list[Language] = []
    scales: dict[Code, Choices] = {}
    fields: Fields = Fields()
    questions: dict[Code, Question]
    indicators: dict[Code, Indicator] = {}
    metrics: dict[Code, Metric] = {}
    activity: Activity | None = None

    def choices(self, question_code: str) -> Choices:
        """Options and missing labels of a question, its scale's included."""
        return self._choices[question_code]

    @cached_property
    def _choices(self) -> dict[str, Choices]:
        # Made once: every column of every file asks for its own.
        return {code: self._choices_of(question) for code, question in self.questions.items()}

    def _choices_of(self, question: Question) -> Choices:
        if not question.scale:
            return Choices(options=question.options, missing=question.missing)
        scale = self.scales[question.scale]
        return Choices(options=scale.options, missing={**scale.missing, **question.missing})

    def unpublished_numbers(self) -> set[str]:
        """Codes of number questions of people that may be published, and are not for want of bands."""
        return {
            code
            for code, question in self.questions.items()
            if (self.subject, question.kind, question.publish)
            == ("person", "number", "distribution")
            and not question.bands
        } - self.items()

    def items(self) -> set[str]:
        """Codes of all questions that an indicator scores."""
        return {item for indicator in self.indicators.values() for item in indicator.items}


class Form(Strict):
    """How one tool lays a questionnaire out."""

    form: Code
    tool: Literal[
        "webropol", "limesurvey", "spss", "google_forms", "ms_forms", "redcap", "qualtrics",
        "surveymonkey", "alchemer", "kobo", "excel", "paper",
    ]  # fmt: skip
    # Absent: the language is recognised from the headers.
    language: Language | None = None
    version: str = "1"
    # The zone of its times that name none, if it is not the questionnaire's (a server in UTC).
    timezone: TimeZone | None = None
    # When this form was answered: distinguishes waves that have the same headers.
    answered_from: date | None = None
    answered_to: date | None = None
    # Values of fields that have no column, e.g. {phase: start}.
    constants: dict[
        Literal["phase", "service", "language", "consent", "area", "assistance", "mode"], str
    ] = {}
    # The day of answering where no column holds it: by phase, or by the text of its column (`pre`).
    days: dict[str, date] = {}
    # A row per person: text or code of a phase -> pattern of its columns (`*_t1`, `T1 *`).
    time_points: dict[str, str] = {}
    # Headers of this tool for a field or question code, beside the questionnaire's own texts.
    columns: dict[Code, list[str]] = {}
    # Headers of this tool for one option of a multi-select question: {code: {option: [header]}}.
    option_columns: dict[Code, dict[OptionCode, list[str]]] = {}
    # Question codes this form asks; absent means all.
    questions: list[Code] | None = None
    # Scales whose bare numbers are the declared codes (or run the other way).
    codes: dict[Code, Literal["as_declared", "reversed"]] = {}

    def asked(self, questionnaire: Questionnaire) -> list[str]:
        """Question codes on this form, in the questionnaire's order."""
        wanted = set(self.questions if self.questions is not None else questionnaire.questions)
        return [code for code in questionnaire.questions if code in wanted]


@dataclass(frozen=True)
class Survey:
    """A questionnaire with its forms."""

    questionnaire: Questionnaire
    forms: tuple[Form, ...]
