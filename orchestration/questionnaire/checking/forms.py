"""What must hold between a form and its questionnaire.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the shape of a form
(model).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from orchestration.questionnaire.checking import form_collisions
from orchestration.questionnaire.checking.codes import undeclared
from orchestration.questionnaire.matching import days, time_points
from orchestration.questionnaire.model import families
from orchestration.questionnaire.model.questionnaire import Fields, Form, Questionnaire


def problems(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with a form, a sentence each, beginning with the key it is about."""
    for key, given, allowed in _codes(form, questionnaire):
        yield from undeclared(key, sorted(given), sorted(allowed))
    yield from form_collisions.problems(form, questionnaire)
    if form.answered_from and form.answered_to and form.answered_from > form.answered_to:
        yield "answered_from: is after `answered_to`"
    asked = form.asked(questionnaire)
    for code, metric in questionnaire.metrics.items():
        for first, second in pairwise([q for q in metric.questions if q in asked]):
            yield (
                f"questions: `{first}` and `{second}` replace each other in metric `{code}`;"
                " a form asks one"
            )
    for kind in (days, families, time_points):
        yield from kind.problems(form, questionnaire)


def _codes(
    form: Form, questionnaire: Questionnaire
) -> Iterator[tuple[str, Iterable[str], Iterable[str]]]:
    """(key of the form, codes that it names, codes that it may name)."""
    questions = questionnaire.questions
    yield "columns", form.columns, {*questions, *Fields.model_fields}
    yield "questions", form.questions or (), questions
    yield "codes", form.codes, questionnaire.scales
    several = {
        code: question.options for code, question in questions.items() if question.kind == "multi"
    }
    yield "option_columns", form.option_columns, several
    for code in form.option_columns.keys() & several.keys():
        yield f"option_columns.{code}", form.option_columns[code], several[code]
