"""What a run works with: the settings, the root's lock, and a way to tell how far it is.

Belongs here: the one resource that every stage takes. Whoever holds it is the root's only
writer; the system frees the lock when the process ends, however it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import dagster as dg
from filelock import FileLock, Timeout

from orchestration.core.data_root import DataRoot
from orchestration.core.progress import Progress
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared


@dataclass(frozen=True)
class Run:
    """One run on one data root."""

    declared: Declared
    progress: Progress

    @property
    def root(self) -> DataRoot:
        """The data root."""
        return self.declared.root


def run_resource(settings: Settings, progress: Progress) -> dg.ResourceDefinition:
    """The resource `run`: waits for the lock of the root, and holds it to the end of the run."""

    @dg.resource
    def run() -> Iterator[Run]:
        settings.root.path.mkdir(parents=True, exist_ok=True)
        with FileLock(settings.root.lock):
            yield Run(Declared(settings.root, settings), progress)

    return run


def is_busy(root: DataRoot) -> bool:
    """True while a run holds the root's lock."""
    try:
        with FileLock(root.lock, timeout=0):
            return False
    except Timeout:
        return True
