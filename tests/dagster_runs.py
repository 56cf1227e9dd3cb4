"""Parts of a run, started through Dagster as its page starts them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import dagster as dg

from orchestration.core.progress import Silent
from orchestration.definitions import definitions
from tests.roots import Workplace


@dataclass(frozen=True)
class Materialised:
    """What a run made of its selection, and why it failed: text and metadata of the failure."""

    success: bool
    assets: set[str]
    checks: dict[str, bool]
    failure: str | None
    failure_metadata: dict[str, str]


def materialised(place: Workplace, *selection: str) -> Materialised:
    """Materialise these assets alone."""
    defs = definitions(place.settings, Silent())
    job = dg.define_asset_job("alone", selection=list(selection))
    alone = dg.Definitions.merge(defs, dg.Definitions(jobs=[job])).resolve_job_def("alone")
    no_log = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    with dg.DagsterInstance.ephemeral() as instance:
        result = alone.execute_in_process(
            run_config=no_log, instance=instance, raise_on_error=False
        )
    failure = next((_failure(e) for e in result.all_events if e.is_step_failure), None)
    evaluations = result.get_asset_check_evaluations()
    return Materialised(
        result.success,
        {key.to_user_string() for key in _materialised_keys(result)},
        {evaluation.check_name: evaluation.passed for evaluation in evaluations},
        failure and failure.description,
        {name: str(value.value) for name, value in failure.metadata.items()} if failure else {},
    )


def _failure(event: dg.DagsterEvent) -> Any:
    """What the stage itself raised; an error that it did not foresee is an error of the test."""
    failure = event.step_failure_data
    assert failure.user_failure_data is not None, failure.error
    return failure.user_failure_data


def _materialised_keys(result: dg.ExecuteInProcessResult) -> list[dg.AssetKey]:
    kind = dg.DagsterEventType.ASSET_MATERIALIZATION
    return [
        e.asset_key for e in result.filter_events(lambda e: e.event_type == kind) if e.asset_key
    ]
