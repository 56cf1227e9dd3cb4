"""Stopping a command midway by Ctrl-C, SIGTERM or the end of the terminal.

Belongs here: turning the signals into one exception, and the exit code that each has.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from orchestration.core import limited_process


class StoppedError(KeyboardInterrupt):
    """Stopped by a signal; the exit code is the one that shells give such an end."""

    def __init__(self, number: int = signal.SIGINT):
        self.exit_code = 128 + number
        super().__init__()


@contextmanager
def stop_signals_interrupt() -> Iterator[None]:
    """Let SIGTERM, and the end of the terminal, stop this process as Ctrl-C does."""
    names = [name for name in ("SIGTERM", "SIGHUP", "SIGINT") if hasattr(signal, name)]
    before = {name: signal.signal(getattr(signal, name), _interrupt) for name in names}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(getattr(signal, name), handler)


def _interrupt(number: int, _frame: Any) -> None:
    raise StoppedError(number)


def end_process(sentence: str, exit_code: int) -> NoReturn:
    """End this process now, whatever it is doing; the system frees the root's lock."""
    from rich.console import Console

    limited_process.stop_all()
    # The stage under way had hidden it.
    Console().show_cursor()
    sys.stdout.flush()
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()
    os._exit(exit_code)
