"""Is there room on the disk for a run, and for publishing? Asked before anything is written.

Belongs here: the estimates, from what the last run left. Does not belong here: knowing a full disk by
what libraries raise (core/disk_problems): it may still fill up midway, and nothing is half done then.
"""

from __future__ import annotations

import math
import shutil

from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError

# Of the candidate's files: the new candidate, the folder of the release, and the copies at fixed paths.
_RUN_COPIES, _PUBLISHING_COPIES = 3, 2
# Report, history, logs and what Dagster writes: at least so much, whatever the tables are.
_BESIDE = 20_000_000
_MEGABYTE = 1_000_000


class NoRoomError(UserError):
    """The disk has too little room; nothing was written."""


def missing_for_run(root: DataRoot) -> int:
    """Bytes that the disk has too few for a run on this root; 0 if there is room.

    The warehouse is built in a file of its own beside the old one.
    """
    warehouse = root.warehouse.stat().st_size if root.warehouse.exists() else 0
    return _missing(root, _RUN_COPIES * _candidate(root) + warehouse)


def require_for_run(root: DataRoot) -> None:
    """Raises NoRoomError where a run would fill the disk."""
    _require(root, missing_for_run(root))


def require_for_publishing(root: DataRoot, *, is_new: bool) -> None:
    """Raises NoRoomError where publishing the candidate would fill the disk.

    A release that is there already, if not `is_new`, takes no more room.
    """
    if is_new:
        _require(root, _missing(root, _PUBLISHING_COPIES * _candidate(root)))


def _require(root: DataRoot, missing: int) -> None:
    if missing:
        megabytes = math.ceil(missing / _MEGABYTE)
        raise NoRoomError(
            f"The disk of {root.path} has {megabytes} MB too little room. Free some space and run"
            " `mukana run` again: nothing was written, and what was published stays."
        )


def _missing(root: DataRoot, needed: int) -> int:
    try:
        free = shutil.disk_usage(root.path).free
    except OSError:
        return 0  # Who writes there will say what is wrong.
    return max(needed + _BESIDE - free, 0)


def _candidate(root: DataRoot) -> int:
    return sum(file.stat().st_size for file in root.candidate.glob("*") if file.is_file())
