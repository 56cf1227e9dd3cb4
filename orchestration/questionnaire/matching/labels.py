"""Matching the labels in a file to the options, values and kinds of missing that are declared.

Belongs here: which label is which. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping

from orchestration.core.words import Words
from orchestration.questionnaire.model.captions import wordings
from orchestration.questionnaire.model.questionnaire import Texts


def labels(options: Mapping[str, Texts]) -> Words:
    """Every label in every language with its code. Codes themselves are labels too."""
    texts = ((text, code) for code, label in options.items() for text in wordings(label))
    return Words([*texts, *((code, code) for code in options)])
