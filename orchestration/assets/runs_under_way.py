"""Runs that hold no lock: those that are about to, and those whose process has ended.

Belongs here: telling them apart, from Dagster's history and the processes of this computer. Does not belong here:
whether a run is due (sensor).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import dagster as dg

from orchestration.assets.run_resource import JOB
from orchestration.core import processes

# Until its process has begun, a run on a busy computer may take minutes; then it soon holds the root's lock.
_STARTING, _LOCKING = timedelta(minutes=10), timedelta(seconds=60)
# A run that has freed the lock needs a moment until its history says how it ended.
_ENDING_SECONDS = 5.0
_QUEUED = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED]
_LAUNCHED, _BEGUN = [dg.DagsterRunStatus.STARTING], [dg.DagsterRunStatus.STARTED]


def is_one_starting(instance: dg.DagsterInstance) -> bool:
    """True while a run may be about to take the root's lock."""
    now = datetime.now(UTC)
    waits = (([*_QUEUED, *_LAUNCHED], now - _STARTING), (_BEGUN, now - _LOCKING))
    recent = [dg.RunsFilter(job_name=JOB, statuses=s, updated_after=then) for s, then in waits]
    runs = (run for one in recent for run in instance.get_runs(one))
    return not all(processes.has_ended(run.tags) for run in runs)


def fail_those_without_process(instance: dg.DagsterInstance) -> bool:
    """A run that holds no lock has no process: without this it would be shown as running for ever.

    True if there was one.
    """
    runs = [*_of_ended_processes(instance), *_silent(instance)]
    for run in {run.run_id: run for run in runs}.values():
        instance.report_run_failed(run, "The process of this run ended before the run did.")
    return bool(runs)


def _of_ended_processes(instance: dg.DagsterInstance) -> Iterator[dg.DagsterRun]:
    """Runs that name a process which is not there any more."""
    for run in instance.get_runs(dg.RunsFilter(job_name=JOB, statuses=[*_LAUNCHED, *_BEGUN])):
        if processes.has_ended(run.tags):
            # It may have ended as it should since.
            now = instance.get_run_by_id(run.run_id)
            if now and not now.is_finished:
                yield now


def _silent(instance: dg.DagsterInstance) -> list[dg.DagsterRun]:
    """Runs that name no process and that nothing has been heard of for too long."""
    now = datetime.now(UTC)
    waits = ((_LAUNCHED, now - _STARTING), (_BEGUN, now - _LOCKING))
    left = [dg.RunsFilter(job_name=JOB, statuses=s, updated_before=then) for s, then in waits]
    if not any(instance.get_runs_count(one) for one in left):
        return []
    time.sleep(_ENDING_SECONDS)
    return [run for one in left for run in instance.get_runs(one)]
