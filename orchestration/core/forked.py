"""A copy of this process that answers requests, where the system can copy a process that does one thing.

Belongs here: whether a copy is safe, what it must not have of this one, and asking whether it is still
there. Does not belong here: what it answers.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, NoReturn

_THREADS = Path("/proc/self/task")
# Arrow's allocator has a thread which gives memory back. It knows of copies: jemalloc frees its locks in each.
_READY_TO_BE_COPIED = ("jemalloc_bg_thd",)
# What a run turns into an exception of its own.
_SIGNALS = ("SIGINT", "SIGTERM", "SIGHUP")


class Fork:
    """A copy of this process, with the methods of `subprocess.Popen` that are asked here."""

    def __init__(self, pid: int, stdin: BinaryIO, stdout: BinaryIO):
        self.pid, self.stdin, self.stdout = pid, stdin, stdout
        self._code: int | None = None

    def poll(self) -> int | None:
        """Its exit code, or None while it goes on."""
        return self._look(os.WNOHANG)

    def wait(self) -> int | None:
        """Its exit code, when it has ended; a negative one is that of a signal."""
        return self._look(0)

    def kill(self) -> None:
        """End it, unless it has ended and another process may have its number by now."""
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)

    def _look(self, options: int) -> int | None:
        if self._code is None:
            pid, status = os.waitpid(self.pid, options)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
        return self._code


def fork(answer: Callable[[], None]) -> Fork | None:
    """A copy of this process that calls `answer` and ends, with pipes as its standard input and output.

    None where that is not safe: a thread of this process, which no copy has, may hold a lock for ever.
    """
    if not _has_one_thread():
        return None
    requests, to_copy = os.pipe()
    from_copy, answers = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_the_copy(requests, answers, answer)
    os.close(requests)
    os.close(answers)
    return Fork(pid, os.fdopen(to_copy, "wb"), os.fdopen(from_copy, "rb"))


def _has_one_thread() -> bool:
    """Linux names also the threads of libraries; elsewhere nobody knows."""
    try:
        names = [(each / "comm").read_text().strip() for each in _THREADS.iterdir()]
    except OSError:
        return False
    return len([name for name in names if name not in _READY_TO_BE_COPIED]) == 1


def _be_the_copy(requests: int, answers: int, answer: Callable[[], None]) -> NoReturn:
    """Nothing of this process but what it has loaded: no signals, no open files, nothing to do at its end."""
    code = 1
    try:
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.dup2(requests, 0)
        os.dup2(answers, 1)
        # What a parser writes there may quote the file.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, os.sysconf("SC_OPEN_MAX"))
        sys.stdin, sys.stdout, sys.stderr = open(0), open(1, "w"), open(2, "w")  # noqa: SIM115
        answer()
        code = 0
    finally:
        os._exit(code)
