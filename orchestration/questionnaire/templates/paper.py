"""The columns of a workbook for typing paper answers in, and their choices.

Belongs here: columns from the model, in one language, and checking that the workbook will be
recognised as this survey and no other. Pure. Does not belong here: how it looks (template).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from orchestration.core.errors import UserError
from orchestration.questionnaire.matching.layout import Layout
from orchestration.questionnaire.matching.match import best_layouts
from orchestration.questionnaire.matching.wide_index import index_of
from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.model.questionnaire import Form, Language, Survey, Texts

# Field, such as `service` -> the names that registers know for it.
Names = Mapping[str, Sequence[str]]
# What a chosen option of a multi-select question is typed as.
CHOSEN = "x"


class TemplateError(UserError):
    """No template can be made: the language is missing, or a form that has its columns."""


@dataclass(frozen=True)
class Column:
    """A column to type into: its header, the Finnish wording of it, and what may be typed.

    `kind` is one of KINDS; `choices` are the drop-down's texts; `is_closed` if nothing else is allowed.
    """

    header: str
    header_fi: str
    kind: str
    choices: tuple[str, ...] = ()
    is_closed: bool = False
    is_required: bool = False


def languages(survey: Survey) -> list[str]:
    """The languages that every question of the survey is worded in."""
    texts = [question.text for question in survey.questionnaire.questions.values()]
    return [lang for lang in get_args(Language) if all(lang in text for text in texts)]


def columns(survey: Survey, language: str, names: Names) -> list[Column]:
    """The columns of the template in this language, fields first."""
    form = _form(survey)
    return [*_fields(survey, form, language, names), *_questions(survey, form, language)]


def _form(survey: Survey) -> Form:
    """The form for paper; without one, the first that has a row per form filled in."""
    on_paper = [form for form in survey.forms if form.tool == "paper"]
    return next(iter([*on_paper, *(f for f in survey.forms if not f.time_points), *survey.forms]))


def _fields(survey: Survey, form: Form, language: str, names: Names) -> Iterator[Column]:
    for code, field in survey.questionnaire.fields.declared().items():
        if code in form.constants:
            continue
        choices, kind = _captions(field.values, language), "choice" if field.values else "text"
        if not choices and names.get(code):
            choices, kind = tuple(names[code]), "name"
        yield Column(
            caption(field.header, language),
            caption(field.header, "fi"),
            "date" if code == "answered_at" else kind,
            choices,
            is_closed=bool(field.values),
            is_required=field.required,
        )


def _questions(survey: Survey, form: Form, language: str) -> Iterator[Column]:
    questionnaire, items = survey.questionnaire, survey.questionnaire.items()
    for code in form.asked(questionnaire):
        question, choices = questionnaire.questions[code], questionnaire.choices(code)
        header, header_fi = caption(question.text, language), caption(question.text, "fi")
        is_required = question.required or code in items
        if question.kind == "multi":
            for texts in choices.options.values():
                names = (
                    f"{stem.rstrip(' :')}:{caption(texts, lang)}"
                    for stem, lang in ((header, language), (header_fi, "fi"))
                )
                yield Column(*names, "multi", (CHOSEN,), is_closed=True, is_required=is_required)
            continue
        labels = _captions(choices.options | choices.missing, language)  # type: ignore[operator]
        if question.kind in ("number", "open"):
            yield Column(header, header_fi, question.kind, is_required=is_required)
        else:
            closed = question.other is None
            yield Column(header, header_fi, "choice", labels, closed, is_required)


def _captions(options: dict[Any, Texts], language: str) -> tuple[str, ...]:
    return tuple(caption(texts, language) for texts in options.values())


def check_recognised(
    survey: Survey, language: str, layout: list[Column], surveys: Iterable[Survey]
) -> None:
    """Check that a typed file is recognised as this survey, in this language, and as no other.

    `surveys` are all that a reader knows. Raises TemplateError.
    """
    known = [index_of(other, form) for other in surveys for form in other.forms]
    best, *others = best_layouts(known, [column.header for column in layout])
    equally_good = [
        other
        for other in others
        if (other.score, other.own) == (best.score, best.own)
        and not best.means_the_same(other)
        and not _is_other_wave(best, other)
    ]
    is_ours = best.questionnaire.questionnaire == survey.questionnaire.questionnaire
    if (
        is_ours
        and best.language == language
        and len(best.columns) == len(layout)
        and not equally_good
    ):
        return
    raise TemplateError(
        f"{survey.questionnaire.questionnaire} has no form that only its template fits. "
        "Add forms/paper.yml with `form: paper` and `tool: paper`."
    )


def _is_other_wave(one: Layout, other: Layout) -> bool:
    """Whether two forms for paper of one survey differ in the time of the answers."""
    periods = [(layout.form.answered_from, layout.form.answered_to) for layout in (one, other)]
    is_same_survey = one.questionnaire.questionnaire == other.questionnaire.questionnaire
    return is_same_survey and one.form.tool == other.form.tool and periods[0] != periods[1]
