"""What a root is at: deliveries, reasons, the current release, what is held. Reads only.

Belongs here: the one description that `mukana status`, `--json` and `mukana run` show.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from orchestration.core.data_root import DataRoot
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival
from orchestration.intake.ledger import Record
from orchestration.release import candidate_validation, pointer
from orchestration.release.approval import broken_rules


def state(settings: Settings) -> dict[str, Any]:
    """Return the state of the root as plain values, ready for JSON."""
    root = settings.root
    declared = Declared(root, settings)
    records = declared.records
    initialised = root.identity.exists()
    validation = candidate_validation.read(root)
    held = [] if validation is None or validation["passed"] else broken_rules(validation)
    waiting: list[Arrival] = declared.waiting() if initialised else []
    return {
        "is_synthetic": initialised and declared.identity.is_synthetic,
        "counts": dict(sorted(Counter(record["status"] for record in records).items())),
        "waiting": len(waiting),
        "deliveries": [_delivery(record) for record in sorted(records, key=_landed)],
        "release": _release(root),
        "held": [result["rule_id"] for result in held],
        "held_report": str(root.candidate / candidate_validation.REPORT) if held else None,
    }


def _landed(record: Record) -> tuple[int, str]:
    return record["landed_at_ns"], record["delivery_id"]


def _delivery(record: Record) -> dict[str, Any]:
    names = [stamp["name"] for stamp in record["files"]]
    return {
        "delivery_id": record["delivery_id"],
        "name": names[0],
        "also_received_as": names[1:],
        "status": record["status"],
        "questionnaire": record.get("questionnaire_code"),
        "form": record.get("form_code"),
        "language": record.get("language_code"),
        "sheet": record.get("sheet"),
        "header_row": record.get("header_row"),
        "counts": record.get("counts", {}),
        "reasons": record.get("reasons", []),
        "findings": record.get("findings", []),
        "left_out_columns": record.get("left_out_columns", []),
        "blocked_indicators": record.get("blocked_indicators", []),
        "repairs": record.get("repairs", {}),
        "account": record.get("account", {}),
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
    }
