"""Room for calls through hundreds of functions.

Belongs here: calling something so that Python does not ask the system for memory call after call.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


def with_room(work: Callable[[], Result]) -> Result:
    """Return `work()`, called where many frames have room.

    Python keeps the frames of a thread in pieces of 16 KB, and gives one back when its last frame ends. A
    call that is repeated where a piece ends takes a new one every time: 7 microseconds instead of 0.05. A
    run goes through eighty frames of Dagster before it works: of the demo, 50 000 calls met the end of a
    piece, which took 0.35 CPU seconds. This function states that it needs a megabyte of frames itself.
    Python finds room for it, and the others fit into what it does not use.
    """
    return work()


with_room.__code__ = with_room.__code__.replace(co_stacksize=2**17)
