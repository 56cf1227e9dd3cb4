"""The declared inputs of a reading and of a release, and the fingerprints over them.

Belongs here: loading surveys and registers of a root, and the hashes that say whether there is
anything to do. No clock, no paths of this machine in a fingerprint.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.core.data_root import DBT_PROJECT, PROJECT, SHIPPED_QUESTIONNAIRES, DataRoot
from orchestration.core.settings import Settings
from orchestration.ingest.registers import registers
from orchestration.intake import initialise, ledger
from orchestration.intake.landing import Arrival, look, statements_hash
from orchestration.questionnaire.loading import folders

if TYPE_CHECKING:
    from orchestration.questionnaire.model.questionnaire import Survey

_READING_CODE = ("orchestration/questionnaire", "orchestration/ingest", "orchestration/privacy")
_RELEASE_CODE = ("orchestration", "expectations")
_DBT_MADE = {"target", "logs"}


@dataclass(frozen=True)
class Declared:
    """What a root declares beside its deliveries."""

    root: DataRoot
    settings: Settings

    @property
    def questionnaire_folders(self) -> list[Path]:
        """The questionnaires that ship with Mukana, and the root's own."""
        return [SHIPPED_QUESTIONNAIRES, self.root.questionnaires]

    def surveys(self) -> dict[str, Survey]:
        """All questionnaires by code. Raises QuestionnaireError."""
        # The model costs a tenth of a second that `status` need not pay.
        from orchestration.questionnaire.loading import loader

        return loader.load(self.questionnaire_folders)

    def registers(self) -> registers.Registers:
        """The root's registers. Raises RegisterError."""
        return registers.load(self.root.registers)

    @cached_property
    def identity(self) -> initialise.Identity:
        """The root's key id and kind. Raises KeyMissingError."""
        return initialise.identity(self.root)

    def secret(self) -> bytes:
        """The root's secret. Raises KeyMissingError."""
        return initialise.secret_of(self.root, self.settings.key_dir)

    @cached_property
    def reading(self) -> str:
        """Hash of all that a reading depends on beside the file: declarations, key id, code."""
        parts = {
            "questionnaires": folders.content_hash(self.questionnaire_folders),
            "registers": registers.content_hash(self.root.registers),
            "stated": statements_hash(self.root.landing),
            "names": _hash_files([DBT_PROJECT / "seeds"], ".csv"),
            "key": self.identity.key_id,
            "code": _hash_files([PROJECT / room for room in _READING_CODE], ".py"),
        }
        return _hash(parts)

    @property
    def records(self) -> list[ledger.Record]:
        """The ledger as it stands now, by delivery id."""
        return list(ledger.Ledger(self.root.ledger).records().values())

    @property
    def records_for_readers(self) -> list[ledger.Record]:
        """The ledger as readers may see it: a folder that no register names may name a person."""
        known = {sender["sender_code"] for sender in self.registers().senders}
        return [
            record if record["sender_code"] in known else record | {"sender_code": "unknown"}
            for record in self.records
        ]

    def waiting(self) -> list[Arrival]:
        """Landing minus ledger: files that no settled record knows, in order of arrival."""
        arrivals = look(self.root.landing)
        most, in_raw = self.settings.max_attempts, self.in_raw
        return ledger.waiting(arrivals, self.records, self.reading, most, in_raw)

    @property
    def in_raw(self) -> set[str]:
        """Ids of the deliveries whose answers lie in raw."""
        folders = (self.root.raw / name for name in ("submissions", "answers"))
        submissions, answers = ({f.stem for f in folder.glob("*.parquet")} for folder in folders)
        return submissions & answers

    def fingerprint(self) -> str:
        """Hash of all declared inputs of a release, the accepted deliveries included."""
        accepted = ledger.accepted(self.records)
        deliveries = [
            [r["delivery_id"], r["sender_code"], r["landed_at_ns"], r.get("removal")]
            for r in accepted
        ]
        withdrawn = [[r["delivery_id"], r["withdrawn"]] for r in self.records if r.get("withdrawn")]
        parts = {
            "reading": self.reading,
            "deliveries": sorted(deliveries, key=str),
            # Also through a delivery that waits itself.
            "withdrawn": sorted(withdrawn),
            "code": _hash_files([PROJECT / room for room in _RELEASE_CODE], ".py"),
            "dbt": _hash_files([DBT_PROJECT], ".sql", ".yml", ".csv", ".py"),
        }
        return _hash(parts)


def _hash(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _hash_files(folders: Iterable[Path], *suffixes: str) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.rglob("*")):
            below = file.relative_to(folder)
            if file.suffix in suffixes and not _DBT_MADE & set(below.parts):
                digest.update(below.as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
