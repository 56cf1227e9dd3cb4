"""Calls at any depth of a run take no memory from the system."""

from __future__ import annotations

import pytest

from orchestration.core.frames import with_room

resource = pytest.importorskip("resource", reason="counts page faults")
CALLS, DEEPEST = 500, 300


def calls_at(depth: int) -> None:
    if depth:
        return calls_at(depth - 1)
    for _ in range(CALLS):
        _first()
    return None


def _first() -> None:
    _second()


def _second() -> None:
    pass


def most_faults() -> int:
    """Page faults at the depth that has most: one per call where each takes memory anew."""
    found = []
    for depth in range(DEEPEST):
        before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
        calls_at(depth)
        found.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
    return max(found)


def test_no_depth_takes_memory_for_every_call() -> None:
    with_room(most_faults)  # The first time, the frames themselves are new.
    assert with_room(most_faults) < CALLS / 5


def test_it_gives_what_the_work_gives_and_raises_what_it_raises() -> None:
    assert with_room(lambda: 7) == 7
    with pytest.raises(KeyError):
        with_room(lambda: {}[1])
