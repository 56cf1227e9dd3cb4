"""Which names of a remote landing may become names of files here.

Belongs here: the choice, from names alone. Does not belong here: fetching, or naming what the desk
sends (sent_names).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePosixPath
from unicodedata import category, normalize

from orchestration.intake.landing import STATEMENT, is_under_way

# Of one name and of a whole path, in bytes, as most file systems have it.
_LONGEST_NAME, _LONGEST_PATH = 255, 1_000
OF_WINDOWS = set('<>:"|?*')
DEVICES_OF_WINDOWS = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}  # fmt: skip


def is_wanted(name: str) -> bool:
    """False for what is never taken: hidden files, lock files and copies under way."""
    parts = name.split("/")
    if any(part.startswith(("~$", ".")) and part not in ("", ".", "..") for part in parts):
        return False
    return parts[-1] == STATEMENT or not is_under_way(PurePosixPath(parts[-1]))


def unusable(names: Iterable[str]) -> dict[str, str]:
    """Name -> why it cannot be fetched: `bad_name`, `same_name` (as another but for case or accents'
    spelling) or `is_folder` (others lie below it).
    """
    listed = sorted(set(names))
    found = {name: "bad_name" for name in listed if not _is_safe(name)}
    left = [name for name in listed if name not in found]
    # The files of one folder, and the folders themselves, may not differ by case alone.
    counts = Counter(folded(path) for path in {p for name in left for p in _with_parents(name)})
    folders = {folded(parent) for name in left for parent in _with_parents(name)[1:]}
    for name in left:
        if any(counts[folded(path)] > 1 for path in _with_parents(name)):
            found[name] = "same_name"
        elif folded(name) in folders:
            found[name] = "is_folder"
    return found


def folded(path: str) -> str:
    """What two names have in common that some file systems take for one."""
    return normalize("NFC", normalize("NFC", path).casefold())


def _is_safe(name: str) -> bool:
    parts = name.split("/")
    try:
        is_short = len(name.encode()) <= _LONGEST_PATH and all(
            len(part.encode()) <= _LONGEST_NAME for part in parts
        )
    except UnicodeEncodeError:
        return False
    return is_short and all(_is_safe_part(part) for part in parts)


def _is_safe_part(part: str) -> bool:
    """Not empty, no way out of the folder, nothing that this system takes for something else."""
    if part in ("", ".", "..") or any(c == "\\" or category(c) == "Cc" for c in part):
        return False
    return os.name != "nt" or not (
        OF_WINDOWS & set(part)
        or part != part.rstrip(" .")
        or part.split(".")[0].casefold() in DEVICES_OF_WINDOWS
    )


def _with_parents(name: str) -> list[str]:
    """The path and the folders above it."""
    parts = name.split("/")
    return ["/".join(parts[:count]) for count in range(len(parts), 0, -1)]
