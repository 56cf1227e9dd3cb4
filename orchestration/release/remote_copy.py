"""A copy of `published/` in a remote place, for readers there.

Belongs here: the order in which it is written, so that the pointer there never names a release that is
not whole, and that what was taken back here goes there too. A copy that was cut is finished by the
next. Does not belong here: connections (remote), or what is published (publish). The caller holds the
root's lock.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from orchestration.core import atomic_files, zones
from orchestration.core.content_hashes import known_sha256
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import readable
from orchestration.core.settings import Settings
from orchestration.intake import initialise
from orchestration.release import copy_record, pointer, status
from orchestration.release.copy_record import CopiedFile, CopyRecord
from orchestration.remote.listing import Entry, Listing
from orchestration.remote.place import Place
from orchestration.remote.problems import RemoteError
from orchestration.remote.together import with_each

# Says whose releases lie there.
MARKER = "mukana.json"
_OURS = ("releases/", "current/")
_LEFTOVER = re.compile(r"\.tmp-[0-9a-f]{12}$")
Say = Callable[[str], object]


class OthersPlaceError(UserError):
    """The place holds what this root did not put there."""


@dataclass
class Copy:
    """One copying. `there`: what the place holds, by name; `wanted`: name -> file of `published/`."""

    root: DataRoot
    place: Place
    record: CopyRecord
    there: dict[str, Entry]
    wanted: dict[str, Path]
    say: Say
    put: int = 0
    removed: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


def copy(settings: Settings, say: Say) -> Copy | None:
    """Make the remote place hold what is published; None where there is no such place, or nothing yet.

    Raises RemoteError, or OthersPlaceError; then the pointer there names a whole release as before.
    """
    root, address = settings.root, settings.published_copy
    state = copy_record.state_of(root)
    if address is None or state is None:
        return None
    place, record = Place(address), copy_record.read(root, str(address))
    record.state = ""
    with zones.for_readers(root):
        try:
            there = _owned(root, place, record)
            done = Copy(root, place, record, there, _wanted(root), say)
            _bring_up_to_date(done)
            record.state = state
        finally:
            place.close()
            copy_record.write(root, record)
    return done


def _bring_up_to_date(copy: Copy) -> None:
    """What nobody is pointed at goes first: it may be about people who have withdrawn."""
    pointed = _pointed(copy)
    keep = f"releases/{pointed}/"
    _remove(copy, [name for name in _surplus(copy) if not name.startswith((keep, "current/"))])
    releases = [name for name in copy.wanted if name.startswith("releases/")]
    _put(copy, releases)
    _put(copy, [pointer.POINTER])
    _put(copy, [name for name in copy.wanted if name not in {*releases, pointer.POINTER}])
    _remove(copy, _surplus(copy))


def _wanted(root: DataRoot) -> dict[str, Path]:
    """Name -> file of all that readers get; the release in use first."""
    current = pointer.read(root) or {}
    found = {
        name: file
        for name, file in atomic_files.files_below(root.published).items()
        if atomic_files.TEMPORARY not in name
        and (name.startswith(_OURS) or name in (pointer.POINTER, status.FILE_NAME))
    }
    first = f"releases/{current.get('release_id')}/"
    return dict(sorted(found.items(), key=lambda one: (not one[0].startswith(first), one[0])))


def _owned(root: DataRoot, place: Place, record: CopyRecord) -> dict[str, Entry]:
    """What lies there, once it is certain that this root put it there. Raises OthersPlaceError."""
    own = record.place_id or _id_of(root)
    there = _listing(place).by_name()
    if MARKER in there:
        if _json(place, there[MARKER]).get("place_id") != own:
            raise _others(place)
    elif any(name.startswith(_OURS) or name == pointer.POINTER for name in there):
        raise _others(place)
    else:
        marker = readable({"place_id": own})
        place.put(MARKER, lambda: [marker], hashlib.sha256(marker).hexdigest())
    record.place_id = own
    return there


def _id_of(root: DataRoot) -> str:
    """The same after the root was restored from a backup; nobody gets from it to the key."""
    key_id = initialise.identity(root).key_id
    return hashlib.sha256(f"published copy\0{key_id}".encode()).hexdigest()[:32]


def _others(place: Place) -> OthersPlaceError:
    return OthersPlaceError(
        f"{place}: siellä on tiedostoja, joita tämä juuri ei ole vienyt sinne. Mitään ei muutettu. Valitse"
        " asetukseen MUKANA_PUBLISHED tyhjä kansio.",
        f"{place}: there are files that this root did not put there. Nothing was changed. Choose an"
        " empty folder for MUKANA_PUBLISHED.",
    )


def _listing(place: Place) -> Listing:
    """What lies there; a folder that is not there yet is made when the first file is put."""
    try:
        return place.listing()
    except RemoteError as error:
        if error.kind == "not_there" and place.has_folders:
            return Listing(())
        raise


def _pointed(copy: Copy) -> str:
    """The release that readers there are pointed at; empty if none."""
    entry = copy.there.get(pointer.POINTER)
    return str(_json(copy.place, entry).get("release_id", "")) if entry else ""


def _json(place: Place, entry: Entry) -> dict[str, object]:
    try:
        found = json.loads(b"".join(place.pieces(entry)))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _put(copy: Copy, names: Iterable[str]) -> None:
    """Put the files that are not there as they are here."""
    missing = [name for name in names if not _is_there(copy, name)]

    def put(place: Place, name: str) -> None:
        file = copy.wanted[name]
        sha256 = atomic_files.sha256_of(file)
        entry = place.put(name, lambda: _pieces(file), sha256)
        with copy.lock:
            copy.record.files[name] = CopiedFile(sha256, entry.byte_count, entry.token)
            copy.there[name] = entry
            copy.put += 1
            copy.say(f"{copy.put} files copied")

    with_each(copy.place, missing, put)


def _is_there(copy: Copy, name: str) -> bool:
    put, entry = copy.record.files.get(name), copy.there.get(name)
    is_as_put = put and entry and (put.byte_count, put.token) == (entry.byte_count, entry.token)
    return bool(is_as_put) and put.sha256 == known_sha256(copy.wanted[name])


def _surplus(copy: Copy) -> list[str]:
    """What lies there and not here, of what this root puts there; leftovers of a copy that was cut."""
    return [
        name
        for name in copy.there
        if name not in copy.wanted and (name.startswith(_OURS) or _LEFTOVER.search(name))
    ]


def _remove(copy: Copy, names: list[str]) -> None:
    copy.place.remove(names)
    copy.removed += names
    for name in names:
        copy.there.pop(name, None)
        copy.record.files.pop(name, None)
    copy.place.remove_empty_folders(
        {folder for name in names for folder in _folders_of(name)}
        - {folder for name in copy.there for folder in _folders_of(name)}
    )


def _folders_of(name: str) -> Iterator[str]:
    parts = name.split("/")[:-1]
    return ("/".join(parts[:count]) for count in range(1, len(parts) + 1))


def _pieces(file: Path) -> Iterator[bytes]:
    with file.open("rb") as source:
        while piece := source.read(atomic_files.CHUNK):
            yield piece
