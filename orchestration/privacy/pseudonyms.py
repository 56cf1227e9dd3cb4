"""The door: what must not come in as it is, and how a respondent code becomes a key.

Belongs here: keyed pseudonyms and finding personal identity codes. Pure: the secret is handed
in, and a code goes no further than the functions of this module.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable

from orchestration.core.text import is_blank, whole_number

# Date of birth, century mark (A–F and U–Y since 2023), individual number, check character.
# Loose on purpose, for a fast first look; has_identity_code decides.
IDENTITY_CODE = r"\pN{6}[^0-9]{0,3}\pN{3}\s?\pL?\pN?"
_CHECKED = re.compile(
    r"(?<![0-9A-Z])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2})"
    # Without a mark between, only a letter at the end tells it from an ordinary long number.
    r"(?: ?[-+A-FU-Y] ?(\d{3}) ?([0-9A-FHJ-NPR-Y])|(\d{3})([A-FHJ-NPR-Y]))(?![0-9A-Z])"
)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))
_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_NOT_PART_OF_A_CODE = re.compile(r"[\s\-‐‑–—]+")
# As good as blank where a code is asked for, though it may be an answer elsewhere.
_NONE = "none"


def person_key(code: str, scope: str, secret: bytes) -> str | None:
    """Keyed hash (32 hex digits) of a respondent code within its scope; None for a blank code.

    The code is compared in NFKC, case folded, without blanks and hyphens, so that `3MAR71` and
    ` 3mar71` are one person.
    """
    folded = fold(code)
    if not folded:
        return None
    message = f"{scope}\0{folded}".encode()
    return hmac.digest(secret, message, "sha256").hex()[:32]


def keyed(kind: str, text: str, secret: bytes) -> str:
    """Keyed hash (32 hex digits) of a text that must be known again and never read."""
    return hmac.digest(secret, f"{kind}\0\0{text}".encode(), "sha256").hex()[:32]


def fold(code: str) -> str:
    """The code as it is compared; it is still the person's, so it stays in this room.

    Nothing for a blank: `NA` in the rows of many is no person that they share. A running number
    that went through a column of decimals is the number.
    """
    folded = _NOT_PART_OF_A_CODE.sub("", unicodedata.normalize("NFKC", code).casefold())
    return "" if is_blank(code) or folded == _NONE else whole_number(folded)


def has_identity_code(text: str) -> bool:
    """True if the text holds a Finnish personal identity code with a right check character.

    Typed with any dash, with blanks around the mark, or without the mark.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    return any(
        _CHECK_CHARACTERS[int(date + (number or bare)) % 31] == (check or letter)
        for date, number, check, bare, letter in _CHECKED.findall(folded)
    )


def key_id(secret: bytes) -> str:
    """A name for the key that tells nothing about it: one of the declared inputs of a release."""
    return hashlib.sha256(b"mukana key\0" + secret).hexdigest()[:12]


def identity_code_rows(cells: Iterable[tuple[int, str]]) -> list[int]:
    """Row numbers, of those given, whose text holds a personal identity code."""
    return [row for row, text in cells if has_identity_code(text)]
