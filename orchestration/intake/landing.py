"""What lies in the landing folder and has come to rest.

Belongs here: looking, never touching: nothing of ours is ever written below landing.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass
from pathlib import Path
from stat import S_ISREG

# What a sender's folder states of the files in it; no delivery itself.
STATEMENT = "delivery.yml"
_UNDER_WAY = (".part", ".tmp", ".crdownload", ".filepart")


@dataclass(frozen=True, order=True)
class Arrival:
    """A file in landing as it looked; equal looks mean that it has come to rest.

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

    @property
    def stamp(self) -> dict[str, str | int]:
        """What the ledger keeps to know the file again without reading it."""
        return {"name": self.name, "byte_count": self.byte_count, "mtime_ns": self.mtime_ns}


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


def statements_hash(landing: Path) -> str:
    """Sha256 over what folders state of their files, and where it stands."""
    digest = hashlib.sha256()
    for file in sorted(landing.glob(f"**/{STATEMENT}")):
        digest.update(file.relative_to(landing).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def settled(landing: Path, before: list[Arrival], seconds: float) -> list[Arrival]:
    """Of the files seen before, those that look the same after so many seconds."""
    if not before:
        return []
    time.sleep(seconds)
    now = set(look(landing))
    return [arrival for arrival in before if arrival in now]
