"""One delivery as the ledger keeps it: what arrived, what was read of it, what a person decided.

Belongs here: the shape of a record, as plain values and back. Does not belong here: where records
lie (ledger) or what a file means (ingest).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, TypeAdapter

from orchestration.ingest.messages.file_messages import LEFT_OUT
from orchestration.intake.landing import Arrival

Status = Literal["accepted", "on_hold", "refused", "failed"]
# On hold: read, but a person has to decide: about earlier rows that are not in it any more, or about
# services of other senders.
ACCEPTED, ON_HOLD, REFUSED, FAILED = get_args(Status)
# Findings about the delivery as a whole that somebody has to decide about.
TO_DECIDE = ("other_sender", "fits_another", "refuses_elsewhere")
# What earlier versions of Mukana called a status.
_EARLIER_STATUS = {"waiting": ON_HOLD}


def _status_now(written: Any) -> Any:
    return _EARLIER_STATUS.get(written, written) if isinstance(written, str) else written


@dataclass(frozen=True)
class ReceivedFile:
    """How a file of this content looked in landing, to know it again without reading it.

    `name` is its path below landing, with `/`.
    """

    name: str
    byte_count: int
    mtime_ns: int


@dataclass(frozen=True)
class DeliveryDecision:
    """What a person decided about a delivery: who, when (ISO, UTC), and why if that was asked."""

    what: Literal["removed", "partial", "services"]
    name: str
    decided_at: str
    reason: str = ""


@dataclass(frozen=True)
class Record:
    """One delivery, known by the hex sha256 of its bytes. What is not known yet is None or empty."""

    delivery_id: str
    sender_code: str
    files: tuple[ReceivedFile, ...]
    landed_at_ns: int
    attempt_count: int = 0
    # Hash of the declarations that it was last read under.
    reading: str | None = None
    status: Annotated[Status | None, BeforeValidator(_status_now)] = None
    # What a person decided about earlier rows that are not in it.
    removal: Literal["removed", "partial"] | None = None
    # Services of other senders whose forms a person accepted in it.
    accepted_services: tuple[str, ...] = ()
    # Who decided so, oldest first; earlier versions of Mukana did not ask.
    decided: tuple[DeliveryDecision, ...] = ()
    # What the file was recognised as, and by which choices.
    questionnaire_code: str | None = None
    form_code: str | None = None
    form_version: str | None = None
    language_code: str | None = None
    sheet: str | None = None
    header_row: int | None = None
    choice: dict[str, Any] = field(default_factory=dict)
    # What was read: rows by what became of them, cells repaired by rule, lowest bare number by scale.
    counts: dict[str, int] = field(default_factory=dict)
    repairs: dict[str, dict[str, Any]] = field(default_factory=dict)
    lowest_numbers: dict[str, int] = field(default_factory=dict)
    # Forms of services that its sender may not send for, by service.
    services_of_others: dict[str, int] = field(default_factory=dict)
    # As `Reason.as_dict` gave them: what was once written to a sender stays as it was.
    reasons: tuple[dict[str, Any], ...] = ()
    findings: tuple[dict[str, Any], ...] = ()
    left_out_columns: tuple[str, ...] = ()
    blocked_indicators: tuple[str, ...] = ()
    # Rows compared with earlier deliveries, and keyed hashes of the rows whose consent it withdraws.
    account: dict[str, int] = field(default_factory=dict)
    withdrawn: tuple[str, ...] = ()
    # The key that it was read with, and its tables in raw/ and restricted/ by hex sha256.
    key_id: str | None = None
    tables: dict[str, str] = field(default_factory=dict)
    # The files in which its rows lie with those of other small deliveries, if not in its own.
    pack: str | None = None

    @property
    def was_read(self) -> bool:
        """True if its answers lie in raw."""
        return self.status in (ACCEPTED, ON_HOLD)

    @property
    def has_services_to_accept(self) -> bool:
        """True if a person has to decide about services of other senders."""
        return not self.services_of_others.keys() <= set(self.accepted_services)

    @property
    def place(self) -> str:
        """What its files in raw are called."""
        return self.pack or self.delivery_id

    @property
    def order(self) -> tuple[int, str]:
        """By time of arrival in microseconds, then by id: the order that the warehouse uses, too."""
        return self.landed_at_ns // 1000, self.delivery_id

    @property
    def short_id(self) -> str:
        """The part of the id that people see."""
        return self.delivery_id[:12]

    @property
    def unaccounted(self) -> int:
        """Rows read that are neither used nor left out for a reason that the receipt has words for."""
        left_out = sum(self.counts.get(reason, 0) for reason in LEFT_OUT)
        return self.counts.get("read", 0) - self.counts.get("used", 0) - left_out

    def decided_by(
        self, what: Literal["removed", "partial", "services"], name: str, reason: str = ""
    ) -> Record:
        """The record with one decision more, made now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return replace(self, decided=(*self.decided, DeliveryDecision(what, name, now, reason)))

    def before_reading(self) -> Record:
        """The same delivery without anything that a reading of it found."""
        return Record(
            self.delivery_id, self.sender_code, self.files, self.landed_at_ns,
            self.attempt_count, self.reading, removal=self.removal,
            accepted_services=self.accepted_services, decided=self.decided,
        )  # fmt: skip

    def as_dict(self) -> dict[str, Any]:
        """As plain values for JSON; what is not known is left out."""
        values = _ADAPTER.dump_python(self, mode="json")
        return {name: value for name, value in values.items() if value is not None}


_ADAPTER = TypeAdapter(Record)


def received(arrival: Arrival) -> ReceivedFile:
    """What a record keeps of a file in landing."""
    return ReceivedFile(arrival.name, arrival.byte_count, arrival.mtime_ns)


def new_record(delivery_id: str, arrival: Arrival) -> Record:
    """The record of a delivery that arrived for the first time."""
    return Record(delivery_id, arrival.sender, (received(arrival),), arrival.mtime_ns)


def from_json(content: bytes) -> Record:
    """The record that `as_dict` wrote, also by an earlier version.

    Raises pydantic.ValidationError, which may quote the content.
    """
    return _ADAPTER.validate_json(content)
