"""Remote places in this process, for tests: a file system of fsspec in memory, by any address.

Belongs here: laying files there and reading them. Real servers are in tests/remote.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from fsspec.implementations.memory import MemoryFileSystem

from orchestration.remote import filesystems, place
from orchestration.remote.listing import Entry
from orchestration.remote.small_files import ChangedError


class OwnMemory(MemoryFileSystem):
    """Files in memory that no other test sees; `interfere`, if set, is called before each call."""

    cachable = False

    def __init__(self) -> None:
        super().__init__(global_store=False, skip_instance_cache=True)
        self.interfere = lambda _name, _path: None
        self.calls: list[tuple[str, str]] = []

    def _note(self, name: str, path: str) -> None:
        self.calls.append((name, path))
        self.interfere(name, path)

    def find(self, path: str, **how: Any) -> Any:
        self._note("find", path)
        return super().find(path, **how)

    def ls(self, path: str, **how: Any) -> Any:
        self._note("ls", path)
        return super().ls(path, **how)

    def info(self, path: str, **how: Any) -> Any:
        self._note("info", path)
        return super().info(path, **how)

    def open(self, path: str, mode: str = "rb", **how: Any) -> Any:
        self._note(f"open {mode}", path)
        return super().open(path, mode, **how)

    def rm_file(self, path: str) -> None:
        self._note("rm", path)
        super().rm_file(path)

    def lay(self, path: str, content: bytes, at: datetime | None = None) -> None:
        """Put a file there as a sender would."""
        self.pipe_file(path, content)
        if at is not None:
            self.store[self._strip_protocol(path)].created = at

    def tree(self) -> dict[str, bytes]:
        """Every file by its path."""
        return {name: file.getvalue() for name, file in sorted(self.store.items())}


def _content(files: Any, _address: Any, path: str, entry: Entry) -> bytes:
    """As the servers of tests/remote answer: what was put there since it was listed is not given."""
    with files.open(path, "rb") as file:
        found = file.read()
    now = len(found), str(files.info(path)["created"].timestamp())
    if now != (entry.byte_count, entry.token):
        raise ChangedError
    return found


@contextmanager
def memory_places(monkeypatch: Any) -> Iterator[OwnMemory]:
    """Every address leads into one memory; bucket and folders as in an object store."""
    memory = OwnMemory()
    monkeypatch.setattr(place, "open_filesystem", lambda _address: memory)
    monkeypatch.setattr(
        place, "base_of", lambda address: f"/{filesystems.base_of(address).strip('/')}"
    )
    monkeypatch.setattr(place, "PAUSES", (0.0, 0.0))
    monkeypatch.setattr(place, "content", _content)
    yield memory
