"""What became of the files of one sender, for its own people.

Belongs here: choosing from the ledger and landing what is the sender's own, and nothing of another sender.
Reads only. Does not belong here: how it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from orchestration.ingest.messages import correction_workbook, receipt
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import look
from orchestration.intake.record import FAILED, REFUSED, Record, received

# Beside the statuses of the ledger: not read yet; received from another sender first, as whose it counts.
WAITING, OF_ANOTHER = "waiting", "of_another"


@dataclass(frozen=True)
class SentFile:
    """One content that a sender sent, be it several times. `names` are below landing; the time is the first.

    `record` has the sender's own files only; None if it was not read as this sender's.
    """

    status: str
    names: tuple[str, ...]
    arrived_ns: int
    record: Record | None = None

    @property
    def receipt(self) -> str | None:
        """What its receipt says; None before it was read."""
        return receipt.text(self.record.as_dict()) if self.record else None

    @property
    def corrections(self) -> bytes | None:
        """The workbook of what to correct, if the file could not be used."""
        if self.record is None or self.record.status not in (REFUSED, FAILED):
            return None
        return correction_workbook.workbook(self.record.as_dict()["reasons"])


def of_sender(declared: Declared, sender_code: str) -> list[SentFile]:
    """All that a sender sent, the newest first. Raises LedgerError."""
    known = {file for record in declared.records for file in record.files}
    waiting = [
        SentFile(WAITING, (one.name,), one.mtime_ns)
        for one in look(declared.root.landing)
        if one.sender == sender_code and received(one) not in known
    ]
    found = [*waiting, *_read(declared.records, sender_code)]
    return sorted(found, key=lambda one: (-one.arrived_ns, one.names))


def _read(records: list[Record], sender_code: str) -> Iterator[SentFile]:
    for record in records:
        own = tuple(file for file in record.files if file.name.startswith(f"{sender_code}/"))
        names = tuple(file.name for file in own)
        if record.sender_code == sender_code and record.status is not None:
            yield SentFile(record.status, names, record.landed_at_ns, replace(record, files=own))
        elif own:
            status = WAITING if record.status is None else OF_ANOTHER
            yield SentFile(status, names, min(file.mtime_ns for file in own))
