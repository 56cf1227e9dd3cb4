"""How well a header row could fit a form at the very best, without reading it.

Belongs here: bounds that let a row of data be passed over. Does not belong here: which form it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache

from orchestration.core.text import plain
from orchestration.questionnaire.matching.header_keys import ColumnTexts
from orchestration.questionnaire.matching.layout import CLEAR_SHARE
from orchestration.questionnaire.matching.match import HeaderIndex, keys_of
from orchestration.questionnaire.matching.wide_index import WideIndex

# Texts over a column of which is kept what they could be: answers repeat from file to file.
_KEPT = 50_000
_WORD = re.compile(r"\w+")


class BestCase:
    """The bounds of a header row for every form; what one column could be is found out once."""

    def __init__(self, indexes: Iterable[HeaderIndex]):
        self._indexes = tuple(indexes)
        self._codes = lru_cache(maxsize=_KEPT)(self._codes_of)
        self._telling = {_longest_word(key) for index in self._indexes for key in index.known}

    def could_reach(
        self, columns: Iterable[ColumnTexts], roles: Mapping[str, Sequence[str]], score: int
    ) -> bool:
        """False if no layout of any form can be clear or have at least this score.

        `roles` are the tool's own columns by field.
        """
        found: dict[int, set[str]] = {}
        for column in columns:
            for place, codes in self._codes(column):
                found.setdefault(place, set()).update(codes)
        return any(
            _could_reach(self._indexes[place], codes | roles.keys(), score)
            for place, codes in found.items()
        )

    def _codes_of(self, column: ColumnTexts) -> tuple[tuple[int, frozenset[str]], ...]:
        """(number of a form, codes of what the column could be in it); most texts are nothing."""
        if not any(self._may_be_known(text) for text in column.texts()):
            return ()
        keys = keys_of([column.keys()])
        found = []
        for place, index in enumerate(self._indexes):
            if known := keys & index.known.keys():
                shared = (target.code for key in known for target in index.shared.get(key, ()))
                codes = {*(index.known[key][0].code for key in known), *shared}
                found.append((place, frozenset(codes)))
        return tuple(found)

    def _may_be_known(self, text: str) -> bool:
        """False if no key of the text is known: every key is made of whole words of the text, and the
        longest word of each known key is missing. A time or a code is passed over without its keys.
        """
        seen = plain(text)
        if not (text.isascii() or unicodedata.is_normalized("NFKC", seen)):
            return True  # a part of it may be folded otherwise than the whole
        return "" in self._telling or not self._telling.isdisjoint(_WORD.findall(seen))


def _longest_word(key: str) -> str:
    return max(_WORD.findall(key), key=len, default="")


def _could_reach(index: HeaderIndex, codes: set[str], score: int) -> bool:
    has_a_question = not codes.isdisjoint(index.survey.questionnaire.questions)
    if isinstance(index, WideIndex):
        return has_a_question or len(codes) * len(index.time_points) >= score
    expected = index.expected
    is_clear = has_a_question and len(codes) >= CLEAR_SHARE * len(expected)
    return is_clear or len(codes) - _missing_count(expected, codes) >= score


def _missing_count(expected: Sequence[str], codes: Collection[str]) -> int:
    return sum(code not in codes for code in expected)
