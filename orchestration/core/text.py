"""One normal form of a text, so that headers and labels match however a tool wrote them.

Belongs here: what counts as the same wording. Pure; no questionnaire, no files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Arabic-script keyboards type in two ways, and Persian or Arabic digits.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"})
_NUMBERING = re.compile(r"^\d{1,3}\s*[.)]\s+")
_TRAILING = re.compile(r"[\s:.?!*;،؟۔]+$")
_WHOLE = re.compile(r"^(\d+)\.0+$")
_BLANK = re.compile(r"\s+")

# Normal forms of what people and tools write for "nothing": R `NA`, pandas `NaN` and `<NA>`,
# Stata `.` (a stop at the end is never looked at), databases `NULL`, Excel and SPSS `#NULL!`.
BLANKS = frozenset(
    {"", "-", "–", "—", "n/a", "#n/a", "na", "<na>", "nan", "nat", "null", "#null", "ei vastausta"}
)


@lru_cache(maxsize=200_000)
def normalise(text: str) -> str:
    """Return the text folded for comparison: NFKC, no invisible marks, one kind of blank,
    ASCII digits, case folded, without leading numbering and trailing punctuation.
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
        text = "".join(_ascii_digit(c) for c in text if unicodedata.category(c) != "Cf")
        text = text.translate(_SAME_LETTER)
    text = _BLANK.sub(" ", text).strip().casefold()
    return _TRAILING.sub("", _NUMBERING.sub("", text))


def whole_number(key: str) -> str:
    """`1.0` as `1`: what pandas and R write of a whole number whose column has gaps."""
    found = _WHOLE.match(key) if "." in key else None
    return found[1] if found else key


def is_blank(text: str) -> bool:
    """True if a cell says nothing; a declared text goes before."""
    # Asked of every code and date: what begins otherwise than any of them needs no folding.
    if text.isascii() and text[:1].isalnum() and text[0] not in "NnEe":
        return False
    return normalise(text) in BLANKS


def ascii_digits(text: str) -> str:
    """Return the text with the digits of any script as 0–9 and without invisible marks."""
    if text.isascii():
        return text
    return "".join(_ascii_digit(c) for c in text if unicodedata.category(c) != "Cf")


def _ascii_digit(character: str) -> str:
    digit = unicodedata.digit(character, None)
    return character if digit is None else str(digit)
