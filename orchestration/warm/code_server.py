"""Dagster's code server for the page and the daemon of `mukana dev`: one process, a fork like a run.

Belongs here: keeping it, and beginning anew when the code has changed. Left to themselves, page and daemon have
one each, and the daemon a new one every minute, which imports for five CPU seconds.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess
from pathlib import Path

from orchestration.core.atomic_files import write_whole
from orchestration.warm import code
from orchestration.warm.forks import Forks

SOCKET = "code"
_MODULE = "orchestration.definitions"
_WORKSPACE = "workspace.json"
_LOOKS_SECONDS = 5.0
_AGAIN_SECONDS = 1.0
# Dagster keeps some of each look: 50 KB in 20 seconds. A new fork begins without it.
_RENEWED_SECONDS = 4 * 3600.0
_LONGEST_START_SECONDS = 120.0


@contextmanager
def kept(forks: Forks, home: Path) -> Iterator[Path]:
    """Keep the code server until this ends; the workspace that names it. It answers by then."""
    place = home / SOCKET
    names_it = {"grpc_server": {"socket": str(place), "location_name": _MODULE}}
    # JSON is YAML.
    write_whole(home / _WORKSPACE, json.dumps({"load_from": [names_it]}).encode())
    ended = threading.Event()
    keeper = threading.Thread(target=_keep, args=(forks, place, ended), daemon=True)
    keeper.start()
    _wait_until_it_answers(place)
    try:
        yield home / _WORKSPACE
    finally:
        ended.set()
        keeper.join()


def _keep(forks: Forks, place: Path, ended: threading.Event) -> None:
    """Start the code server, again and again: it ends when it is killed, and here after some hours or when the code
    has changed."""
    while not ended.is_set():
        # Files of the code may come and go while it is changed, and a fork server with an error in it ends.
        with suppress(OSError, EOFError):
            of_code = code.on_disk()
            place.unlink(missing_ok=True)
            process, until = forks.start(_arguments(place)), time.monotonic() + _RENEWED_SECONDS
            try:
                while process.is_alive() and code.on_disk() == of_code and time.monotonic() < until:
                    if ended.wait(_LOOKS_SECONDS):
                        return
            finally:
                _end(process)
            if code.on_disk() != of_code:
                forks.begin_anew()
        ended.wait(_AGAIN_SECONDS)


def _end(process: BaseProcess) -> None:
    process.terminate()
    process.join(3)
    process.kill()


def _arguments(place: Path) -> list[str]:
    named = ["--module-name", _MODULE, "--location-name", _MODULE]
    return ["api", "grpc", "--socket", str(place), *named, "--log-level", "warning"]


def _wait_until_it_answers(place: Path) -> None:
    until = time.monotonic() + _LONGEST_START_SECONDS
    while time.monotonic() < until:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as wire, suppress(OSError):
            wire.connect(str(place))
            return
        time.sleep(0.1)
