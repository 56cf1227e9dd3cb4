"""Makes a data root and its key, and finds the key again.

Belongs here: the first step on a new root. The key for pseudonyms lies outside the root and
the repository; the demo's key is public, because its people do not exist.
"""

from __future__ import annotations

import csv
import json
import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from orchestration.core import zones
from orchestration.core.atomic_files import write_whole
from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES, DataRoot
from orchestration.core.errors import UserError
from orchestration.ingest.registers import expected, people, themes
from orchestration.ingest.registers.registers import COLUMNS
from orchestration.privacy.pseudonyms import key_id

SECRET_BYTES = 32
# What is written into a root has this number. It rises when an earlier version of Mukana would misread
# something: that version then refuses the root. Whatever an earlier version wrote is read as it is.
STATE = 2
PUBLIC_DEMO_SECRET = b"mukana public demo key, for synthetic people only"


class KeyMissingError(UserError):
    """The root's key is not where it should be; nothing can be read without it."""


class LaterRootError(UserError):
    """The root was written by a later version of Mukana, which this one could misread."""


@dataclass(frozen=True)
class Identity:
    """Which key a root uses, whether its content is synthetic, and the state of its files."""

    key_id: str
    is_synthetic: bool
    state: int = STATE


def initialise(root: DataRoot, key_dir: Path, *, synthetic: bool = False) -> Path | None:
    """Make the root's folders, register templates and key; whatever is there is left alone.

    Returns the path of a key that was made now, else None. Raises OpenRootError where others could
    get at the data.
    """
    require_closed(root, key_dir, synthetic=synthetic)
    _refuse_missing_identity(root, key_dir)
    zones.close_to_others()
    zones.make_root(root)
    is_new = not root.identity.exists()
    for folder in (root.landing, root.questionnaires, root.registers):
        folder.mkdir(parents=True, exist_ok=True)
    others = {one.REGISTER: one.COLUMNS for one in (people, expected, themes)}
    for name, columns in (COLUMNS | others).items():
        file = root.registers / f"{name}.csv"
        if not file.exists():
            with file.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out).writerow(columns)
    for schema in SHIPPED_QUESTIONNAIRES.glob("*.schema.json"):
        copy = root.questionnaires / schema.name
        if not copy.exists() or copy.read_bytes() != schema.read_bytes():
            shutil.copyfile(schema, copy)
    if not is_new:
        _raise_state(root)
        return None
    zones.repair(root, key_dir)
    if not synthetic:
        return renew_key(root, key_dir)
    _write_identity(root, Identity(key_id(PUBLIC_DEMO_SECRET), is_synthetic=True))
    return None


def require_root(root: DataRoot, key_dir: Path) -> None:
    """Raises KeyMissingError where nobody has begun a root: a folder that is not mounted, or a slip of the
    pen, gets no key and is not taken for a root without deliveries. Files to read make a root of a folder.
    """
    _refuse_missing_identity(root, key_dir)
    if root.identity.exists() or not root.landing.is_dir():
        identity(root)


def renew_key(root: DataRoot, key_dir: Path) -> Path:
    """Give a root a new key, whatever it had before; returns where the key is."""
    secret = secrets.token_bytes(SECRET_BYTES)
    # First: a root must not name a key that is nowhere.
    made = store_key(secret, key_dir)
    _write_identity(root, Identity(key_id(secret), is_synthetic=False))
    return made


def require_closed(root: DataRoot, key_dir: Path, *, synthetic: bool = False) -> None:
    """Raises OpenRootError where others could get at the data; synthetic ones may lie anywhere."""
    if not root.identity.exists():
        problems = [] if synthetic else zones.misplaced(root, key_dir)
    elif identity(root).is_synthetic:
        problems = zones.opened(root, key_dir)
    else:
        problems = [*zones.misplaced(root, key_dir), *zones.opened(root, key_dir)]
    if problems:
        raise zones.OpenRootError(*problems)


def identity(root: DataRoot) -> Identity:
    """Read `root.json`. Raises KeyMissingError when the root was never initialised."""
    _refuse_half_restored(root)
    if not root.identity.exists():
        raise KeyMissingError(f"{root.path} is not a data root yet; run `mukana init {root.path}`.")
    try:
        content = json.loads(root.identity.read_bytes())
        state = int(content.get("state", 0))
        found = Identity(str(content["key_id"]), bool(content["synthetic"]), state)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        found = Identity("", is_synthetic=False)
    if found.state > STATE:
        raise LaterRootError(
            f"{root.identity} says that a later version of Mukana wrote this root (state {found.state}; this"
            f" one knows {STATE}). Install that version again; if there was none, restore the file from your"
            " backup. Nothing was changed."
        )
    # Synthetic people have the public key, and nobody else has.
    if not found.key_id or found.is_synthetic != (found.key_id == key_id(PUBLIC_DEMO_SECRET)):
        raise KeyMissingError(f"{root.identity} is damaged; restore it from your backup.")
    return found


def secret_of(root: DataRoot, key_dir: Path) -> bytes:
    """The root's secret. Raises KeyMissingError with what to restore from the backup."""
    own = identity(root)
    if own.is_synthetic:
        return PUBLIC_DEMO_SECRET
    file = key_dir / f"{own.key_id}.key"
    if not file.exists():
        raise KeyMissingError(
            f"The key {own.key_id}, which {root.identity} names, is not at {file}; restore the key"
            " from your backup, or the file that names it."
        )
    secret = key_in(file)
    if secret is None or key_id(secret) != own.key_id:
        raise KeyMissingError(
            f"{file} does not hold the key {own.key_id}; restore it from your backup."
        )
    return secret


def key_in(file: Path) -> bytes | None:
    """The key that a file holds; None where it holds none."""
    try:
        secret = bytes.fromhex(file.read_bytes().decode("ascii").strip())
    except (OSError, ValueError):
        return None
    return secret if len(secret) == SECRET_BYTES else None


def _refuse_missing_identity(root: DataRoot, key_dir: Path) -> None:
    """A root that was used and has no root.json any more gets no new key by itself."""
    _refuse_half_restored(root)
    if not root.identity.exists() and root.ledger.is_dir() and any(root.ledger.iterdir()):
        raise KeyMissingError(
            f"{root.identity} is gone, though deliveries were read. Restore it from your backup: with"
            f" a new key no start would meet its end. Keys are in {key_dir}."
        )


def _refuse_half_restored(root: DataRoot) -> None:
    if root.restoring.exists():
        raise KeyMissingError(
            f"A restore into {root.path} was stopped midway. Run the same `mukana restore` again."
        )


def _raise_state(root: DataRoot) -> None:
    """From now on earlier versions refuse the root; before anything else is written to it."""
    if identity(root).state < STATE:
        with FileLock(root.lock):
            own = identity(root)
            _write_identity(root, Identity(own.key_id, is_synthetic=own.is_synthetic))


def _write_identity(root: DataRoot, own: Identity) -> None:
    content = {"key_id": own.key_id, "synthetic": own.is_synthetic, "state": own.state}
    write_whole(root.identity, (json.dumps(content, indent=2) + "\n").encode())


def store_key(secret: bytes, key_dir: Path) -> Path:
    """Write a key where keys are; returns its file."""
    key_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    file = key_dir / f"{key_id(secret)}.key"
    file.touch(mode=0o600)
    file.write_text(secret.hex() + "\n", encoding="ascii")
    return file
