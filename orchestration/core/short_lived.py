"""What the process of a command does without: threads of numpy, plugins of pydantic, taking everything down at its end.

Belongs here: switches of libraries that are read when they are imported, and the end of the process.
"""

from __future__ import annotations

import atexit
import os
import sys

# Whoever sets one of these otherwise is obeyed.
_SWITCHES = {
    # numpy starts a thread for each further core when it is imported, for products of matrices. A run has
    # none, and each of its two processes waited 0.06 CPU seconds for some.
    "OPENBLAS_NUM_THREADS": "1",
    # pydantic asks every installed package whether it is a plugin.
    "PYDANTIC_DISABLE_PLUGINS": "__all__",
}


def begin() -> None:
    """Set the switches, and see to it that the end is last. Before anything else is imported or begun."""
    for name, value in _SWITCHES.items():
        os.environ.setdefault(name, value)
    # What is registered first is called last.
    atexit.register(_end)


def ends_with(end: SystemExit) -> None:
    """Let the process end in this way as soon as everything is done that others want done at its end.

    Python would free one by one what the system frees at once: 0.1 CPU seconds after a run. An end that
    has more to say than a number is left to Python.
    """
    if isinstance(end.code, int):
        _codes.append(end.code)


_codes: list[int] = []


def _end() -> None:
    if not _codes:
        return
    try:
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
    except (AttributeError, OSError, ValueError):
        return  # Python says what is wrong with it, and ends with a code of its own.
    os._exit(_codes[-1])
