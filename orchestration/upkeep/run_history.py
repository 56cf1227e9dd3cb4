"""Dagster's history of runs: finding and deleting the old ones by Dagster's own functions.

Belongs here: only that. Dagster is imported inside functions: it costs a second.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from orchestration.core.data_root import DataRoot


def finished_before(root: DataRoot, before: datetime) -> list[str]:
    """Ids of runs that were made before and are not under way."""
    if not (root.dagster_home / "dagster.yaml").is_file():
        return []
    import dagster as dg

    finished = [dg.DagsterRunStatus.SUCCESS, dg.DagsterRunStatus.FAILURE, dg.DagsterRunStatus.CANCELED]  # fmt: skip
    with dg.DagsterInstance.from_config(str(root.dagster_home)) as instance:
        runs = instance.get_runs(dg.RunsFilter(statuses=finished, created_before=before))
    return sorted(run.run_id for run in runs)


def delete(root: DataRoot, run_ids: Iterable[str]) -> None:
    """Delete runs with their logs."""
    import dagster as dg

    with dg.DagsterInstance.from_config(str(root.dagster_home)) as instance:
        for run_id in run_ids:
            instance.delete_run(run_id)
