"""Data roots for tests: made anew in a temporary folder, with a key of their own beside it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from orchestration.declared import Declared
from orchestration.initialise import initialise
from orchestration.refresh import Outcome, refresh
from orchestration.root import PROJECT, Root
from orchestration.settings import Settings
from tests.exports import HEADER, golden_b, row, xlsx

SALARY = PROJECT / "tests" / "fixtures" / "questionnaires" / "koodiklinikka_palkkakysely"
REAL_EXPORTS = PROJECT.parent / "shared" / "data" / "real_exports"
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
    def root(self) -> Root:
        return self.settings.root

    def land(self, source: Path, name: str, *, at: int = 1_700_000_000) -> Path:
        """Copy a file into landing under `name`, with a time of its own."""
        target = self.root.landing / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        os.utime(target, (at, at))
        return target

    @property
    def declared(self) -> Declared:
        """What the root declares now."""
        return Declared(self.root, self.settings)

    def run(self) -> Outcome:
        return refresh(self.settings)

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


def new_root(folder: Path, *, salary: bool = False) -> Workplace:
    """Make a root below `folder`, optionally with the salary survey's questionnaire."""
    settings = Settings(data=folder / "data", key_dir=folder / "keys", settle_seconds=0.01)
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
    alike, but a group in which all are alike would be withheld. `answer` is from 2 to 4.
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
