"""A delivered file, opened once: its hash and its bytes are of the same moment.

Belongs here: reading a file through one handle, and bytes that are no file yet. Does not belong here: what
the bytes mean (ingest).
"""

from __future__ import annotations

import hashlib
import mmap
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from orchestration.core import regular_files
from orchestration.core.limited_process import BrokenWorkError
from orchestration.core.settings import Settings
from orchestration.ingest.readers import Limits
from orchestration.ingest.readers.sheet import OnDisk

# A bigger file is not held in memory, where the system can open a file by the handle of another
# process: the process that reads it looks at it in its place.
_HELD_BYTES = 2_000_000
_HANDLES = Path("/proc/self/fd")
_PIECE = 1 << 20


class FileChangedError(BrokenWorkError):
    """The file was written to while it was read."""

    def __init__(self) -> None:
        super().__init__(type(self).__name__)


class OpenFile:
    """A file that stays open: another process may read it, also when its name is another file's."""

    def __init__(self, file: BinaryIO):
        self._file, self._state = file, _state_of(file)

    @property
    def handle(self) -> Handle:
        """By which another process of this computer opens the file."""
        return Handle(Path(f"/proc/{os.getpid()}/fd/{self._file.fileno()}"))

    def require_unchanged(self) -> None:
        """Raise FileChangedError if the file was written to since it was opened."""
        if _state_of(self._file) != self._state:
            raise FileChangedError


@dataclass(frozen=True)
class Handle:
    """Where a process finds a file that another one holds open."""

    path: Path

    @contextmanager
    def opened(self) -> Iterator[OnDisk]:
        """The file's bytes, which are on the disk."""
        with self.path.open("rb") as file:
            data = OnDisk(file.fileno(), 0, access=mmap.ACCESS_READ)
            data.path = f"/proc/self/fd/{file.fileno()}"
            yield data


@dataclass(frozen=True)
class FileContent:
    """The bytes of a file with their hex sha256; `mtime_ns` is that of the file they came from."""

    sha256: str
    mtime_ns: int
    byte_count: int
    data: bytes | OpenFile


def limits_of(settings: Settings) -> Limits:
    """How big a delivery may be."""
    return Limits(**settings.limits)


def read(path: Path, limits: Limits) -> FileContent:
    """Read a file. Raises OSError when it is not there, is no file or may not be opened; Refusal for
    one above the limit, of which nothing more is read: it may be endless, or holes for days.
    """
    file = regular_files.open_regular(path)
    about = os.fstat(file.fileno())
    try:
        limits.check_bytes(about.st_size, limits.max_bytes)
        if about.st_size > _HELD_BYTES and _HANDLES.exists():
            return _held_open(file, limits)
        data = file.read(limits.max_bytes + 1)
    except BaseException:
        file.close()
        raise
    file.close()
    limits.check_bytes(len(data), limits.max_bytes)
    return FileContent(hashlib.sha256(data).hexdigest(), about.st_mtime_ns, len(data), data)


def of_bytes(data: bytes, limits: Limits) -> FileContent:
    """The content of a file that is on no disk, as if it arrived now. Raises Refusal above the limit."""
    limits.check_bytes(len(data), limits.max_bytes)
    return FileContent(hashlib.sha256(data).hexdigest(), time.time_ns(), len(data), data)


def _held_open(file: BinaryIO, limits: Limits) -> FileContent:
    held, digest, count = OpenFile(file), hashlib.sha256(), 0
    while piece := file.read(_PIECE):
        count += len(piece)
        limits.check_bytes(count, limits.max_bytes)
        digest.update(piece)
    return FileContent(digest.hexdigest(), os.fstat(file.fileno()).st_mtime_ns, count, held)


def _state_of(file: BinaryIO) -> tuple[int, int, int]:
    about = os.fstat(file.fileno())
    return about.st_size, about.st_mtime_ns, about.st_ctime_ns
