"""Running Dagster: one run in this process, or its page and sensor in processes of their own.

Belongs here: where Dagster keeps its history, how a run ended, and ending what was started. The
job itself is wired in definitions.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from orchestration.cli.root_status import root_status
from orchestration.core import limited_process
from orchestration.core.data_root import PROJECT
from orchestration.core.progress import Terminal
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.release.due import PUBLISHING, Due, what_is_due

HANDLED, FAILED, HELD, WAITS, INTERRUPTED = 0, 1, 2, 3, 130
# How long Dagster's processes get to end by themselves.
_GRACE_SECONDS = 3.0
_WHERE = "`mukana dev` shows the whole error in the run's log."


@dataclass(frozen=True)
class Outcome:
    """How a run ended: the status it left, whether anything was due, a sentence per failed stage."""

    exit_code: int
    status: dict[str, Any]
    was_due: bool
    failures: list[str]


def run(settings: Settings) -> Outcome:
    """Run the job if there are files to read or a release is due.

    Raises UserError before anything runs, KeyboardInterrupt when it is stopped midway.
    """
    declared = Declared(settings.root, settings)
    declared.surveys(), declared.registers(), declared.secret()
    waiting = declared.waiting()
    due = what_is_due(declared, waiting)
    if due:
        failures = _interruptible(lambda: _execute(settings, due))
        status = root_status(Declared(settings.root, settings))
    else:
        failures, status = [], root_status(declared, waiting)
    return Outcome(_exit_code(status, failures), status, due is not None, failures)


def _exit_code(status: dict[str, Any], failures: list[str]) -> int:
    if status["held"]:
        return HELD
    if failures or "failed" in status["counts"]:
        return FAILED
    return WAITS if status["decision"] and status["decision"]["status"] == "waits" else HANDLED


def _execute(settings: Settings, due: Due) -> list[str]:
    """Run the job; returns a sentence per failed stage."""
    terminal = Terminal()
    with terminal.console.status("starting Dagster …"), _no_garbage_collection():
        import dagster as dg

        from orchestration.definitions import job
    home = prepare_home(settings)
    with dg.DagsterInstance.from_config(str(home)) as instance:
        no_console_log = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        result = job(settings, terminal).execute_in_process(
            run_config=no_console_log,
            instance=instance,
            raise_on_error=False,
            asset_selection=None if due == "everything" else [dg.AssetKey(n) for n in PUBLISHING],
        )
    failures = [_sentence(event) for event in result.all_events if event.is_step_failure]
    return failures if failures or result.success else [f"the run. {_WHERE}"]


def _interruptible(work: Callable[[], list[str]]) -> list[str]:
    """Do the work in a thread, so that this one can be interrupted at any moment.

    In the main thread Dagster takes over the signals, and what it then raises may be swallowed by
    the library under way. After KeyboardInterrupt the work goes on: the caller ends the process.
    """
    # A helper process of Python would warn after the end that semaphores were left, and free them.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    thread = ThreadPoolExecutor(1)
    try:
        return thread.submit(work).result()
    finally:
        thread.shutdown(wait=False)


def end_process(sentence: str) -> NoReturn:
    """End this process now, whatever it is doing; the system frees the root's lock."""
    from rich.console import Console

    limited_process.stop_all()
    # The stage under way had hidden it.
    Console().show_cursor()
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)


@contextmanager
def _no_garbage_collection() -> Iterator[None]:
    """For imports: none of it is garbage, and looking for some costs a third of the time."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _sentence(event: Any) -> str:
    """Why a stage failed. An unforeseen error is named by its kind only: its text may hold data."""
    failure = event.step_failure_data
    if failure.user_failure_data is not None:
        return f"{event.step_key}: {failure.user_failure_data.description}"
    error = failure.error.cause or failure.error
    return f"{event.step_key}: {error.cls_name}. {_WHERE}"


def serve(settings: Settings, port: int) -> int:
    """Run Dagster's page and sensor until this process is stopped; returns the exit code."""
    prepare_home(settings)
    where = ["-h", "127.0.0.1", "-p", str(port), "-w", str(PROJECT / "workspace.yaml")]
    # A group of its own, so that everything it starts can be ended with it.
    server = subprocess.Popen(
        [sys.executable, "-m", "dagster", "dev", *where], start_new_session=True
    )
    try:
        return server.wait()
    except KeyboardInterrupt:
        return INTERRUPTED
    finally:
        _end(server)


def _end(server: subprocess.Popen[bytes]) -> None:
    """End a process and all that it started: asked first, then killed."""
    if os.name == "nt":
        server.kill()
        return
    with contextlib.suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(_GRACE_SECONDS)
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()


@contextmanager
def stop_signals_interrupt() -> Iterator[None]:
    """Let SIGTERM, and the end of the terminal, stop this process as Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _interrupt(_number: int, _frame: Any) -> None:
    raise KeyboardInterrupt


def prepare_home(settings: Settings) -> Path:
    """Give Dagster its settings in the root's own folder; returns that folder."""
    home = settings.root.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PROJECT / "dagster.yaml", home / "dagster.yaml")
    return home
