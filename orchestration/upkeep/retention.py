"""Retention: what has been kept for as many months as the settings say is removed.

Belongs here: what may go and when. Never removed: the ledger, decisions, what was published of each
person's measurements, raw tables (later deliveries are compared with them), the latest releases,
and files that nobody has read or that wait for a person. Names of files are never shown: they may
name people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock

from orchestration.core.atomic_files import remove
from orchestration.core.settings import Settings
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.landing import look, moment
from orchestration.intake.record import ACCEPTED, REFUSED, received
from orchestration.release import kept, pointer
from orchestration.upkeep import run_history


@dataclass(frozen=True)
class Expired:
    """What is older than the months of one zone. `paths` are files and folders, `run_ids` runs."""

    zone: str
    months: int
    paths: tuple[Path, ...] = ()
    run_ids: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.paths) + len(self.run_ids)


def months_of(settings: Settings) -> dict[str, int]:
    """Zone -> months, where they are set; a zone that is not set is kept."""
    months = {
        "landing": settings.keep_landing_months,
        "refused": settings.keep_refused_months,
        "receipts": settings.keep_receipts_months,
        "releases": settings.keep_releases_months,
        "logs": settings.keep_logs_months,
    }
    return {zone: count for zone, count in months.items() if count}


def find(settings: Settings, now: datetime) -> list[Expired]:
    """What may go now, zone by zone. Raises UserError where the ledger cannot be read."""
    declared, found = Declared(settings.root, settings), []
    for zone, months in months_of(settings).items():
        before = _months_before(now, months)
        if zone == "logs":
            run_ids = tuple(run_history.finished_before(settings.root, before))
            found.append(Expired(zone, months, run_ids=run_ids))
        else:
            paths = tuple(sorted(_PATHS[zone](declared, before)))
            found.append(Expired(zone, months, paths))
    return found


def carry_out(settings: Settings, now: datetime) -> list[Expired]:
    """Remove what may go, when no run is under way; returns what was removed."""
    with FileLock(settings.root.lock):
        found = find(settings, now)
        for expired in found:
            for path in expired.paths:
                remove(path)
            if expired.run_ids:
                run_history.delete(settings.root, expired.run_ids)
    return found


def described(expired: Iterable[Expired], *, is_dry_run: bool) -> Iterator[str]:
    """A line per zone."""
    verb = "would be removed" if is_dry_run else "removed"
    for one in expired:
        yield f"{one.zone:9} older than {one.months} months: {one.count} {verb}"


def _landing(declared: Declared, before: datetime) -> Iterator[Path]:
    """Copies of deliveries that were refused, or whose answers are whole in raw.

    Not of a remote landing: its files would be fetched again.
    """
    if declared.settings.remote_landing:
        return
    in_raw = declared.in_raw
    done = {
        file
        for record in declared.records
        if record.status == REFUSED or (record.status == ACCEPTED and record.delivery_id in in_raw)
        for file in record.files
    }
    for arrival in look(declared.root.landing):
        if received(arrival) in done and moment(arrival.mtime_ns) < before:
            yield arrival.path


def _refused(declared: Declared, before: datetime) -> Iterator[Path]:
    return _of_deliveries(declared, declared.root.refused, before)


def _receipts(declared: Declared, before: datetime) -> Iterator[Path]:
    return _of_deliveries(declared, declared.root.receipts, before)


def _of_deliveries(declared: Declared, folder: Path, before: datetime) -> Iterator[Path]:
    """What is named after deliveries that arrived before, or that no record knows any more."""
    newer = {r.short_id for r in declared.records if moment(r.landed_at_ns) >= before}
    known = {r.short_id for r in declared.records}
    for path in folder.iterdir() if folder.is_dir() else ():
        name = path.name.split(".")[0]
        is_old = name not in newer if name in known else _written(path) < before
        if is_old:
            yield path


def _releases(declared: Declared, before: datetime) -> Iterator[Path]:
    """The history of releases that are not in `published/` any more."""
    root = declared.root
    current = pointer.read(root)
    if current is None:
        return
    still_there = {path.name for path in (root.published / "releases").iterdir()}
    still_there |= {current["release_id"], *current["previous"]}
    for folder in root.releases.iterdir() if root.releases.is_dir() else ():
        if folder.is_dir() and folder.name not in still_there and _published(folder) < before:
            yield folder


def _published(folder: Path) -> datetime:
    recorded = kept.read(folder)
    return datetime.fromisoformat(recorded.published_at) if recorded else _written(folder)


def _written(path: Path) -> datetime:
    return moment(path.stat().st_mtime_ns)


def _months_before(now: datetime, months: int) -> datetime:
    """The same day so many months ago, or the last one of a shorter month before it."""
    count = now.year * 12 + now.month - 1 - months
    return now.astimezone(UTC).replace(year=count // 12, month=count % 12 + 1, day=min(now.day, 28))


_PATHS = {
    "landing": _landing,
    "refused": _refused,
    "receipts": _receipts,
    "releases": _releases,
}
