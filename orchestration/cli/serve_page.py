"""Dagster's page and sensor in processes of their own, until they are stopped.

Belongs here: starting them, and ending all that was started. Does not belong here: who gets in
(page).
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys

from orchestration.cli.dagster_home import prepare_home
from orchestration.core.settings import Settings
from orchestration.intake.initialise import require_closed, require_root
from orchestration.serving.listening import PageAddress

# How long Dagster's processes get to end by themselves.
_GRACE_SECONDS = 3.0


def serve(settings: Settings, address: PageAddress) -> int:
    """Run Dagster's page and sensor until this process is stopped; returns the exit code.

    Raises UserError before anything is started, KeyboardInterrupt when it is stopped.
    """
    require_root(settings.root, settings.key_dir)
    require_closed(settings.root, settings.key_dir)
    page = [sys.executable, "-m", "orchestration.page", *address.arguments]
    prepare_home(settings.root, in_postgres=settings.dagster_url is not None)
    # A group of its own, so that everything it starts can be ended with it.
    server = subprocess.Popen(page, start_new_session=True)
    try:
        return server.wait()
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
