"""The state of a root: deliveries with reasons, the current release, what is held. Reads only.

Belongs here: the one description that `mukana status`, `--json` and `mukana run` show.
"""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

from orchestration.core import zones
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.ingest.registers.registers import RegisterError
from orchestration.ingest.registers.service_senders import senders_of
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival
from orchestration.intake.record import Record
from orchestration.release import candidate_validation, copy_record, late_senders, pointer
from orchestration.release.approval import broken_rules
from orchestration.release.manifest import release_id_of


def root_status(declared: Declared, waiting: list[Arrival] | None = None) -> dict[str, Any]:
    """The state of a root as plain values, ready for JSON.

    `waiting` are the files that have to be read, if that is known already.
    """
    root, records = declared.root, declared.records
    initialised = root.identity.exists()
    validation = candidate_validation.read(root)
    held = [] if validation is None or validation["passed"] else broken_rules(validation)
    if waiting is None:
        waiting = declared.waiting() if initialised else []
    key_dir = declared.settings.key_dir
    return {
        "open_to_others": zones.opened(root, key_dir) if initialised else [],
        "altered": candidate_validation.altered(root),
        "is_synthetic": initialised and declared.identity.is_synthetic,
        "counts": dict(sorted(Counter(str(record.status) for record in records).items())),
        "waiting": len(waiting),
        "landing": _landing(declared) if initialised else None,
        "published_copy": _published_copy(declared),
        "deliveries": [_delivery(record) for record in sorted(records, key=lambda r: r.order)],
        "services_of_any_sender": _services_of_any_sender(declared),
        "late": _late(declared),
        "release": _release(root),
        "decision": _decision(declared),
        "held": [result["rule_id"] for result in held],
        "held_loss": candidate_validation.held_loss(validation) if held and validation else [],
        "held_report": str(root.candidate / candidate_validation.REPORT) if held else None,
    }


def _decision(declared: Declared) -> dict[str, Any] | None:
    """Where a candidate stands that is not published, although no blocking rule holds it.

    An approved one is published by the next run.
    """
    standing = candidate_validation.standing_of(declared)
    if standing is None or standing.status not in ("waits", "rejected", "approved"):
        return None
    if candidate_validation.is_in_use(declared.root, standing.candidate_id):
        return None
    return {
        "status": standing.status,
        "release_id": release_id_of(standing.candidate_id),
        "policy": standing.policy,
        "open_warnings": list(standing.open_warnings),
        "name": standing.by.name if standing.by else None,
        "reason": standing.by.reason if standing.by else None,
        "report": str(declared.root.candidate / candidate_validation.REPORT),
    }


def _published_copy(declared: Declared) -> dict[str, Any] | None:
    """Where published files are copied to, and whether all of them are; None without such a place."""
    address = declared.settings.published_copy
    if address is None:
        return None
    return {"place": str(address), "is_behind": copy_record.is_behind(declared.settings)}


def _landing(declared: Declared) -> dict[str, Any] | None:
    """What landing has that is not taken, or why it cannot be looked at; None where there is nothing to
    say of a folder.
    """
    settings = declared.settings
    from orchestration.intake import landing, left_texts

    if settings.remote_landing is None:
        closed = landing.unreadable(declared.root.landing)
        why = left_texts.sentences("closed_folder") | {"is_failure": True, "why": "closed_folder"}
        left = [{"name": f"{name or '.'}/"} | why for name in closed]
        return {"place": str(declared.root.landing), "left": left} if left else None
    from orchestration.intake import remote_landing

    found: dict[str, Any] = {"place": str(settings.remote_landing), "new": 0, "left": []}
    try:
        seen = remote_landing.look(settings)
    except UserError as error:
        return found | {"problem": list(error.problems)}
    if seen is None:
        return None
    left = [
        one | left_texts.sentences(one["why"]) | {"is_failure": one["why"] in left_texts.FAILURES}
        for one in seen.left
    ]
    return found | {"new": seen.new, "left": left}


def _services_of_any_sender(declared: Declared) -> int:
    """How many services do not say which senders may send for them."""
    try:
        services = declared.registers().services
    except RegisterError:
        # A run says what is wrong with the register; the status shows what it can.
        return 0
    return sum(not senders_of(service) for service in services)


def _late(declared: Declared) -> list[dict[str, str]]:
    """What is late as of today, a sentence in each language."""
    try:
        late = late_senders.find(declared, datetime.now(UTC).date())
    except UserError:
        # A run says what is wrong with a register or a questionnaire.
        return []
    return [dict(zip(("fi", "sv", "en"), late_senders.sentences(one), strict=True)) for one in late]


def _delivery(record: Record) -> dict[str, Any]:
    names = [file.name for file in record.files]
    return {
        "delivery_id": record.delivery_id,
        "name": names[0],
        "also_received_as": names[1:],
        "status": record.status,
        "questionnaire": record.questionnaire_code,
        "form": record.form_code,
        "language": record.language_code,
        "sheet": record.sheet,
        "header_row": record.header_row,
        "counts": record.counts,
        "reasons": list(record.reasons),
        "findings": list(record.findings),
        "left_out_columns": list(record.left_out_columns),
        "blocked_indicators": list(record.blocked_indicators),
        "repairs": record.repairs,
        "account": record.account,
    }


def _release(root: DataRoot) -> dict[str, str] | None:
    current = pointer.read(root)
    if current is None:
        return None
    folder = root.published / current["path"]
    return {
        "release_id": current["release_id"],
        "published_at": current["published_at"],
        "folder": str(folder),
        "report": str(folder / candidate_validation.REPORT),
        # At a path that stays the same from release to release.
        "results": str(pointer.results_page(root)),
    }
