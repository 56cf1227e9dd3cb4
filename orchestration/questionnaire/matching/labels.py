"""Matching the labels in a file to the options, values and kinds of missing that are declared.

Belongs here: which label is which. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from orchestration.core.words import Words
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import Texts


def labels(options: Mapping[str, Texts]) -> Words:
    """Every label in every language with its code. Codes themselves are labels too."""
    texts = [(text, code) for code, label in options.items() for text in wordings(label)]
    return _words((*texts, *((code, code) for code in options)))


# The same for every file of a form. Nothing is declared to what is returned.
@lru_cache(maxsize=2_000)
def _words(meanings: tuple[tuple[str, str], ...]) -> Words:
    return Words(meanings)
