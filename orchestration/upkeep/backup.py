"""Backup: what of a root cannot be made again, in one file, while no run is under way.

Belongs here: which files those are, and where a backup may lie. Never in it: the key, which would tell
who the pseudonyms are. Does not belong here: the form of the file (archive), putting it back (restore).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from filelock import FileLock

from orchestration.core import atomic_files, zones
from orchestration.core.data_root import DataRoot
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import entries
from orchestration.release import pointer
from orchestration.upkeep import archive, root_state
from orchestration.upkeep.archive import About, ArchiveError, Manifest

SUFFIX = ".tar"


def kept(root: DataRoot) -> dict[str, Path]:
    """Name -> place of everything that a backup has; a folder or a file.

    A landing that lies elsewhere is no part of the root.
    """
    places = (
        root.identity, own_landing(root), root.questionnaires, root.registers, root.ledger, root.raw,
        root.restricted, root.receipts, root.refused, root.candidate, root.releases, root.decisions,
        root.alerts, root.published,
    )  # fmt: skip
    return {place.name: place for place in places}


def left_out(root: DataRoot) -> dict[str, Path]:
    """The same of what it has not: what is made again, and what is there to be destroyed."""
    places = (
        root.fetched, root.copied, root.warehouse.parent, root.quarantine, root.dagster_home,
        root.restoring, root.lock,
    )  # fmt: skip
    return {place.name: place for place in places}


def own_landing(root: DataRoot) -> Path:
    """Where senders put their files if the settings do not say that it is elsewhere."""
    return DataRoot(root.path).landing


def has_own_landing(root: DataRoot) -> bool:
    """False where senders put their files elsewhere: that is the site's to back up."""
    return root.landing == own_landing(root)


def make(settings: Settings, folder: Path, *, with_landing: bool = True) -> tuple[Path, Manifest]:
    """Write a backup of the root into a folder, under a name with its time; returns where it is.

    Waits for a run that is under way. Raises UserError where the root is not whole (an older backup is
    worth more than one of a damaged root), where the backup would lie in the root or beside the key, or
    where a file changes meanwhile; then there is no backup.
    """
    root, now = settings.root, datetime.now(UTC)
    identity = Declared(root, settings).identity
    target = folder.absolute() / f"{_prefix(identity.key_id)}{now:%Y%m%dT%H%M%SZ}{SUFFIX}"
    _require_place(settings, target, is_synthetic=identity.is_synthetic)
    with FileLock(root.lock), zones.for_owner():
        root_state.require_whole(root)
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target.parent, identity.key_id)
        current = pointer.read(root)
        about = About(
            made_at=now.isoformat(timespec="seconds"),
            mukana=version("mukana"),
            key_id=identity.key_id,
            is_synthetic=identity.is_synthetic,
            has_landing=with_landing and has_own_landing(root),
            releases=tuple(sorted(root_state.releases(root))),
            last_release=current["release_id"] if current else None,
        )
        files = _files(root, settings.settle_seconds, with_landing=about.has_landing)
        return target, archive.write(target, files, about)


def _prefix(key_id: str) -> str:
    return f"mukana_{key_id[:8]}_"


def _require_place(settings: Settings, target: Path, *, is_synthetic: bool) -> None:
    root, folder = settings.root, target.parent
    if folder.resolve().is_relative_to(root.path):
        raise ArchiveError(f"{folder} lies in the data root. A backup belongs on another disk.")
    if target.exists():
        raise ArchiveError(f"{target} is there already. Try again in a second.")
    if is_synthetic:
        return
    if misplaced := zones.misplaced(DataRoot(target), settings.key_dir):
        raise zones.OpenRootError(*misplaced)
    if folder.resolve() == settings.key_dir.resolve() or any(folder.glob("*.key")):
        raise ArchiveError(
            f"{folder} holds a key for pseudonyms: who gets the one would get the other."
            " Choose another folder."
        )


def _remove_leftovers(folder: Path, key_id: str) -> None:
    """Of backups of this root that were stopped: nobody else is making one, the lock is held."""
    for leftover in folder.glob(f"{_prefix(key_id)}*{SUFFIX}{atomic_files.TEMPORARY}*"):
        atomic_files.remove(leftover)


def _files(
    root: DataRoot, settle_seconds: float, *, with_landing: bool
) -> Iterator[tuple[str, Path]]:
    """Name below the root and place of every file; names that only a write under way has are not."""
    for place in kept(root).values():
        if place == own_landing(root):
            found = _landed(place, settle_seconds) if with_landing else []
        elif place.is_file():
            found = [place]
        else:
            below = atomic_files.files_below(place).values()
            found = [f for f in below if atomic_files.TEMPORARY not in f.name]
        yield from ((file.relative_to(root.path).as_posix(), file) for file in found)


def _landed(landing: Path, settle_seconds: float) -> list[Path]:
    """The senders' files that two looks agree on; one that is arriving comes with the next backup."""
    before = _looks(landing)
    time.sleep(settle_seconds)
    now = _looks(landing)
    return sorted(path for path, look in before.items() if now.get(path) == look)


def _looks(landing: Path) -> dict[Path, tuple[int, int]]:
    return {
        path: (about.st_size, about.st_mtime_ns)
        for path, about in entries(landing)
        if path.is_file() and not path.is_symlink()
    }
