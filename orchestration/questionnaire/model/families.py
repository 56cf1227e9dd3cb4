"""Indicators that share items, such as a total and its parts: scored together or not at all.

Belongs here: which indicators are one family, and forms that could score only some of one. If a
total and its parts were published of different people, their difference would disclose the answers
of those few who are in only one of them.
"""

from __future__ import annotations

from collections.abc import Iterator

from orchestration.questionnaire.model.questionnaire import Form, Questionnaire


def families(questionnaire: Questionnaire) -> dict[str, str]:
    """Indicator code -> the first declared indicator of its family, which is itself if alone.

    Two are of one family if they share an item, or if each shares one with a third.
    """
    family_of: dict[str, str] = {}
    for code, indicator in questionnaire.indicators.items():
        near = {
            family
            for other, family in family_of.items()
            if not set(indicator.items).isdisjoint(questionnaire.indicators[other].items)
        }
        first = next((family for family in family_of.values() if family in near), code)
        family_of = {other: first if f in near else f for other, f in family_of.items()}
        family_of[code] = first
    return family_of


def with_their_families(questionnaire: Questionnaire, codes: set[str]) -> dict[str, str]:
    """Each indicator that shares items, directly or not, with one of `codes` -> that one."""
    family_of = families(questionnaire)
    first_of = {family_of[code]: code for code in sorted(codes, reverse=True)}
    return {
        code: first_of[family]
        for code, family in family_of.items()
        if family in first_of and code not in codes
    }


def problems(form: Form, questionnaire: Questionnaire) -> Iterator[str]:
    """A form that asks enough for one indicator of a family and too little for another."""
    asked = set(form.asked(questionnaire))
    family_of = families(questionnaire)
    is_scored = {
        code: len(asked.intersection(indicator.items)) >= indicator.score.min_answered
        for code, indicator in questionnaire.indicators.items()
    }
    for code, family in family_of.items():
        scored = [c for c, f in family_of.items() if f == family and is_scored[c]]
        if scored and not is_scored[code]:
            yield (
                f"questions: too few items of `{code}` for a score, while `{scored[0]}`, which"
                " shares items with it or with one that does, gets one; indicators that share"
                " items are scored together or not at all: ask the items of all, or make this"
                " form a questionnaire of its own"
            )
