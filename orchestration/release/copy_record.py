"""What of `published/` was copied to a remote place, and whether that is all of it.

Belongs here: `copied.json`, and comparing it with what is published, without any network. Does not
belong here: copying (remote_copy).
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field

from pydantic import TypeAdapter, ValidationError

from orchestration.core import atomic_files, zones
from orchestration.core.data_root import DataRoot
from orchestration.core.json_text import readable
from orchestration.core.settings import Settings
from orchestration.release import kept, pointer, status


@dataclass(frozen=True)
class CopiedFile:
    """A file as it was put there: its hash, and its size and token as the place lists it."""

    sha256: str
    byte_count: int
    token: str


@dataclass
class CopyRecord:
    """`state`: what was published when the last copy was whole; empty if none was.

    `place_id`: by which the place knows this root again.
    """

    url: str
    place_id: str = ""
    state: str = ""
    files: dict[str, CopiedFile] = field(default_factory=dict)


_ADAPTER = TypeAdapter(CopyRecord)


def read(root: DataRoot, url: str) -> CopyRecord:
    """The record of a place; an empty one where there is none, or of another place."""
    try:
        record = _ADAPTER.validate_json((root.copied).read_bytes())
    except (OSError, ValidationError):
        return CopyRecord(url)
    return record if record.url == url else CopyRecord(url)


def write(root: DataRoot, record: CopyRecord) -> None:
    """Write the record whole."""
    with zones.for_owner():
        atomic_files.write_whole(root.copied, readable(asdict(record)))


def state_of(root: DataRoot) -> str | None:
    """What is published now, as a hash; None where nothing is.

    It rests on what is kept of each release, so that no table is read.
    """
    current = pointer.read(root)
    if current is None:
        return None
    releases = sorted(
        path.name for path in (root.published / "releases").glob("*") if path.is_dir()
    )
    files = [root.releases / release_id / kept.FILE_NAME for release_id in releases]
    files.append(root.releases / current["release_id"] / kept.COPIES)
    files += [root.published / name for name in (pointer.POINTER, status.FILE_NAME)]
    digest = hashlib.sha256()
    for name, file in zip([*releases, "copies", "pointer", "status"], files, strict=True):
        content = file.read_bytes() if file.is_file() else b""
        digest.update(f"{name} {hashlib.sha256(content).hexdigest()}\n".encode())
    return digest.hexdigest()


def is_behind(settings: Settings) -> bool:
    """True if a remote place is to hold what is published, and something of it was not copied yet."""
    if settings.published_copy is None:
        return False
    state = state_of(settings.root)
    return state is not None and read(settings.root, str(settings.published_copy)).state != state
