"""A delivered file, opened once: its hash and its bytes are of the same moment.

Belongs here: reading a file through one handle. Does not belong here: what the bytes mean (ingest).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from orchestration.core.settings import Settings
from orchestration.ingest.readers import Limits

_CHUNK = 1 << 20


@dataclass(frozen=True)
class FileContent:
    """The bytes of a file with their hex sha256; `mtime_ns` is that of the file they came from.

    Of a file above the size limit only the hash and the size are kept.
    """

    sha256: str
    byte_count: int
    mtime_ns: int
    kept: bytes

    def within(self, limits: Limits) -> bytes:
        """The bytes. Raises Refusal if there are more than the limit."""
        limits.check_bytes(self.byte_count, limits.max_bytes)
        return self.kept


def limits_of(settings: Settings) -> Limits:
    """How big a delivery may be."""
    return Limits(
        settings.max_bytes,
        settings.max_inflated_bytes,
        settings.max_columns,
        settings.max_rows,
        settings.max_cells,
    )


def read(path: Path, limits: Limits) -> FileContent:
    """Read a file. Raises OSError when it is not there or may not be opened."""
    most = limits.max_bytes
    with path.open("rb") as file:
        kept = file.read(most + 1)
        digest, byte_count = hashlib.sha256(kept), len(kept)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            byte_count += len(chunk)
        mtime_ns = os.fstat(file.fileno()).st_mtime_ns
    return FileContent(
        digest.hexdigest(), byte_count, mtime_ns, kept if byte_count <= most else b""
    )
