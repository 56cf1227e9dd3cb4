"""Withdrawal: older releases of which somebody was a part go as soon as a run sees it.

Belongs here: whether people asked to leave, and removing what is kept of older releases. Does not
belong here: the next release, which leaves them out (privacy), or the one in use, which it replaces.
"""

from __future__ import annotations

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.intake import forgotten
from orchestration.intake.declared_inputs import Declared
from orchestration.release import open_groups, pointer, reports
from orchestration.release.history_records import Record


def take_back(declared: Declared, staged: Record) -> tuple[str, ...]:
    """Remove older releases if people have withdrawn since the last one; returns their ids.

    Not where nobody asked for it: then a delivery is missing, and the loss is held.
    """
    root, current = declared.root, pointer.read(declared.root)
    in_use = current["release_id"] if current else None
    has_left = staged.has_withdrawn and _is_asked(declared)
    if not has_left and not open_groups.are_in_other_releases(root, in_use):
        return ()
    remove_reports(declared.root)
    return pointer.prune(declared.root, 1)


def remove_reports(root: DataRoot) -> None:
    """Remove the reports of releases that are not in use: they say what figures were before."""
    current = pointer.read(root)
    for file in root.releases.glob(f"*/{reports.PAGES}"):
        if current is None or file.parent.name != current["release_id"]:
            atomic_files.remove(file)


def _is_asked(declared: Declared) -> bool:
    removed = (record.withdrawn or record.removal == "removed" for record in declared.records)
    return bool(forgotten.keys(declared.root)) or any(removed)
