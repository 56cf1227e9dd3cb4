"""What must hold within a question: its scale, its options, and their dates.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the shape of a
question (model).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.checking.codes import undeclared
from orchestration.questionnaire.model.questionnaire import Question, Questionnaire


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with the `questions:`, a sentence each."""
    for code, question in questionnaire.questions.items():
        where = f"questions.{code}"
        scale = [question.scale] if question.scale else []
        unknown = list(undeclared(f"{where}.scale", scale, questionnaire.scales))
        yield from unknown or _problems(where, question, questionnaire)
        if question.publish == "area" and questionnaire.subject == "person":
            yield f"{where}.publish: `area` is for organisations"


def _problems(where: str, question: Question, questionnaire: Questionnaire) -> Iterator[str]:
    if question.kind in ("single", "multi") and not question.options:
        yield f"{where}: a {question.kind} question needs options"
    if question.kind in ("number", "date", "open") and question.options:
        yield f"{where}: a {question.kind} question has no options"
    other = [question.other] if question.other else []
    yield from undeclared(f"{where}.other", other, question.options)
    options = questionnaire.scales[question.scale].options if question.scale else question.options
    yield from undeclared(f"{where}.option_dates", question.option_dates, options)
    if question.range and (question.kind != "number" or question.range[0] > question.range[1]):
        yield f"{where}.range: give (low, high) of a number question"
