"""One run of Dagster in this process.

Belongs here: whether there is anything to do, and how a run ended. The job itself is wired in
definitions.
"""

from __future__ import annotations

import contextlib
import gc
import logging
import os
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from filelock import FileLock, Timeout

from orchestration.alerts import raising
from orchestration.assets.seen_files import Seen
from orchestration.cli.dagster_home import prepare_home
from orchestration.cli.root_status import root_status
from orchestration.core import garbage
from orchestration.core.frames import with_room
from orchestration.core.progress import Terminal
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.release import candidate_validation, copy_record, history_store, kept
from orchestration.release.due import STAGES, Due, what_is_due

HANDLED, FAILED, HELD, WAITS = 0, 1, 2, 3
(COPY,) = STAGES["copying"]
_WHERE = "`mukana dev` shows the whole error in the run's log."


@dataclass(frozen=True)
class Outcome:
    """How a run ended: the status it left, whether anything was due, a sentence per failed stage.

    `restored`: published files of the release in use that were not as they were published, and are
    again.
    """

    exit_code: int
    status: dict[str, Any]
    was_due: bool
    failures: list[str]
    restored: list[str]


def run(settings: Settings) -> Outcome:
    """Run the job if there are files to read or a release is due.

    Raises UserError before anything runs, KeyboardInterrupt when it is stopped midway.
    """
    declared, root = Declared(settings.root, settings), settings.root
    declared.surveys(), declared.registers(), declared.expected(), declared.secret()
    looked_at = time.monotonic()
    waiting = declared.waiting()
    if waiting:
        from orchestration.intake import limited_reading

        # It gets ready while Dagster is imported.
        limited_reading.start(settings, sum(one.byte_count for one in waiting))
    before, in_use = candidate_validation.altered(root), kept.release_in_use(root)
    if before:
        _restore(declared)
    due = "everything" if _has_remote_news(settings) else what_is_due(declared, waiting)
    failures: list[str] = []
    if due:
        seen = Seen(declared, waiting, looked_at)
        failures = _interruptible(lambda: _execute(settings, due, seen))
        if not any(one.startswith(COPY) for one in failures) and copy_record.is_behind(settings):
            # What a run that was held or failed left of it: an older release may have been taken back.
            failures += _interruptible(lambda: _execute(settings, "copying"))
        status = root_status(Declared(root, settings))
    else:
        history_store.require_whole(root)
        raising.look(declared, _shown_elsewhere)
        status = root_status(declared, waiting)
    is_same = kept.release_in_use(root) == in_use
    restored = [name for name in before if is_same and name not in status["altered"]]
    return Outcome(_exit_code(status, failures), status, due is not None, failures, restored)


def _has_remote_news(settings: Settings) -> bool:
    """True if a remote landing has files that are not here, or no longer has some. Raises RemoteError."""
    if settings.remote_landing is None:
        return False
    from orchestration.intake import remote_landing

    seen = remote_landing.look(settings)
    return seen is not None and seen.is_due


def alert_not_started(settings: Settings) -> None:
    """Raise alerts where a run could not even start: its terminal may be that of nobody."""
    raising.after_run(Declared(settings.root, settings), ["start"], _shown_elsewhere)


def _shown_elsewhere(_: str) -> None:
    """The terminal shows the status of the root, which says the same."""


def _restore(declared: Declared) -> None:
    """Make altered files again, unless a run is under way, which does the same."""
    with contextlib.suppress(Timeout), FileLock(declared.root.lock, timeout=0):
        candidate_validation.restore(declared)


def _exit_code(status: dict[str, Any], failures: list[str]) -> int:
    if status["held"]:
        return HELD
    if failures or status["altered"] or "failed" in status["counts"] or _is_amiss_elsewhere(status):
        return FAILED
    return WAITS if status["decision"] and status["decision"]["status"] == "waits" else HANDLED


def _is_amiss_elsewhere(status: dict[str, Any]) -> bool:
    """True if landing could not be looked at, files in it could not be read or fetched, or the copy of
    what is published is not whole.
    """
    landing, copied = status["landing"] or {}, status["published_copy"] or {}
    return (
        bool(copied.get("is_behind"))
        or bool(landing.get("problem"))
        or any(one["is_failure"] for one in landing.get("left", ()))
    )


def _execute(settings: Settings, due: Due, seen: Seen | None = None) -> list[str]:
    """Run the job; returns a sentence per failed stage."""
    terminal = Terminal()
    with terminal.spinner("starting Dagster …"), _no_garbage_collection():
        import dagster as dg

        from orchestration.assets.event_log import held_open
        from orchestration.definitions import job
    # Where nothing has to be built, Dagster would say on the terminal which checks it does without.
    # It sets the level of "dagster" itself anew with each log of a step, and never that of its parts.
    logging.getLogger("dagster._core").setLevel(logging.ERROR)
    home = prepare_home(settings.root, in_postgres=settings.dagster_url is not None)
    garbage.look_rarely()
    with (
        dg.DagsterInstance.from_config(str(home)) as instance,
        held_open(instance),
    ):
        no_console_log = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        result = job(settings, terminal).execute_in_process(
            run_config=no_console_log,
            instance=instance,
            tags=seen.tags() if seen else {},
            raise_on_error=False,
            asset_selection=None if due == "everything" else [dg.AssetKey(n) for n in STAGES[due]],
        )
    failures = [_sentence(event) for event in result.all_events if event.is_step_failure]
    return failures if failures or result.success else [_before_any_stage(result.all_events)]


def _interruptible(work: Callable[[], list[str]]) -> list[str]:
    """Do the work in a thread, so that this one can be interrupted at any moment.

    In the main thread Dagster takes over the signals, and what it then raises may be swallowed by
    the library under way. After KeyboardInterrupt the work goes on: the caller ends the process.
    """
    # A helper process of Python would warn after the end that semaphores were left, and free them.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    thread = ThreadPoolExecutor(1)
    try:
        return thread.submit(with_room, work).result()
    finally:
        thread.shutdown(wait=False)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """For imports: none of it is garbage, and looking for some costs a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _before_any_stage(events: Iterable[Any]) -> str:
    """Why a run failed that came to no stage: the sentence of the resource that holds the root."""
    for event in events:
        error = event.event_specific_data.error if event.is_failure else None
        while error is not None:
            if error.cls_name == "Failure":
                return f"the run: {error.message.partition(': ')[2].strip()}"
            error = error.cause
    return f"the run. {_WHERE}"


def _sentence(event: Any) -> str:
    """Why a stage failed. An unforeseen error is named by its kind only: its text may hold data."""
    failure = event.step_failure_data
    if failure.user_failure_data is not None:
        return f"{event.step_key}: {failure.user_failure_data.description}"
    error = failure.error.cause or failure.error
    return f"{event.step_key}: {error.cls_name}. {_WHERE}"
