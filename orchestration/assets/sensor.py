"""The job and its sensor: a new file, or changed declarations, become one batch run.

Belongs here: deciding whether a run is due. The decision rests on landing, ledger and validation,
never on run keys (Dagster never runs a key twice) and never on clocks of files.
"""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import dagster as dg

from orchestration.alerts import raising
from orchestration.assets import runs_under_way, seen_files
from orchestration.assets.run_resource import JOB, is_busy
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import initialise
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import Arrival, look
from orchestration.release.due import STAGES, what_is_due

if TYPE_CHECKING:
    from orchestration.intake.remote_landing import Look

landing_to_published = dg.define_asset_job(
    JOB,
    selection=dg.AssetSelection.all(),
    description="Reads every file that has to be read, builds the warehouse whole, validates, and"
    " publishes what passed.",
)
# The daemon looks every five seconds. A look that lasts nearly as long finds a file when it lands.
_LOOKING_SECONDS = 4.8
_PAUSE_SECONDS = 0.2
# However many files lie in landing, looking takes a tenth of the time at most.
_PAUSE_PER_LOOK = 10
# A remote landing is looked at so often: each look is a login, or is paid for.
_REMOTE_SECONDS = 60.0
# A copy that fails is tried as often as other runs, and again after so long.
_COPY_AGAIN_SECONDS = 600.0


@dg.sensor(
    job=landing_to_published,
    # A minimum of five seconds would often make ten of the five between two looks of the daemon.
    minimum_interval_seconds=3,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Starts one run for all new files, once none of them is being written any more,"
    " and when a questionnaire, a register or the code has changed.",
)
def landing_sensor(
    context: dg.SensorEvaluationContext, settings: dg.ResourceParam[Settings]
) -> dg.SkipReason | dg.RunRequest:
    """Look at landing; request a run when a release is due and no file is being written."""
    root = settings.root
    try:
        if made := initialise.initialise(root, settings.key_dir):
            context.log.warning(
                f"A key was made at {made}. Back it up: without it no start can be matched with its end."
            )
    except UserError as error:
        _alert(Declared(root, settings), context.log.warning, stopped=False)
        return dg.SkipReason(str(error))
    until = time.monotonic() + _LOOKING_SECONDS
    while is_busy(root) or runs_under_way.is_one_starting(context.instance):
        if time.monotonic() >= until:
            return dg.SkipReason("A run is under way.")
        time.sleep(_PAUSE_SECONDS)
    declared = Declared(root, settings)
    stopped = runs_under_way.fail_those_without_process(context.instance)
    _alert(declared, context.log.warning, stopped=stopped)
    while True:
        seen = look(root.landing)
        try:
            decision = _decide(context, declared)
        except UserError as error:
            return dg.SkipReason(str(error))
        if isinstance(decision, dg.RunRequest) or not _has_changed(root.landing, seen, until):
            return decision
        declared = Declared(root, settings)


def _has_changed(landing: Path, seen: list[Arrival], until: float) -> bool:
    """Wait until landing looks otherwise, or until it is time to end: False then."""
    while (started := time.monotonic()) < until:
        if look(landing) != seen:
            return True
        time.sleep(max(_PAUSE_SECONDS, _PAUSE_PER_LOOK * (time.monotonic() - started)))
    return False


def _decide(
    context: dg.SensorEvaluationContext, declared: Declared
) -> dg.SkipReason | dg.RunRequest:
    """A run request if one is due, unless the same inputs have failed too often already."""
    seen = seen_files.Seen(declared, arrivals := declared.waiting(), time.monotonic())
    # While the files lie still, if they do.
    due_here = what_is_due(declared, arrivals)
    inputs = seen_files.fingerprint(declared, arrivals)
    if not seen.lie_still(until_a_run_looks=True):
        return dg.SkipReason("Files are arriving; looking again soon.")
    remote = _remote(context, declared)
    if remote and remote.arriving and not remote.is_due:
        return dg.SkipReason("Files are arriving; looking again soon.")
    due = "everything" if remote and remote.is_due else due_here
    if due is None:
        return dg.SkipReason("Nothing new.")
    declared.surveys(), declared.registers(), declared.expected()
    if remote and remote.is_due:
        inputs = seen_files.hashed(inputs + remote.mark)
    if due == "copying":
        # A place that does not answer now may do so later, with the same inputs.
        inputs = seen_files.hashed(f"{inputs} copying {time.time() // _COPY_AGAIN_SECONDS:.0f}")
    before = context.instance.get_runs(dg.RunsFilter(tags={seen_files.TAG: inputs}))
    failed = [run for run in before if run.status != dg.DagsterRunStatus.SUCCESS]
    if len(failed) >= declared.settings.max_attempts:
        return dg.SkipReason(
            f"{len(failed)} runs with these inputs failed. Correct what their logs name, or start"
            " a run by hand."
        )
    only = None if due == "everything" else [dg.AssetKey(name) for name in STAGES[due]]
    return dg.RunRequest(tags=seen.tags_of(inputs), asset_selection=only)


def _remote(context: dg.SensorEvaluationContext, declared: Declared) -> "Look | None":
    """What is new in a remote landing, asked for once a minute; None at other times."""
    if declared.settings.remote_landing is None:
        return None
    now = time.time()
    if 0 <= now - float(context.cursor or 0) < _REMOTE_SECONDS:
        return None
    context.update_cursor(str(now))
    from orchestration.intake import remote_landing

    return remote_landing.look(declared.settings, is_patient=True)


def _alert(declared: Declared, say: Callable[[str], object], *, stopped: bool) -> None:
    """Raise alerts about what is new, each once; a run whose process ended cannot say so itself."""
    if stopped:
        raising.after_run(declared, ["process"], say)
    else:
        raising.look(declared, say)
