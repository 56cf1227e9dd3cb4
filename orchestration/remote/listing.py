"""What a look at a remote place shows.

Belongs here: values only; no library and no network.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Entry:
    """One file of a listing. `token` is another one whenever the content is: an etag, or a time.

    `is_file` is false for a link, a pipe or a device.
    """

    name: str
    byte_count: int
    token: str
    mtime_ns: int
    is_file: bool = True


@dataclass(frozen=True)
class Listing:
    """Every file below a place by its path, and the folders that could not be looked into."""

    entries: tuple[Entry, ...]
    closed: tuple[str, ...] = ()

    def by_name(self) -> dict[str, Entry]:
        """Name -> entry."""
        return {entry.name: entry for entry in self.entries}
