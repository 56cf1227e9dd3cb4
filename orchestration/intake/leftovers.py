"""Temporary files of runs that died: nothing of a person stays in a file that nobody knows.

Belongs here: where a run may leave any. The caller holds the root's lock, so no run is under way.
"""

from __future__ import annotations

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot


def sweep(root: DataRoot) -> None:
    """Remove what runs left in the folders that Mukana writes to; senders' files are not touched."""
    atomic_files.settle_folder(root.candidate)
    atomic_files.sweep(root.path)
    for zone in (
        root.registers, root.ledger, root.raw, root.restricted, root.receipts, root.refused,
        root.decisions, root.releases, root.published, root.candidate,
    ):  # fmt: skip
        atomic_files.sweep_below(zone)
    remove_scratch(root)


def remove_scratch(root: DataRoot) -> None:
    """Remove dbt's database before it is swapped in, what DuckDB puts beside it, and hundreds of statements."""
    atomic_files.remove(root.warehouse.parent / "scratch")
