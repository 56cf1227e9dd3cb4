"""Pseudonyms: how a respondent code becomes a key from which nobody can read the code.

Belongs here: keyed hashes (HMAC-SHA-256) and the form in which codes are compared. Pure: the secret
is an argument, and no function but `fold` returns anything a code can be read from.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from orchestration.core.text import is_blank, whole_number

_NOT_PART_OF_A_CODE = re.compile(r"[\s\-‐‑–—]+")
# The same as blank where a code is asked for, though it may be an answer elsewhere.
_NONE = "none"


def person_key(code: str, scope: str, secret: bytes) -> str | None:
    """Pseudonym (32 hex digits) of a respondent code within its scope; None for a blank code.

    The code is compared in NFKC, case folded, without blanks and hyphens, so that `3MAR71` and
    ` 3mar71` are one person.
    """
    folded = fold(code)
    if not folded:
        return None
    message = f"{scope}\0{folded}".encode()
    return hmac.digest(secret, message, "sha256").hex()[:32]


def keyed(kind: str, text: str, secret: bytes) -> str:
    """Keyed hash (32 hex digits) of a text that must be recognised again but never read."""
    return hmac.digest(secret, f"{kind}\0\0{text}".encode(), "sha256").hex()[:32]


def fold(code: str) -> str:
    """Return the form in which codes are compared, which still is the person's code: never store it.

    Empty for a blank code: `NA` in many rows does not make them one person. A running number that
    was stored as a decimal (`17.0`) is the number (`17`).
    """
    folded = _NOT_PART_OF_A_CODE.sub("", unicodedata.normalize("NFKC", code).casefold())
    return "" if is_blank(code) or folded == _NONE else whole_number(folded)


def key_id(secret: bytes) -> str:
    """Return an identifier of the key that reveals nothing about it; part of a release's inputs."""
    return hashlib.sha256(b"mukana key\0" + secret).hexdigest()[:12]
