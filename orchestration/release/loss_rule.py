"""The rule that nothing is dropped, as one more result of a validation.

Belongs here: the result that holds a release, or warns of an accepted loss. Does not belong here: what
a person accepted (accepted_loss).
"""

from __future__ import annotations

from typing import Any

from expectations.gate import results
from orchestration.intake.declared_inputs import Declared
from orchestration.release import accepted_loss, loss_texts
from orchestration.release import loss as losses
from orchestration.release.approval import Validation
from orchestration.release.loss import Loss
from orchestration.release.standing import LOSS_RULE

_TEXT = (
    "Julkaisu ei ole selvästi suppeampi kuin käytössä oleva.",
    "Publiceringen är inte klart mindre omfattande än den som används.",
    "The release does not hold clearly less than the one in use.",
)
_WHY = (
    "Hylätty toimitus, muuttunut rekisterin rivi tai muuttunut kysely voi poistaa palvelun tai"
    " puolivuoden kaikista luvuista, vaikka kukaan ei tarkoittanut sitä.",
    "En avvisad leverans, en ändrad rad i ett register eller en ändrad enkät kan ta bort en tjänst eller ett halvår ur alla siffror, fast ingen menade det.",
    "A refused delivery, or a changed line of a register or questionnaire, can take a service or a"
    " half-year out of all figures although nobody meant it.",
)
_ACCEPTED = (
    "Ihminen hyväksyi vähennyksen.",
    "En person godkände minskningen.",
    "A person accepted the loss.",
)
_DECLARED = (
    "Syy on hyväksytty poisto tai peruttu suostumus.",
    "Orsaken är en godkänd borttagning eller ett återtaget samtycke.",
    "The reason is an accepted removal or a withdrawn consent.",
)


def with_rule(declared: Declared, validation: Validation) -> Validation:
    """The validation with the result of this rule, and under `loss` its cause in words."""
    loss = losses.find(declared)
    accepted = (
        loss.must_be_held
        and loss.may_be_accepted
        and accepted_loss.is_of(declared.root, validation, loss.instead_of)
    )
    result = _result(loss, declared.settings.thresholds["loss_share"], is_accepted=accepted)
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


def _result(loss: Loss, threshold: dict[str, Any], *, is_accepted: bool) -> dict[str, Any]:
    fi, sv, en = loss_texts.detail(loss)
    if is_accepted or (loss.is_any and loss.is_declared):
        more = _ACCEPTED if is_accepted else _DECLARED
        fi, sv, en = f"{fi} {more[0]}", f"{sv} {more[1]}", f"{en} {more[2]}"
    return results.of_release(
        LOSS_RULE,
        _TEXT,
        _WHY,
        (fi, sv, en),
        # Readers of an accepted loss see a warning that names it.
        severity="warning" if is_accepted else "blocking",
        status="fail" if loss.must_be_held else "pass",
        threshold=threshold,
    )
