"""The explained difference on disk: beside the candidate, with a release, and what the next one needs.

Belongs here: its files, reading them, and keeping them when a release is published. Does not belong
here: working it out (the room `difference`).

`candidate/difference/` holds `difference.json`, which the report and `mukana review` show, and
`release_difference.parquet`. Neither is among the validated content tables: the release id does not
depend on them. `restricted/compared/<release>/` holds what the release in use was made from, to
compare the next one with; only that of the last release is kept.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from orchestration.core import atomic_files
from orchestration.core.data_root import DataRoot
from orchestration.release import metadata_contracts, metadata_tables

TABLE = "release_difference"
FOLDER, SUMMARY, PARQUET = "difference", "difference.json", f"{TABLE}.parquet"
MADE_FROM = "made_from.json"
STAGED = "candidate"


def folder(root: DataRoot) -> Path:
    """Where the difference of the candidate lies."""
    return root.candidate / FOLDER


def summary(root: DataRoot, candidate_id: str) -> dict[str, Any] | None:
    """The difference of this candidate to the release in use; None where it was not worked out.

    `instead_of`: the release in use, None for a first release. `changed_inputs`: code, questionnaire,
    register, answers. `held_people_band`: people whose newest answers wait. `moved_count`: how many
    figures moved. `figures`: the largest moves first, at most 200, each with
    `table_name`, `figure_code`, `what_fi`, `what_sv`, `what_en` (service or area, half-year, subject
    and figure, as a reader says it), `change_code` (changed, new, gone, before_removed), `before`,
    `after` (numbers or None), and `parts`: `cause`, `cause_fi`, `cause_sv`, `cause_en`, and `part`,
    None for a figure that is new or gone.
    """
    try:
        found = json.loads((folder(root) / SUMMARY).read_bytes())
    except (OSError, ValueError):
        return None
    return found if found.get("candidate_id") == candidate_id else None


def keep(root: DataRoot, release_id: str, candidate_id: str) -> None:
    """Keep what a release was made from, instead of what the one before was made from.

    Where nothing of this candidate is staged, what is kept stays: then the release was there before.
    """
    place = root.compared
    staged = place / STAGED
    made_from = _json(staged / MADE_FROM)
    if made_from and made_from.get("candidate_id") == candidate_id:
        atomic_files.swap_folder(staged, place / release_id)
    for other in _others(place, {release_id, STAGED}):
        atomic_files.remove(other)


def table(root: DataRoot, candidate_id: str) -> bytes:
    """The table of this candidate as Parquet; without rows where no difference was worked out."""
    if summary(root, candidate_id) is None:
        return metadata_tables.to_parquet(metadata_contracts.schemas()[TABLE].empty_table())
    return (folder(root) / PARQUET).read_bytes()


def _others(place: Path, kept: Iterable[str]) -> list[Path]:
    return sorted(one for one in place.glob("*") if one.is_dir() and one.name not in set(kept))


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
