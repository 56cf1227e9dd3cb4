"""Is a run due, and of what? The one question that the sensor and `mukana run` both ask.

Belongs here: that question. Everything is due if there are files to read, or the inputs are not those
of the last validation. If only a person's approval is new, publishing is due and nothing is built. If
only a copy of what is published is not whole, copying is due.
"""

from __future__ import annotations

from typing import Literal

from orchestration.intake import ledger
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival
from orchestration.release import approval, candidate_validation, copy_record

Due = Literal["everything", "publishing", "copying"]
# The stages of a run in which not everything is due.
STAGES: dict[Due, tuple[str, ...]] = {
    "publishing": ("decision", "published", "results"),
    "copying": ("published_copy",),
}


def what_is_due(declared: Declared, waiting: list[Arrival]) -> Due | None:
    """What a run has to do now, with these files to read; None if nothing."""
    if due := _due_for_release(declared, waiting):
        return due
    return "copying" if copy_record.is_behind(declared.settings) else None


def _due_for_release(declared: Declared, waiting: list[Arrival]) -> Due | None:
    if waiting:
        return "everything"
    if not ledger.accepted(declared.records):
        return None
    if not candidate_validation.is_of(declared.root, declared.fingerprint()):
        return "everything"
    standing = candidate_validation.standing_of(declared)
    if standing is None or not standing.may_be_published:
        return None
    if candidate_validation.is_current(declared.root, standing.candidate_id):
        return None
    is_approved = standing.status == "approved" and _is_unaltered(declared)
    return "publishing" if is_approved else "everything"


def _is_unaltered(declared: Declared) -> bool:
    try:
        approval.approved(declared.root.candidate, candidate_validation.read(declared.root))
    except approval.NotPublishable:
        return False
    return True
