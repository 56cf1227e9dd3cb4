"""The published folder as readers see it: the pointer, the copies at fixed paths, what is kept.

Belongs here: current.json, `current/`, and which releases stay. Does not belong here: putting a
release together (publish), or heavy imports: the command line reads the pointer at start.

Readers open current.json once per refresh and take every file from the folder it names.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable

POINTER = "current.json"
RESULTS_PAGE = "results/index.html"
KEPT_RELEASES = 5
# Not copied to `current/`: a program that keeps a Delta table open counts on its files staying.
DELTA = "delta"


def read(root: DataRoot) -> dict[str, Any] | None:
    """Content of current.json, or None when nothing (readable) is published.

    Keys: release_id, published_at (ISO, UTC), path (below published/), tables (name -> file),
    previous (ids that were current before, latest first).
    """
    try:
        content = json.loads((root.published / POINTER).read_bytes())
        usual = {"path": f"releases/{content['release_id']}"}
        usual |= {"published_at": "", "tables": {}, "previous": []}
        known = usual | content
        is_own_folder = known["path"] == f"releases/{known['release_id']}"
        texts = [known["release_id"], known["published_at"], *known["previous"]]
        texts += [text for pair in known["tables"].items() for text in pair]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    are_names = all(isinstance(text, str) and "/" not in text for text in texts)
    return known if is_own_folder and are_names else None


def point(root: DataRoot, release_id: str, published_at: str) -> bool:
    """Make a release in published/releases/ the current one; False when it already was."""
    before = read(root)
    if before and before["release_id"] == release_id:
        return False
    earlier = [before["release_id"], *before["previous"]] if before else []
    files = [path.name for path in (root.published / "releases" / release_id).iterdir()]
    previous = [name for name in earlier if name != release_id][: KEPT_RELEASES - 1]
    pointed = content(release_id, published_at, files, previous)
    atomic_files.write_whole(root.published / POINTER, readable(pointed))
    return True


def content(
    release_id: str, published_at: str, files: Iterable[str], previous: list[str]
) -> dict[str, Any]:
    """What current.json says of a release with these files."""
    tables = sorted(name for name in files if name.endswith(".parquet") and "/" not in name)
    return {
        "release_id": release_id,
        "published_at": published_at,
        "path": f"releases/{release_id}",
        "tables": {name.removesuffix(".parquet"): name for name in tables},
        "previous": previous,
    }


def refresh_copies(root: DataRoot, release_id: str) -> list[str]:
    """Make published/current/ hold the files of a release; returns names held by a reader.

    Whole files one by one, no promise across files; a folder, such as the results pages, changes
    as one. What is equal is not touched; what somebody keeps open (Windows) keeps its old content
    until the next publishing.
    """
    source, target = root.published / "releases" / release_id, root.published / "current"
    target.mkdir(exist_ok=True)
    names = {path.name for folder in (source, target) for path in folder.iterdir()} - {DELTA}

    def is_held(name: str) -> bool:
        try:
            _refresh_copy(source / name, target / name)
        except PermissionError:
            return True
        return False

    ordered = sorted(names)
    found = atomic_files.at_once(is_held, ordered)
    return [name for name, held in zip(ordered, found, strict=True) if held]


def results_page(root: DataRoot) -> Path:
    """The page that readers open: its path stays the same from release to release."""
    return root.published / "current" / RESULTS_PAGE


def _refresh_copy(source: Path, target: Path) -> None:
    if not source.exists():
        atomic_files.remove(target)
    elif source.is_dir():
        if _hashes(source) != _hashes(target):
            atomic_files.copy_folder(source, target)
    elif not target.exists() or atomic_files.sha256_of(source) != atomic_files.sha256_of(target):
        atomic_files.copy_whole(source, target)


def _hashes(folder: Path) -> dict[str, str]:
    return {name: atomic_files.sha256_of(f) for name, f in atomic_files.files_below(folder).items()}


def prune(root: DataRoot, kept: int = KEPT_RELEASES) -> tuple[str, ...]:
    """Remove all but the latest releases from published/; returns the ids removed.

    Latest = current, then those that were current before it; releases that were never current
    follow by age of their folder. A folder that a reader holds open is left for next time.
    """
    current = read(root)
    if current is None:
        return ()
    removed = []
    for folder in _latest_first(root, current)[kept:]:
        # Renamed first: a folder with a release's name is always a whole release.
        doomed = atomic_files.temporary(folder)
        with contextlib.suppress(PermissionError):
            folder.rename(doomed)
            removed.append(folder.name)
            atomic_files.remove(doomed)
    return tuple(removed)


def earlier(root: DataRoot) -> list[str]:
    """The ids of releases that readers could be pointed back to, latest first."""
    current = read(root)
    if current is None:
        return []
    names = [folder.name for folder in _latest_first(root, current)]
    leftover = atomic_files.TEMPORARY
    return [name for name in names if name != current["release_id"] and leftover not in name]


def _latest_first(root: DataRoot, current: dict[str, Any]) -> list[Path]:
    order = {name: n for n, name in enumerate([current["release_id"], *current["previous"]])}
    folders = [path for path in (root.published / "releases").glob("*") if path.is_dir()]
    return sorted(
        folders, key=lambda path: (order.get(path.name, len(order)), -path.stat().st_mtime_ns)
    )
