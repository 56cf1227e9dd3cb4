"""Respondent codes: where in a column there may be a typing error or a name.

Belongs here: finding such codes. Pure. Every function returns positions only, never a code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from orchestration.privacy.personal_data import has_email, has_phone_number, is_one_name
from orchestration.privacy.pseudonyms import fold

# Shorter codes all differ by one character.
_SHORTEST = 3
# What somebody typed as a code is not longer.
_LONGEST = 100


def name_like(texts: Sequence[str]) -> list[int]:
    """Find codes that look like a name, an e-mail address or a phone number; returns their positions.

    Of names also one word: nobody is asked for a word as a code.
    """
    return [
        index
        for index, text in enumerate(texts)
        if has_email(text) or has_phone_number(text) or is_one_name(text.strip())
    ]


def near(texts: Sequence[str]) -> list[int]:
    """Find codes that differ from another code by one character; returns their positions.

    At least one of the two characters is a letter: running numbers all differ by one digit.
    """
    folded = [fold(text) for text in texts]
    codes = sorted({code for code in folded if _SHORTEST <= len(code) <= _LONGEST})
    found: set[str] = set()
    for place in range(max(map(len, codes), default=0)):
        rest: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code in codes:
            if len(code) > place:
                rest[code[:place], code[place + 1 :]].append(code)
        for alike in rest.values():
            if len(alike) > 1 and any(code[place].isalpha() for code in alike):
                found.update(alike)
    return [index for index, code in enumerate(folded) if code in found]


def differently_separated(texts: Sequence[str]) -> list[int]:
    """Find codes that differ only by blanks or hyphens, such as `1-11` and `11-1`; returns their
    positions.
    """
    folded = [fold(text) for text in texts]
    joined = [code.replace("-", "") for code in folded]
    forms: dict[str, set[str]] = defaultdict(set)
    for code, together in zip(folded, joined, strict=True):
        forms[together].add(code)
    return [i for i, together in enumerate(joined) if len(forms[together]) > 1]


def unusually_spelled(texts: Sequence[str]) -> list[int]:
    """Find codes spelled otherwise than the same code usually is; returns their positions.

    The usual spelling is the most frequent one, without blanks around it.
    """
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        spellings[fold(text)][text.strip()] += 1
    # Of equally frequent ones the one with capitals: they sort before small letters.
    usual = {
        code: min(counts, key=lambda spelling: (-counts[spelling], spelling))
        for code, counts in spellings.items()
    }
    return [i for i, text in enumerate(texts) if fold(text) and text != usual[fold(text)]]


def blank(texts: Sequence[str]) -> list[int]:
    """Find the positions without a code."""
    return [index for index, text in enumerate(texts) if not fold(text)]
