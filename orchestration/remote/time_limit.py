"""A call with a time limit, whatever the library does meanwhile.

Belongs here: waiting no longer than that. A server that sends a byte now and then keeps within the
limits that libraries have for one answer.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """The result of `work`, or TimeoutError: what takes longer is left to itself in its thread."""
    outcome: list[Any] = []

    def run() -> None:
        try:
            outcome.extend([True, work()])
        except BaseException as error:  # noqa: BLE001 - raised below, where it is waited for
            outcome.extend([False, error])

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    if len(outcome) < 2:
        raise TimeoutError
    if not outcome[0]:
        raise outcome[1]
    return outcome[1]
