"""The validation on disk, beside the candidate.

Belongs here: `candidate/validation.json`, and what follows from it. Does not belong here: making it
(validating), what may be published (approval), or the pages beside it (reports).
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import UTC, datetime

from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import canonical
from orchestration.intake.declared_inputs import Declared
from orchestration.release import (
    accepted_loss,
    decision_log,
    kept,
    pointer,
    standing,
    status,
)
from orchestration.release import manifest as manifests
from orchestration.release.approval import SEE_REPORT, Validation, broken_rules
from orchestration.release.standing import Standing

VALIDATION, REPORT = "validation.json", "report.html"


def read(root: DataRoot) -> Validation | None:
    """The validation beside the candidate; None where there is none, or none that can be read."""
    try:
        content = json.loads((root.candidate / VALIDATION).read_bytes())
        is_complete = {"candidate_id", "passed", "results"} <= set(content)
        rules = [
            one["severity_code"] + one["status_code"] + one["rule_id"] for one in content["results"]
        ]
    except (OSError, ValueError, LookupError, TypeError):
        return None
    return content if is_complete and rules else None


def standing_of(declared: Declared) -> Standing | None:
    """Where the candidate of a root stands today; None where there is none that was validated."""
    validation = read(declared.root)
    return None if validation is None else standing_after(declared, validation)


def standing_after(declared: Declared, validation: Validation) -> Standing:
    """Where the candidate of this validation stands today."""
    decisions, policy = decision_log.read(declared.root), declared.settings.decision_policy
    found = standing.of(validation, decisions, policy, datetime.now(UTC).date())
    # What readers have already waits for nobody, though rules or the calendar warn of it today.
    is_there = found.status == "waits" and is_in_use(declared.root, found.candidate_id)
    return replace(found, status="automatic") if is_there else found


def state_of(declared: Declared, validation: Validation) -> str:
    """A hash of all that a person who decides was shown: it is another one once anything of it changes.

    That is the candidate, the rules, which warnings are open, the decisions so far and the release in use.
    """
    found, current = standing_after(declared, validation), pointer.read(declared.root)
    shown = {
        "candidate_id": found.candidate_id,
        "rules": standing.rules_sha256(validation),
        "open_warnings": found.open_warnings,
        "decisions": decision_log.head_of(declared.root),
        "in_use": current["release_id"] if current else None,
    }
    return hashlib.sha256(canonical(shown)).hexdigest()


def is_of(root: DataRoot, fingerprint: str) -> bool:
    """True if the candidate of a root was made of these inputs, and its validation is about it."""
    validation = read(root)
    if validation is None or accepted_loss.is_accepted(root, validation):
        return False  # With the loss accepted, the validation comes out otherwise.
    try:
        manifest = manifests.load(root.candidate)
    except manifests.ManifestError:
        return False
    found = (manifest["fingerprint"], manifest["candidate_id"])
    return found == (fingerprint, validation["candidate_id"])


def is_current(root: DataRoot, candidate_id: str) -> bool:
    """True if readers are pointed at the release of this candidate, and it is as it was published."""
    return is_in_use(root, candidate_id) and not altered(root)


def altered(root: DataRoot) -> list[str]:
    """Paths below `published/` that are not as they were published."""
    found = kept.alterations(root)
    validation = read(root)
    # What the status says depends on the pointer: it is looked at when that one is right.
    if validation and pointer.POINTER not in found and root.published.exists():
        now = is_in_use(root, validation["candidate_id"])
        if not status.is_right(root, validation, is_in_use=now):
            found.append(status.FILE_NAME)
    return found


def restore(declared: Declared) -> None:
    """Make altered files below `published/` again where that is possible without a run.

    The caller holds the root's lock.
    """
    root = declared.root
    kept.restore(root)
    if status.FILE_NAME not in altered(root):
        return
    where, validation = standing_of(declared), read(root)
    if where is None or is_in_use(root, where.candidate_id) or where.may_be_published:
        status.released(root)
    elif where.status == "held":
        status.held(root, validation)
    else:
        status.decided(root, where)


def is_in_use(root: DataRoot, candidate_id: str) -> bool:
    """True if readers are pointed at the release of this candidate."""
    current = pointer.read(root)
    return current is not None and current["release_id"] == manifests.release_id_of(candidate_id)


def summary(validation: Validation) -> str:
    """The validation in one line. Structural rules are one family: they hold, or the code is wrong."""
    results = validation["results"]
    broken = sum(result["status_code"] in ("fail", "error") for result in results)
    blocking = len(broken_rules(validation))
    structural = sum(result.get("family_code") in ("files", "contract") for result in results)
    passed = "passed" if validation["passed"] else "failed"
    parts = [f"{passed}: {structural} structural rules, {len(results) - structural} of judgement"]
    parts += [_counted(blocking, "broken blocking rule")] if blocking else []
    parts += [_counted(broken - blocking, "warning")] if broken > blocking else []
    return ", ".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def held_text(validation: Validation) -> str:
    """Why the candidate is not published: a line per broken blocking rule, and what would be dropped.

    Without any value of a row, and without names of files.
    """
    broken = broken_rules(validation)
    lines = [f"  {result['rule_id']}: {result['rule_text_en']}" for result in broken]
    count = "1 blocking rule is" if len(broken) == 1 else f"{len(broken)} blocking rules are"
    dropped = [f"  {line['en']}" for line in held_loss(validation)]
    head = f"The candidate is not published: {count} broken."
    return "\n".join([head, *lines, *dropped, SEE_REPORT])


def held_loss(validation: Validation) -> list[dict[str, str]]:
    """what would be dropped, if that is why the candidate is held."""
    is_held = any(result["rule_id"] == standing.LOSS_RULE for result in broken_rules(validation))
    return accepted_loss.cause(validation) if is_held else []
