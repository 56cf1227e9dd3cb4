"""Which files are in the landing folder, and which of them have stopped changing.

Belongs here: looking, never touching: Mukana writes nothing below landing.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG

# What a sender's folder states of the files in it; no delivery itself.
STATEMENT = "delivery.yml"
_UNDER_WAY = (".part", ".tmp", ".crdownload", ".filepart")


@dataclass(frozen=True, order=True)
class Arrival:
    """A file in landing as it looked; two equal looks mean that it is not being written any more.

    `name` is its path below landing with `/`; `sender` its first folder, empty if there is none.
    """

    mtime_ns: int
    name: str
    byte_count: int
    path: Path

    @property
    def sender(self) -> str:
        """The folder of the sender."""
        return self.name.split("/", 1)[0] if "/" in self.name else ""


def moment(mtime_ns: int) -> datetime:
    """The time of a file, to the second."""
    return datetime.fromtimestamp(mtime_ns // 1_000_000_000, UTC)


def look(landing: Path) -> list[Arrival]:
    """All files in landing in order of arrival, copies under way and lock files left out."""
    if not landing.exists():
        return []
    found = []
    for path in landing.rglob("*"):
        below = path.relative_to(landing)
        if any(part.startswith(("~$", ".")) for part in below.parts):
            continue
        if path.name == STATEMENT:
            continue
        try:
            stat = path.stat()
        except OSError:
            # Gone between two looks, a link to nowhere, a share that does not answer.
            continue
        if S_ISREG(stat.st_mode) and path.suffix.lower() not in _UNDER_WAY:
            # A name in an older encoding must not stop the others: what cannot be shown is "?".
            name = below.as_posix().encode("utf-8", "replace").decode()
            found.append(Arrival(stat.st_mtime_ns, name, stat.st_size, path))
    return sorted(found)


def settled(landing: Path, before: list[Arrival], seconds: float) -> list[Arrival]:
    """Of the files seen before, those that look the same after so many seconds."""
    if not before:
        return []
    time.sleep(seconds)
    now = set(look(landing))
    return [arrival for arrival in before if arrival in now]
