"""The faults: what can happen to each kind of file of a root, and what has to come of it.

`again`: it ends as if nothing had happened. `named`: one sentence names the file and says what to
do. `either`: one of the two.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from orchestration.core.data_root import DataRoot
from tests.roots import Workplace

AGAIN, NAMED, EITHER = "again", "named", "either"
FOREIGN = b"\x89PNG\r\n\x1a\n not what belongs here"


def removed(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() else path.unlink()


def truncated(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def foreign(path: Path) -> None:
    path.write_bytes(FOREIGN)


def altered(path: Path) -> None:
    """One byte in the middle is another; in JSON a letter or digit, so that it still is JSON."""
    content = bytearray(path.read_bytes())
    places = range(len(content) // 2, len(content))
    if path.suffix == ".json":
        places = [n for n in places if chr(content[n]) in "0123456789"] or [len(content) // 2]
    content[places[0]] = ord("7") if content[places[0]] != ord("7") else ord("8")
    path.write_bytes(bytes(content))


def other_json(path: Path) -> None:
    path.write_text('[1, "other"]' if path.read_text()[:1] == "{" else "{}")


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("of somebody else")


# Every other one is tried by the tests.
DAMAGE = (removed, truncated, altered, foreign, a_folder)
DAMAGE_OF_JSON = (*DAMAGE, other_json)


@dataclass(frozen=True)
class Kind:
    """One kind of file: where one is in a root, what may happen to it, what has to come of it."""

    name: str
    find: Callable[[DataRoot, Path], Path]
    damage: tuple[Callable[[Path], None], ...]
    outcome: str
    # What has to come of a single damage instead.
    but: tuple[tuple[Callable[[Path], None], str], ...] = ()


@dataclass(frozen=True)
class Fault:
    """One thing that happens to one file."""

    kind: Kind
    damage: Callable[[Path], None]

    @property
    def name(self) -> str:
        return f"{self.kind.name} {self.damage.__name__}"

    @property
    def outcome(self) -> str:
        return dict(self.kind.but).get(self.damage, self.kind.outcome)

    def happen(self, place: Workplace) -> Path:
        """Do it; returns the file."""
        file = self.kind.find(place.root, place.settings.key_dir)
        self.damage(file)
        return file


def _record(status: str) -> Callable[[DataRoot, Path], Path]:
    def find(root: DataRoot, _: Path) -> Path:
        files = sorted(root.ledger.glob("*.json"))
        return next(file for file in files if json.loads(file.read_text())["status"] == status)

    return find


def _release(root: DataRoot) -> str:
    return json.loads((root.published / "current.json").read_text())["release_id"]


def _raw(table: str) -> Callable[[DataRoot, Path], Path]:
    def find(root: DataRoot, _: Path) -> Path:
        zone = root.restricted if table == "open_answers" else root.raw
        return max((zone / table).glob("[0-9a-f]*.parquet"), key=lambda file: file.stat().st_size)

    return find


KINDS = [
    Kind("root.json", lambda r, _: r.identity, DAMAGE_OF_JSON, NAMED),
    Kind("key", lambda r, keys: next(keys.glob("*.key")), DAMAGE, NAMED),
    Kind("ledger accepted", _record("accepted"), DAMAGE_OF_JSON, NAMED, ((removed, AGAIN),)),
    Kind("ledger refused", _record("refused"), DAMAGE_OF_JSON, NAMED, ((removed, AGAIN),)),
    Kind("submissions", _raw("submissions"), DAMAGE, AGAIN),
    Kind("answers", _raw("answers"), DAMAGE, AGAIN),
    Kind("open answers", _raw("open_answers"), DAMAGE, AGAIN),
    Kind("table of a register", lambda r, _: r.raw / "registers" / "services.parquet", DAMAGE, AGAIN),
    Kind("register", lambda r, _: r.registers / "services.csv", (foreign, a_folder), NAMED),
    Kind("receipt", lambda r, _: next(r.receipts.glob("*.txt")), DAMAGE, AGAIN),
    Kind("warehouse", lambda r, _: r.warehouse, (removed, truncated, foreign, altered), AGAIN),
    Kind("manifest", lambda r, _: r.candidate / "manifest.json", DAMAGE_OF_JSON, AGAIN),
    Kind("validation", lambda r, _: r.candidate / "validation.json", DAMAGE_OF_JSON, AGAIN),
    Kind("candidate", lambda r, _: r.candidate, (removed,), AGAIN),
    Kind("history of a release", lambda r, _: r.releases / _release(r) / "published.json", DAMAGE_OF_JSON, AGAIN),
    Kind("copies of a release", lambda r, _: r.releases / _release(r) / "copies.json", DAMAGE_OF_JSON, AGAIN),
    Kind("manifest of a release", lambda r, _: r.releases / _release(r) / "manifest.json", DAMAGE_OF_JSON, AGAIN),
    Kind("inputs of a release", lambda r, _: r.releases / _release(r) / "inputs.json", DAMAGE_OF_JSON, AGAIN),
    Kind("head of the decisions", lambda r, _: r.releases / _release(r) / "decisions_head.txt", (removed, foreign, a_folder), NAMED, ((removed, AGAIN),)),
    Kind("history of releases", lambda r, _: r.releases, (removed,), AGAIN),
    Kind("history of people", lambda r, _: max((r.history / "000001").glob("*.parquet"), key=lambda f: f.stat().st_size), DAMAGE, NAMED),
    Kind("record of the history", lambda r, _: r.history / "000001" / "record.json", (removed, truncated, foreign, a_folder, other_json), NAMED),
    Kind("pointer", lambda r, _: r.published / "current.json", DAMAGE_OF_JSON, AGAIN),
    Kind("published status", lambda r, _: r.published / "status.json", DAMAGE_OF_JSON, AGAIN),
    Kind("published table", lambda r, _: r.published / "releases" / _release(r) / "dim_service.parquet", DAMAGE, AGAIN),
    Kind("published metadata", lambda r, _: r.published / "releases" / _release(r) / "dim_release.parquet", DAMAGE, AGAIN),
    Kind("published copy", lambda r, _: r.published / "current" / "dim_service.parquet", DAMAGE, AGAIN),
    Kind("published folder", lambda r, _: r.published / "releases" / _release(r), (removed,), AGAIN),
    Kind("published", lambda r, _: r.published, (removed,), AGAIN),
    Kind("Dagster's history", lambda r, _: r.dagster_home / "history" / "runs.db", DAMAGE, AGAIN),
    Kind("Dagster's settings", lambda r, _: r.dagster_home / "dagster.yaml", DAMAGE, AGAIN),
    Kind("lock", lambda r, _: r.lock, (removed, foreign, a_folder), AGAIN, ((a_folder, EITHER),)),
]  # fmt: skip


def faults() -> Iterator[Fault]:
    """All of them, in order."""
    return (Fault(kind, damage) for kind in KINDS for damage in kind.damage)
