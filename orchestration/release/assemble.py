"""Putting a release together: the candidate's files, what is known after validation, the outputs.

Belongs here: the folder of a release, whole or not there. Does not belong here: whether it may be
published, or letting readers see it (publish).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.release import (
    difference_files,
    figures,
    kept,
    metadata_tables,
    quality_facts,
)
from orchestration.release.approval import NotPublishable, Validation
from orchestration.release.manifest import Manifest
from orchestration.release.reports import Documents
from orchestration.release.standing import Standing

# Given a folder with the tables of a release, it adds what readers get beside them.
WriteOutputs = Callable[[Path], None]
# Dimension -> the key that fct_delivery takes from it.
LINKED = {"dim_questionnaire": "questionnaire_key"}


@dataclass(frozen=True)
class Content:
    """What a release is made of. `deliveries` are ledger records; `published_at` is naive UTC."""

    manifest: Manifest
    validation: Validation
    deliveries: list[dict[str, Any]]
    published_at: datetime
    standing: Standing
    documents: Documents
    write_outputs: WriteOutputs | None = None


def assemble(root: DataRoot, content: Content, folder: Path) -> None:
    """Put the whole release together under a temporary name, then give it its own.

    Raises NotPublishable where the candidate changed meanwhile, OSError (full disk), or what
    `write_outputs` raises; then there is no new folder.
    """
    with atomic_files.building(folder) as fresh:
        fresh.mkdir()
        _copy_candidate(root, content.manifest, fresh)
        _write_metadata(content, fresh)
        for name, text in content.documents(content.published_at).items():
            (fresh / name).write_bytes(text)
        difference = difference_files.table(root, content.manifest["candidate_id"])
        (fresh / difference_files.PARQUET).write_bytes(difference)
        if content.write_outputs:
            content.write_outputs(fresh)
        atomic_files.flush_below(fresh)
        _keep(root, fresh, folder.name)
        # An older folder of this id is there if it was altered.
        atomic_files.swap_folder(fresh, folder)


def published_at_of(folder: Path) -> str:
    """When these bytes were first published here, as ISO text in UTC."""
    path = folder / "dim_release.parquet"
    release = pq.ParquetFile(path).read(["published_at"])
    return f"{release['published_at'][0].as_py().isoformat(timespec='seconds')}Z"


def _copy_candidate(root: DataRoot, manifest: Manifest, fresh: Path) -> None:
    for table, entry in manifest["tables"].items():
        name = f"{table}.parquet"
        if atomic_files.copy_into(root.candidate / name, fresh / name) != entry["sha256"]:
            raise NotPublishable("other_bytes", f"{name} changed while it was published.")


def _write_metadata(content: Content, fresh: Path) -> None:
    made = metadata_tables.tables(
        content.manifest,
        content.validation,
        content.deliveries,
        content.published_at,
        _known_keys(fresh),
        content.standing,
        quality_facts.organisations(fresh),
    )
    for table, rows in made.items():
        (fresh / f"{table}.parquet").write_bytes(metadata_tables.to_parquet(rows))


def _keep(root: DataRoot, folder: Path, release_id: str) -> None:
    """Keep what the release will be, before anybody sees it."""
    below = atomic_files.files_below(folder)
    files = {name: atomic_files.sha256_of(path) for name, path in below.items()}
    found = kept.Kept(published_at_of(folder), files, figures.of_folder(folder))
    kept.keep(root.releases / release_id, found)


def _known_keys(folder: Path) -> dict[str, frozenset[int]]:
    """The members that the dimensions of this release have, for the keys of the release metadata."""
    return {
        key: frozenset(pq.ParquetFile(path).read([key])[key].to_pylist())
        for table, key in LINKED.items()
        if (path := folder / f"{table}.parquet").exists()
    }
