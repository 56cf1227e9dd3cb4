"""Restore: a backup becomes the state of a root again, once every file of it was compared.

Belongs here: what may be replaced by what, and the order, in which a stop at any moment leaves the old
root, the new one, or one that refuses to work until the same restore is run again. Does not belong here:
the form of a backup (archive).

`root.json` goes first and comes last: without it no command works on the root. A release that readers
have and that the backup does not know must never be forgotten: from an older history, the next release
could be subtracted from it. Where the root knows of one, nothing is restored. Where it cannot know, since
it is gone, a person states which release readers have.
"""

from __future__ import annotations

import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from orchestration.core import atomic_files, zones
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import forgotten, initialise
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.forget import PROOF
from orchestration.intake.forget_again import forget_again
from orchestration.release import decision_log, history_store, pointer
from orchestration.upkeep import archive, backup, root_state
from orchestration.upkeep.archive import About, Manifest


class RestoreError(UserError):
    """The backup may not be put here; the message says why. Nothing was changed."""


@dataclass(frozen=True)
class Plan:
    """A backup and the root that it is for. `knows`: ids of the releases that the root itself knows."""

    archive: Path
    manifest: Manifest
    knows: frozenset[str]

    @property
    def about(self) -> About:
        """What the backup says of itself."""
        return self.manifest.about


@dataclass(frozen=True)
class Restored:
    """What was done. `forgotten_again`: people who asked to be removed after the backup was made.

    `kept_landing`: the senders' files that were there stayed, and those of the backup were left out.
    `later_release`: one that the backup does not know; nothing is published because of it.
    """

    file_count: int
    forgotten_again: int
    kept_landing: bool
    later_release: str | None


def plan(settings: Settings, file: Path) -> Plan:
    """Read what the backup says, and whether the root may become it. Changes nothing.

    Raises ArchiveError, and RestoreError for a root of another key or with later releases.
    """
    root, manifest = settings.root, archive.read(file)
    about = manifest.about
    if not about.is_synthetic and (found := zones.misplaced(root, settings.key_dir)):
        raise zones.OpenRootError(*found)
    if root.identity.exists() and not root.restoring.exists():
        own = _key_of(root)
        if own not in (None, about.key_id):
            raise RestoreError(
                f"{file} is a backup of another root: its key is {about.key_id}, and that of"
                f" {root.path} is {own}. Nothing was changed. Restore into another folder."
            )
    knows = frozenset(root_state.releases(root))
    if later := sorted(knows - set(about.releases)):
        raise RestoreError(
            f"{root.path} has releases that the backup of {about.made_at} does not know"
            f" ({', '.join(later)}). Together with them, what is published after a restore could tell"
            " of single people. Nothing was changed. Use a backup that was made after them. If a part"
            " of this root is damaged, take only that part from the backup, which is a tar file."
        )
    return Plan(file, manifest, knows)


def carry_out(
    settings: Settings, planned: Plan, newest_release: str | None, also_forgotten: Collection[str]
) -> Restored:
    """Put the backup in place of what the root holds, under its lock.

    `newest_release` is the one that readers have, as a person states it; None if the root knows.
    `also_forgotten`: pseudonyms of people who are to be forgotten beside those of backup and root.
    Raises UserError before anything is changed.
    """
    root, about = settings.root, planned.about
    zones.make_root(root)
    with FileLock(root.lock), zones.for_owner():
        plan(settings, planned.archive)  # what it rests on may have changed
        atomic_files.settle_folder(root.restoring)
        kept_landing = _has_landing(root)
        later = newest_release if newest_release not in (None, *about.releases) else None
        with atomic_files.building(root.restoring) as fresh:
            staged = DataRoot(fresh)
            archive.unpack(planned.archive, planned.manifest, fresh, backup.kept(root))
            _require_as_said(staged, about)
            _keep_logs(root, staged)
            keys = forgotten.keys(staged) | set(also_forgotten) | forgotten.readable_keys(root)
            count = forget_again(Declared(staged, settings), keys)
            if later:
                history_store.state_later(staged, later)
            if kept_landing:
                atomic_files.remove(staged.landing)
            atomic_files.flush_below(fresh)
            atomic_files.swap_folder(fresh, root.restoring)
        _put_in_place(root, kept_landing=kept_landing)
    return Restored(len(planned.manifest.files), count, kept_landing, later)


