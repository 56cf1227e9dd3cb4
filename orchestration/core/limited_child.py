"""The process that limited_process starts: it answers requests until nobody is left to ask.

Belongs here: its limits, and its loop. Linux limits its memory. Other systems do not know how:
there only time is limited.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

# What it answers with: what the function returned, or why there is none.
DONE, MEMORY, BROKEN = "done", "memory", "broken"
# The system ends a process at the time it asked for. Elsewhere who asks does, with a thread per call.
HAS_ALARM = hasattr(signal, "alarm")
_SIZE = Path("/proc/self/statm")


class _Without:
    """Finds that a package is not installed. Arrow loads pandas, if it is there, with the first array
    of numbers, to ask whether it is one of its own: 0.2 s and 50 MB.
    """

    def __init__(self, package: str):
        self._package = package

    def find_spec(self, name: str, *_: object) -> None:
        """Raise ModuleNotFoundError for the package; leave others to the next finder."""
        if name == self._package:
            raise ModuleNotFoundError(name=name)


def serve(seconds: str, memory_bytes: str, module: str) -> None:
    """Call one requested function after the other and answer with what it returned.

    The arguments are those of the command line.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if resource:
        # A dump of a process that died would hold what it was reading.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.meta_path.insert(0, _Without("pandas"))
    # What is imported lasts: to look through it again and again takes a tenth of a CPU second.
    gc.disable()
    import_module(module)
    gc.freeze()
    gc.enable()
    requests, answers = sys.stdin.buffer, _own_output()
    _send(answers, (DONE, None))  # ready
    common: Any = None
    is_limited = False
    while True:
        try:
            function, sent, arguments = pickle.load(requests)
        except EOFError:
            return
        common = common if sent is None else sent
        if not is_limited:
            # On top of what is imported by now, and of the file itself.
            _limit_memory(int(memory_bytes))
            is_limited = True
        _alarm(int(seconds))
        answer = _answer(function, common, arguments)
        del arguments
        _send(answers, answer)
        _alarm(0)


def _send(answers: BinaryIO, answer: tuple[str, Any]) -> None:
    try:
        pickle.dump(answer, answers, protocol=5)
        answers.flush()
    except MemoryError:
        os.abort()  # half an answer may be written


def _own_output() -> BinaryIO:
    """The way back; whatever else is written to standard output is discarded."""
    kept = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.close(nothing)
    return kept


def _answer(function: Any, common: Any, arguments: tuple[Any, ...]) -> tuple[str, Any]:
    try:
        return DONE, function(common, *arguments)
    except MemoryError:
        return MEMORY, None
    except BaseException as error:  # noqa: BLE001 - one call must never hold up another
        return BROKEN, type(error).__name__


def _limit_memory(more: int) -> None:
    """Let this process take so much more memory than it has."""
    if resource is None or not _SIZE.exists():
        return
    taken = int(_SIZE.read_text().split()[0]) * resource.getpagesize()
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = taken + more
    if most == resource.RLIM_INFINITY or wanted < most:
        resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


def _alarm(seconds: int) -> None:
    if HAS_ALARM:
        signal.alarm(seconds)
