"""Putting what was read of deliveries into raw: a big one in files of its own, many small ones in one.

Belongs here: in which file the rows of a delivery lie, and the order in which files and records are
written: a run that dies at any moment leaves no row twice, and no record of rows that are not there.
Does not belong here: what is in a table (raw_store).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from orchestration.core.atomic_files import flushed_together
from orchestration.core.data_root import DataRoot
from orchestration.intake import raw_places, raw_store
from orchestration.intake.delivery_reading import SmallTables
from orchestration.intake.ledger import Ledger
from orchestration.intake.record import Record

# So many small deliveries are put into one file at once; fewer than the least have files of their own.
MOST, LEAST = 200, 20


class Placing:
    """Puts deliveries into raw and writes their records; `flush` puts those that still wait."""

    def __init__(self, root: DataRoot, book: Ledger):
        self._root, self._book = root, book
        self._waiting: dict[str, SmallTables] = {}
        # Packs in which they lay before they were read again, by delivery.
        self._left: dict[str, str] = {}

    def write(self, record: Record) -> None:
        """Write a record, or keep it until its rows are in their place."""
        if record.delivery_id in self._waiting:
            self._book.keep(record)
        else:
            self._book.write(record)

    def add(self, before: Record, record: Record, tables: SmallTables | None) -> None:
        """Take a delivery that was read; `before` is its record before, `tables` those of a small one."""
        if tables is None:
            self._book.write(record)
            return
        if before.pack:
            self._left[record.delivery_id] = before.pack
        self._waiting[record.delivery_id] = tables
        self._book.keep(record)
        if len(self._waiting) >= MOST:
            self.flush()

    def leave(self, before: Record) -> None:
        """Take the rows of one delivery out of its pack, if it lies in one."""
        if before.pack:
            self._book.write(before.before_reading())
            rewrite(self._root, self._book, before.pack)

    def flush(self) -> None:
        """Put the deliveries that wait into raw, and write their records."""
        records = [self._book.records[delivery_id] for delivery_id in self._waiting]
        with flushed_together():
            for record in records:
                if record.delivery_id in self._left:
                    self._book.write(record.before_reading())
        for pack in dict.fromkeys(self._left.values()):
            rewrite(self._root, self._book, pack)
        waiting, self._waiting, self._left = self._waiting, {}, {}
        groups = [records] if len(records) >= LEAST else [[record] for record in records]
        for group in groups:
            self._put(group, waiting)

    def _put(self, group: list[Record], tables: dict[str, SmallTables]) -> None:
        pack = _pack_of(group) if len(group) > 1 else None
        place = pack or group[0].delivery_id
        raw_store.write_tables(self._root, place, [tables[r.delivery_id] for r in group])
        hashes = raw_places.hashes(self._root, place)
        with flushed_together():
            for record in group:
                self._book.write(replace(record, pack=pack, tables=hashes))
        if pack:
            # Files of its own, from when it was read before: the warehouse would have its rows twice.
            for record in group:
                raw_places.remove_answers(self._root, record.delivery_id)


def _pack_of(records: Iterable[Record]) -> str:
    """The name of a pack: the same deliveries, the same name."""
    names = "\0".join(sorted(record.delivery_id for record in records))
    return hashlib.sha256(f"pack\0{names}".encode()).hexdigest()


def _unchanged(record: Record) -> Record:
    return record


def rewrite(
    root: DataRoot,
    book: Ledger,
    place: str,
    rows: Collection[tuple[str, int]] = (),
    changed: Callable[[Record], Record] = _unchanged,
) -> None:
    """Leave in the files of a place only the deliveries that lie there by their records, without some
    rows (delivery id, row number); `changed` makes the new record of each.

    A record is without hashes for as long as its tables change, so that a run that dies in between
    leaves nothing that looks altered.
    """
    members = [r for r in book.records.values() if r.was_read and r.place == place]
    if not members:
        raw_places.remove_answers(root, place)
        return
    # What was altered stays known as altered.
    whole = raw_places.whole(root, members)
    with flushed_together():
        for record in members:
            book.write(replace(record, tables={}))
    raw_store.keep_rows(root, place, [record.delivery_id for record in members], rows)
    hashes = raw_places.hashes(root, place)
    with flushed_together():
        for record in members:
            known = hashes if record.delivery_id in whole else record.tables
            book.write(replace(changed(record), tables=known))


def tidy(root: DataRoot, book: Ledger) -> None:
    """Remove from raw what no record knows: a run died after it wrote files and before their records."""
    members: dict[str, set[str]] = {}
    for record in book.records.values():
        if record.was_read:
            members.setdefault(record.place, set()).add(record.delivery_id)
    for place in raw_places.places(root):
        if place not in members:
            raw_places.remove_answers(root, place)
        elif place not in members[place]:
            lying = raw_store.deliveries_in(root, place)
            if not lying <= members[place]:
                rewrite(root, book, place)
