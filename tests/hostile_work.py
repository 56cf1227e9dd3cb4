"""Functions that a process of its own is asked to call, for tests: what a hostile file could do."""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

import numpy as np
import pyarrow as pa


def echo(common: Any, value: Any) -> tuple[Any, Any, int]:
    """What was sent, and in which process."""
    return common, value, os.getpid()


def sleep(_: Any, seconds: float) -> None:
    time.sleep(seconds)


def spin_in_one_call(_: Any) -> None:
    """One call that no signal handler and no thread of Python interrupts."""
    sum(range(10**14))


def take_memory(_: Any, byte_count: int) -> int:
    return len(b"x" * byte_count)


def keep_memory(_: Any, byte_count: int) -> None:
    """Memory that a later call in the same process does not have."""
    sys.modules[__name__].__dict__["kept"] = bytearray(byte_count)


def has_loaded(_: Any, package: str) -> bool:
    """Whether a package is there once Arrow has met an array of numbers."""
    pa.array(np.zeros(1))
    return package in sys.modules


def die(_: Any, number: int) -> None:
    os.kill(os.getpid(), number)


def break_down(_: Any) -> None:
    raise KeyError("Matti Meikäläinen")


def write_to_the_terminal(_: Any) -> str:
    os.write(1, b"noise that is no answer")
    os.write(2, b"noise that quotes the file")
    return "done"


SEGMENTATION_FAULT = getattr(signal, "SIGSEGV", 11)


def read_for_ever(context: Any, *_: Any) -> None:
    """Instead of reading a delivery."""
    sleep(context, 600)


def read_into_memory(context: Any, *_: Any) -> None:
    """Instead of reading a delivery."""
    take_memory(context, 1_000_000_000)
