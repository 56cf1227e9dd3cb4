"""Who may read a data root: its owner everything, readers what is published, others nothing.

Belongs here: the rights of the root's folders, and places where no root may lie. Does not belong
here: what the folders hold. On Windows rights are inherited, so only the place is looked at.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError

# Others may pass through the root to `published/`, but not list what else is there.
_ROOT, _ZONE, _PUBLISHED = 0o711, 0o700, 0o755
_OTHERS = 0o077

# Beginnings of the names of folders that are copied to other computers, in lower case.
_SYNCED = (
    "onedrive", "dropbox", "icloud drive", "iclouddrive", "com~apple~clouddocs", "cloudstorage",
    "google drive", "googledrive", "my drive", "nextcloud", "owncloud", "syncthing",
)  # fmt: skip
# What the programs that copy leave in such a folder; a file, where True. The Dropbox program also
# has a folder `.dropbox` in the home folder, which is not copied.
_MARKERS = {
    ".dropbox": True,
    ".dropbox.cache": False,
    ".849C9593-D756-4E56-8D6E-42412F2A707B": False,  # OneDrive
    ".tmp.drivedownload": False,  # Google Drive
    ".tmp.driveupload": False,
    ".nextcloudsync.log": True,
    ".owncloudsync.log": True,
    ".stfolder": False,  # Syncthing
}
_DATABASE_OF_NEXTCLOUD = ".sync_*.db"
_SHOWN_TO_OTHERS = ("public_html", "htdocs", "wwwroot")


class OpenRootError(UserError):
    """The root lies where others get at it, or others may read its folders."""


def close_to_others() -> None:
    """From now on, what this process and its children make can be read by its owner only."""
    os.umask(_OTHERS)


def make_root(root: DataRoot) -> None:
    """Make the root's folder, if it is not there, so that readers get through to `published/`."""
    if not root.path.exists():
        root.path.mkdir(parents=True)
        root.path.chmod(_ROOT)


@contextmanager
def for_readers(root: DataRoot) -> Iterator[None]:
    """What is made inside may be read by whoever may read `published/`: everybody at first.

    A site that narrows the folder, to a group for example, narrows what is published later.
    """
    make_root(root)
    if not root.published.exists():
        root.published.mkdir()
        root.published.chmod(_PUBLISHED)
    before = os.umask(~stat.S_IMODE(root.published.stat().st_mode) & _OTHERS)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def for_owner() -> Iterator[None]:
    """What is made inside is the owner's alone, also while something is made for readers."""
    before = os.umask(_OTHERS)
    try:
        yield
    finally:
        os.umask(before)


def misplaced(root: DataRoot, key_dir: Path) -> list[str]:
    """Why no data about people may lie here, or no key there, whether they exist yet or not."""
    path, keys = root.path.absolute(), key_dir.absolute()
    found = [*_misplaced(path), *_misplaced(keys)]
    if keys.is_relative_to(path):
        found.append(
            f"The keys ({keys}) lie in the data root: who gets the one would get the other."
            " Set MUKANA_KEY_DIR to another folder, and move them there."
        )
    return found


def opened(root: DataRoot, key_dir: Path) -> list[str]:
    """One sentence if others may read folders or files of the root, or write to published/."""
    wider = [path for path, wanted in _wanted(root, key_dir) if _is_wider(path, wanted)]
    if not wider:
        return []
    names = ", ".join(str(path) for path in wider)
    return [
        f"Other users of this computer may read or change {names}."
        f" Run `mukana init --repair {root.path}`."
    ]


def repair(root: DataRoot, key_dir: Path) -> int:
    """Take the rights of others away; returns how many folders and files had too many.

    Files of senders and of people are left as they are: their folder is closed. Raises
    OpenRootError where the file system does not keep rights.
    """
    wider = [one for one in _everything(root, key_dir) if _is_wider(*one)]
    for path, wanted in wider:
        path.chmod(stat.S_IMODE(path.stat().st_mode) & wanted)
    if opened(root, key_dir):
        raise OpenRootError(
            f"The file system of {root.path} does not keep the rights of folders, so other users"
            " could read it. Choose a folder on a disk of this computer."
        )
    return len(wider)


def _wanted(root: DataRoot, key_dir: Path) -> list[tuple[Path, int]]:
    """The most rights that each folder of the root, and each file in it, may have."""
    if os.name == "nt":
        return []
    zones = [
        root.landing, root.questionnaires, root.registers, root.ledger, root.raw, root.restricted,
        root.receipts, root.refused, root.quarantine, root.warehouse.parent, root.candidate, root.releases,
        root.decisions, root.alerts, root.dagster_home, root.identity, key_dir,
    ]  # fmt: skip
    return [(root.path, _ROOT), (root.published, _PUBLISHED), *((zone, _ZONE) for zone in zones)]


def _everything(root: DataRoot, key_dir: Path) -> Iterator[tuple[Path, int]]:
    """The same, with what lies in the folders that only Mukana writes to."""
    wanted = _wanted(root, key_dir)
    yield from wanted
    left_alone = (root.path, root.published, root.landing, root.questionnaires, root.registers)
    for zone, _ in wanted:
        if zone not in left_alone:
            yield from ((path, _ZONE) for path in zone.rglob("*") if not path.is_symlink())


def _is_wider(path: Path, wanted: int) -> bool:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except OSError:  # not there
        return False
    return bool(mode & ~wanted & _OTHERS)


@lru_cache(maxsize=64)
def _misplaced(path: Path) -> tuple[str, ...]:
    found = []
    for folder in (path, *path.parents):
        if program := _copied_by(folder):
            found.append(
                f"{path} lies in a folder that is copied to other computers ({folder}: {program})."
                " Choose a folder on a disk of this computer that nothing copies but your backup."
            )
        elif folder.name.lower() in _SHOWN_TO_OTHERS or folder.as_posix().endswith("Users/Public"):
            found.append(f"{path} lies in a folder that is shown to others ({folder}). Move it.")
        elif folder != path and _anybody_may_rename_in(folder):
            found.append(
                f"Every user of this computer may replace folders in {folder}, so nobody knows"
                f" whose data {path} would hold. Choose another folder, or correct its rights."
            )
    return tuple(found)


def _copied_by(folder: Path) -> str | None:
    """What shows that a folder is copied by a program: its name or a file of the program."""
    name = folder.name.lower()
    if any(name == known or name.startswith((f"{known} ", f"{known}-")) for known in _SYNCED):
        return "by its name"
    for marker, is_file in _MARKERS.items():
        found = folder / marker
        if found.is_file() if is_file else found.is_dir() or found.is_file():
            return marker
    return next((found.name for found in folder.glob(_DATABASE_OF_NEXTCLOUD)), None)


def _anybody_may_rename_in(folder: Path) -> bool:
    try:
        mode = folder.stat().st_mode
    except OSError:
        return False
    return os.name != "nt" and bool(mode & stat.S_IWOTH) and not mode & stat.S_ISVTX
