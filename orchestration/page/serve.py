"""Serves Dagster's page in this process, behind the guard; `mukana dev` starts it.

Belongs here: putting Dagster's own application together and listening, on this computer only.
Dagster has no setting for a guard, so its command is not used. What is imported from
`dagster_webserver` are the parts that its command is made of: if they go, this fails, and nothing
is served without the guard.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import dagster as dg
import uvicorn
from dagster_webserver import cli as dagster_page
from dagster_webserver.app import create_app_from_workspace_process_context

from orchestration.core import processes, zones
from orchestration.core.data_root import PROJECT
from orchestration.core.errors import UserError
from orchestration.serving import listening
from orchestration.serving.listening import PageAddress
from orchestration.warm import code_server, forks, history_files, launcher

_WORKSPACE = PROJECT / "workspace.yaml"
_POLL_MILLISECONDS = 2000
# How the daemon is while it runs, or when it was asked to end.
_AS_ASKED = (None, 0, -signal.SIGTERM, -signal.SIGINT)
_NO_DAEMON = (
    "The process that looks at landing has ended, so the page ends too. Start `mukana dev` again: it"
    " goes on where it ended."
)


def main(shared: forks.Forks | None) -> None:
    """Listen at a port of this computer, or at a socket for the proxy of a site.

    `shared`: forks for runs and the code server; None in a served deployment, where both are elsewhere.
    """
    zones.close_to_others()
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--socket", type=Path)
    parser.add_argument("--site")
    parser.add_argument("--workspace", type=Path)
    chosen = parser.parse_args()
    try:
        address = PageAddress(chosen.port, chosen.socket, chosen.site)
        listener = listening.opened(address, _announce)
    except UserError as error:
        sys.exit(str(error))
    history_files.write_without_waiting()
    with dg.DagsterInstance.get() as instance, ExitStack() as beside:
        instance.optimize_for_webserver(
            dagster_page.DEFAULT_DB_STATEMENT_TIMEOUT,
            dagster_page.DEFAULT_POOL_RECYCLE,
            dagster_page.DEFAULT_POOL_MAX_OVERFLOW,
        )
        # Of a served deployment: the code server that it names, and the daemon, are services of their own.
        names = chosen.workspace or beside.enter_context(_workspace(instance, shared))
        workspace = dagster_page.WorkspaceOpts(workspace=(str(names),))
        with dagster_page.WorkspaceProcessContext(
            instance,
            version=dagster_page.__version__,
            workspace_load_target=dagster_page.workspace_opts_to_load_target(workspace),
            code_server_log_level="warning",
        ) as context:
            application = create_app_from_workspace_process_context(
                context, live_data_poll_rate=_POLL_MILLISECONDS
            )
            server = listener.serve(application)
            if shared:
                beside.enter_context(_daemon(server, names))
                threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
            server.run(sockets=[listener.socket])


@contextmanager
def _workspace(instance: dg.DagsterInstance, shared: forks.Forks) -> Iterator[Path]:
    """Offer forks for runs, and keep a code server in one; the workspace for page and daemon.

    Where that is not possible, page and daemon import the code themselves.
    """
    socket_of_runs = launcher.socket_of(instance)
    if not forks.is_possible(socket_of_runs):
        yield _WORKSPACE
        return
    with (
        forks.offered(shared, socket_of_runs),
        code_server.kept(shared, Path(instance.root_directory)) as workspace,
    ):
        yield workspace


@contextmanager
def _daemon(server: uvicorn.Server, workspace: Path) -> Iterator[None]:
    """Dagster's daemon, which looks at landing; without it the server ends too, and says so.

    Started here since two processes cannot both make Dagster's history on a new root.
    """
    command = [sys.executable, "-m", "orchestration.page.daemon", "run"]
    daemon = subprocess.Popen([*command, "--log-level", "warning", "-w", str(workspace)])

    def end_server() -> None:
        daemon.wait()
        server.should_exit = True

    threading.Thread(target=end_server, daemon=True).start()
    try:
        yield
        if daemon.poll() not in _AS_ASKED:
            sys.exit(_NO_DAEMON)
    finally:
        daemon.terminate()


def _end_with(parent: int) -> None:
    """End with `mukana dev`, and all that was started with it, also where that was killed and could not say so."""
    processes.wait_for_the_end_of_parent(parent)
    os.killpg(os.getpid(), signal.SIGTERM)


def _announce(link: str) -> None:
    sys.stdout.write(
        f"Dagster's page: {link}\n  It opens once; then the next link is shown here.\n"
    )
    sys.stdout.flush()
