"""Patterns of personal data in a text: the gate's own search in what would be published.

Belongs here: recognising a Finnish personal identity code, an e-mail address and a phone number.
Does not belong here: what is done when a file is read (orchestration/ingest). The two searches are
written separately on purpose, so that one mistake does not defeat both.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

# DDMMYY, the sign of the century, an individual number, a check character. Signs and check
# characters: Digital and Population Data Services Agency, "Personal identity code" (reform 2023).
_IDENTITY_CODE = re.compile(
    r"(?<![0-9A-Z])([0-3]\d[01]\d\d\d)[-+UVWXYABCDEF](\d{3})([0-9A-Y])(?![0-9A-Z])", re.IGNORECASE
)
_CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY"
_EMAIL = re.compile(r"[\w.%+-]+@[\w-]+(\.[\w-]+)+")
_GAP = r"[ \u00a0-]?"
# International, mobile, and landline with a gap after the area code. A bare long number is not
# a phone number: register codes look like that.
_PHONE = re.compile(
    rf"(?<![\w./-])(?:(?:\+|00)358{_GAP}(?:\(0\))?(?:{_GAP}\d){{6,11}}"
    rf"|0(?:4\d|50){_GAP}\d{{3}}(?:{_GAP}\d){{3,5}}"
    rf"|0[1-9]\d?[ \u00a0-]\d{{3}}(?:{_GAP}\d){{2,5}})(?!\d)"
)


def has_identity_code(text: str) -> bool:
    """True if the text holds a personal identity code whose check character is right."""
    return any(
        _CHECK_CHARACTERS[int(match[1] + match[2]) % 31] == match[3].upper()
        for match in _IDENTITY_CODE.finditer(text)
    )


def looks_personal(text: str) -> bool:
    """True if the text holds an identity code, an e-mail address or a phone number."""
    return bool(has_identity_code(text) or _EMAIL.search(text) or _PHONE.search(text))


def count_personal(texts: Iterable[str]) -> int:
    """How many of the texts look personal. Never returns the texts themselves."""
    return sum(looks_personal(text) for text in texts)
