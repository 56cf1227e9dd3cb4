"""The data root: where everything of one installation lies, and who may write it.

Belongs here: paths, and nothing else. Each folder has one writer (see docs/architecture.md).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
SHIPPED_QUESTIONNAIRES = PROJECT / "data" / "questionnaires"
DBT_PROJECT = PROJECT / "dbt_project"


@dataclass(frozen=True)
class DataRoot:
    """Paths below one data root. `landing_folder` is where senders put their files, if elsewhere."""

    path: Path
    landing_folder: Path | None = None

    @property
    def identity(self) -> Path:
        """Which key the root uses, and whether its content is synthetic."""
        return self.path / "root.json"

    @property
    def landing(self) -> Path:
        return self.landing_folder or self.path / "landing"

    @property
    def fetched(self) -> Path:
        """Copies of the files of a remote landing."""
        return self.path / "fetched"

    @property
    def copied(self) -> Path:
        """What of `published/` was copied to another place."""
        return self.path / "copied.json"

    @property
    def questionnaires(self) -> Path:
        return self.path / "questionnaires"

    @property
    def registers(self) -> Path:
        return self.path / "registers"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger"

    @property
    def raw(self) -> Path:
        return self.path / "raw"

    @property
    def restricted(self) -> Path:
        return self.path / "restricted"

    @property
    def compared(self) -> Path:
        """What the release in use was made from, to compare the next one with: a folder per release."""
        return self.restricted / "compared"

    @property
    def history(self) -> Path:
        """What every release has left of each measurement."""
        return self.restricted / "history"

    @property
    def receipts(self) -> Path:
        return self.path / "receipts"

    @property
    def refused(self) -> Path:
        return self.path / "refused"

    @property
    def quarantine(self) -> Path:
        """Files taken out of landing because of somebody who is to be forgotten: to be destroyed."""
        return self.path / "quarantine"

    @property
    def warehouse(self) -> Path:
        return self.path / "warehouse" / "warehouse.duckdb"

    @property
    def candidate(self) -> Path:
        return self.path / "candidate"

    @property
    def releases(self) -> Path:
        return self.path / "releases"

    @property
    def decisions(self) -> Path:
        return self.path / "decisions"

    @property
    def alerts(self) -> Path:
        """Which alerts were raised and sent."""
        return self.path / "alerts"

    @property
    def published(self) -> Path:
        return self.path / "published"

    @property
    def dagster_home(self) -> Path:
        return self.path / ".dagster"

    @property
    def restoring(self) -> Path:
        """What a restore that is under way, or was stopped, has still to put in place."""
        return self.path / ".restoring"

    @property
    def lock(self) -> Path:
        return self.path / ".lock"
