"""The OLE2 container that old Excel files and password-protected new ones come in.

Belongs here: finding a stream by name and putting one stream into a container of its own, after
[MS-CFB]. Does not belong here: what is in a stream. Chains that run in circles or out of the
file end the reading; a reader that does not check them would never return.
"""

from __future__ import annotations

import struct

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = 512
_LAST, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STREAM, _ROOT = 2, 5
_ENTRY = 128
_SMALL = 4096
_SECTOR = 4096


class BrokenContainerError(ValueError):
    """The bytes are no sound OLE2 container."""


class Container:
    """The streams of a container. Raises BrokenContainerError."""

    def __init__(self, data: bytes):
        if len(data) < _HEADER or not data.startswith(MAGIC):
            raise BrokenContainerError("no OLE2 header")
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise BrokenContainerError("odd sector size")
        self._size = 1 << shift
        first, _, _, small_first, _, more, _ = struct.unpack_from("<7I", data, 48)
        self._fat = self._table(self._fat_sectors(more))
        entries = self._chain(first)
        self._entries = dict(_entries(entries))
        root = next((e for e in self._entries.values() if e[0] == _ROOT), None)
        self._small_fat = self._numbers(self._chain(small_first))
        self._small = self._chain(root[1]) if root else b""

    @property
    def names(self) -> set[str]:
        """Names of all streams."""
        return set(self._entries)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream."""
        _, start, size = self._entries[name]
        if size >= _SMALL:
            return self._chain(start)[:size]
        parts = (self._small[at * 64 : at * 64 + 64] for at in _follow(start, self._small_fat))
        return b"".join(parts)[:size]

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self._size
        if start >= len(self._data):
            raise BrokenContainerError("a sector outside the file")
        return self._data[start : start + self._size]

    def _numbers(self, data: bytes) -> list[int]:
        return list(struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4]))

    def _table(self, sectors: list[int]) -> list[int]:
        return [number for sector in sectors for number in self._numbers(self._sector(sector))]

    def _fat_sectors(self, more: int) -> list[int]:
        found = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        while more < _FAT and more not in seen:
            seen.add(more)
            *numbers, more = self._numbers(self._sector(more))
            found += numbers
        return [number for number in found if number < _FAT]

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _follow(start, self._fat))


def _follow(start: int, table: list[int]) -> list[int]:
    """Sector numbers of a chain, in order."""
    found: dict[int, None] = {}
    while start < _FAT:
        if start in found or start >= len(table):
            raise BrokenContainerError("a chain runs in a circle or out of the table")
        found[start] = None
        start = table[start]
    return list(found)


def _entries(data: bytes) -> list[tuple[str, tuple[int, int, int]]]:
    """(name, (kind, first sector, size)) of every directory entry."""
    found = []
    for at in range(0, len(data) - _ENTRY + 1, _ENTRY):
        length = min(struct.unpack_from("<H", data, at + 64)[0], 64)
        name = data[at : at + max(length - 2, 0)].decode("utf-16-le", "replace")
        kind = data[at + 66]
        if kind in (_STREAM, _ROOT):
            found.append((name, (kind, *struct.unpack_from("<II", data, at + 116))))
    return found


def wrapped(name: str, stream: bytes) -> bytes:
    """A sound container that holds this one stream, however broken its own container was."""
    stream = stream.ljust(_SMALL, b"\0")
    count = -(-len(stream) // _SECTOR)
    tables = -(-(count + 2) // (_SECTOR // 4 - 1))
    # Sectors in order: the allocation tables, the directory, an empty one for small streams
    # (some readers want it even where there are none), the stream.
    small, first = tables + 1, tables + 2
    numbers = [_FAT] * tables + [_LAST, _LAST, *range(first + 1, first + count), _LAST]
    numbers += [_FREE] * (tables * _SECTOR // 4 - len(numbers))
    fields = (0x3E, 4, 0xFFFE, 12, 6, b"\0" * 6, 1, tables, tables, 0, _SMALL, _LAST, 0, _LAST, 0)
    header = MAGIC + b"\0" * 16 + struct.pack("<5H6s9I", *fields)
    header += struct.pack("<109I", *range(tables), *[_FREE] * (109 - tables))
    entries = [
        _entry("Root Entry", _ROOT, 1, small, _SECTOR),
        _entry(name, _STREAM, _FREE, first, len(stream)),
        *[_entry("", 0, _FREE, 0, 0)] * (_SECTOR // _ENTRY - 2),
    ]
    return b"".join(
        [
            header.ljust(_SECTOR, b"\0"),
            struct.pack(f"<{len(numbers)}I", *numbers),
            *entries,
            b"\0" * _SECTOR,
            stream.ljust(count * _SECTOR, b"\0"),
        ]
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    text = name.encode("utf-16-le")
    head = text.ljust(64, b"\0") + struct.pack("<HBB", len(text) + 2 if text else 0, kind, 1)
    return head + struct.pack("<3I36xIQ", _FREE, _FREE, child, start, size)
