"""Standing: what the policy and the decisions so far mean for one candidate. Pure.

Belongs here: whether a candidate is published, waits for a person, or was rejected. Does not belong
here: keeping decisions (log) or making them (deciding).

A decision is about exact bytes (the candidate's hash) checked by exact rules. One byte more, or one
rule changed, and an approval says nothing any more. No decision is no approval.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from orchestration.core.json_text import canonical
from orchestration.core.settings import Policy
from orchestration.release.decision_log import Decision

# Also the values of dim_release.decision_code.
Status = Literal["held", "rejected", "waits", "automatic", "approved"]
_NOT_PUBLISHED = ("held", "rejected", "waits")
LOSS_RULE = "release.nothing_dropped"


@dataclass(frozen=True)
class Standing:
    """Where a candidate stands.

    `held`: a blocking rule is broken, which nobody can waive. `open_warnings`: broken warnings that
    nobody waived. `by`: the decision that it rests on, if one.
    """

    candidate_id: str
    status: Status
    policy: Policy
    open_warnings: tuple[str, ...] = ()
    by: Decision | None = None

    @property
    def may_be_published(self) -> bool:
        """True if nobody has to decide first, or somebody has approved."""
        return self.status not in _NOT_PUBLISHED


def of(
    validation: dict[str, Any], decisions: Sequence[Decision], policy: Policy, today: date
) -> Standing:
    """Where the candidate of a validation stands, after decisions in order of making."""
    candidate_id = str(validation["candidate_id"])
    open_warnings = _open_warnings(validation, decisions, today)
    last = _last(decisions, candidate_id)
    status: Status
    if validation.get("passed") is not True:
        status, last = "held", None
    elif last and last.kind != "approve":
        status = "rejected"
    elif last and _covers(last, validation, open_warnings):
        status = "approved"
    elif policy == "automatic" or (policy == "on_warning" and not open_warnings):
        status, last = "automatic", None
    else:
        status, last = "waits", None
    return Standing(candidate_id, status, policy, open_warnings, last)


def rules_sha256(validation: dict[str, Any]) -> str:
    """The hash of the rules that checked a candidate: ids, texts and severities, without results."""
    columns = ("rule_id", "rule_text_en", "severity_code")
    rules = sorted([str(result[name]) for name in columns] for result in validation["results"])
    return hashlib.sha256(canonical(rules)).hexdigest()


def _last(decisions: Sequence[Decision], candidate_id: str) -> Decision | None:
    """The latest decision whether the candidate is published."""
    about = ("approve", "reject", "rollback")
    mine = [one for one in decisions if one.candidate_id == candidate_id and one.kind in about]
    return mine[-1] if mine else None


def _covers(approval: Decision, validation: dict[str, Any], open_warnings: tuple[str, ...]) -> bool:
    """True if the person saw these rules, and every warning that is open now."""
    same_rules = approval.rules_sha256 == rules_sha256(validation)
    return same_rules and set(open_warnings) <= set(approval.rules)


def _open_warnings(
    validation: dict[str, Any], decisions: Sequence[Decision], today: date
) -> tuple[str, ...]:
    waived = {
        rule
        for one in decisions
        if one.kind == "waive" and date.fromisoformat(one.until) >= today
        for rule in one.rules
    }
    # A loss is a warning only because a person accepted it for this candidate.
    waived.add(LOSS_RULE)
    broken = {
        str(result["rule_id"])
        for result in validation["results"]
        if result["severity_code"] == "warning" and result["status_code"] in ("fail", "error")
    }
    return tuple(sorted(broken - waived))
