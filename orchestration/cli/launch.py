"""Starting the engine: `mukana run` in this process, `mukana dev` with its web page.

Belongs here: where the engine keeps its history, and saying how a run ended. The job itself is
wired in definitions.
"""

from __future__ import annotations

import gc
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from orchestration.cli.root_status import state
from orchestration.core.data_root import PROJECT
from orchestration.core.errors import UserError
from orchestration.core.progress import Terminal
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.release.due import is_due

HANDLED, FAILED, HELD = 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """How a run ended, the state it left, whether anything was due, and why it stopped."""

    exit_code: int
    state: dict[str, Any]
    was_due: bool
    stopped: list[str]


def refresh(settings: Settings) -> Outcome:
    """Run the job if something waits or a release is due."""
    declared = Declared(settings.root, settings)
    declared.surveys(), declared.registers(), declared.secret()
    due = is_due(declared, declared.waiting())
    stopped = _execute(settings) if due else []
    found = state(settings)
    if found["held"]:
        return Outcome(HELD, found, due, stopped)
    failed = stopped or "failed" in found["counts"]
    return Outcome(FAILED if failed else HANDLED, found, due, stopped)


def _execute(settings: Settings) -> list[str]:
    """Run the job; returns why it stopped, empty if it got through."""
    terminal = Terminal()
    with terminal.console.status("starting the engine …"), _imports_uncollected():
        import dagster as dg

        from orchestration.definitions import definitions
    home = prepare_home(settings)
    job = definitions(settings, terminal).resolve_job_def("refresh")
    with dg.DagsterInstance.from_config(str(home)) as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        result = job.execute_in_process(run_config=quiet, instance=instance, raise_on_error=False)
    return [_why(event) for event in result.all_events if event.is_step_failure]


@contextmanager
def _imports_uncollected() -> Iterator[None]:
    """Import without garbage collection: nothing of it is garbage, and looking costs a third."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _why(event: Any) -> str:
    """A failed stage in a sentence. The text of an unforeseen error may hold data: only its kind."""
    failure = event.step_failure_data
    if failure.user_failure_data is not None:
        return f"{event.step_key}: {failure.user_failure_data.description}"
    error = failure.error.cause or failure.error
    if error.cls_name in {kind.__name__ for kind in UserError.__subclasses__()}:
        return f"{event.step_key}: {error.message.split(': ', 1)[-1].strip()}"
    if error.cls_name == "DagsterAssetCheckFailedError":
        return f"{event.step_key}: a blocking rule is broken"
    return (
        f"{event.step_key}: {error.cls_name}; the whole error stands in the run's log (mukana dev)"
    )


def serve(settings: Settings, port: int) -> int:
    """Run the engine with its web page and sensor until interrupted; returns its exit code."""
    prepare_home(settings)
    workspace = PROJECT / "workspace.yaml"
    where = ["-h", "127.0.0.1", "-p", str(port), "-w", str(workspace)]
    return subprocess.run([sys.executable, "-m", "dagster", "dev", *where], check=False).returncode


def prepare_home(settings: Settings) -> Path:
    """Give the engine its settings in the root's own folder; returns that folder."""
    home = settings.root.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PROJECT / "dagster.yaml", home / "dagster.yaml")
    return home
