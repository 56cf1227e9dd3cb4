"""Forks of a process that has imported what a run needs.

Belongs here: that process, and what happens in a fork. `multiprocessing` has one for exactly this, the
fork server. A new interpreter imports for six seconds.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import runpy
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Listener
from multiprocessing.process import BaseProcess
from pathlib import Path

from orchestration.core import garbage, processes
from orchestration.core.frames import with_room
from orchestration.warm import code

_LOADED = "orchestration.warm.loaded"
# Longer paths have no room in the address of a socket.
_LONGEST_PATH = 100


class Forks:
    """A process for whoever asks. The first one starts the fork server, and so does the next after it ended."""

    def __init__(self) -> None:
        # A helper process of Python would warn at the end that semaphores of killed runs were left.
        os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
        if os.name != "nt":
            self._server = multiprocessing.get_context("forkserver")
            self._server.set_forkserver_preload([_LOADED])
        self._one_at_a_time = threading.Lock()

    def begin(self) -> None:
        """Let the fork server start, beside other work."""
        if os.name != "nt":
            threading.Thread(target=self._start, args=(_nothing,), daemon=True).start()

    def start(self, arguments: list[str]) -> BaseProcess:
        """A process that executes `dagster` with these arguments. Raises OSError or EOFError if it cannot."""
        return self._start(_execute, arguments)

    def begin_anew(self) -> None:
        """End the fork server: the next fork is one of a new one, with the code that is there then."""
        with suppress(OSError, EOFError):
            self._start(_end_server).join()

    def _start(self, target: object, *arguments: object) -> BaseProcess:
        process = self._server.Process(target=target, args=arguments)
        with self._one_at_a_time:
            process.start()
        return process


def is_possible(socket: Path) -> bool:
    """True where forks can be offered at a socket."""
    return os.name != "nt" and len(str(socket).encode()) <= _LONGEST_PATH


@contextmanager
def offered(forks: Forks, socket: Path) -> Iterator[None]:
    """Start a process for whoever asks at `socket`, until this ends."""
    socket.unlink(missing_ok=True)
    with Listener(str(socket)) as listener:
        threading.Thread(target=_serve, args=(listener, forks), daemon=True).start()
        yield


def _serve(listener: Listener, forks: Forks) -> None:
    while True:
        try:
            connection = listener.accept()
        except OSError:
            return  # The listener is closed: nothing is offered any more.
        with connection, suppress(OSError, EOFError):
            process = forks.start(json.loads(connection.recv_bytes()))
            connection.send_bytes(str(process.pid).encode())


def _nothing() -> None:
    pass


def _end_server() -> None:
    """In a fork: its parent is the fork server."""
    os.kill(os.getppid(), signal.SIGTERM)


def _end_with(parent: int) -> None:
    processes.wait_for_the_end_of_parent(parent)
    os._exit(1)


def _execute(arguments: list[str]) -> None:
    """In the fork: call Dagster, or a new Python if what was imported is not what is there now."""
    if code.on_disk() != code.AT_START:
        os.execv(sys.executable, [sys.executable, "-m", "dagster", *arguments])
    if "execute_run" in arguments:
        from orchestration.warm import loaded

        loaded.get_ready()
    else:
        garbage.look_as_usual()
        # Unlike a run, it has nothing to finish.
        threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    sys.argv = ["dagster", *arguments]
    with_room(lambda: runpy.run_module("dagster", run_name="__main__", alter_sys=True))
