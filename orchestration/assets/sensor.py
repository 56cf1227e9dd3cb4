"""The sensor: a dropped file, or changed declarations, become one batch run.

Belongs here: deciding whether a run is due. The decision rests on landing, ledger and validation,
never on run keys (a key is remembered for ever) and never on clocks of files.
"""

import hashlib
import json
from datetime import UTC, datetime, timedelta

import dagster as dg

from orchestration.assets.run_resource import is_busy
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import initialise
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival, settled
from orchestration.release.due import is_due

refresh = dg.define_asset_job(
    "refresh", selection=dg.AssetSelection.all(), description="Landing to published."
)
_INPUTS = "mukana/inputs"
# A run that was just launched needs a moment until it holds the root's lock.
_LAUNCHING = timedelta(seconds=60)
_BEGUN = [dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
_UNFINISHED = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED, *_BEGUN]


@dg.sensor(
    job=refresh,
    # The daemon looks every five seconds; asking for five would often mean every second look.
    minimum_interval_seconds=3,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="One run for all that waits, once it has come to rest.",
)
def landing_sensor(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.SkipReason | dg.RunRequest:
    """Look at landing; request a run when files lie still or a release is due."""
    root = settings.root
    if made := initialise.initialise(root, settings.key_dir):
        context.log.warning(f"A key was made at {made}. Back it up: without it no pair is found.")
    declared = Declared(root, settings)
    if is_busy(root) or _launching(context.instance):
        return dg.SkipReason("A run is under way.")
    _fail_runs_without_process(context.instance)
    arrivals = declared.waiting()
    if settled(root.landing, arrivals, settings.settle_seconds) != arrivals:
        return dg.SkipReason("Files are arriving; looking again soon.")
    if not is_due(declared, arrivals):
        return dg.SkipReason("Nothing waits.")
    return _request(context, arrivals, declared)


def _request(
    context: dg.SensorEvaluationContext, arrivals: list[Arrival], declared: Declared
) -> dg.SkipReason | dg.RunRequest:
    """A run request, unless the same inputs have broken too many runs already."""
    try:
        declared.surveys(), declared.registers()
    except UserError as error:
        return dg.SkipReason(str(error))
    stamps = json.dumps([arrival.stamp for arrival in arrivals])
    inputs = _hash(stamps + declared.reading if arrivals else declared.fingerprint())
    before = context.instance.get_runs(dg.RunsFilter(tags={_INPUTS: inputs}))
    broken = [run for run in before if run.status != dg.DagsterRunStatus.SUCCESS]
    if len(broken) >= declared.settings.max_attempts:
        return dg.SkipReason(f"{len(broken)} runs did not get through with these inputs.")
    return dg.RunRequest(tags={_INPUTS: inputs})


def _hash(text: str) -> str:
    """What the engine keeps of names of files: nothing, as they may name people."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _launching(instance: dg.DagsterInstance) -> bool:
    since = datetime.now(UTC) - _LAUNCHING
    recent = dg.RunsFilter(job_name=refresh.name, statuses=_UNFINISHED, created_after=since)
    return instance.get_runs_count(recent) > 0


def _fail_runs_without_process(instance: dg.DagsterInstance) -> None:
    """A run that holds no lock is not running: its process was killed, and it would wait for ever."""
    before = datetime.now(UTC) - _LAUNCHING
    left = dg.RunsFilter(job_name=refresh.name, statuses=_BEGUN, created_before=before)
    for run in instance.get_runs(left):
        instance.report_run_failed(run, "The process of this run ended before the run did.")
