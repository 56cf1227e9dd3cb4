"""What a person decides about a delivery, written where the next run finds it.

Belongs here: checking a decision and keeping it: rows that are gone in the ledger's record, the
direction of a scale in `registers/directions.csv`, to which lines are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal

from filelock import FileLock, Timeout

from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import canonical
from orchestration.core.settings import Settings
from orchestration.intake import reasons, register_lines
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.ledger import Ledger
from orchestration.intake.record import ON_HOLD, Record
from orchestration.intake.undecidable import UndecidableError

DIRECTIONS = ("as_declared", "reversed")


Kind = Literal["removed", "partial", "services"]


@dataclass(frozen=True)
class Asked:
    """How a person was asked. `reason`: why they decide so, if that is known.

    `shown`: the hash of the record that they looked at (`state_of`), if that is known. `wait_seconds`:
    how long a run under way is waited for; below zero, until it has ended.
    """

    reason: str = ""
    shown: str = ""
    wait_seconds: float = -1


_ANYHOW = Asked()


def state_of(record: Record) -> str:
    """A hash of what is known of a delivery: another one once anything of it changes."""
    return sha256(canonical(record.as_dict())).hexdigest()


def open_kinds(record: Record) -> tuple[Kind, ...]:
    """What a person can decide about a delivery now."""
    if record.status == ON_HOLD and record.has_services_to_accept:
        return ("services",)
    is_open = record.status == ON_HOLD or (record.account.get("to_withdraw") and not record.removal)
    return ("removed", "partial") if is_open else ()


def listed(settings: Settings) -> Iterator[str]:
    """One line per delivery, in order of arrival; no file name, which may name a person."""
    records = sorted(Ledger(settings.root.ledger).records.values(), key=lambda r: r.order)
    widest = max((len(record.sender_code) for record in records), default=0)
    for record in records:
        rows = ", ".join(f"{count} {what}" for what, count in record.account.items() if count)
        not_scored = "".join(f"; not scored: {code}" for code in record.blocked_indicators)
        line = f"{record.short_id}  {record.sender_code:{widest}}  {record.status:8}  {rows}"
        yield f"{line}{not_scored}{_decided(record)}".rstrip()


def _decided(record: Record) -> str:
    """What was decided about a delivery, by whom and on which day."""
    return "".join(
        f"; {one.what} by {one.name}, {one.decided_at[: len('2027-01-31')]}"
        for one in record.decided
    )


def accept_removal(
    settings: Settings, prefix: str, *, is_partial: bool, by: str, asked: Asked = _ANYHOW
) -> str:
    """Accept a delivery on hold: earlier rows are not in it, or many withdraw their consent.

    `by`: who decides. Raises UndecidableError.
    """
    from orchestration.intake import settling

    with _locked(settings.root, asked):
        declared = Declared(settings.root, settings)
        book = declared.ledger
        record = _one(book.records, prefix, asked.shown)
        if not record.account.get("to_withdraw"):
            _require_hold(record)
        if record.has_services_to_accept:
            raise UndecidableError("services_first", delivery=record.short_id)
        removal: Literal["partial", "removed"] = "partial" if is_partial else "removed"
        decided = record.decided_by(removal, by, reasons.one_line(asked.reason))
        book.write(replace(decided, removal=removal))
        settling.settle(declared)
        account = book.records[record.delivery_id].account
    gone, withdrawn = account["gone"], account.get("withdrawn", 0)
    deleted = f"; the answers of {withdrawn} withdrawn responses are deleted" if withdrawn else ""
    return f"{prefix}: {gone} earlier rows {'stay' if is_partial else 'are removed'}{deleted}."


def accept_services(settings: Settings, prefix: str, *, by: str, asked: Asked = _ANYHOW) -> str:
    """Accept the forms of services that the sender of a delivery on hold may not send for.

    Only for this delivery and these services. `by`: who decides. Raises UndecidableError.
    """
    from orchestration.intake import settling

    with _locked(settings.root, asked):
        declared = Declared(settings.root, settings)
        book = declared.ledger
        record = _one(book.records, prefix, asked.shown)
        _require_hold(record)
        if not record.has_services_to_accept:
            raise UndecidableError("no_services", delivery=record.short_id)
        services = tuple(record.services_of_others)
        decided = record.decided_by("services", by, reasons.one_line(asked.reason))
        book.write(replace(decided, accepted_services=services))
        settling.settle(declared)
    return f"{prefix}: forms of {', '.join(services)} are accepted from {record.sender_code}."


@contextmanager
def _locked(root: DataRoot, asked: Asked) -> Iterator[None]:
    """Hold the root's lock for a decision whose reason can be kept. Raises UndecidableError."""
    if asked.reason and (fault := reasons.fault_of(asked.reason)):
        raise UndecidableError(f"reason_{fault}")
    try:
        lock = FileLock(root.lock).acquire(timeout=asked.wait_seconds)
    except Timeout:
        raise UndecidableError("busy") from None
    with lock:
        yield


def _require_hold(record: Record) -> None:
    if record.status != ON_HOLD:
        raise UndecidableError("not_on_hold", delivery=record.short_id)


def set_direction(
    settings: Settings, prefix: str, scale: str, direction: str, by: tuple[str, str]
) -> str:
    """Keep a person's choice for the sender and form of a delivery; `by` is name and reason.

    Raises UndecidableError. All deliveries are read again by the next run, this form's with the choice.
    """
    root, (name, why) = settings.root, by
    declared = Declared(root, settings)
    record = _one(declared.ledger.records, prefix)
    survey = declared.surveys().get(record.questionnaire_code or "")
    if survey is None:
        raise UndecidableError("was_not_read", prefix=prefix)
    questions = survey.questionnaire.questions
    known = {*survey.questionnaire.scales, *(c for c, q in questions.items() if q.scale)}
    if scale not in known:
        raise UndecidableError("no_scale", scale=scale)
    if direction not in DIRECTIONS:
        raise UndecidableError("no_direction")
    if not name.strip() or not why.strip():
        raise UndecidableError("name_is_empty")
    if fault := reasons.fault_of(why):
        raise UndecidableError(f"reason_{fault}")
    of = questions[scale].scale if scale in questions else scale
    lowest_option = next(iter(survey.questionnaire.scales[of or ""].options))
    lowest = 0 if record.lowest_numbers.get(of or "") == 0 else int(lowest_option)
    row = {
        "sender_code": record.sender_code,
        "questionnaire_code": record.questionnaire_code or "",
        "form_code": record.form_code or "",
        "scale_code": scale,
        "direction": direction,
        "lowest": str(lowest),
        "name": name,
        "reason": why,
    }
    with FileLock(root.lock):
        register_lines.add(root.registers, "directions", [row])
    return (
        f"{record.sender_code} / {record.form_code}: {scale} is {direction}, numbers from {lowest}."
    )


def _one(records: dict[str, Record], prefix: str, shown: str = "") -> Record:
    found = [record for key, record in records.items() if prefix and key.startswith(prefix)]
    if len(found) != 1:
        raise UndecidableError("no_delivery", prefix=prefix, count=str(len(found)))
    if shown and shown != state_of(found[0]):
        raise UndecidableError("other_delivery")
    return found[0]
