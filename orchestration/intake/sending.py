"""Putting a sender's file into landing, as the desk does: the one writer of landing beside its senders.

Belongs here: writing it whole, in its sender's folder or in the remote landing, never in the place of another
file and never twice. Does not belong here: names (sent_names), or checking the file (root_check).
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from orchestration.core import atomic_files, regular_files
from orchestration.core.address import Address
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import sent_names
from orchestration.intake.landing import entries
from orchestration.intake.ledger import Ledger
from orchestration.intake.remote_names import is_wanted, unusable
from orchestration.remote.listing import Entry
from orchestration.remote.place import Place

# Between looking for a free name in a remote place and taking it nobody else of this process looks.
_one_at_a_time = threading.Lock()
# A file that is still being written after so long was left by a process that was ended.
_LEFT_NS = 3_600 * 10**9


class SendingError(UserError):
    """The file cannot be put into landing; nothing was written."""


@dataclass(frozen=True)
class Sent:
    """What became of a file. `name`: its path below landing. `is_new`: false if these bytes were there
    already, or had been read before: nothing was written, and the name is empty where it is not known.
    """

    name: str
    is_new: bool


def send(settings: Settings, sender_code: str, name: str, data: bytes) -> Sent:
    """Put a file into the folder of its sender, under its own name or one like it.

    Raises SendingError, RemoteError, LedgerError, OSError of the disk; then nothing was written.
    """
    if not is_wanted(f"{sender_code}/a") or unusable([f"{sender_code}/a"]) or "/" in sender_code:
        raise _no_folder(settings)
    sha256 = hashlib.sha256(data).hexdigest()
    record = Ledger(settings.root.ledger).record(sha256)
    if record is not None and record.was_read and record.sender_code == sender_code:
        return Sent("", is_new=False)
    with _one_at_a_time:
        if settings.remote_landing is not None:
            return _to_place(settings.remote_landing, sender_code, name, data, sha256)
        return _to_folder(settings, sender_code, name, data, sha256)


def _to_folder(settings: Settings, sender_code: str, name: str, data: bytes, sha256: str) -> Sent:
    landing = settings.root.landing
    folder = landing / sender_code
    # A landing that is not there may be a disk that is not mounted; what a link leads to is never read.
    if not landing.is_dir() or folder.is_symlink():
        raise _no_folder(settings)
    folder.mkdir(exist_ok=True)
    for path, about in entries(folder):
        if _is_left(path.name, about.st_mtime_ns):
            path.unlink(missing_ok=True)
        elif about.st_size == len(data) and _is_same(path, sha256):
            return Sent(path.relative_to(landing).as_posix(), is_new=False)
    target = _reserved(folder, sent_names.cleaned(name))
    try:
        atomic_files.write_whole(target, data)
    except BaseException:
        target.unlink(missing_ok=True)
        raise
    return Sent(target.relative_to(landing).as_posix(), is_new=True)


def _reserved(folder: Path, name: str) -> Path:
    """An empty file of a name that no other has: whoever else wants it finds it taken.

    It is empty for a moment only, so that no two looks at landing agree on it.
    """
    taken = [path.name for path in folder.iterdir()]
    while True:
        target = folder / sent_names.free(name, taken)
        try:
            target.open("xb").close()
        except FileExistsError:
            taken.append(target.name)
        else:
            return target


def _is_same(path: Path, sha256: str) -> bool:
    try:
        with regular_files.open_regular(path) as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except OSError:
        return False  # gone by now, or no file


def _to_place(address: Address, sender_code: str, name: str, data: bytes, sha256: str) -> Sent:
    place, folder = Place(address), f"{sender_code}/"
    try:
        there = [one for one in place.listing().entries if one.name.startswith(folder)]
        place.remove(one.name for one in there if _is_left(one.name, one.mtime_ns))
        if found := _same_there(place, there, len(data), sha256):
            return Sent(found, is_new=False)
        taken = (entry.name.removeprefix(folder).split("/")[0] for entry in there)
        target = folder + sent_names.free(sent_names.cleaned(name), taken)
        place.put(target, lambda: [data], sha256)
    finally:
        place.close()
    return Sent(target, is_new=True)


def _is_left(name: str, mtime_ns: int) -> bool:
    return atomic_files.is_temporary(name) and mtime_ns < time.time_ns() - _LEFT_NS


def _same_there(place: Place, there: Iterable[Entry], byte_count: int, sha256: str) -> str | None:
    """The name of a file with these bytes."""
    for entry in there:
        if entry.is_file and entry.byte_count == byte_count:
            digest = hashlib.sha256()
            for piece in place.pieces(entry):
                digest.update(piece)
            if digest.hexdigest() == sha256:
                return entry.name
    return None


def _no_folder(settings: Settings) -> SendingError:
    return SendingError(
        f"Lähettäjän kansiota ei voi käyttää ({settings.root.landing}). Mitään ei lähetetty. Pyydä ylläpitoa"
        " tarkistamaan, että landing-kansio on paikallaan ja ettei lähettäjän kansio ole linkki.",
        f"The sender's folder cannot be used ({settings.root.landing}). Nothing was sent. Ask the maintainers"
        " to check that the landing folder is there and that the sender's folder is no link.",
    )
