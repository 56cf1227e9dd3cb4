"""The file that a backup is: a tar of a root's files, with a manifest of their hashes at its end.

Belongs here: writing it whole or not at all, and unpacking it only as it was written. Does not belong
here: which files a root's backup has (backup), or where they go (restore).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Any

from pydantic import TypeAdapter, ValidationError

from orchestration.core import atomic_files
from orchestration.core.errors import UserError
from orchestration.core.regular_files import open_regular

MANIFEST = "backup.json"
FORMAT = 1
_CHECKSUM = "checksum"


class ArchiveError(UserError):
    """A backup cannot be written, or one that is there cannot be used."""


@dataclass(frozen=True)
class Entry:
    """A file as it was: hex sha256, bytes, and its time in nanoseconds, by which landing knows it."""

    sha256: str
    byte_count: int
    mtime_ns: int


@dataclass(frozen=True)
class About:
    """What a backup says of its root. `made_at`: ISO, UTC. `releases`: ids of all that were published;
    `last_release`: the one that readers had. `has_landing`: whether the senders' files are in it.
    """

    made_at: str
    mukana: str
    key_id: str
    is_synthetic: bool
    has_landing: bool
    releases: tuple[str, ...]
    last_release: str | None


@dataclass(frozen=True)
class Manifest:
    """About the root, and every file by its path below it, with `/`."""

    about: About
    files: dict[str, Entry] = field(default_factory=dict)
    format: int = FORMAT


_ADAPTER = TypeAdapter(Manifest)


def write(target: Path, files: Iterable[tuple[str, Path]], about: About) -> Manifest:
    """Write the files, by their names, and the manifest; until then nothing has the name `target`.

    Raises ArchiveError for a file that changes while it is copied, OSError.
    """
    entries: dict[str, Entry] = {}
    with atomic_files.building(target) as fresh:
        with tarfile.open(fresh, "x", format=tarfile.PAX_FORMAT) as tar:
            for name, path in files:
                entries[name] = _add(tar, name, path)
            manifest = Manifest(about, entries)
            content = _spelled(manifest)
            tar.addfile(_member(MANIFEST, len(content), 0), io.BytesIO(content))
        atomic_files.flush_file(fresh)
        atomic_files.replace(fresh, target)
    return manifest


def read(archive: Path) -> Manifest:
    """The manifest of a backup. Raises ArchiveError for a file that is none, or not whole."""
    try:
        with tarfile.open(archive, "r:") as tar:
            found = tar.extractfile(MANIFEST)
            content = json.loads(found.read() if found else b"")
        if content["format"] > FORMAT:
            raise ArchiveError(
                f"{archive} was written by a later version of Mukana ({content['about']['mukana']})."
                " Install that version, and restore with it."
            )
        manifest = _ADAPTER.validate_python(content)
    except FileNotFoundError:
        raise ArchiveError(f"There is no {archive}.") from None
    except (OSError, tarfile.TarError, ValueError, LookupError, TypeError, ValidationError):
        raise _damaged(archive, "its manifest cannot be read") from None
    if content[_CHECKSUM] != _checksum(manifest):
        raise _damaged(archive, "its manifest was altered")
    return manifest


def unpack(archive: Path, manifest: Manifest, folder: Path, places: Iterable[str]) -> None:
    """Write every file into `folder`, each compared with its hash; the caller flushes them to disk.

    `places` are the files and folders that a root has: nothing is written anywhere else. Raises
    ArchiveError at the first file that is not as it was written; OSError.
    """
    missing, allowed = set(manifest.files), set(places)
    if outside := [name for name in missing if not _is_within(name, allowed)]:
        raise _damaged(archive, f"{len(outside)} of its files belong nowhere in a root")
    try:
        with tarfile.open(archive, "r:") as tar:
            for member in tar:
                if member.name == MANIFEST:
                    continue
                if member.name not in missing or not member.isreg():
                    raise _damaged(archive, "it holds a file that its manifest does not name")
                missing.discard(member.name)
                _write(tar, member, folder / member.name, manifest.files[member.name])
    except (tarfile.TarError, EOFError, _OtherContentError):
        raise _damaged(archive, "a file in it is not as it was written") from None
    if missing:
        raise _damaged(archive, f"{len(missing)} files of its manifest are not in it")


class _OtherContentError(Exception):
    pass


def _add(tar: tarfile.TarFile, name: str, path: Path) -> Entry:
    with open_regular(path) as source:
        before = os.fstat(source.fileno())
        hashing = _Hashing(source)
        try:
            tar.addfile(_member(name, before.st_size, before.st_mtime_ns), hashing)
        except OSError as error:
            if error.errno is not None:
                raise
            raise _changing(name) from None
        after = os.fstat(source.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _changing(name)
    return Entry(hashing.digest.hexdigest(), before.st_size, before.st_mtime_ns)


def _changing(name: str) -> ArchiveError:
    # Names of files in landing may name people.
    place = "A file in landing/" if name.startswith("landing/") else name
    return ArchiveError(f"{place} was being written. No backup was made: try again.")


@dataclass
class _Hashing:
    """A file that is hashed as it is read."""

    source: IO[bytes]
    digest: Any = field(default_factory=hashlib.sha256)

    def read(self, size: int) -> bytes:
        chunk = self.source.read(size)
        self.digest.update(chunk)
        return chunk


def _member(name: str, byte_count: int, mtime_ns: int) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.size, member.mode, member.mtime = byte_count, 0o600, mtime_ns // 1_000_000_000
    return member


def _write(tar: tarfile.TarFile, member: tarfile.TarInfo, target: Path, entry: Entry) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, source = hashlib.sha256(), tar.extractfile(member)
    if source is None or member.size != entry.byte_count:
        raise _OtherContentError
    with source, target.open("wb") as out:
        while chunk := source.read(atomic_files.CHUNK):
            digest.update(chunk)
            out.write(chunk)
    if digest.hexdigest() != entry.sha256:
        raise _OtherContentError
    os.utime(target, ns=(entry.mtime_ns, entry.mtime_ns))


def _is_within(name: str, allowed: set[str]) -> bool:
    path = PurePosixPath(name)
    is_plain = path.as_posix() == name and not path.is_absolute() and ".." not in path.parts
    return is_plain and path.parts[0] in allowed


def _spelled(manifest: Manifest) -> bytes:
    content = asdict(manifest) | {_CHECKSUM: _checksum(manifest)}
    # In ASCII: the name of a file need not be text.
    return json.dumps(content, indent=1).encode("ascii")


def _checksum(manifest: Manifest) -> str:
    return hashlib.sha256(json.dumps(asdict(manifest), sort_keys=True).encode("ascii")).hexdigest()


def _damaged(archive: Path, what: str) -> ArchiveError:
    return ArchiveError(
        f"{archive} is no backup, or is damaged: {what}. Nothing was changed. Use another backup."
    )
