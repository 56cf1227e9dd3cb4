"""The key for pseudonyms, copied and put back: always apart from the data.

Belongs here: where a copy may lie, and that the right key comes back. Does not belong here: making keys
(intake), or another key for a root (key_rotation).
"""

from __future__ import annotations

from pathlib import Path

from orchestration.core import zones
from orchestration.core.atomic_files import write_whole
from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.intake import initialise
from orchestration.privacy.pseudonyms import key_id
from orchestration.upkeep.backup import SUFFIX


class KeyCopyError(UserError):
    """The key is not copied there, or is not the one; nothing was changed."""


def copy(settings: Settings, target: Path) -> str:
    """Write the root's key into a file that is not there yet; returns the id of the key.

    Raises KeyMissingError, KeyCopyError where data lie beside it.
    """
    root, folder = settings.root, target.absolute().parent
    secret, own = initialise.secret_of(root, settings.key_dir), initialise.identity(root)
    if own.is_synthetic:
        raise KeyCopyError("The demo has a public key, because its people do not exist.")
    if folder.resolve().is_relative_to(root.path) or any(folder.glob(f"mukana_*{SUFFIX}")):
        raise KeyCopyError(
            f"{folder} holds data: who gets the one would get the other. Choose another folder."
        )
    if target.exists():
        raise KeyCopyError(f"{target} is there already, and may be another key.")
    with zones.for_owner():
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(target, f"{secret.hex()}\n".encode("ascii"))
    return own.key_id


def put_back(settings: Settings, file: Path) -> Path:
    """Put a copy of a key where keys are; returns its place.

    Raises KeyCopyError for a file that holds no key, or not that which the root names.
    """
    root, secret = settings.root, initialise.key_in(file)
    if secret is None:
        raise KeyCopyError(f"{file} holds no key, or is damaged. Nothing was changed.")
    if root.identity.exists() and (wanted := initialise.identity(root).key_id) != key_id(secret):
        raise KeyCopyError(
            f"{file} holds the key {key_id(secret)}, and {root.path} needs {wanted}. Nothing was changed."
        )
    return initialise.store_key(secret, settings.key_dir)
