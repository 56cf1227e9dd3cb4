"""A remote landing: its files are copied to `fetched/` and read there like any others.

Belongs here: looking, and fetching what is new. Nothing is ever written to the remote place. Does not
belong here: what is to be done (fetched_index), or connections (remote). Fetching holds the root's lock.
"""

from __future__ import annotations

import hashlib
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.core import atomic_files
from orchestration.core.settings import Settings
from orchestration.intake import fetched_index
from orchestration.intake.fetched_index import Changes, Index, Left
from orchestration.remote.listing import Entry
from orchestration.remote.place import Place
from orchestration.remote.problems import TRANSIENT, RemoteError
from orchestration.remote.together import with_each

_SCRATCH = ".fetching"
# After so many files in a row that the network kept, the others wait for the next run.
_MOST_CUT = 3
# What failed is not asked for again before, unless somebody starts a run.
_AGAIN_SECONDS = 600.0


@dataclass(frozen=True)
class Look:
    """What one look at a remote landing shows, beside what lies here already.

    `new`: how many files can be fetched; `gone`: how many are to be removed here; `arriving`: how many
    are still being written. `left`: names that may be shown, with why they are not fetched.
    """

    place: str
    new: int
    gone: int
    arriving: int = 0
    # Another one when other files can be fetched.
    mark: str = ""
    left: tuple[dict[str, str], ...] = ()

    @property
    def is_due(self) -> bool:
        """True if a run has anything to do here."""
        return bool(self.new or self.gone)


@dataclass
class Fetched:
    """What one fetching did: the record that it left, and how many files came and went.

    `had_news`: something was to be fetched or removed, whether that went well or not.
    """

    index: Index
    had_news: bool = False
    count: int = 0
    removed: int = 0


def look(settings: Settings, *, is_patient: bool = False) -> Look | None:
    """What is new in the remote landing; None where landing is a folder. Raises RemoteError.

    `is_patient`: looks twice, so that nothing is new that is still being written, and leaves out what
    failed a moment ago.
    """
    if settings.remote_landing is None:
        return None
    place = Place(settings.remote_landing)
    try:
        index, changes = _compared(settings, place)
        new, arriving = list(changes.to_fetch), 0
        if is_patient:
            failed = fetched_index.failed_since(index, changes, time.time() - _AGAIN_SECONDS)
            listed = [entry for entry in new if entry.name not in failed]
            new = _settled(place, listed, settings.settle_seconds)
            arriving = len(listed) - len(new)
    finally:
        place.close()
    names = {entry.name for entry in changes.to_fetch}
    not_here = {name: one for name, one in index.left.items() if name in names}
    left = tuple(Index(left=changes.left | not_here).shown_left())
    mark = hashlib.sha256(repr([sorted(new), sorted(changes.to_remove)]).encode()).hexdigest()
    return Look(str(place), len(new), len(changes.to_remove), arriving, mark, left)


def fetch(settings: Settings, say: Callable[[str], object]) -> Fetched | None:
    """Bring `fetched/` up to the remote landing; None where landing is a folder.

    A file that is being written, changed meanwhile or could not be fetched is in `index.left` and is
    tried again by the next run. Raises RemoteError if the place cannot be listed, OSError of this disk.
    """
    if settings.remote_landing is None:
        return None
    place, folder = Place(settings.remote_landing), settings.root.landing
    folder.mkdir(parents=True, exist_ok=True)
    atomic_files.remove(folder / _SCRATCH)
    try:
        index, changes = _compared(settings, place)
        settled = _settled(place, list(changes.to_fetch), settings.settle_seconds)
        here = {name: one for name, one in index.files.items() if (folder / name).exists()}
        after = Index(index.url, here, dict(changes.left))
        done = Fetched(after, had_news=bool(changes.to_fetch or changes.to_remove))
        for name in changes.to_remove:
            _remove(folder, name)
            done.index.files.pop(name, None)
            done.removed += 1
        for entry in set(changes.to_fetch) - set(settled):
            done.index.left[entry.name] = Left("arriving")
        try:
            work = _Work(done, say, len(settled))
            with_each(place, settled, lambda own, entry: _fetch_one(settings, own, entry, work))
        finally:
            fetched_index.write(folder, done.index)
    finally:
        place.close()
        atomic_files.remove(folder / _SCRATCH)
    return done


def _compared(settings: Settings, place: Place) -> tuple[Index, Changes]:
    folder = settings.root.landing
    index = fetched_index.read(folder, str(place))
    return index, fetched_index.changes(folder, index, place.listing(), settings.max_bytes)


def _settled(place: Place, entries: list[Entry], seconds: float) -> list[Entry]:
    """Those that look the same after so many seconds."""
    if not entries:
        return []
    time.sleep(seconds)
    now = place.listing().by_name()
    return [entry for entry in entries if now.get(entry.name) == entry]


@dataclass
class _Work:
    """What several threads do together."""

    done: Fetched
    say: Callable[[str], object]
    total: int
    cut: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)


def _fetch_one(settings: Settings, place: Place, entry: Entry, work: _Work) -> None:
    """Fetch one file, or note why not."""
    folder, most_bytes = settings.root.landing, settings.max_bytes
    try:
        if work.cut >= _MOST_CUT:
            raise RemoteError("", "read", "cut")
        _copy(place, entry, folder, most_bytes)
    except RemoteError as error:
        with work.lock:
            work.cut += error.kind in TRANSIENT
            work.done.index.left[entry.name] = _left(error.kind, entry)
        return
    with work.lock:
        work.cut = 0
        work.done.count += 1
        work.done.index.files[entry.name] = fetched_index.copied(entry, most_bytes)
        work.say(f"{work.done.count}/{work.total} files fetched")


def _left(why: str, entry: Entry) -> Left:
    if why in fetched_index.PASSING:
        return Left(why)
    return Left(why, entry.byte_count, entry.token, time.time())


def _copy(place: Place, entry: Entry, folder: Path, most_bytes: int) -> None:
    """Put a file in its place here, whole, with the time that it has there.

    Of one above the limit only its size is shown, by a file of holes: it is refused by that.
    """
    scratch, target = folder / _SCRATCH / str(threading.get_ident()), folder / entry.name
    scratch.parent.mkdir(exist_ok=True)
    with scratch.open("wb") as file:
        if entry.byte_count > most_bytes:
            file.truncate(fetched_index.shown_size(entry))
        else:
            for piece in place.pieces(entry):
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
    os.utime(scratch, ns=(entry.mtime_ns, entry.mtime_ns))
    for parent in reversed(target.relative_to(folder).parents):
        if (folder / parent).is_file():
            (folder / parent).unlink()
    target.parent.mkdir(parents=True, exist_ok=True)
    atomic_files.replace_file(scratch, target)


def _remove(folder: Path, name: str) -> None:
    """Remove a file and the folders that are empty without it."""
    atomic_files.remove(folder / name)
    for parent in (folder / name).parents:
        if parent == folder or any(parent.iterdir()):
            return
        parent.rmdir()
