"""Making the validation of a candidate: the gate, and what only a data root can tell.

Belongs here: the order in which a validation gets its results, and writing it beside the candidate.
Does not belong here: what is checked (the folder `expectations`), or what follows from a validation
(candidate_validation).
"""

from __future__ import annotations

from orchestration.core.atomic_files import settle_folder, write_whole
from orchestration.core.json_text import readable
from orchestration.intake.declared_inputs import Declared
from orchestration.release import (
    beside,
    candidate_validation,
    held_people,
    loss_rule,
    report_contents,
    reports,
    senders_rule,
    status,
)
from orchestration.release import manifest as manifests
from orchestration.release.approval import RUN_AGAIN, Validation


def validate(declared: Declared) -> Validation:
    """Let the gate read the candidate, compare it with the release in use, and write validation and
    report beside it.

    A failed validation is also put into status.json, which readers see. Raises ManifestError where
    there is no whole candidate.
    """
    from expectations.gate import validate as gate

    root = declared.root
    settle_folder(root.candidate)
    try:
        manifests.load(root.candidate)
    except manifests.ManifestError as error:
        raise manifests.ManifestError(f"{error} {RUN_AGAIN}") from error
    checked = gate.validate(
        root.candidate, thresholds=declared.settings.thresholds, beside=beside.tables(declared)
    )
    validation = held_people.with_note(root, checked)
    validation = senders_rule.with_rule(declared, validation)
    validation = loss_rule.with_rule(declared, validation)
    validation = report_contents.with_quality(declared, validation)
    reports.write(declared, validation, candidate_validation.standing_after(declared, validation))
    write_whole(root.candidate / candidate_validation.VALIDATION, readable(validation))
    if not validation["passed"]:
        status.held(root, validation)
    return validation
