"""The ledger: one file per delivery, known by its sha256; what to do is landing minus ledger.

Belongs here: reading and writing records, and deciding what waits. One writer: the batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.core.atomic_files import write_whole
from orchestration.core.json_text import readable
from orchestration.intake.landing import Arrival

Record = dict[str, Any]
ACCEPTED, REFUSED, FAILED = "accepted", "refused", "failed"
# Read, but a person has to decide about rows that are no longer in it.
ON_HOLD = "on_hold"


@dataclass(frozen=True)
class Ledger:
    """The records below one folder."""

    folder: Path

    def records(self) -> dict[str, Record]:
        """All records by delivery id, in order of id."""
        files = sorted(self.folder.glob("*.json")) if self.folder.exists() else []
        return {file.stem: json.loads(file.read_bytes()) for file in files}

    def record(self, delivery_id: str) -> Record | None:
        """One record, if there is one."""
        file = self.folder / f"{delivery_id}.json"
        return json.loads(file.read_bytes()) if file.exists() else None

    def write(self, record: Record) -> None:
        """Write one record whole."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.folder / f"{record['delivery_id']}.json", readable(record))

    def remove(self, record: Record) -> None:
        """Take a record away."""
        (self.folder / f"{record['delivery_id']}.json").unlink(missing_ok=True)


def new_record(delivery_id: str, arrival: Arrival) -> Record:
    """The record of a delivery seen for the first time."""
    return {
        "delivery_id": delivery_id,
        "sender_code": arrival.sender,
        "files": [arrival.stamp],
        "landed_at_ns": arrival.mtime_ns,
        "attempt_count": 0,
        "reading": None,
        "status": None,
        # What a person decided about rows that are gone: "removed" or "partial".
        "removal": None,
    }


def closed_id(arrival: Arrival) -> str:
    """What stands for the sha256 of a file that may not be opened: that of its name."""
    return hashlib.sha256(f"closed\0{arrival.name}".encode()).hexdigest()


def is_settled(record: Record, reading: str, max_attempts: int, in_raw: Container[str]) -> bool:
    """True if this delivery needs no further reading under the present declarations.

    `in_raw` are the deliveries whose answers lie in raw: one that was read and is not there is
    read again.
    """
    if record["reading"] != reading:
        return False
    if record["status"] in (ACCEPTED, ON_HOLD) and record["delivery_id"] not in in_raw:
        return False
    return (
        record["status"] in (ACCEPTED, ON_HOLD, REFUSED) or record["attempt_count"] >= max_attempts
    )


def waiting(
    arrivals: Iterable[Arrival],
    records: Iterable[Record],
    reading: str,
    max_attempts: int,
    in_raw: Container[str],
) -> list[Arrival]:
    """Landing minus ledger: arrivals that no settled record knows, in order of arrival."""
    known = {
        (stamp["name"], stamp["byte_count"], stamp["mtime_ns"])
        for record in records
        if is_settled(record, reading, max_attempts, in_raw)
        for stamp in record["files"]
    }
    return [a for a in arrivals if (a.name, a.byte_count, a.mtime_ns) not in known]


def was_read(records: Iterable[Record]) -> list[Record]:
    """The records whose answers lie in raw, those that wait for a decision included."""
    return [record for record in records if record["status"] in (ACCEPTED, ON_HOLD)]


def accepted(records: Iterable[Record]) -> list[Record]:
    """The records whose answers count."""
    return [record for record in records if record["status"] == ACCEPTED]
