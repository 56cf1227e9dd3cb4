"""Codes out of texts: small letters a-z, digits and `_`, each once.

Belongs here: making them. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from slugify import slugify

from orchestration.questionnaire.model.questionnaire import Fields

_LONGEST = 40


def code_of(text: str, taken: Collection[str], otherwise: str) -> str:
    """A code for a question or questionnaire that none of `taken` is; `otherwise` begins that of a text without letters."""
    code = _slug(text) or otherwise
    code = code if code[0].isalpha() else f"{otherwise}_{code}"
    return _free(code, {*taken, *Fields.model_fields})


def option_codes(texts: Iterable[str]) -> dict[str, str]:
    """Text -> a code of its own; it may begin with a digit, and is no number, which a file may hold."""
    found: dict[str, str] = {}
    for text in texts:
        code = _slug(text)
        code = f"option_{code}" if not code or code.isdecimal() else code
        found[text] = _free(code, found.values())
    return found


def _slug(text: str) -> str:
    short = slugify(text, separator="_", max_length=_LONGEST, word_boundary=True)
    return re.sub(r"[^a-z0-9_]", "", short) or slugify(text, separator="_")[:_LONGEST].strip("_")


def _free(code: str, taken: Collection[str]) -> str:
    if code not in taken:
        return code
    numbers = (f"{code}_{number}" for number in range(2, len(taken) + 3))
    return next(one for one in numbers if one not in taken)
