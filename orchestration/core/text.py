"""One normal form of a text, so that headers and labels match however a tool wrote them.

Belongs here: what counts as the same wording. Pure; no questionnaire, no files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import groupby

# Letters that Arabic-script keyboards type in two ways, and Persian or Arabic digits.
_SAME_LETTER = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه"})
_NUMBERING = re.compile(r"^\d{1,3}\s*[.)]\s+")
_TRAILING = " :.?!*;،؟۔"
_WHOLE = re.compile(r"^(\d+)\.0+$")
_BLANK = re.compile(r"\s+")
# Characters that are a mark beside a text, though NFKC makes digits and letters of them: with them
# `12¹`, a number with a footnote, would become 121.
_MARKS = ("<super>", "<sub>", "<fraction>", "<circle>")

_DIRECTIONS = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_JOINERS = "\u200c\u200d"
# More accents on a letter than Unicode's stream-safe text allows.
_PILE = 30

# Normal forms of what people and tools write for "nothing": R `NA`, pandas `NaN` and `<NA>`,
# Stata `.` (a stop at the end is never looked at), databases `NULL`, Excel and SPSS `#NULL!`.
BLANKS = frozenset(
    {"", "-", "–", "—", "n/a", "#n/a", "na", "<na>", "nan", "nat", "null", "#null", "ei vastausta"}
)

# For a first look over whole columns (RE2): what `is_blank` does not know by its first letter.
MAY_BE_BLANK = r"^(?:[^A-DF-MO-Za-df-mo-z0-9]|$)|[^\x00-\x7F]"


def visible(text: str) -> str:
    """Return the text as people see it: NFKC, no invisible marks, one kind of blank, ASCII digits."""
    if not text.isascii():
        text = fold_characters(text)
        text = "".join(_ascii_digit(c) for c in text if unicodedata.category(c) != "Cf")
        text = text.translate(_SAME_LETTER)
    return _BLANK.sub(" ", text).strip()


def tidied(text: str) -> str:
    """Return the text as it is written, in one line and without marks of writing direction."""
    return " ".join("".join(c for c in text if c not in _DIRECTIONS).split())


@lru_cache(maxsize=200_000)
def plain(text: str) -> str:
    """Return the visible text, case folded. Two texts that differ in it are written differently."""
    return visible(text).casefold()


@lru_cache(maxsize=200_000)
def normalise(text: str) -> str:
    """Return the plain text without leading numbering and trailing punctuation."""
    return _NUMBERING.sub("", plain(text)).rstrip(_TRAILING)


def trimmed(text: str) -> str:
    """Return the plain text without trailing punctuation, with its numbering."""
    return plain(text).rstrip(_TRAILING)


def fold_characters(text: str) -> str:
    """NFKC, which makes one character of several that look alike; marks such as `¹` stay marks.

    A text with a pile of accents that no language has stays as it is: sorting them takes too long.
    """
    if text.isascii() or (len(text) > _PILE and _has_pile(text)):
        return text
    return "".join(
        "".join(run) if is_mark else unicodedata.normalize("NFKC", "".join(run))
        for is_mark, run in groupby(text, _is_mark)
    )


def _has_pile(text: str) -> bool:
    return any(
        is_accent and sum(1 for _ in run) > _PILE
        for is_accent, run in groupby(
            text, lambda character: bool(unicodedata.combining(character))
        )
    )


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


def shown(text: str) -> str:
    """The text with characters that steer a terminal or turn the writing direction as `\\x1b`.

    For names that somebody else gave: they could forge lines of a log or a receipt.
    """
    if text.isprintable() and "\\" not in text:
        return text
    return "".join(_escaped(character) for character in text)


def _escaped(character: str) -> str:
    if character == "\\":
        return "\\\\"  # so that no two names are shown alike
    # Joiners are letters' company in Persian and other scripts.
    if character.isprintable() or character in _JOINERS or character == "\u00ad":
        return character
    if unicodedata.category(character) in ("Zs", "Co", "Cn"):
        return character
    return character.encode("unicode_escape", "surrogatepass").decode("ascii")


def _is_mark(character: str) -> bool:
    return unicodedata.decomposition(character).startswith(_MARKS)


def _ascii_digit(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    return character if digit is None else str(digit)
