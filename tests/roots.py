"""Data roots for tests: made anew in a temporary folder, with a key of their own beside it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from orchestration.cli import engine
from orchestration.cli.engine import Outcome
from orchestration.cli.root_status import root_status
from orchestration.core.data_root import PROJECT, DataRoot
from orchestration.core.settings import Settings
from orchestration.difference import explain
from orchestration.ingest.messages.file_messages import LEFT_OUT
from orchestration.intake import take
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.initialise import initialise
from orchestration.intake.record import Record
from orchestration.release import (
    candidate,
    candidate_validation,
    history_store,
    inputs,
    reports,
    validating,
)
from orchestration.release.publish import publish
from orchestration.warehouse import build
from tests.exports import HEADER, golden_b, row, xlsx

SALARY = PROJECT / "tests" / "fixtures" / "questionnaires" / "koodiklinikka_palkkakysely"
REAL_EXPORTS = PROJECT.parent / "shared" / "data" / "real_exports"
_AFTER_EVERY_ANSWER = 1_800_000_000
SERVICES = """\
service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code
lahti,Lahden paja,,,workshop,Kaupunki,municipality,398
sysma,Sysmän paja,,,workshop,Kaupunki,municipality,781
"""


@dataclass(frozen=True)
class Workplace:
    """A root with what a test does to it."""

    settings: Settings

    @property
    def root(self) -> DataRoot:
        return self.settings.root

    def land(self, source: Path, name: str, *, at: int = 1_700_000_000) -> Path:
        """Copy a file into landing under `name`; `at` gives the order of arrival, in seconds.

        It arrives after every answer of the tests: a date after its file cannot be true.
        """
        target = self.root.landing / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        os.utime(target, (_AFTER_EVERY_ANSWER + at,) * 2)
        return target

    @property
    def declared(self) -> Declared:
        """What the root declares now."""
        return Declared(self.root, self.settings)

    @property
    def records(self) -> list[Record]:
        """The ledger's record of every delivery."""
        return self.declared.records

    @property
    def status(self) -> dict[str, Any]:
        """What `mukana status` shows."""
        return root_status(self.declared)

    def take(self) -> list[Record]:
        """Landing to raw, as a run does first: enough to see what becomes of a file."""
        declared = self.declared
        touched = take.take(declared, declared.waiting(), lambda *_: None)
        require_accounts(self.root)
        return touched

    def build(self, *only: str) -> None:
        """Landing to warehouse: enough to see what the models make; `only`: of these, in dbt's words."""
        self.take()
        scratch = self.root.warehouse.parent / "scratch"
        built = build.build(
            self.root.raw,
            scratch,
            history=self.made_from.folder,
            variables=self.settings.variables,
            only=only,
        )
        assert [f"{r.name}: {r.message}" for r in built.results if not r.passed] == []
        build.swap_in(built.database, self.root.warehouse)

    @property
    def made_from(self) -> history_store.Base:
        """What earlier releases have left."""
        declared = self.declared
        return history_store.base(self.root, declared.fingerprint(), declared.identity.key_id)

    def export(self) -> None:
        """Landing to candidate: enough to see the bytes that would be published."""
        self.build()
        declared = self.declared
        manifest = candidate.export(
            self.root.warehouse,
            self.root.candidate,
            declared.fingerprint(),
            declared.identity.is_synthetic,
        )
        about = declared.fingerprint(), declared.identity.key_id
        history_store.stage(self.root, self.made_from, manifest["candidate_id"], about)
        explain.explain(declared, self.made_from, manifest["candidate_id"])

    def release(self) -> None:
        """Landing to a release, stage by stage without Dagster: half the time of a run."""
        self.export()
        records = self.declared.records_for_readers
        validation = validating.validate(self.declared)
        assert validation["passed"], candidate_validation.held_text(validation)
        assert not [record for record in self.records if record.status == "failed"]
        standing = candidate_validation.standing_of(self.declared)
        assert standing is not None
        publish(
            self.root,
            validation,
            records,
            datetime.now(UTC),
            standing=standing,
            documents=reports.of_release(self.declared, validation, standing),
            made_from=inputs.of_now(self.declared),
            keeps_history=True,
        )

    def run(self) -> Outcome:
        """All of it by Dagster, as users do."""
        outcome = engine.run(self.settings)
        require_accounts(self.root)
        return outcome

    def built(self, sql: str) -> list[tuple]:
        """Rows of a query over the warehouse's marts; `{name}` stands for a table."""
        with duckdb.connect(str(self.root.warehouse), read_only=True) as connection:
            names = connection.sql(
                "select table_name from duckdb_tables() where schema_name = 'marts'"
            )
            tables = {name: f"marts.{name}" for (name,) in names.fetchall()}
            return connection.sql(sql.format(**tables)).fetchall()

    def query(self, sql: str) -> list[tuple]:
        """Rows of a query over the current release; `{name}` stands for a table."""
        folder = (
            self.root.published
            / json.loads((self.root.published / "current.json").read_text())["path"]
        )
        tables = {file.stem: f"read_parquet('{file}')" for file in folder.glob("*.parquet")}
        return duckdb.sql(sql.format(**tables)).fetchall()

    def content(self) -> dict[str, str]:
        """Hash of every content table of the candidate."""
        manifest = json.loads((self.root.candidate / "manifest.json").read_text())
        return {name: entry["sha256"] for name, entry in manifest["tables"].items()}

    def published_files(self) -> dict[str, bytes]:
        """Everything below published/, status aside."""
        files = (
            f for f in self.root.published.rglob("*") if f.is_file() and f.name != "status.json"
        )
        return {
            file.relative_to(self.root.published).as_posix(): file.read_bytes() for file in files
        }


