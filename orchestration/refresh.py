"""`mukana run`: the engine's job in this process, when there is anything to do.

Belongs here: starting the job without a server and saying how it ended. The job itself is
wired in definitions.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import Any

from orchestration.declared import Declared
from orchestration.progress import Terminal
from orchestration.root import PROJECT
from orchestration.settings import Settings
from orchestration.state import state

HANDLED, FAILED, HELD = 0, 1, 2


@dataclass(frozen=True)
class Outcome:
    """How a run ended, and the state it left."""

    exit_code: int
    state: dict[str, Any]


def refresh(settings: Settings) -> Outcome:
    """Run the job if something waits or a release is due."""
    declared = Declared(settings.root, settings)
    declared.surveys(), declared.registers(), declared.secret()
    succeeded = True
    if declared.is_due(declared.waiting()):
        succeeded = _execute(settings)
    found = state(settings)
    if found["held"]:
        return Outcome(HELD, found)
    failed = not succeeded or "failed" in found["counts"]
    return Outcome(FAILED if failed else HANDLED, found)


def _execute(settings: Settings) -> bool:
    with Terminal().console.status("starting the engine …"):
        import dagster as dg

        from orchestration.definitions import definitions
    home = settings.root.dagster_home
    home.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PROJECT / "dagster.yaml", home / "dagster.yaml")
    job = definitions(settings, Terminal()).resolve_job_def("refresh")
    with dg.DagsterInstance.get() as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return job.execute_in_process(
            run_config=quiet, instance=instance, raise_on_error=False
        ).success
