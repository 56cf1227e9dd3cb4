"""The name that a file gets in landing when the desk puts it there.

Belongs here: making a name that every file system takes and that landing looks at, and another one where
it is taken. Pure. Does not belong here: writing (sending).
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain, count
from pathlib import PurePosixPath
from unicodedata import category, normalize

from orchestration.intake.landing import STATEMENT, is_under_way
from orchestration.intake.remote_names import DEVICES_OF_WINDOWS, OF_WINDOWS, folded
from orchestration.privacy.personal_data import has_email, has_identity_code

# Room is left for a number, and for the end of a name that is still being written.
_LONGEST_BYTES = 180
_LONGEST_SUFFIX = 9
_NO_NAME = "tiedosto"


def cleaned(name: str) -> str:
    """A name of a file without folders, control characters and what hides it from landing.

    One that holds an identity code or an e-mail address, or nothing that can be kept, is replaced.
    """
    last = normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(
        "_" if character in OF_WINDOWS else character
        for character in last
        if not category(character).startswith("C")
    )
    kept = kept.lstrip(" .~$").rstrip(" .")
    while is_under_way(PurePosixPath(kept)):
        kept = kept.rpartition(".")[0].rstrip(" .")
    if has_identity_code(last) or has_email(last):
        kept = f"{_NO_NAME}{_suffix(kept)}"
    suffix = _suffix(kept)
    stem = _shortened(kept.removesuffix(suffix), _LONGEST_BYTES - len(suffix)).rstrip(" .")
    if not stem or stem.split(".")[0].casefold() in DEVICES_OF_WINDOWS:
        stem = _NO_NAME
    return f"{_NO_NAME}{suffix}" if folded(stem + suffix) == STATEMENT else stem + suffix


def free(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number behind it where another file has it, be it in other letters' case."""
    known, suffix = {folded(one) for one in taken}, _suffix(name)
    numbered = (f"{name.removesuffix(suffix)}-{number}{suffix}" for number in count(2))
    return next(one for one in chain([name], numbered) if folded(one) not in known)


def _suffix(name: str) -> str:
    """What says the format, such as `.xlsx`; empty where it is none."""
    suffix = PurePosixPath(name).suffix
    is_plain = suffix[1:].isascii() and suffix[1:].isalnum()
    return suffix if is_plain and len(suffix) <= _LONGEST_SUFFIX else ""


def _shortened(text: str, most_bytes: int) -> str:
    return text.encode()[:most_bytes].decode(errors="ignore")
