"""What must hold between an indicator and its items: ranges, counts and options that can be scored.

Belongs here: finding what is wrong, a sentence each. Does not belong here: the shape of an
indicator (model).
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.checking.codes import undeclared
from orchestration.questionnaire.model.indicator import Indicator
from orchestration.questionnaire.model.questionnaire import Questionnaire


def problems(questionnaire: Questionnaire) -> Iterator[str]:
    """What is wrong with the `indicators:`, a sentence each."""
    for code, indicator in questionnaire.indicators.items():
        where = f"indicators.{code}"
        yield from undeclared(f"{where}.reversed_items", indicator.reversed_items, indicator.items)
        yield from _score_problems(where, indicator)
        unknown = list(undeclared(f"{where}.items", indicator.items, questionnaire.questions))
        yield from unknown
        for item in indicator.items if not unknown else ():
            yield from _item_problems(where, indicator, item, questionnaire)


def _score_problems(where: str, indicator: Indicator) -> Iterator[str]:
    """Ranges that run backwards, or more answers needed than there are items."""
    score = indicator.score
    if score.min_answered > len(indicator.items):
        yield f"{where}.score.min_answered: more than the indicator has items"
    for name, (low, high) in (("from", score.source_range), ("to", score.target_range)):
        if low >= high:
            yield f"{where}.score.{name}: give the low end first"


def _item_problems(
    where: str, indicator: Indicator, item: str, questionnaire: Questionnaire
) -> Iterator[str]:
    """An answer that could never be scored: outside the range, or not a number.

    A typing error in `from` would leave scores empty without a message. Only scales with codes in
    digits, and numbers, can be scored.
    """
    kind, options = questionnaire.questions[item].kind, questionnaire.choices(item).options
    if kind not in ("scale", "number"):
        yield f"{where}.items: {item} is of type {kind}; give its options as a scale"
        return
    if wordy := [option for option in options if not option.isdecimal()]:
        yield (
            f"{where}.items: {item} is scored, so its options are numbers, not {', '.join(wordy)}"
        )
    low, high = indicator.item_range()
    outside = [
        option for option in options if option.isdecimal() and not low <= int(option) <= high
    ]
    if outside and low < high:
        yield (
            f"{where}.score.from: with method {indicator.score.method} an item runs from"
            f" {low:g} to {high:g}, but {item} has {', '.join(outside)}"
        )
