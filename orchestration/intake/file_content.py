"""A delivered file, opened once: its hash and its bytes are of the same moment.

Belongs here: reading a file through one handle. Does not belong here: what the bytes mean (ingest).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from orchestration.core import regular_files
from orchestration.core.settings import Settings
from orchestration.ingest.readers import Limits


@dataclass(frozen=True)
class FileContent:
    """The bytes of a file with their hex sha256; `mtime_ns` is that of the file they came from."""

    sha256: str
    mtime_ns: int
    data: bytes


def limits_of(settings: Settings) -> Limits:
    """How big a delivery may be."""
    return Limits(
        settings.max_bytes,
        settings.max_inflated_bytes,
        settings.max_columns,
        settings.max_rows,
        settings.max_cells,
        settings.max_seconds,
        settings.max_memory_bytes,
    )


def read(path: Path, limits: Limits) -> FileContent:
    """Read a file. Raises OSError when it is not there, is no file or may not be opened; Refusal for
    one above the limit, of which nothing more is read: it may be endless, or holes for days.
    """
    with regular_files.open_regular(path) as file:
        about = os.fstat(file.fileno())
        limits.check_bytes(about.st_size, limits.max_bytes)
        data = file.read(limits.max_bytes + 1)
        limits.check_bytes(len(data), limits.max_bytes)
    return FileContent(hashlib.sha256(data).hexdigest(), about.st_mtime_ns, data)
