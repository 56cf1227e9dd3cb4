"""How well a header row could fit a form at the very best, without reading it.

Belongs here: bounds that let a row of data be passed over. Does not belong here: which form it is.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from orchestration.questionnaire.matching.layout import CLEAR_SHARE
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.matching.wide_index import WideIndex


def could_reach(
    index: HeaderIndex, keys: set[str], roles: Mapping[str, Sequence[str]], score: int
) -> bool:
    """False if no layout of this form can be clear or have at least this score.

    `keys` are those of all columns of the row, `roles` the tool's own columns by field.
    """
    known = keys & index.known.keys()
    if not known:
        return False  # there is no layout at all
    shared = {target.code for key in known & index.shared.keys() for target in index.shared[key]}
    codes = {index.known[key][0].code for key in known} | shared | roles.keys()
    has_a_question = not codes.isdisjoint(index.survey.questionnaire.questions)
    if isinstance(index, WideIndex):
        return has_a_question or len(codes) * len(index.time_points) >= score
    expected = index.expected
    is_clear = has_a_question and len(codes) >= CLEAR_SHARE * len(expected)
    return is_clear or len(codes) - _missing_count(expected, codes) >= score


def _missing_count(expected: Sequence[str], codes: Collection[str]) -> int:
    return sum(code not in codes for code in expected)
