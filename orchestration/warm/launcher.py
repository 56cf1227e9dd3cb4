"""Dagster's run launcher: a run starts in a fork of a process that has imported everything.

Belongs here: asking for a fork, and Dagster's own way of starting where nobody offers one (outside
`mukana dev`). Light: every process of Dagster loads it.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
from multiprocessing.connection import Client
from pathlib import Path
from typing import Any

import dagster as dg

from orchestration.core import processes

SOCKET = "warm"


def socket_of(instance: dg.DagsterInstance) -> Path:
    """Where forks are offered: beside Dagster's history, which only the owner of the root can enter."""
    return Path(instance.root_directory) / SOCKET


class WarmLauncher(dg.DefaultRunLauncher):
    """Launches a run in a fork if one is offered, otherwise as Dagster does."""

    def launch_run(self, context: Any) -> None:
        """Start the process of a run."""
        run, instance = context.dagster_run, context.workspace.instance
        process = _forked(socket_of(instance), _arguments(run, instance))
        if process is None:
            super().launch_run(context)
        else:
            instance.add_run_tags(run.run_id, {processes.RUN_TAG: str(process)})

    def terminate(self, run_id: str) -> bool:
        """Ask the process of a run to end. False if it has ended."""
        run = self._instance.get_run_by_id(run_id) if self.has_instance else None
        if run is None or run.is_finished or processes.RUN_TAG not in run.tags:
            return super().terminate(run_id)
        self._instance.report_run_canceling(run)
        with contextlib.suppress(ProcessLookupError):
            os.kill(int(run.tags[processes.RUN_TAG]), signal.SIGTERM)
            return True
        return False


def _arguments(run: dg.DagsterRun, instance: dg.DagsterInstance) -> list[str]:
    """Arguments of `dagster` that execute a run: what Dagster's launchers for containers call too."""
    asked = {
        "__class__": "ExecuteRunArgs",
        "pipeline_origin": json.loads(dg.serialize_value(run.job_code_origin)),
        "pipeline_run_id": run.run_id,
        "instance_ref": json.loads(dg.serialize_value(instance.get_ref())),
        "set_exit_code_on_failure": None,
    }
    return ["api", "execute_run", json.dumps(asked)]


def _forked(socket: Path, arguments: list[str]) -> int | None:
    """The process that executes these arguments; None if no fork is offered."""
    try:
        with Client(str(socket)) as connection:
            connection.send_bytes(json.dumps(arguments).encode())
            return int(connection.recv_bytes())
    except (OSError, EOFError):
        return None
