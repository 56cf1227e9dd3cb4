"""Deciding: a person approves, rejects, waives, accepts a loss, or goes back to an earlier release.

Belongs here: who may do that, whether there is anything to decide, and adding it to the log. Does not
belong here: what the log then means (standing), or how a terminal or Dagster asks (cli, assets).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from filelock import FileLock, Timeout

from orchestration.ingest.registers import people
from orchestration.intake import deciders, reasons
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.undecidable import UndecidableError
from orchestration.release import (
    candidate_validation,
    decision_log,
    inputs,
    pointer,
    publish,
    reports,
    standing,
)
from orchestration.release import manifest as manifests
from orchestration.release.decision_log import Decision, Kind
from orchestration.release.manifest import release_id_of
from orchestration.release.standing import LOSS_RULE

NEXT = "Next: mukana run"


@dataclass(frozen=True)
class Wish:
    """What a person wants to decide. `user`: the account; None for that of this process.

    `rule` and `until` are of a waiver; `release_id` of a rollback. `shown`: the candidate that the
    person looked at, if that is known; `state`: what was said of it then, as
    `candidate_validation.state_of` gives it.
    """

    kind: Kind
    reason: str
    user: str | None = None
    rule: str = ""
    until: date | None = None
    release_id: str = ""
    shown: str = ""
    state: str = ""


def decide(declared: Declared, wish: Wish, wait_seconds: float = -1) -> str:
    """Add a decision to the log, and say what it was.

    `wait_seconds`: how long a run under way is waited for; below zero, until it has ended. Raises
    UndecidableError.
    """
    if wrong := reasons.fault_of(wish.reason):
        raise UndecidableError(f"reason_{wrong}")
    name = _name(declared, wish.user)
    try:
        with FileLock(declared.root.lock, timeout=wait_seconds):
            return _decide(declared, wish, name)
    except Timeout:
        raise UndecidableError("busy") from None


def _decide(declared: Declared, wish: Wish, name: str) -> str:
    validation = candidate_validation.read(declared.root)
    if validation is None:
        raise UndecidableError("no_candidate")
    if wish.shown and not str(validation["candidate_id"]).startswith(wish.shown):
        raise UndecidableError("other_candidate")
    if wish.state and wish.state != candidate_validation.state_of(declared, validation):
        raise UndecidableError("other_state")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    blank = Decision(wish.kind, name, reasons.one_line(wish.reason), now)
    made, sentence = _BY_KIND[wish.kind](declared, wish, validation, blank)
    decision_log.add(declared.root, made)
    if made.kind == "rollback":
        publish.point_back(declared.root, made.release_id)
    _tell(declared, validation)
    return sentence


def _tell(declared: Declared, validation: dict[str, Any]) -> None:
    """Make the report say what is decided. It stands in the log whether or not this can be written."""
    now = candidate_validation.standing_of(declared)
    with suppress(OSError, manifests.ManifestError):
        if now is not None:
            reports.write(declared, validation, now)


def _name(declared: Declared, user: str | None) -> str:
    """The account that decides. Where people are registered, it must be that of a reviewer."""
    known = people.load(declared.root.registers)
    name = deciders.decider(declared.root, user)
    mine = [person for person in known if person.user == name]
    if not mine and (known or declared.settings.four_eyes):
        raise UndecidableError("not_registered", account=name)
    if mine and people.REVIEWER not in {person.role for person in mine}:
        raise UndecidableError("no_reviewer", account=name)
    if declared.settings.four_eyes:
        _require_other_sender(declared, {person.sender_code for person in mine} - {""})
    return name


def _require_other_sender(declared: Declared, own: set[str]) -> None:
    """Whoever works for a sender may not decide about what first holds its delivery."""
    new = [record for record in inputs.new_since_release(declared) if record.was_read]
    senders = {record.sender_code for record in new}
    if both := sorted(own & senders):
        raise UndecidableError("four_eyes", senders=", ".join(both))


_Made = tuple[Decision, str]


def _whether(declared: Declared, wish: Wish, validation: dict[str, Any], blank: Decision) -> _Made:
    """Approve or reject the candidate."""
    now = candidate_validation.standing_of(declared)
    assert now is not None
    named = release_id_of(now.candidate_id)
    if now.status == "held":
        raise UndecidableError("is_held")
    rules, rules_hash = now.open_warnings, standing.rules_sha256(validation)
    made = replace(blank, candidate_id=now.candidate_id, rules=rules, rules_sha256=rules_hash)
    if wish.kind == "reject":
        return made, f"Release {named} is rejected. What is published stays."
    return made, f"Release {named} is approved. {NEXT}"


def _waive(_: Declared, wish: Wish, validation: dict[str, Any], blank: Decision) -> _Made:
    severities = {r["rule_id"]: r["severity_code"] for r in validation["results"]}
    severity = severities.get(wish.rule)
    if severity is None:
        raise UndecidableError("no_rule", rule=wish.rule)
    if severity != "warning":
        raise UndecidableError(f"{severity}_rule", rule=wish.rule)
    if wish.until is None or wish.until < datetime.now(UTC).date():
        raise UndecidableError("until_is_past")
    until = wish.until.isoformat()
    made = replace(blank, rules=(wish.rule,), until=until)
    return made, f"`{wish.rule}` is waived until {until}. {NEXT}"


def _accept_loss(_: Declared, __: Wish, validation: dict[str, Any], blank: Decision) -> _Made:
    loss = validation.get("loss", {})
    if not loss.get("is_held"):
        raise UndecidableError("no_loss")
    if not loss["may_be_accepted"]:
        raise UndecidableError("nothing_to_publish")
    candidate_id = str(validation["candidate_id"])
    made = replace(
        blank, candidate_id=candidate_id, rules=(LOSS_RULE,), release_id=loss["instead_of"]
    )
    return made, f"The loss of release {release_id_of(candidate_id)} is accepted. {NEXT}"


def _rollback(declared: Declared, wish: Wish, _: dict[str, Any], blank: Decision) -> _Made:
    """Point readers at an earlier release; the one left is not published again by itself."""
    root, current = declared.root, pointer.read(declared.root)
    kept = pointer.earlier(root)
    if current is None or wish.release_id not in kept:
        raise UndecidableError("no_release", kept=", ".join(kept) or "–")
    left = manifests.load(root.releases / current["release_id"])["candidate_id"]
    made = replace(blank, candidate_id=left, release_id=wish.release_id)
    place = declared.settings.published_copy
    following = f" `mukana run` makes it so in {place}." if place else ""
    return made, f"Release {wish.release_id} is current again.{following}"


_BY_KIND: dict[Kind, Callable[[Declared, Wish, dict[str, Any], Decision], _Made]] = {
    "approve": _whether,
    "reject": _whether,
    "waive": _waive,
    "accept_loss": _accept_loss,
    "rollback": _rollback,
}
KINDS = tuple(_BY_KIND)
