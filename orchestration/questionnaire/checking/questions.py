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
        if question.bands:
            yield from _band_problems(f"{where}.bands", question, questionnaire.subject)


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


def _band_problems(where: str, question: Question, subject: str) -> Iterator[str]:
    """Bands that leave a number out, or that nothing would be published of."""
    low, high = question.range or (None, None)
    rising = sorted(set(question.bands)) == question.bands and len(question.bands) > 1
    if question.kind != "number" or subject != "person":
        yield f"{where}: bands are for number questions of a questionnaire about people"
    elif question.background or question.publish != "distribution":
        yield f"{where}: nothing is counted of a question with `background` or this `publish`; remove one of them"
    elif low is None or high is None:
        yield f"{where}: give the question a `range` too; the first band begins at its low end"
    elif not rising or question.bands[0] != low or question.bands[-1] > high:
        yield (
            f"{where}: give the low end of each band, at least two, rising from {low:g}, where the"
            f" range begins, to {high:g} at most"
        )
