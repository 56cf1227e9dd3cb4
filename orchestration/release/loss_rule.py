"""the rule that nothing is dropped, as one more result of a validation; and accepting a loss.

Belongs here: the result that holds a release, and the decision that turns it into a warning. A
decision is about one candidate instead of one release: it does not carry over to the next.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from filelock import FileLock

from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.json_text import readable
from orchestration.intake.declared_inputs import Declared
from orchestration.release import loss as losses
from orchestration.release import loss_texts
from orchestration.release.approval import Validation
from orchestration.release.loss import Loss
from orchestration.release.manifest import release_id_of

RULE = "release.nothing_dropped"
_TEXT = (
    "Julkaisu ei ole selvästi suppeampi kuin käytössä oleva.",
    "The release does not hold clearly less than the one in use.",
)
_WHY = (
    "Hylätty toimitus, muuttunut rekisterin rivi tai muuttunut kysely voi poistaa palvelun tai"
    " puolivuoden kaikista luvuista, vaikka kukaan ei tarkoittanut sitä.",
    "A refused delivery, or a changed line of a register or questionnaire, can take a service or a"
    " half-year out of all figures although nobody meant it.",
)
_ACCEPTED = ("Ihminen hyväksyi vähennyksen.", "A person accepted the loss.")
_DECLARED = (
    "Syy on hyväksytty poisto tai peruttu suostumus.",
    "The reason is an accepted removal or a withdrawn consent.",
)


class NothingToAcceptError(UserError):
    """There is no loss that a person could accept."""


def with_rule(declared: Declared, validation: Validation) -> Validation:
    """The validation with the result of this rule, and under `loss` its cause in words."""
    loss = losses.find(declared)
    accepted = loss.must_be_held and _is_accepted(declared.root, validation, loss)
    result = _result(loss, is_accepted=accepted)
    is_held = loss.must_be_held and not accepted
    return validation | {
        "passed": validation["passed"] is True and not is_held,
        "results": [*validation["results"], result],
        "loss": {
            "instead_of": loss.instead_of,
            "is_held": is_held,
            "may_be_accepted": loss.may_be_accepted,
            "lines": loss_texts.lines(loss),
        },
    }


def _result(loss: Loss, *, is_accepted: bool) -> dict[str, Any]:
    fi, en = loss_texts.detail(loss)
    if is_accepted or (loss.is_any and loss.is_declared):
        more = _ACCEPTED if is_accepted else _DECLARED
        fi, en = f"{fi} {more[0]}", f"{en} {more[1]}"
    return {
        "rule_id": RULE,
        "table_name": RULE.split(".")[0],
        "rule_text_fi": _TEXT[0],
        "rule_text_en": _TEXT[1],
        "why": " / ".join(_WHY),
        "owner": "quality_reviewer",
        # Readers of an accepted loss see a warning that names it.
        "severity_code": "warning" if is_accepted else "blocking",
        "checked_with_code": "python",
        "status_code": "fail" if loss.must_be_held else "pass",
        "observed_count": None,
        "detail_fi": fi,
        "detail_en": en,
    }


def cause(validation: Validation) -> list[dict[str, str]]:
    """What would be dropped and why, if anything; `file` names a file and is for this machine only."""
    lines: list[dict[str, str]] = validation.get("loss", {}).get("lines", [])
    return lines


def accept(root: DataRoot, validation: Validation | None, by: tuple[str, str]) -> str:
    """Keep a person's decision that the loss of the held candidate is right; `by`: name and reason.

    Raises NothingToAcceptError. The next run publishes exactly this candidate, if it still comes out.
    """
    name, why = (text.strip() for text in by)
    loss = (validation or {}).get("loss", {})
    if validation is None or not loss.get("is_held"):
        raise NothingToAcceptError("No candidate is held because of a loss: nothing to accept.")
    if not loss["may_be_accepted"]:
        raise NothingToAcceptError("Every delivery was refused: there is nothing to publish.")
    if not name or not why:
        raise NothingToAcceptError("Give a name and a reason that are not empty.")
    content = {"decision": "accept_loss", "name": name, "reason": why}
    content |= _about(validation, loss["instead_of"])
    with FileLock(root.lock):
        file = _file(root, validation)
        file.parent.mkdir(exist_ok=True)
        write_whole(file, readable(content))
    return f"The loss of candidate {release_id_of(validation['candidate_id'])} is accepted."


def _is_accepted(root: DataRoot, validation: Validation, loss: Loss) -> bool:
    """True if a person accepted the loss of exactly this candidate instead of this release."""
    if not loss.may_be_accepted or not validation["candidate_id"]:
        return False
    try:
        content = json.loads(_file(root, validation).read_bytes())
    except (FileNotFoundError, ValueError):
        return False
    about = _about(validation, loss.instead_of)
    return {key: content.get(key) for key in about} == about


def _about(validation: Validation, instead_of: str) -> dict[str, str]:
    return {"candidate_id": validation["candidate_id"], "instead_of": instead_of}


def _file(root: DataRoot, validation: Validation) -> Path:
    return root.decisions / f"accept_loss_{release_id_of(validation['candidate_id'])}.json"
