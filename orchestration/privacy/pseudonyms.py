"""Pseudonyms: how a respondent code becomes a key from which nobody can read the code.

Belongs here: keyed hashes (HMAC-SHA-256) and the form in which codes are compared. Pure: the secret
is an argument, and no function but `fold` returns anything a code can be read from.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Callable

from orchestration.core.text import ascii_digits, fold_characters, is_blank, whole_number

_SEPARATOR = re.compile(r"[\s\-‐‑–—]+")
# A separator at an end, or where a letter meets a digit: without it the parts are apart too.
_NEEDLESS = re.compile(r"^-|-$|(?<=\d)-(?=\D)|(?<=\D)-(?=\d)")
# The same as blank where a code is asked for, though it may be an answer elsewhere.
_NONE = "none"


def person_key(code: str, scope: str, secret: bytes) -> str | None:
    """Pseudonym (32 hex digits) of a respondent code within its scope; None for a blank code.

    `3MAR71`, ` 3mar71` and `3-MAR-71` are one person; `1-11` and `11-1` are two (fold).
    """
    folded = fold(code)
    if not folded:
        return None
    message = f"{scope}\0{folded}".encode()
    return hmac.digest(secret, message, "sha256").hex()[:32]


def person_reader(scope: str, secret: bytes) -> Callable[[str], str | None]:
    """Return the function from a respondent code to its pseudonym."""
    return lambda text: person_key(text, scope, secret)


def keyed(kind: str, text: str, secret: bytes) -> str:
    """Keyed hash (32 hex digits) of a text that must be recognised again but never read."""
    return hmac.digest(secret, f"{kind}\0\0{text}".encode(), "sha256").hex()[:32]


def fold(code: str) -> str:
    """Return the form in which codes are compared, which still is the person's code: never store it.

    In NFKC, with ASCII digits, case folded, without blanks and hyphens at the ends and where a
    letter meets a digit. Between two digits or two letters they stay, as one hyphen: without it
    `1-11` and `11-1` would be one person. The result depends on no other code.
    Empty for a blank code: `NA` in many rows does not make them one person. A running number that
    was stored as a decimal (`17.0`) is the number (`17`).
    """
    if code.isascii() and code.isalnum() and code[0] not in "NnEe":
        return code.lower()  # the same as below, for what most codes are
    plain = _SEPARATOR.sub("-", ascii_digits(fold_characters(code)).casefold())
    folded = _NEEDLESS.sub("", plain)
    return "" if is_blank(code) or folded == _NONE else whole_number(folded)


def without_separators(code: str) -> str:
    """Return the code without any blank or hyphen: only a person may take two such codes as one."""
    return fold(code).replace("-", "")


def key_id(secret: bytes) -> str:
    """Return an identifier of the key that reveals nothing about it; part of a release's inputs."""
    return hashlib.sha256(b"mukana key\0" + secret).hexdigest()[:12]
