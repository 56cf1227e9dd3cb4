"""How often Python looks for garbage.

Belongs here: what all processes of a run agree on.
"""

from __future__ import annotations

import gc

_USUAL = gc.get_threshold()


def look_rarely() -> None:
    """From now to the end of the process, which is that of a run: what a run makes lasts as long.

    A run of the demo makes half a million objects beside those that it loads. To look through them took
    1.3 of 20 CPU seconds with Python's own thresholds, and 0.35 with half of these; 30 MB are kept for it.
    """
    gc.set_threshold(1_000_000, 50, 100)


def look_as_usual() -> None:
    """From now on again as often as Python does by itself: for a process that lasts."""
    gc.set_threshold(*_USUAL)
