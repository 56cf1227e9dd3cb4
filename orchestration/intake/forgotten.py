"""Who is to be forgotten: their pseudonyms, so that a file that comes again brings nobody back.

Belongs here: `restricted/forgotten.txt`. A pseudonym says who it is to nobody without the key. Does not
belong here: taking people out of what lies in the root (forget).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError

FILE = "forgotten.txt"
_DIGITS = 32


class DamagedListError(UserError):
    """The list of people to be forgotten cannot be read: somebody might come back."""


def keys(root: DataRoot) -> frozenset[str]:
    """The pseudonyms. Raises DamagedListError."""
    file = root.restricted / FILE
    if not file.exists():
        return frozenset()
    return listed(file)


def listed(file: Path) -> frozenset[str]:
    """The pseudonyms of a list, which may be a copy that was kept elsewhere. Raises DamagedListError."""
    lines = _lines(file)
    if not all(_is_pseudonym(line) for line in lines):
        raise DamagedListError(f"{file} is damaged. Restore it from your backup.")
    return frozenset(lines)


def readable_keys(root: DataRoot) -> frozenset[str]:
    """Those that can be read of a list that may be damaged."""
    file = root.restricted / FILE
    return frozenset(filter(_is_pseudonym, _lines(file))) if file.is_file() else frozenset()


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="ascii", errors="replace").split()


def _is_pseudonym(line: str) -> bool:
    return len(line) == _DIGITS and not set(line) - set("0123456789abcdef")


def add(root: DataRoot, more: Iterable[str]) -> None:
    """Add pseudonyms. In order of themselves: the list does not say who came when."""
    listed = sorted(keys(root) | set(more))
    root.restricted.mkdir(parents=True, exist_ok=True)
    write_whole(root.restricted / FILE, "".join(f"{key}\n" for key in listed).encode())
