"""The ledger: one file per delivery, known by its sha256; what to do is landing minus ledger.

Belongs here: reading and writing records, and deciding what is left to do. One writer: the batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from orchestration.core.atomic_files import write_whole
from orchestration.core.errors import UserError
from orchestration.core.json_text import canonical, readable
from orchestration.intake import record as records_of_deliveries
from orchestration.intake.landing import Arrival
from orchestration.intake.record import ACCEPTED, REFUSED, Record

_CHECKSUM = "checksum"


class LedgerError(UserError):
    """A record cannot be read."""


class AccountError(UserError):
    """The rows that were read of a delivery are not all accounted for."""


@dataclass(frozen=True)
class Ledger:
    """The records below one folder, read from disk once; whoever writes holds the root's lock."""

    folder: Path

    @cached_property
    def records(self) -> dict[str, Record]:
        """All records by delivery id, in order of id. Raises LedgerError."""
        files = sorted(self.folder.glob("*.json")) if self.folder.exists() else []
        return {file.stem: _read(file) for file in files}

    def record(self, delivery_id: str) -> Record | None:
        """One record, if there is one; the others are not read. Raises LedgerError."""
        file = self._file(delivery_id)
        return _read(file) if file.exists() else None

    def write(self, record: Record) -> None:
        """Write one record whole. Raises AccountError if a row of it would vanish unseen."""
        require_account(record)
        self.folder.mkdir(parents=True, exist_ok=True)
        values = record.as_dict()
        write_whole(
            self._file(record.delivery_id), readable(values | {_CHECKSUM: _checksum_of(values)})
        )
        self.records[record.delivery_id] = record

    def keep(self, record: Record) -> None:
        """Know a record that is written later: until then another run would not know it."""
        self.records[record.delivery_id] = record

    def remove(self, record: Record) -> None:
        """Take a record away."""
        self._file(record.delivery_id).unlink(missing_ok=True)
        self.records.pop(record.delivery_id, None)

    def _file(self, delivery_id: str) -> Path:
        return self.folder / f"{delivery_id}.json"


def _read(file: Path) -> Record:
    """The record of a file, read again only when the file changed: one run asks several times."""
    try:
        stat = file.stat()
        return _read_once(file, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    except OSError as error:
        raise LedgerError(_damaged(file, error.strerror or type(error).__name__)) from None


@lru_cache(maxsize=50_000)
def _read_once(file: Path, *_state: int) -> Record:
    try:
        content = file.read_bytes()
        record = records_of_deliveries.from_json(content)
        values = json.loads(content)
    except ValidationError as error:
        # Its place only: the value may be the name of a file, which may name a person.
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) or "the whole file"
        raise LedgerError(_damaged(file, f"{place} cannot be read")) from None
    # Records of an earlier version have none.
    if values.pop(_CHECKSUM, None) not in (None, _checksum_of(values)):
        raise LedgerError(_damaged(file, "it was altered"))
    if record.delivery_id != file.stem:
        raise LedgerError(_damaged(file, "it is the record of another delivery"))
    return record


def _checksum_of(values: dict[str, Any]) -> str:
    return hashlib.sha256(canonical(values)).hexdigest()


def _damaged(file: Path, what: str) -> str:
    return (
        f"The ledger's record {file} is damaged: {what}. Restore it from your backup, or delete it:"
        " the next run then reads the delivery again, without what a person decided about it."
    )


def require_account(record: Record) -> None:
    """Rows read = rows used + rows left out by each reason. Raises AccountError."""
    if record.unaccounted:
        counts = ", ".join(f"{name} {count}" for name, count in sorted(record.counts.items()))
        raise AccountError(
            f"Delivery {record.short_id}: the rows read are not all accounted for ({counts})."
            " This is a fault of Mukana, not of the file: report it."
        )


def unopened_id(arrival: Arrival) -> str:
    """The id of a delivery whose file cannot be opened: a hash of its name."""
    return hashlib.sha256(f"closed\0{arrival.name}".encode()).hexdigest()


def is_done(
    record: Record, readings: Container[str], max_attempts: int, in_raw: Container[str]
) -> bool:
    """True if this delivery needs no further reading under the present declarations, `readings`.

    `in_raw` are the deliveries whose answers lie in raw: one that was read and is not there is
    read again.
    """
    if record.reading not in readings:
        return False
    if record.was_read:
        return record.delivery_id in in_raw
    return record.status == REFUSED or record.attempt_count >= max_attempts


def waiting(
    arrivals: Iterable[Arrival],
    records: Iterable[Record],
    readings: Container[str],
    max_attempts: int,
    in_raw: Container[str],
) -> list[Arrival]:
    """Landing minus ledger: arrivals whose delivery is not done, in order of arrival."""
    known = {
        file
        for record in records
        if is_done(record, readings, max_attempts, in_raw)
        for file in record.files
    }
    return [one for one in arrivals if records_of_deliveries.received(one) not in known]


def was_read(records: Iterable[Record]) -> list[Record]:
    """The records whose answers lie in raw, those on hold included."""
    return [record for record in records if record.was_read]


def accepted(records: Iterable[Record]) -> list[Record]:
    """The records whose answers count."""
    return [record for record in records if record.status == ACCEPTED]
