"""A check of a file with what a root knows: its registers, its folders' statements, and what it received.

Belongs here: what `mukana check` and the desk ask before a file is sent. Nothing is stored. Does not belong
here: reading the file (self_check), or what is shown of it.
"""

from __future__ import annotations

import secrets
from dataclasses import replace
from pathlib import Path

from orchestration.core.settings import Settings
from orchestration.ingest.messages.refusal import reason
from orchestration.intake import self_check
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.file_content import limits_of
from orchestration.intake.limited_reading import process_of
from orchestration.intake.other_senders import received_before
from orchestration.intake.self_check import Check
from orchestration.intake.take import context_of

NO_REGISTERS = "no_registers"


def check(
    file: Path, sender: str | None, settings: Settings, *, data: bytes | None = None
) -> Check:
    """What a run would say of a file of this sender; None: of the sender whose folder it is in.

    `file` is absolute. `data`: the bytes of a file that is on no disk; `file` is where it would be.
    Raises QuestionnaireError, RegisterError, LedgerError.
    """
    # It gets ready while the questionnaires are loaded.
    process_of(limits_of(settings)).start()
    root = settings.root
    landing, folder = _place(file, root.landing.resolve())
    # No person is to be known again, so any key will do, and none has to be there.
    declared = Declared(root, settings)
    context = context_of(declared, secrets.token_bytes(32))
    any_service = not (root.registers / "services.csv").exists()
    sender_code = sender or folder
    found = self_check.check(
        file, sender_code, context, landing, any_service=any_service, data=data
    )
    if not root.identity.exists():
        return replace(found, notes=[reason(NO_REGISTERS), *found.notes])
    # Outside landing the folder need not be a sender's.
    is_known = sender is not None or root.landing.resolve() in file.parents
    return _with_what_came_before(found, declared, sender_code if is_known else None)


def _with_what_came_before(found: Check, declared: Declared, sender_code: str | None) -> Check:
    """The check with findings about a file that was received before."""
    record = declared.ledger.record(found.delivery_id or "") if found.counts else None
    if record is None or not record.was_read:
        return found
    findings, notes = received_before(record, sender_code, declared.registers())
    return replace(found, findings=[*found.findings, *findings], notes=[*found.notes, *notes])


def _place(file: Path, landing: Path) -> tuple[Path, str]:
    """The landing folder and the sender. Outside landing, the file's own folder is its sender's."""
    if landing not in file.parents:
        return file.parent.parent, file.parent.name or "sender"
    folder, *below = file.relative_to(landing).parts
    return landing, folder if below else ""
