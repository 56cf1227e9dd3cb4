"""Why a person decided something: words that are kept for good, where nobody can take them out again.

Belongs here: what such words may hold. Does not belong here: what is decided (decisions, forget, release).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

from orchestration.core.text import shown
from orchestration.privacy.personal_data import looks_personal
from orchestration.privacy.pseudonyms import fold

Fault = Literal["is_empty", "is_long", "is_personal"]
MOST_CHARACTERS = 2000


def fault_of(reason: str) -> Fault | None:
    """What is wrong with a reason; None if nothing is."""
    if not reason.strip():
        return "is_empty"
    if len(reason) > MOST_CHARACTERS:
        return "is_long"
    return "is_personal" if looks_personal(reason) else None


def one_line(reason: str) -> str:
    """A reason as it is kept: without line ends, and with nothing in it that steers a terminal."""
    return shown(" ".join(reason.split()))


def unfit(reason: str, *names: str) -> str | None:
    """What is wrong with a reason, and with the names beside it, as a sentence; None if nothing is."""
    if not all(text.strip() for text in (reason, *names)):
        return f"Give {'a name and ' if names else ''}a reason that {'are' if names else 'is'} not empty."
    fault = fault_of(reason)
    if fault == "is_long":
        return f"Give a reason of at most {MOST_CHARACTERS} characters."
    if fault == "is_personal":
        return (
            "The reason is kept for good: write it without identity code, e-mail address and phone"
            " number."
        )
    return None


def names_one_of(reason: str, codes: Iterable[str]) -> bool:
    """True if a word of the reason is one of these respondent codes, however it is spelled."""
    words = {fold(word) for word in re.findall(r"[\w-]+", reason)}
    return bool(words & {fold(code) for code in codes} - {""})
