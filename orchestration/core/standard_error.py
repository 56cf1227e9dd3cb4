"""Discarding standard error while a library runs that writes to it without Python.

Belongs here: that one switch. Does not belong here: deciding when, or what is said instead.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def discarded() -> Iterator[None]:
    """Nothing that is written to standard error from within, by whatever language, is kept."""
    try:
        kept = os.dup(2)
    except OSError:  # there is no standard error
        yield
        return
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 2)
    os.close(nothing)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
