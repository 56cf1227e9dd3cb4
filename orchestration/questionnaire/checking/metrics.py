"""What must hold between a governance metric and the questions it counts.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the shape of a metric
(model).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.checking.codes import undeclared
from orchestration.questionnaire.model.metric import Metric
from orchestration.questionnaire.model.questionnaire import Questionnaire


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What a metric needs and its question cannot give, a sentence each."""
    if questionnaire.metrics and questionnaire.subject == "person":
        yield (
            "metrics: they are computed from the answers of organisations, and this questionnaire is"
            " about people (`subject: person`). Remove `metrics:`. How many people chose what is"
            " published without it"
        )
    for code, metric in questionnaire.metrics.items():
        where = f"metrics.{code}"
        unknown = list(undeclared(f"{where}.question", metric.questions, questionnaire.questions))
        yield from unknown
        if not unknown:
            yield from _problems(where, metric, questionnaire)


def _problems(where: str, metric: Metric, questionnaire: Questionnaire) -> Iterator[str]:
    if (metric.kind == "share") != (metric.counts is not None) and metric.kind != "selected":
        yield f"{where}.counts: needed by a share, and by nothing but share or selected"
    if metric.counts and metric.counts.missing and metric.denominator != "asked":
        yield f"{where}.counts.missing: needs `denominator: asked`"
    options = [o for q in metric.questions for o in questionnaire.choices(q).options]
    counted = metric.counts.options if metric.counts else []
    yield from undeclared(f"{where}.counts.options", counted, dict.fromkeys(options))
    for asked in metric.questions:
        yield from _level_problems(where, metric, asked, questionnaire.questions[asked].publish)
        yield from _kind_problems(where, metric, questionnaire, asked)


def _level_problems(where: str, metric: Metric, asked: str, level: str) -> Iterator[str]:
    if level == "no" or (level == "metrics" and metric.kind == "distribution"):
        yield f"{where}: `{asked}` is published as `{level}`, which forbids this metric"


def _kind_problems(
    where: str, metric: Metric, questionnaire: Questionnaire, asked: str
) -> Iterator[str]:
    kind, options = questionnaire.questions[asked].kind, questionnaire.choices(asked).options
    numeric = kind == "number" or (kind == "scale" and all(o.isdecimal() for o in options))
    if metric.kind in ("mean", "median", "sum", "max"):
        if not numeric:
            yield f"{where}: a {metric.kind} needs a number, `{asked}` gives none"
        if metric.denominator == "asked":
            yield f"{where}.denominator: a {metric.kind} is over answers"
    if metric.kind in ("distribution", "selected") and not options:
        yield f"{where}: `{asked}` has no options to count"
    if metric.counts and any(b is not None for b in metric.counts.bounds) and not numeric:
        yield f"{where}.counts: `{asked}` gives no number to compare"
