"""Whether a person accepted what a candidate would drop, and what that is.

Belongs here: what follows from a validation that tells of a loss. A decision is about one candidate
instead of one release: it does not carry over to the next. Does not belong here: finding a loss (loss).
"""

from __future__ import annotations

from orchestration.core.data_root import DataRoot
from orchestration.release import decision_log
from orchestration.release.approval import Validation


def cause(validation: Validation) -> list[dict[str, str]]:
    """What would be dropped and why, if anything; `file` names a file and is for this machine only."""
    lines: list[dict[str, str]] = validation.get("loss", {}).get("lines", [])
    return lines


def is_accepted(root: DataRoot, validation: Validation) -> bool:
    """True if the validation holds its candidate for a loss that a person has accepted since."""
    loss = validation.get("loss", {})
    return bool(loss.get("is_held")) and is_of(root, validation, loss["instead_of"])


def is_of(root: DataRoot, validation: Validation, instead_of: str | None) -> bool:
    """True if a person accepted the loss of exactly this candidate instead of this release."""
    about = ("accept_loss", validation["candidate_id"], instead_of)
    made = decision_log.read(root)
    return any((one.kind, one.candidate_id, one.release_id) == about for one in made)
