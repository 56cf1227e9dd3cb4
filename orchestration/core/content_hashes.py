"""Hashes of files that are looked at again and again: read once, and again when they changed.

Belongs here: remembering a hash as long as the system says that the file is the same. Any change
sets `ctime`, also one that puts the other times back.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from orchestration.core.atomic_files import sha256_of


def known_sha256(path: Path) -> str | None:
    """Hex sha256 of a file; None where there is no file that can be read."""
    try:
        stat = path.stat()
        return _sha256(path, stat.st_ino, stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)
    except OSError:
        return None


@lru_cache(maxsize=100_000)
def _sha256(path: Path, *_state: int) -> str:
    return sha256_of(path)
