"""Several files of a place at once: a connection each, so that nobody waits for every answer.

Belongs here: the threads and their connections. Does not belong here: what is done with a file.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from orchestration.remote.place import Place

Item = TypeVar("Item")
WORKERS = 6


def with_each(place: Place, items: Sequence[Item], work: Callable[[Place, Item], None]) -> None:
    """Call `work` with a place of its own thread and every item.

    The first error ends what has not begun, and is raised.
    """
    if not items:
        return
    own, opened = threading.local(), []

    def start() -> None:
        own.place = place.another()
        opened.append(own.place)

    with ThreadPoolExecutor(min(WORKERS, len(items)), initializer=start) as pool:
        jobs = [pool.submit(lambda item: work(own.place, item), item) for item in items]
        try:
            for job in jobs:
                job.result()
        finally:
            for job in jobs:
                job.cancel()
    for one in opened:
        one.close()
