"""What a reviewer has to know before deciding: the candidate beside the release in use. Reads only.

Belongs here: the one description that `mukana review` shows, as plain values. Names of files are for
this machine's terminal: nothing of this goes into a report or a log. Does not belong here: deciding.
"""

from __future__ import annotations

from typing import Any

from orchestration.core.data_root import DataRoot
from orchestration.intake.declared_inputs import Declared
from orchestration.release import (
    accepted_loss,
    candidate_validation,
    decision_log,
    difference_files,
    inputs,
    kept,
    pointer,
)
from orchestration.release import manifest as manifests
from orchestration.release.approval import Validation
from orchestration.release.candidate import DESCRIPTION
from orchestration.release.decision_log import Decision
from orchestration.release.manifest import release_id_of
from orchestration.release.standing import Standing

_LATEST = 5
_BROKEN = ("fail", "error")


def review_of(declared: Declared) -> dict[str, Any]:
    """The candidate of a root, what is new in it, and the latest decisions, ready for JSON."""
    root, standing = declared.root, candidate_validation.standing_of(declared)
    validation = candidate_validation.read(root)
    in_use = kept.release_in_use(root)
    latest = decision_log.read(root)[-_LATEST:]
    return {
        "candidate": _candidate(declared, standing, validation)
        if standing and validation
        else None,
        "in_use": in_use,
        "earlier_releases": pointer.earlier(root),
        "new_deliveries": _new_deliveries(declared) if standing else [],
        "changed_tables": _changed_tables(root, in_use) if standing and in_use else [],
        "difference": difference_files.summary(root, standing.candidate_id) if standing else None,
        "broken": _broken(root, standing) if standing else [],
        "held_loss": candidate_validation.held_loss(validation) if validation else [],
        "decisions": [_line(one) for one in latest],
    }


def _candidate(declared: Declared, standing: Standing, validation: Validation) -> dict[str, Any]:
    root, loss = declared.root, validation.get("loss", {})
    is_held_for_loss = standing.status == "held" and bool(loss.get("is_held"))
    return {
        "candidate_id": standing.candidate_id,
        "release_id": release_id_of(standing.candidate_id),
        "state": candidate_validation.state_of(declared, validation),
        "loss_may_be_accepted": is_held_for_loss and loss["may_be_accepted"],
        "loss_is_accepted": is_held_for_loss and accepted_loss.is_accepted(root, validation),
        "status": standing.status,
        "policy": standing.policy,
        "open_warnings": list(standing.open_warnings),
        "report": str(root.candidate / candidate_validation.REPORT),
        "description": str(root.candidate / DESCRIPTION),
    }


def _new_deliveries(declared: Declared) -> list[dict[str, str]]:
    new = inputs.new_since_release(declared)
    return [{"name": one.files[0].name, "status": str(one.status)} for one in new if one.files]


def _changed_tables(root: DataRoot, in_use: str) -> list[dict[str, Any]]:
    """Tables with other bytes than in the release in use, with their numbers of rows."""
    now = manifests.load(root.candidate)["tables"]
    folder = root.releases / in_use
    is_kept = (folder / manifests.FILE_NAME).exists()
    before = manifests.load(folder)["tables"] if is_kept else {}
    return [
        {
            "table": name,
            "before": before[name]["row_count"] if name in before else None,
            "now": now[name]["row_count"] if name in now else None,
        }
        for name in sorted({*now, *before})
        if now.get(name) != before.get(name)
    ]


def _broken(root: DataRoot, standing: Standing) -> list[dict[str, Any]]:
    """Broken rules, the blocking ones first."""
    results = (candidate_validation.read(root) or {"results": []})["results"]
    severities = ("blocking", "warning", "information")
    broken = [result for result in results if result["status_code"] in _BROKEN]
    broken.sort(key=lambda one: (severities.index(one["severity_code"]), one["rule_id"]))
    return [
        {
            "rule_id": one["rule_id"],
            "severity": one["severity_code"],
            "is_waived": one["severity_code"] == "warning"
            and one["rule_id"] not in standing.open_warnings,
            **{name: text for name, text in one.items() if name.startswith("rule_text_")},
            "detail_fi": one["detail_fi"] or one["rule_text_fi"],
            "detail_en": one["detail_en"] or one["rule_text_en"],
            "keys": one.get("keys", []),
        }
        for one in broken
    ]


def _line(decision: Decision) -> dict[str, str]:
    return {
        "kind": decision.kind,
        "rule": ", ".join(decision.rules) if decision.kind == "waive" else "",
        "until": decision.until,
        "release_id": decision.release_id or release_id_of(decision.candidate_id),
        "name": decision.name,
        "reason": decision.reason,
        "decided_at": decision.decided_at,
    }
