"""The process that a run is in, as a tag of the run.

Belongs here: the tag, and whether that process has ended. Whoever asks is on the same computer.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

TAG = "mukana/process"


def has_ended(tags: Mapping[str, str]) -> bool:
    """True if the process that a run names is not there; False if it is, or if the run names none."""
    if TAG not in tags or os.name == "nt":  # There this signal would end the process.
        return False
    try:
        os.kill(int(tags[TAG]), 0)
    except ProcessLookupError:
        return True
    except PermissionError:  # Under another user: there, or the number is another process by now.
        return False
    return False
