"""What the validation report is about, collected from a data root.

Belongs here: reading the candidate, the ledger and earlier releases for the report, and which names
of files it may show. Does not belong here: how the report reads (expectations/report).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from expectations.report.contents import Contents, Point
from orchestration.core.data_root import DataRoot
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import TO_DECIDE
from orchestration.privacy.bands import band_of
from orchestration.privacy.personal_data import is_full_name, may_be_shown
from orchestration.release import (
    difference_files,
    inputs,
    kept,
    pointer,
    quality_facts,
)
from orchestration.release import manifest as manifests
from orchestration.release.approval import Validation
from orchestration.release.manifest import Manifest, release_id_of
from orchestration.release.standing import Standing

# So many releases fit into a picture on a phone.
MOST_POINTS = 8


def with_quality(declared: Declared, validation: Validation) -> Validation:
    """The validation with the numbers that reports of later releases compare themselves with."""
    deliveries = Counter(str(record.status) for record in declared.records)
    folder = declared.root.candidate
    quality = {
        "deliveries": dict(sorted(deliveries.items())),
        "repaired_cells": sum(
            found["count"]
            for record in declared.records
            if record.status == "accepted"
            for found in record.repairs.values()
        ),
        "followed_up": quality_facts.followed_up(folder),
        "answered": quality_facts.answered(folder),
        "suppressed": quality_facts.suppressed_count(folder),
    }
    return validation | {"quality": quality}


def of_candidate(declared: Declared, validation: Validation, standing: Standing) -> Contents:
    """The contents for reviewers, as the candidate stands today."""
    return _contents(declared, validation, standing, datetime.now(UTC).date(), is_published=False)


def of_release(
    declared: Declared, validation: Validation, standing: Standing, published_at: datetime
) -> Contents:
    """The contents for readers of the release that the candidate becomes: without names of files."""
    return _contents(declared, validation, standing, published_at.date(), is_published=True)


def _contents(
    declared: Declared,
    validation: Validation,
    standing: Standing,
    made_on: date,
    *,
    is_published: bool,
) -> Contents:
    root = declared.root
    return Contents(
        validation=validation,
        manifest=dict(manifests.load(root.candidate)),
        previous=_previous(root, standing.candidate_id),
        status=standing.status,
        policy=standing.policy,
        open_warnings=standing.open_warnings,
        made_on=made_on,
        deliveries=_deliveries(declared, shows_names=not is_published),
        history=[
            *_earlier(root, standing.candidate_id),
            _point(release_id_of(standing.candidate_id), made_on, validation),
        ],
        suppressed=quality_facts.suppressed(root.candidate),
        difference=difference_files.summary(root, standing.candidate_id),
        is_published=is_published,
    )


def _previous(root: DataRoot, candidate_id: str) -> dict[str, Any] | None:
    """The manifest of the release in use, or of the one before if that is the candidate itself."""
    current = pointer.read(root)
    named = [current["release_id"], *current["previous"]] if current else []
    for release_id in named:
        if release_id != release_id_of(candidate_id):
            return _manifest(root.releases / release_id)
    return None


def _manifest(folder: Path) -> dict[str, Any] | None:
    try:
        found: Manifest = manifests.load(folder)
    except manifests.ManifestError:
        return None
    return dict(found)


def _deliveries(declared: Declared, *, shows_names: bool) -> list[dict[str, Any]]:
    # At first all are new, which says nothing; what could not be read is in no release.
    has_release = kept.release_in_use(declared.root) is not None
    new = {
        record.delivery_id
        for record in inputs.new_since_release(declared)
        if has_release and record.was_read
    }
    records = declared.records_for_reviewers if shows_names else declared.records_for_readers
    return [
        record
        | {
            "shown_names": shown_names(record["files"]) if shows_names else [],
            "band": band_of((record.get("counts") or {}).get("used") or 0),
            "is_new": record["delivery_id"] in new,
            "is_to_decide": any(one["code"] in TO_DECIDE for one in record["findings"]),
        }
        for record in records
    ]


def shown_names(files: Sequence[dict[str, Any]]) -> list[str]:
    """Names of files below their sender's folder; empty where one may be that of a person."""
    return [_shown(file["name"].split("/")[1:] or [file["name"]]) for file in files]


def _shown(parts: Iterable[str]) -> str:
    name = "/".join(parts)
    words = [Path(part).stem.replace("_", " ").replace("-", " ") for part in name.split("/")]
    may_be = all(may_be_shown(part) and not is_full_name(part) for part in words)
    return name if may_be else ""


def _earlier(root: DataRoot, candidate_id: str) -> list[Point]:
    """Releases before this one, in order of time; those of before there were numbers have fewer."""
    published = {
        file.parent: found
        for file in root.releases.glob(f"*/{kept.FILE_NAME}")
        if (found := kept.read(file.parent)) and file.parent.name != release_id_of(candidate_id)
    }
    latest = sorted(published, key=lambda folder: (published[folder].published_at, folder.name))
    points = []
    for folder in latest[-(MOST_POINTS - 1) :]:
        day = datetime.fromisoformat(published[folder].published_at).date()
        if (validation := _json(folder / "validation.json")) is not None:
            points.append(_point(folder.name, day, validation))
    return points


def _point(release_id: str, day: date, validation: Validation) -> Point:
    quality = validation.get("quality", {})
    broken = Counter(
        result["severity_code"]
        for result in validation["results"]
        if result["status_code"] in ("fail", "error")
    )
    deliveries = quality.get("deliveries")
    return Point(
        release_id=release_id,
        day=day,
        broken=broken["blocking"],
        warnings=broken["warning"],
        refused=sum(n for status, n in deliveries.items() if status != "accepted")
        if deliveries is not None
        else None,
        repaired=quality.get("repaired_cells"),
        held_band=validation.get("held_people_band"),
        followed_up=quality.get("followed_up"),
        answered=quality.get("answered"),
        suppressed=quality.get("suppressed"),
    )


def _json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except (OSError, ValueError):
        return None