def require_accounts(root: DataRoot) -> None:
    """Every row that was read of every delivery is used, or left out for a reason that is named."""
    for file in root.ledger.glob("*.json"):
        record = json.loads(file.read_text(encoding="utf-8"))
        counts = record["counts"]
        accounted = sum(counts.get(what, 0) for what in ("used", *LEFT_OUT))
        assert counts.get("read", 0) == accounted, f"{record['delivery_id'][:12]}: {counts}"
        raw = root.raw / "submissions" / f"{record['delivery_id']}.parquet"
        assert not raw.exists() or pq.read_metadata(raw).num_rows == counts["used"], (
            f"{raw}: {counts}"
        )


def twin(place: Workplace, folder: Path) -> Workplace:
    """A root below `folder` with the key of another: the same people get the same pseudonyms."""
    other = new_root(folder)
    shutil.copy(place.root.identity, other.root.identity)
    shutil.copytree(place.settings.key_dir, other.settings.key_dir, dirs_exist_ok=True)
    return other


def new_root(folder: Path, *, salary: bool = False) -> Workplace:
    """Make a root below `folder`, optionally with the salary survey's questionnaire."""
    where = {"data": folder / "data", "key_dir": folder / "keys"}
    # Invented answers break warnings that hold no test but those about decisions.
    settings = Settings(**where, settle_seconds=0.01, decision_policy="automatic")
    initialise(settings.root, settings.key_dir)
    (settings.root.registers / "services.csv").write_text(SERVICES, encoding="utf-8")
    if salary:
        shutil.copytree(SALARY, settings.root.questionnaires / SALARY.name)
    return Workplace(settings)


def many(
    service: str, count: int, prefix: str, answer: int, *, phase: str = "Kerta"
) -> list[list[str]]:
    """`count` forms of different people who answer the same to everything but the last item.

    There the first person answers one more and the second one less: the sums are as if all were
    alike, but a group in which all are alike would be suppressed. `answer` is from 2 to 4.
    """
    last = [answer + 1, answer - 1, *[answer] * count]
    return [
        row(
            f"{prefix}{n}",
            phase,
            [answer] * 9 + [last[n]],
            at=f"7.3.2024 12.{n:02}.00",
            service=service,
        )
        for n in range(count)
    ]


def golden_b_file(folder: Path) -> Path:
    """Golden B as a Webropol export."""
    return xlsx(folder / "golden_b.xlsx", [HEADER, *golden_b()])
