"""The manifest of a candidate: which tables, which bytes, and the name that follows from them.

Belongs here: its shape, its canonical form, reading and writing it. Does not belong here:
making the tables (candidate) or validating them (expectations).
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TypedDict, cast

from orchestration.core.atomic_files import write_whole
from orchestration.core.errors import UserError
from orchestration.core.json_text import canonical, readable

FILE_NAME = "manifest.json"
RELEASE_ID_LENGTH = 16


class TableEntry(TypedDict):
    """One content table: hex sha256 of its file, and its number of rows."""

    sha256: str
    row_count: int


class Manifest(TypedDict):
    """What a candidate consists of. `expected_rows`: table -> rows it must have."""

    candidate_id: str
    fingerprint: str
    tables: dict[str, TableEntry]
    expected_rows: dict[str, int]
    is_synthetic: bool


class ManifestError(UserError):
    """There is no readable manifest, or it does not agree with itself."""


def candidate_id_of(tables: dict[str, TableEntry]) -> str:
    """Hex sha256 of the canonical JSON of the tables."""
    return hashlib.sha256(canonical(tables)).hexdigest()


def release_id_of(candidate_id: str) -> str:
    """The id a candidate has once it is published."""
    return candidate_id[:RELEASE_ID_LENGTH]


def build(
    tables: dict[str, TableEntry],
    expected_rows: dict[str, int],
    fingerprint: str,
    is_synthetic: bool,
) -> Manifest:
    """A manifest; its id depends on the tables only."""
    return Manifest(
        candidate_id=candidate_id_of(tables),
        fingerprint=fingerprint,
        tables=tables,
        expected_rows=expected_rows,
        is_synthetic=is_synthetic,
    )


def save(folder: Path, manifest: Manifest) -> None:
    """Write the manifest into a candidate folder."""
    write_whole(folder / FILE_NAME, readable(manifest))


def load(folder: Path) -> Manifest:
    """Read the manifest of a candidate folder.

    Raises ManifestError when it is missing, unreadable, incomplete, or when its
    candidate_id is not the hash of its tables.
    """
    path = folder / FILE_NAME
    try:
        content = json.loads(path.read_bytes())
    except FileNotFoundError as error:
        raise ManifestError(f"{path}: there is no candidate yet.") from error
    except OSError as error:
        raise ManifestError(f"{path}: it cannot be read ({error.strerror}).") from error
    except ValueError as error:
        raise ManifestError(f"{path}: this is not readable JSON ({error}).") from error
    missing = set(Manifest.__annotations__) - set(content if isinstance(content, dict) else ())
    if missing:
        raise ManifestError(f"{path}: missing {', '.join(sorted(missing))}.")
    if content["candidate_id"] != candidate_id_of(content["tables"]):
        raise ManifestError(f"{path}: candidate_id does not follow from the tables listed.")
    return cast("Manifest", content)
