"""Which files are in the landing folder, and which of them have stopped changing.

Belongs here: looking, never touching: what the desk puts there for a sender is written by `sending`.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath
from stat import S_ISDIR

from orchestration.core import atomic_files
from orchestration.core.text import shown
from orchestration.privacy.personal_data import has_email, has_identity_code

# What a sender's folder states of the files in it; no delivery itself.
STATEMENT = "delivery.yml"
_UNDER_WAY = (".part", ".tmp", ".crdownload", ".filepart")


@dataclass(frozen=True, order=True)
class Arrival:
    """A file in landing as it looked; two equal looks mean that it is not being written any more.

    `name` is its path below landing with `/`, as it can be shown: without an identity code or an
    e-mail address in the name of the file. `sender` is its first folder, empty if there is none.
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
    """All files in landing in order of arrival, copies under way and lock files left out.

    A link, a pipe or a device is an arrival as well, so that its sender gets to know that it is not
    taken. What a link leads to is not looked at.
    """
    found = []
    for path, about in entries(landing):
        is_wanted = path.name != STATEMENT and not S_ISDIR(about.st_mode)
        if is_wanted and not is_under_way(path):
            name = _name(path, landing, about.st_ino)
            found.append(Arrival(about.st_mtime_ns, name, about.st_size, path))
    return sorted(found)


def is_under_way(path: PurePath) -> bool:
    """True for a name that programs, Mukana too, give to a copy that they have not finished."""
    return path.suffix.lower() in _UNDER_WAY or atomic_files.is_temporary(path.name)


def _name(path: Path, landing: Path, number: int) -> str:
    """How a file is called from here on: by its path below landing."""
    return shown_name(path.relative_to(landing), number)


def shown_name(below: PurePath, number: int) -> str:
    """A path below landing as it may be shown. `number` tells it from others that are hidden."""
    hides = has_identity_code(below.stem) or has_email(below.stem)
    return shown((below.with_stem(f"[hidden {number}]") if hides else below).as_posix())


def unreadable(landing: Path) -> list[str]:
    """The folders of landing that this account may not list, as they can be shown: nobody sees what
    lies there.
    """
    closed: list[Path] = []
    for _ in entries(landing, closed):
        pass
    below = [shown_name(path.relative_to(landing), number) for number, path in enumerate(closed, 1)]
    return sorted("" if name == "." else name for name in below)


def entries(
    landing: Path, closed: list[Path] | None = None
) -> Iterator[tuple[Path, os.stat_result]]:
    """Everything below landing, folders included, with what it is itself: no link is followed.

    Left out: what is hidden, and what is gone between two looks. `closed` gets the folders that are
    there and cannot be listed.
    """
    folders = [landing]
    while folders:
        folder = folders.pop()
        try:
            names = [entry.name for entry in os.scandir(folder)]
        except FileNotFoundError:
            continue
        except OSError:
            if closed is not None:
                closed.append(folder)
            continue
        for name in names:
            path = folder / name
            try:
                about = path.lstat()
            except OSError:
                continue  # gone by now, or on a share that does not answer
            if name.startswith(("~$", ".")):
                continue
            if S_ISDIR(about.st_mode) and name != STATEMENT:
                folders.append(path)
            yield path, about


def settled(landing: Path, before: list[Arrival], seconds: float) -> list[Arrival]:
    """Of the files seen before, those that look the same after so many seconds."""
    if not before:
        return []
    time.sleep(seconds)
    now = set(look(landing))
    return [arrival for arrival in before if arrival in now]
