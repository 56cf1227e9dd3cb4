"""A process of its own for work on bytes that somebody else wrote, with limits of time and memory.

Belongs here: starting that process, asking it, ending it. It is kept for many calls, since
starting costs half a second, and is replaced when it dies or has to be killed. When this process
ends, it ends too: its requests come through a pipe. Does not belong here: what is asked of it, and
copying this process (forked).
"""

from __future__ import annotations

import atexit
import contextlib
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from functools import cache
from importlib import import_module
from typing import Any, Literal

from orchestration.core import forked
from orchestration.core.data_root import PROJECT
from orchestration.core.limited_child import BROKEN, HAS_ALARM, MEMORY, serve

# Arrow's allocator gives memory back at once there: what one step frees, the next one may need.
_COMMAND = (
    "import os, sys; os.putenv('MIMALLOC_PURGE_DELAY', '0'); sys.path.insert(0, sys.argv[1]);"
    " from orchestration.core.limited_child import serve; serve(*sys.argv[2:])"
)
# How a process ends that the system gives no memory: killed by it, or by the parser itself.
_NO_MEMORY = ("SIGKILL", "SIGABRT")
_started: list[LimitedProcess] = []


class OverLimitError(Exception):
    """The work took more time or memory than it may."""

    def __init__(self, what: Literal["time", "memory"]):
        super().__init__(what)
        self.what = what


class BrokenWorkError(Exception):
    """The work ended in an unforeseen error; only its kind is known, for its text may hold data."""

    def __init__(self, kind: str):
        super().__init__(kind)
        self.kind = kind


class LimitedProcess:
    """One process at a time, in which functions are called one after the other.

    `module` is what it imports when it starts: where the functions are.
    """

    def __init__(self, seconds: int, memory_bytes: int, module: str):
        self._arguments = [str(seconds), str(memory_bytes), module]
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | forked.Fork | None = None
        self._common: Any = None
        self._is_fresh = True
        self._one_at_a_time = threading.Lock()
        _started.append(self)

    def start(self, *, as_copy: bool = False) -> None:
        """Start the process if there is none; it gets ready while others work.

        `as_copy`: as a copy of this one, if that is safe. It has loaded what this one has: a third of a CPU second less.
        """
        if self._process is not None and self._process.poll() is None:
            return
        self.stop()
        self._process = (self._copy() if as_copy else None) or subprocess.Popen(
            [sys.executable, "-c", _COMMAND, str(PROJECT), *self._arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # What a parser writes there may quote the file.
            stderr=subprocess.DEVNULL,
        )
        self._is_fresh = True

    def _copy(self) -> forked.Fork | None:
        import_module(self._arguments[-1])  # Once for both.
        return forked.fork(lambda: serve(*self._arguments))

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        process, self._process, self._common = self._process, None, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        process.wait()

    def call(self, function: Callable[..., Any], common: Any, *arguments: Any) -> Any:
        """Return `function(common, *arguments)`, called in the process.

        `function` is one of a module. `common` is sent once for calls in a row that have the same.
        Raises OverLimitError, BrokenWorkError.
        """
        with self._one_at_a_time:
            self.start()
            was_fresh = self._is_fresh
            try:
                return self._call(function, common, *arguments)
            except (OverLimitError, BrokenWorkError) as error:
                if was_fresh or getattr(error, "what", "") == "time":
                    raise
            # What the process did before must not decide about this.
            self.stop()
            self.start()
            return self._call(function, common, *arguments)

    def _call(self, function: Callable[..., Any], common: Any, *arguments: Any) -> Any:
        process, overran = self._process, threading.Event()
        if self._is_fresh:
            # Its time begins when it is ready, however busy the computer is.
            self._answer(overran)
        timer = None
        if not HAS_ALARM:
            timer = threading.Timer(self._seconds, _kill, (process, overran))
            timer.daemon = True
            timer.start()
        try:
            sent = common if common is not self._common else None
            pickle.dump((function, sent, arguments), process.stdin, protocol=5)
            process.stdin.flush()
        except OSError:
            pass  # it died; why is known below
        except BaseException:
            self.stop()
            raise
        try:
            kind, answer = self._answer(overran)
        finally:
            if timer:
                timer.cancel()
        self._common, self._is_fresh = common, False
        if kind == MEMORY:
            raise OverLimitError("memory")
        if kind == BROKEN:
            raise BrokenWorkError(answer)
        return answer

    def _answer(self, overran: threading.Event) -> tuple[str, Any]:
        process = self._process
        try:
            return pickle.load(process.stdout)
        except (OSError, EOFError, pickle.UnpicklingError):
            self.stop()
            raise _how_it_died(process.wait(), overran.is_set()) from None
        except BaseException:  # a signal: what is asked next must not get this answer
            self.stop()
            raise


@cache
def shared(seconds: int, memory_bytes: int, module: str) -> LimitedProcess:
    """The process with these limits: one for all who ask."""
    return LimitedProcess(seconds, memory_bytes, module)


def stop_all() -> None:
    """End every process and wait for it, so that the system counts what it used as this one's."""
    for process in _started:
        process.stop()


atexit.register(stop_all)


def _kill(process: subprocess.Popen[bytes] | forked.Fork, overran: threading.Event) -> None:
    overran.set()
    process.kill()


def _how_it_died(code: int, overran: bool) -> OverLimitError | BrokenWorkError:
    try:
        name = signal.Signals(-code).name
    except ValueError:
        name = f"exit code {code}"
    if overran or name == "SIGALRM":
        return OverLimitError("time")
    return OverLimitError("memory") if name in _NO_MEMORY else BrokenWorkError(name)
