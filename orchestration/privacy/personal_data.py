"""Personal data in a text: identity codes, and what else may not be shown to anybody.

Belongs here: the form and the check character of a Finnish personal identity code; which names out
of a file may be shown. Pure. Does not belong here: what follows when a file holds one (ingest).
"""

from __future__ import annotations

import re
import unicodedata

# Date of birth, century sign (A–F and U–Y since 2023), individual number, check character.
# Loose on purpose, for a fast first look; has_identity_code decides.
IDENTITY_CODE = r"\pN{6}[^0-9]{0,3}\pN{3}\s?\pL?\pN?"
_CHECKED = re.compile(
    r"(?<![0-9A-Z])((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2})"
    # Without a sign between, only a letter at the end distinguishes it from any long number.
    r"(?: ?[-+A-FU-Y] ?(\d{3}) ?([0-9A-FHJ-NPR-Y])|(\d{3})([A-FHJ-NPR-Y]))(?![0-9A-Z])"
)
_LONGEST_NAME = 80
_ADDRESS_OR_NUMBER = re.compile(r"@|\d[\d\s-]{4,}\d")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−﹣－", "-"))
_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"


def has_identity_code(text: str) -> bool:
    """True if the text holds a Finnish personal identity code with a right check character.

    The code may be typed with any dash, with blanks around the century sign, or without the sign.
    """
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).upper()
    return any(
        _CHECK_CHARACTERS[int(date + (number or bare)) % 31] == (check or letter)
        for date, number, check, bare, letter in _CHECKED.findall(folded)
    )


def may_be_shown(name: str) -> bool:
    """True for a short name without an identity code, an e-mail address or a long number."""
    is_plain = len(name) <= _LONGEST_NAME and not _ADDRESS_OR_NUMBER.search(name)
    return is_plain and not has_identity_code(name)
