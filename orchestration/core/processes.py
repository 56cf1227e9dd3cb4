"""Whether another process of this computer has ended.

Belongs here: that of a run, which a tag of the run names, and that which started this one.
"""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

RUN_TAG = "mukana/process"


def has_ended(tags: Mapping[str, str]) -> bool:
    """True if the process that a run names is not there; False if it is, or if the run names none."""
    if RUN_TAG not in tags or os.name == "nt":  # There this signal would end the process.
        return False
    try:
        os.kill(int(tags[RUN_TAG]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # Under another user: there, or the number is another process by now.
        return False
    return False


def wait_for_the_end_of_parent(parent: int) -> None:
    """Return when the process that started this one, `parent`, has ended. Never on Windows."""
    while os.getppid() == parent:
        time.sleep(1)