def _key_of(root: DataRoot) -> str | None:
    try:
        return initialise.identity(root).key_id
    except initialise.KeyMissingError:
        return None  # It is damaged: the backup has it.


def _require_as_said(staged: DataRoot, about: About) -> None:
    """Raises UserError unless what came out of the backup is whole, and of the root that it names."""
    if initialise.identity(staged).key_id != about.key_id:
        raise RestoreError("The backup is not of the root that it names. Nothing was changed.")
    root_state.require_whole(staged)


def _has_landing(root: DataRoot) -> bool:
    """True if landing is elsewhere, or has files that no restore which was stopped has put there."""
    if not backup.has_own_landing(root):
        return True
    is_half_restored = DataRoot(root.restoring).landing.exists()
    return not is_half_restored and bool(atomic_files.files_below(root.landing))


def _keep_logs(root: DataRoot, staged: DataRoot) -> None:
    """Lines that were added since the backup stay: decisions, and the proofs of who was forgotten."""
    for name in (decision_log.FILE, PROOF):
        now, then = root.decisions / name, staged.decisions / name
        before = then.read_bytes() if then.exists() else b""
        if now.is_file() and now.read_bytes().startswith(before) and _can_be_read(root, name):
            staged.decisions.mkdir(parents=True, exist_ok=True)
            atomic_files.copy_file(now, then)


def _can_be_read(root: DataRoot, name: str) -> bool:
    """False for a log of decisions whose chain is broken: the backup's is not."""
    try:
        return name != decision_log.FILE or decision_log.read(root) is not None
    except decision_log.DamagedLogError:
        return False


def _put_in_place(root: DataRoot, *, kept_landing: bool) -> None:
    """From here on only this restore, run again, makes the root work."""
    staged = DataRoot(root.restoring)
    atomic_files.remove(root.identity)
    atomic_files.flush_folder(root.path)
    _swap_folders(root, staged)
    atomic_files.remove(root.warehouse.parent)
    if not kept_landing:
        _move_below(staged.landing, root.landing)
    with zones.for_readers(root):
        _mirror(staged.published, root.published)
    atomic_files.replace(staged.identity, root.identity)
    atomic_files.remove(root.restoring)


def _swap_folders(root: DataRoot, staged: DataRoot) -> None:
    """Everything that only Mukana and people of the house write to."""
    for name, place in backup.kept(root).items():
        if place in (root.identity, backup.own_landing(root), root.published):
            continue
        atomic_files.settle_folder(place)
        if (staged.path / name).exists():
            atomic_files.swap_folder(staged.path / name, place)
        else:
            atomic_files.remove(place)


def _move_below(source: Path, target: Path) -> None:
    """Move files into a folder that may be a disk or a share of its own."""
    target.mkdir(parents=True, exist_ok=True)
    for name, file in atomic_files.files_below(source).items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.move(file, target / name)


def _mirror(source: Path, target: Path) -> None:
    """Make what readers get equal to the backup: the folder itself stays, with the site's rights."""
    wanted = atomic_files.files_below(source)
    target.mkdir(parents=True, exist_ok=True)
    # The pointer last: readers take every file from the folder that it names.
    for name in sorted(wanted, key=lambda one: (one == pointer.POINTER, one)):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        atomic_files.copy_whole(wanted[name], target / name)
    for name, file in atomic_files.files_below(target).items():
        if name not in wanted:
            atomic_files.remove(file)
    for folder in sorted((p for p in target.rglob("*") if p.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
