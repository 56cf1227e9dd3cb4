"""What was published, kept apart from it: published files that were altered are found and restored.

Belongs here: the hashes and figures of a release in `releases/<id>/`, and comparing them with what
lies in `published/`. Every file lies there twice, so that one of the two may be made again from
the other. Does not belong here: making a release (publish).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from orchestration.core import atomic_files, zones
from orchestration.core.content_hashes import known_sha256
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.release import pointer, status

FILE_NAME, COPIES = "published.json", "copies.json"


@dataclass(frozen=True)
class Figures:
    """`totals`: what is counted -> how much; `members`: kind -> code -> name of all with a figure."""

    totals: dict[str, int]
    members: dict[str, dict[str, str]]


@dataclass(frozen=True)
class Kept:
    """A release as it was published: when (ISO, UTC), its files by hex sha256, its figures.

    The files are the tables of the manifest and what was made beside them: release metadata, the
    report, and the outputs for readers, which are named by their path below the release.
    """

    published_at: str
    files: dict[str, str]
    figures: Figures


_ADAPTER = TypeAdapter(Kept)


def keep(folder: Path, kept: Kept) -> None:
    """Write it into the folder of a release in `releases/`."""
    with zones.for_owner():
        folder.mkdir(parents=True, exist_ok=True)
        atomic_files.write_whole(folder / FILE_NAME, readable(asdict(kept)))


def keep_copies(root: DataRoot, release_id: str) -> None:
    """Keep what lies in `published/current/` now: a reader may hold a file of an earlier release."""
    folder = root.published / "current"
    copies = {name: known_sha256(path) for name, path in atomic_files.files_below(folder).items()}
    file = root.releases / release_id / COPIES
    if _json(file) != copies:
        with zones.for_owner():
            atomic_files.write_whole(file, readable(copies))


def read(folder: Path) -> Kept | None:
    """What was kept of a release; None where nothing was, or nothing that can be read."""
    try:
        return _ADAPTER.validate_json((folder / FILE_NAME).read_bytes())
    except (OSError, ValidationError):
        return None


def is_whole(root: DataRoot, release_id: str) -> bool:
    """True if every file of a release in `published/releases/` is as it was published."""
    kept = read(root.releases / release_id)
    folder = root.published / "releases" / release_id
    return kept is not None and folder.is_dir() and not _altered(folder, kept.files)


def has_outputs(root: DataRoot, release_id: str, *, with_delta: bool = False) -> bool:
    """False for a release of a version of Mukana that published nothing beside the tables, and for one
    that has Delta tables or has none, other than asked for.
    """
    kept = read(root.releases / release_id)
    if kept is None:
        return False
    folders = {name.split("/")[0] for name in kept.files if "/" in name}
    return bool(folders) and (pointer.DELTA in folders) == with_delta


def alterations(root: DataRoot) -> list[str]:
    """Paths below `published/` that are not as they were published; empty before any release.

    Whether `status.json` is right depends on the candidate too: see candidate_validation.
    """
    release_id = release_in_use(root)
    if release_id is None:
        return []
    kept = read(root.releases / release_id)
    if kept is None:
        return [f"releases/{release_id}"]
    found = [
        path.relative_to(root.published).as_posix()
        for folder, wanted in _places(root, release_id, kept)
        for path in _altered(folder, wanted)
    ]
    current = pointer.read(root)
    if current is None or current != _pointer(release_id, kept, current["previous"]):
        found.append(pointer.POINTER)
    return found


def restore(root: DataRoot) -> list[str]:
    """Make altered files again from their twins; returns the paths that are whole again.

    The caller holds the root's lock. What has no whole twin is left as it is.
    """
    release_id, before = release_in_use(root), alterations(root)
    kept = read(root.releases / release_id) if release_id and before else None
    if kept is None or release_id is None:
        return []
    folder, copies = (place for place, _ in _places(root, release_id, kept))
    with zones.for_readers(root):
        _restore_folder(folder, copies, kept.files)
        _restore_folder(copies, folder, kept.files)
        if pointer.POINTER in before and is_whole(root, release_id):
            atomic_files.remove(root.published / pointer.POINTER)
            pointer.point(root, release_id, kept.published_at)
    if copies.is_dir():
        keep_copies(root, release_id)
    return sorted(set(before) - set(alterations(root)))


def _restore_folder(folder: Path, twin: Path, wanted: dict[str, str]) -> None:
    for file in _altered(folder, wanted):
        name = file.relative_to(folder).as_posix()
        if known_sha256(twin / name) == wanted.get(name, ""):
            atomic_files.remove(file)
            file.parent.mkdir(parents=True, exist_ok=True)
            atomic_files.copy_whole(twin / name, file)
        elif name not in wanted:
            atomic_files.remove(file)


def _places(root: DataRoot, release_id: str, kept: Kept) -> list[tuple[Path, dict[str, str]]]:
    """Both folders that hold the release in use, and what they must hold."""
    copies = _json(root.releases / release_id / COPIES)
    if not isinstance(copies, dict) or not copies:
        own = f"{pointer.DELTA}/"
        copies = {name: sha for name, sha in kept.files.items() if not name.startswith(own)}
    return [
        (root.published / "releases" / release_id, kept.files),
        (root.published / "current", copies),
    ]


def _altered(folder: Path, wanted: dict[str, str]) -> list[Path]:
    """Files that are missing, other or foreign in a folder, in order of name."""
    there = set(atomic_files.files_below(folder))
    names = sorted(name for name in there | set(wanted) if atomic_files.TEMPORARY not in name)
    return [folder / n for n in names if n not in wanted or known_sha256(folder / n) != wanted[n]]


def _pointer(release_id: str, kept: Kept, previous: list[str]) -> dict[str, Any]:
    return pointer.content(release_id, kept.published_at, kept.files, previous)


def release_in_use(root: DataRoot) -> str | None:
    """The release that was announced last, though its pointer may be gone or damaged."""
    for content in (pointer.read(root), status.read(root)):
        if content and content.get("release_id"):
            return str(content["release_id"])
    kept = {file.parent.name: read(file.parent) for file in root.releases.glob(f"*/{FILE_NAME}")}
    return max((one.published_at, name) for name, one in kept.items() if one)[1] if kept else None


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
