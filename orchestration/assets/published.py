"""Stage published: what readers get, copied from a candidate whose bytes have passed."""

from datetime import UTC, datetime

import dagster as dg

from orchestration.assets.run_resource import Run
from orchestration.assets.validation import validation
from orchestration.release import candidate_validation
from orchestration.release.approval import NotPublishable
from orchestration.release.publish import publish


@dg.asset(
    group_name="release",
    deps=[validation],
    kinds={"parquet"},
    description="The current release: Parquet for Power BI behind one pointer.",
)
def published(run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """Publish the candidate if a passing validation lists exactly its bytes, else nothing."""
    root = run.root
    with run.progress.stage("published") as step:
        try:
            outcome = publish(
                root,
                candidate_validation.read(root),
                run.declared.records_for_readers,
                datetime.now(UTC),
                report_html=candidate_validation.report(root),
                progress=step.say,
            )
        except NotPublishable as error:
            step.say(str(error))
            raise dg.Failure(str(error)) from error
        step.say(f"release {outcome.release_id} is {_STATE[outcome.status]}")
    return dg.MaterializeResult(
        metadata={"release_id": outcome.release_id, "outcome": outcome.status}
    )


_STATE = {"published": "published", "repointed": "current again", "unchanged": "current already"}
