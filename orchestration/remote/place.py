"""A remote place: its files by their path below it, whatever kind of storage it is.

Belongs here: listing, reading, writing and removing, each with a time limit and few retries. A place
is used by one thread at a time; `another` gives one for another thread.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from orchestration.core import atomic_files
from orchestration.core.address import Address
from orchestration.remote.filesystems import base_of, is_object_store, open_filesystem
from orchestration.remote.listing import Entry, Listing
from orchestration.remote.problems import TRANSIENT, RemoteError, Task, problem
from orchestration.remote.small_files import SFTP_PIECE, content
from orchestration.remote.time_limit import within

Result = TypeVar("Result")
# Between tries of one call to an SFTP server; it is given up after the last.
PAUSES = (0.5, 2.0)
# One call may take so long; a call moves at most PIECE bytes, or lists everything.
CALL_SECONDS, LIST_SECONDS = 120.0, 600.0
PIECE = 8_000_000
_TOKENS = ("ETag", "etag", "mtime", "LastModified", "last_modified", "created")
_TIMES = ("LastModified", "last_modified", "mtime", "created")


class Place:
    """Files at an address. Every method raises RemoteError and nothing else of a library."""

    def __init__(self, address: Address):
        self.address = address
        self._base = base_of(address)
        self._filesystem: Any = None

    def __str__(self) -> str:
        return str(self.address)

    @property
    def has_folders(self) -> bool:
        """True where a folder has to be made, and is made with the first file in it."""
        return not is_object_store(self.address)

    def another(self) -> Place:
        """The same place with a connection of its own."""
        return type(self)(self.address)

    def listing(self) -> Listing:
        """Every file below the place: one look, in few calls."""
        return self._call("list", self._look, LIST_SECONDS)

    def entry(self, name: str) -> Entry:
        """One file, as it is now."""
        return self._call("read", lambda files: self._entry(files.info(self._path(name))))

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """The content of a file, piece by piece; raises RemoteError if it is not `entry` (any more).

        Only when the last piece has come without an error it is certain that they are of one file.
        """
        path, count = self._path(entry.name), 0
        if entry.byte_count <= PIECE and self.address.scheme != "file":
            yield self._call("read", lambda files: content(files, self.address, path, entry))
            return
        file = self._call("read", lambda files: _opened(files, path))
        with contextlib.closing(_Closing(file)):
            while piece := self._once("read", lambda: file.read(PIECE)):
                count += len(piece)
                if count > entry.byte_count:
                    break
                yield piece
        if count != entry.byte_count or self.entry(entry.name) != entry:
            raise RemoteError(str(self), "read", "changed")

    def put(self, name: str, pieces: Callable[[], Iterable[bytes]], sha256: str) -> Entry:
        """Put a file in its place at once: readers see the old one or the new one.

        What was written is read back: raises RemoteError if its hash is not `sha256`.
        """
        target = self._path(name)
        moves = not is_object_store(self.address)
        path = f"{target}{atomic_files.TEMPORARY}{uuid.uuid4().hex[:12]}" if moves else target
        if moves:
            parent = target.rpartition("/")[0]
            self._call("write", lambda files: files.makedirs(parent, exist_ok=True))
        self._call("write", lambda files: self._write(files, path, pieces()), LIST_SECONDS)
        if self._sha256(path) != sha256:
            raise RemoteError(str(self), "write", "changed")
        if moves:
            self._call("write", lambda files: files.mv(path, target))
        return self.entry(name)

    def remove(self, names: Iterable[str]) -> None:
        """Remove files; one that is not there is no problem."""
        for name in names:
            self._call("remove", partial(_remove_file, self._path(name)))

    def remove_empty_folders(self, names: Iterable[str]) -> None:
        """Remove folders, the deepest first, where the storage has folders."""
        if is_object_store(self.address):
            return
        for name in sorted(names, key=lambda one: -one.count("/")):
            with contextlib.suppress(RemoteError):  # not empty, or gone
                self._once("remove", partial(self._opened().rmdir, self._path(name)))

    def close(self) -> None:
        """Let go of the connection."""
        client = getattr(self._filesystem, "client", None)
        self._filesystem = None
        if client is not None:
            with contextlib.suppress(Exception):
                client.close()

    def _path(self, name: str) -> str:
        return f"{self._base}/{name}"

    def _opened(self) -> Any:
        if self._filesystem is None:
            self._filesystem = open_filesystem(self.address)
        return self._filesystem

    def _call(
        self, task: Task, work: Callable[[Any], Result], seconds: float | None = None
    ) -> Result:
        """`work(file system)`, tried again after a problem that may pass.

        The libraries of object stores try again by themselves, for up to a minute.
        """
        for pause in () if is_object_store(self.address) else PAUSES:
            try:
                return self._once(task, lambda: work(self._opened()), seconds)
            except RemoteError as error:
                if error.kind not in TRANSIENT:
                    raise
                self.close()
                time.sleep(pause)
        return self._once(task, lambda: work(self._opened()), seconds)

    def _once(self, task: Task, work: Callable[[], Result], seconds: float | None = None) -> Result:
        try:
            return within(seconds or CALL_SECONDS, work)
        except RemoteError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever a library raises is a problem of the place
            found = problem(error, str(self), task)
        # Not inside: the library's error stays out of it. It may hold a signature, or say that a disk is
        # full which is not this one.
        raise found

    def _look(self, files: Any) -> Listing:
        if is_object_store(self.address):
            found = files.find(self._base, detail=True)
            if not found:
                # adlfs shows a container that is not there as an empty one.
                files.info(self._base.strip("/").partition("/")[0])
            entries = [self._entry(about) for about in found.values() if _is_object(about)]
            return Listing(tuple(sorted(entries, key=lambda one: one.name)))
        return self._walk(files)

    def _walk(self, files: Any) -> Listing:
        """Folder by folder; what cannot be looked into holds up nobody but itself."""
        entries, closed, folders = [], [], [self._base]
        while folders:
            folder = folders.pop()
            try:
                listed = files.ls(folder or "/", detail=True)
            except (PermissionError, FileNotFoundError) as error:
                if folder == self._base:
                    raise
                if isinstance(error, PermissionError):
                    closed.append(self._below(folder))
                continue
            for about in listed:
                if about["type"] == "directory":
                    folders.append(about["name"].rstrip("/"))
                else:
                    entries.append(self._entry(about))
        return Listing(tuple(sorted(entries, key=lambda one: one.name)), tuple(sorted(closed)))

    def _below(self, path: str) -> str:
        return path.removeprefix(self._base).removeprefix("/")

    def _entry(self, about: dict[str, Any]) -> Entry:
        token = next((about[key] for key in _TOKENS if about.get(key)), "")
        moment = next((about[key] for key in _TIMES if about.get(key)), 0)
        text = str(token.timestamp() if isinstance(token, datetime) else token).strip('"')
        seconds = int(moment.timestamp() if isinstance(moment, datetime) else moment)
        name, size = self._below(about["name"]), int(about["size"] or 0)
        return Entry(name, size, text, seconds * 1_000_000_000, about["type"] == "file")

    def _write(self, files: Any, path: str, pieces: Iterable[bytes]) -> None:
        with files.open(path, "wb") as file:
            for piece in pieces:
                file.write(piece)

    def _sha256(self, path: str) -> str:
        digest = hashlib.sha256()
        file = self._call("read", lambda files: _opened(files, path))
        with contextlib.closing(_Closing(file)):
            while piece := self._once("read", lambda: file.read(PIECE)):
                digest.update(piece)
        return digest.hexdigest()


def _is_object(about: dict[str, Any]) -> bool:
    """False for a folder, also for the empty object by which some programs show one."""
    is_folder = about["name"].endswith("/") and not about["size"]
    return about["type"] == "file" and not is_folder


class _Closing:
    """A file of a library: closing it is no reason to fail."""

    def __init__(self, file: Any):
        self._file = file

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._file.close()


def _opened(files: Any, path: str) -> Any:
    file = files.open(path, "rb", block_size=PIECE)
    if hasattr(file, "MAX_REQUEST_SIZE"):
        # paramiko waits for each answer: by 32 kB a long way to a server would take hours.
        file.MAX_REQUEST_SIZE = SFTP_PIECE
    return file


def _remove_file(path: str, files: Any) -> None:
    with contextlib.suppress(FileNotFoundError):
        files.rm_file(path)
