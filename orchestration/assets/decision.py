"""Stage decision: may the validated candidate be published, or does a person decide first?"""

from collections.abc import Iterator
from datetime import date

import dagster as dg

from orchestration.assets.labels import AGGREGATED, REVIEWERS
from orchestration.assets.run_resource import Run
from orchestration.assets.validation import validation
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.release import candidate_validation, deciding, status
from orchestration.release.manifest import release_id_of


@dg.asset(
    group_name="release",
    deps=[validation],
    owners=REVIEWERS,
    tags=AGGREGATED,
    kinds={"python"},
    output_required=False,
    description="Whether the policy lets the candidate be published, or a person approved exactly"
    " these bytes. If it waits, this asset is not materialized; its observation says for what. Decide"
    " with the job `decide`, or with `mukana review`.",
)
def decision(
    context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.MaterializeResult]:
    """Let the release go on if it may; else say what it waits for, and leave what is published."""
    with run.stage("decision") as step:
        found = candidate_validation.standing_of(run.declared)
        if found is None:
            raise UserError("There is no validated candidate. Run `mukana run`.")
        metadata = {
            "standing": found.status,
            "policy": found.policy,
            "release_id": release_id_of(found.candidate_id),
            "open_warnings": "\n".join(found.open_warnings) or "none",
            "report": dg.MetadataValue.path(str(run.root.candidate / candidate_validation.REPORT)),
        }
        if found.may_be_published:
            step.say(f"{found.status}, policy {found.policy}")
            yield dg.MaterializeResult(metadata=metadata)
            return
        status.decided(run.root, found)
        step.say(f"{found.status}: {len(found.open_warnings)} open warnings; see `mukana review`")
        context.log_event(dg.AssetObservation("decision", metadata=metadata))


class Choice(dg.Config):
    """What a person decides, as in `mukana review`."""

    decision: str
    reason: str
    user: str
    rule: str = ""
    until: str = ""
    release_id: str = ""
    candidate: str = ""


@dg.op(description="Writes the decision into the log, as `mukana review` does.")
def write_decision(
    context: dg.OpExecutionContext, settings: dg.ResourceParam[Settings], config: Choice
) -> None:
    """Decide; what cannot be decided fails with its sentence."""
    if config.decision not in deciding.KINDS:
        raise dg.Failure(f"decision is one of {', '.join(deciding.KINDS)}.")
    try:
        until = date.fromisoformat(config.until) if config.until else None
        wish = deciding.Wish(
            config.decision, config.reason, config.user, config.rule, until, config.release_id,
            config.candidate,
        )  # fmt: skip
        context.log.info(deciding.decide(Declared(settings.root, settings), wish))
    except (UserError, ValueError) as error:
        raise dg.Failure(str(error)) from error


@dg.job(
    description="A person's decision about a release: approve, reject, waive, accept_loss, rollback."
)
def decide() -> None:
    """The job with which reviewers decide in Dagster."""
    write_decision()
