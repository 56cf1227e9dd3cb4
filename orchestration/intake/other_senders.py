"""The same file from two senders: it is read once, as the first one's, and both are named.

Belongs here: the finding about it. A file that was taken away from one of the folders is not
named.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from orchestration.ingest.messages.message import Phrase
from orchestration.ingest.messages.refusal import Reason, reason
from orchestration.ingest.registers.registers import Registers
from orchestration.intake.reconcile import hold_reason
from orchestration.intake.record import Record

_CODE = "other_sender"


def received_before(
    record: Record, sender_code: str | None, registers: Registers
) -> tuple[list[Reason], list[Reason]]:
    """(findings, notes) about a file that was read before; `sender_code` is whose it is now."""
    on_hold = [
        hold_reason(why["code"], record.short_id, record.services_of_others)
        for why in record.reasons
    ]
    if sender_code not in (None, record.sender_code):
        return [_from_another(record, sender_code or "", registers)], on_hold
    first = _name_of(record.sender_code, registers)
    return [], [reason("already_received", first=first), *on_hold]


def with_other_senders(record: Record, registers: Registers, landing: Path) -> Record:
    """The record with a finding for each other sender in whose folder the file lies too."""
    findings = [found for found in record.findings if found["code"] != _CODE]
    codes = {file.name.split("/")[0] for file in record.files if _is_there(landing, file.name)}
    others = sorted(codes - {record.sender_code})
    findings += [_from_another(record, code, registers).as_dict() for code in others]
    return replace(record, findings=tuple(findings))


def _is_there(landing: Path, name: str) -> bool:
    """False also for a file in a folder that may not be read: nobody sees whether it is there."""
    return os.path.exists(landing / name)  # noqa: PTH110 (that of a Path raises)


def _from_another(record: Record, sender_code: str, registers: Registers) -> Reason:
    first, other = (_name_of(code, registers) for code in (record.sender_code, sender_code))
    return reason(_CODE, first=first, other=other, delivery=record.short_id)


def _name_of(sender_code: str, registers: Registers) -> Phrase:
    """The sender's name in the register, or the name of its folder."""
    row = next((row for row in registers.senders if row["sender_code"] == sender_code), {})
    name = row.get("name_fi") or sender_code
    return Phrase(name, row.get("name_en") or name)
