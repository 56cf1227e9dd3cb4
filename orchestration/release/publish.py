"""Publishing: bytes with a passing validation become a release that readers can follow.

Belongs here: the order of steps. Every step checks what is already there, so a run that died
anywhere is finished by the next. Does not belong here: validating (expectations), or deciding
when to publish (assets, command line). The caller holds the root's lock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from orchestration.core import atomic_files, zones
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.release import (
    decision_log,
    difference_files,
    disk_space,
    history_store,
    inputs,
    kept,
    open_groups,
    pointer,
    reports,
    status,
    withdrawal,
)
from orchestration.release import manifest as manifests
from orchestration.release.approval import NotPublishable, Validation, approved
from orchestration.release.assemble import Content, WriteOutputs, assemble, published_at_of
from orchestration.release.inputs import Inputs
from orchestration.release.manifest import Manifest, release_id_of
from orchestration.release.reports import Documents
from orchestration.release.standing import Standing


@dataclass(frozen=True)
class Outcome:
    """What publishing did.

    `status`: published (new folder), repointed (an older release is current again) or
    unchanged. `published_at`: ISO, UTC. `removed`: older releases taken away.
    `held`: files in current/ that a reader kept open, so they are still old.
    """

    release_id: str
    status: Literal["published", "repointed", "unchanged"]
    published_at: str
    removed: tuple[str, ...] = ()
    held: tuple[str, ...] = ()


def publish(
    root: DataRoot,
    validation: Validation | None,
    deliveries: list[dict[str, Any]],
    now: datetime,
    progress: atomic_files.Progress = atomic_files.silent,
    *,
    standing: Standing | None,
    documents: Documents,
    made_from: Inputs | None = None,
    keeps_history: bool = False,
    write_outputs: WriteOutputs | None = None,
    with_delta: bool = False,
) -> Outcome:
    """Publish the candidate of a root if `validation` passes on exactly its bytes, and `standing` is
    that it may be published.

    `deliveries` are ledger records; `now` is UTC when it has no zone. `progress` is called
    with one line after each step. `documents` gives the files for people that lie beside the tables
    of a new release, for the moment at which it is published. `write_outputs` is given its folder with
    the tables, before anybody sees it, and adds what readers get beside them, Delta tables among it if
    `with_delta`: a release that was made otherwise is made again. `made_from` is kept, for
    the next release to be compared with. `keeps_history`: the candidate is about people, and adds what
    it says of them to the history. Raises NotPublishable and NoRoomError (nothing was written), or
    OSError: until the pointer has moved the old release stays, and publishing again finishes.
    """
    atomic_files.settle_folder(root.candidate)
    manifest, passing = approved(root.candidate, validation)
    decided = _require_decided(manifest, standing)
    release_id = release_id_of(manifest["candidate_id"])
    progress(f"{release_id}: {len(manifest['tables'])} tables have a passing validation")
    folder = root.published / "releases" / release_id
    is_new = not folder.exists()
    disk_space.require_for_publishing(root, is_new=is_new)
    with zones.for_readers(root):
        _prepare_folders(root, folder)
        has_others = write_outputs is not None and not kept.has_outputs(
            root, release_id, with_delta=with_delta
        )
        if has_others or not kept.is_whole(root, release_id):
            moment = _first_published(root, release_id) or _naive_utc(now)
            content = Content(
                manifest, passing, deliveries, moment, decided, documents, write_outputs
            )
            assemble(root, content, folder)
    if is_new:
        progress(f"{release_id}: files are in place")
    _require_unaltered(folder, manifest)
    _record(root, manifest, passing)
    if made_from:
        # Also for a release that is there already: other inputs may give the same bytes.
        inputs.keep(root.releases / release_id, made_from)
    progress(f"{release_id}: recorded")
    has_withdrawn = (
        keeps_history and history_store.keep(root, manifest["candidate_id"]).has_withdrawn
    )
    difference_files.keep(root, release_id, manifest["candidate_id"])
    with zones.for_readers(root):
        return _announce(
            root, folder, is_new=is_new, has_withdrawn=has_withdrawn, progress=progress
        )


def point_back(root: DataRoot, release_id: str) -> None:
    """Make an earlier release, which is still there, the current one again."""
    folder = root.published / "releases" / release_id
    _announce(root, folder, is_new=False, has_withdrawn=False, progress=atomic_files.silent)


def _require_decided(manifest: Manifest, standing: Standing | None) -> Standing:
    """Nothing is published that a person has to decide about first, or has rejected."""
    if standing is None or standing.candidate_id != manifest["candidate_id"]:
        raise NotPublishable("not_decided", "The decision is about another candidate.")
    if not standing.may_be_published:
        reason = f"The candidate is not to be published ({standing.status})."
        raise NotPublishable("not_decided", reason, "See `mukana review`.")
    return standing


def _announce(
    root: DataRoot,
    folder: Path,
    *,
    is_new: bool,
    has_withdrawn: bool,
    progress: atomic_files.Progress,
) -> Outcome:
    """Let readers see a release that is in place: the pointer first, then what follows it.

    Older releases go where anybody has withdrawn: they say something of them.
    """
    release_id, published_at = folder.name, published_at_of(folder)
    has_moved = pointer.point(root, release_id, published_at)
    progress(f"{release_id}: current")
    held = pointer.refresh_copies(root, release_id)
    kept.keep_copies(root, release_id)
    progress(f"{release_id}: copies at fixed paths")
    status.released(root)
    has_left = has_withdrawn or open_groups.are_in_other_releases(root, release_id)
    removed = pointer.prune(root, 1 if has_left else pointer.KEPT_RELEASES)
    if has_left:
        withdrawal.remove_reports(root)
    progress(f"{release_id}: {len(removed)} older releases removed")
    outcome = "published" if is_new else "repointed" if has_moved else "unchanged"
    return Outcome(release_id, outcome, published_at, removed, tuple(held))


def _prepare_folders(root: DataRoot, release: Path) -> None:
    """Make the folders of a release and remove what a run that died left."""
    published = root.published
    atomic_files.settle_folder(release)
    atomic_files.sweep_below(root.releases)
    for folder in (published, published / "releases", published / "current"):
        folder.mkdir(parents=True, exist_ok=True)
        atomic_files.sweep(folder)


def _first_published(root: DataRoot, release_id: str) -> datetime | None:
    """When a release that was altered since was published."""
    earlier, current = kept.read(root.releases / release_id), pointer.read(root)
    moment = earlier.published_at if earlier else None
    if moment is None and current and current["release_id"] == release_id:
        moment = current["published_at"]
    return _naive_utc(datetime.fromisoformat(moment)) if moment else None


def _require_unaltered(folder: Path, manifest: Manifest) -> None:
    """An older folder of this id must still hold the bytes of the validation."""
    for table, entry in manifest["tables"].items():
        path = folder / f"{table}.parquet"
        if not path.is_file() or atomic_files.sha256_of(path) != entry["sha256"]:
            raise NotPublishable(
                "altered_release",
                f"{path.name} in {folder} was altered after it was published.",
                f"Remove the folder {folder} and run `mukana run`: it is made again.",
            )


def _record(root: DataRoot, manifest: Manifest, validation: Validation) -> None:
    """Keep manifest, validation and the reviewers' report of a release; what is there stays."""
    folder = root.releases / release_id_of(manifest["candidate_id"])
    try:
        manifests.load(folder)
    except manifests.ManifestError:
        folder.mkdir(parents=True, exist_ok=True)
        atomic_files.write_whole(folder / "validation.json", readable(validation))
        reports.keep(root, folder.name)
        decision_log.keep_head(root, folder)
        # Last: with it everything is there.
        manifests.save(folder, manifest)


def _naive_utc(moment: datetime) -> datetime:
    """A moment as naive UTC in whole seconds."""
    in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return in_utc.replace(tzinfo=None, microsecond=0)
