"""Stage published: what readers get, copied from a candidate whose bytes passed the validation."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import dagster as dg

from orchestration.assets.decision import decision
from orchestration.assets.labels import AGGREGATED, OWNERS
from orchestration.assets.run_resource import Run
from orchestration.assets.validation import validation
from orchestration.outputs.write import INDEX, PAGES, WORKBOOK, write_outputs
from orchestration.release import candidate_validation, inputs, reports
from orchestration.release.publish import publish

# Results are by half-year: a release older than that is without a whole period.
_FRESHNESS = dg.FreshnessPolicy.time_window(
    warn_window=timedelta(days=92), fail_window=timedelta(days=184)
)
_WORDS = {"published": "published", "repointed": "current again", "unchanged": "current already"}


_PUBLISHED = dg.AssetSpec(
    "published",
    group_name="release",
    deps=[validation, decision],
    owners=OWNERS,
    tags=AGGREGATED,
    kinds={"parquet", "powerbi"},
    freshness_policy=_FRESHNESS,
    description="The current release: Parquet for Power BI behind one pointer. Only a candidate"
    " whose bytes passed the validation, and that no decision is open about, becomes a release,"
    " whichever way it is started.",
)
_RESULTS = dg.AssetSpec(
    "results",
    group_name="release",
    deps=[validation, decision],
    owners=OWNERS,
    tags=AGGREGATED,
    kinds={"html", "excel"},
    description="What readers get beside the tables: results pages, a workbook and a Power BI"
    " project, made of the published Parquet only. They are a part of"
    " the release: tables and outputs appear at once, or neither.",
)


@dg.multi_asset(specs=[_PUBLISHED, _RESULTS], name="published", can_subset=True)
def published(
    context: dg.AssetExecutionContext, run: dg.ResourceParam[Run]
) -> Iterator[dg.MaterializeResult]:
    """Publish the candidate if a passing validation lists exactly its bytes, else nothing."""
    root = run.root
    with run.stage("published") as step:
        standing = candidate_validation.standing_of(run.declared)
        validated = candidate_validation.read(root)
        outcome = publish(
            root,
            validated,
            run.declared.records_for_readers,
            datetime.now(UTC),
            standing=standing,
            documents=reports.of_release(run.declared, validated, standing),
            made_from=inputs.of_now(run.declared),
            progress=step.say,
            keeps_history=True,
            write_outputs=partial(write_outputs, with_delta=run.declared.settings.with_delta),
            with_delta=run.declared.settings.with_delta,
        )
        step.say(f"release {outcome.release_id} is {_WORDS[outcome.status]}")
    folder = root.published / "releases" / outcome.release_id
    of_release = {"release_id": outcome.release_id, "outcome": outcome.status}
    made = {
        "published": {"folder": folder, "report": folder / candidate_validation.REPORT},
        "results": {"pages": folder / PAGES / INDEX, "workbook": folder / WORKBOOK},
    }
    for key in sorted(context.selected_asset_keys):
        paths = {
            name: dg.MetadataValue.path(str(path))
            for name, path in made[key.to_user_string()].items()
        }
        yield dg.MaterializeResult(asset_key=key, metadata=of_release | paths)
