"""Offers forks of a process that has imported what a run needs.

Belongs here: that process, and what happens in a fork. `multiprocessing` has one for exactly this, the
fork server. A new interpreter imports for six seconds.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import runpy
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Listener
from pathlib import Path

from orchestration.core.frames import with_room

_LOADED = "orchestration.warm.loaded"
# Longer paths have no room in the address of a socket.
_LONGEST_PATH = 100


@contextmanager
def offered(socket: str) -> Iterator[None]:
    """Fork a process for whoever asks at `socket`, until this ends. Where it cannot, nobody gets one."""
    if os.name == "nt" or len(socket.encode()) > _LONGEST_PATH:
        yield
        return
    Path(socket).unlink(missing_ok=True)
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload([_LOADED])
    with Listener(socket) as listener:
        threading.Thread(target=_serve, args=(listener, server), daemon=True).start()
        yield


def _serve(listener: Listener, server: multiprocessing.context.ForkServerContext) -> None:
    # The first fork starts the fork server; it imports while nobody waits for it.
    server.Process(target=_nothing).start()
    while True:
        try:
            connection = listener.accept()
        except OSError:
            return  # The listener is closed: nothing is offered any more.
        with connection, suppress(OSError, EOFError):
            process = server.Process(target=_execute, args=(json.loads(connection.recv_bytes()),))
            process.start()
            connection.send_bytes(str(process.pid).encode())


def _nothing() -> None:
    pass


def _execute(arguments: list[str]) -> None:
    """In the fork: call Dagster, or a new Python if what was imported is not what is there now."""
    from orchestration.warm import loaded

    if not loaded.is_current():
        os.execv(sys.executable, [sys.executable, "-m", "dagster", *arguments])
    loaded.get_ready()
    sys.argv = ["dagster", *arguments]
    with_room(lambda: runpy.run_module("dagster", run_name="__main__", alter_sys=True))
