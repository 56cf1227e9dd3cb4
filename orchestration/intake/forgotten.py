"""Who is to be forgotten: their pseudonyms, so that a file that comes again brings nobody back.

Belongs here: `restricted/forgotten.txt`. A pseudonym says who it is to nobody without the key. Does not
belong here: taking people out of what lies in the root (forget).
"""

from __future__ import annotations

from collections.abc import Iterable

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
    lines = file.read_text(encoding="ascii", errors="replace").split()
    if any(len(line) != _DIGITS or set(line) - set("0123456789abcdef") for line in lines):
        raise DamagedListError(f"{file} is damaged. Restore it from your backup.")
    return frozenset(lines)


def add(root: DataRoot, more: Iterable[str]) -> None:
    """Add pseudonyms. In order of themselves: the list does not say who came when."""
    listed = sorted(keys(root) | set(more))
    root.restricted.mkdir(parents=True, exist_ok=True)
    write_whole(root.restricted / FILE, "".join(f"{key}\n" for key in listed).encode())
