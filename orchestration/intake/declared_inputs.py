"""The declared inputs of a reading and of a release, and the fingerprints over them.

Belongs here: loading surveys and registers of a root, and the hashes that say whether there is
anything to do. No clock, no paths of this machine in a fingerprint. Each input is read once: what
is hashed is what is used.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from orchestration.core.data_root import DBT_PROJECT, PROJECT, SHIPPED_QUESTIONNAIRES, DataRoot
from orchestration.core.settings import Settings
from orchestration.ingest.messages.refusal import in_band
from orchestration.ingest.registers import expected, register_file, registers, themes
from orchestration.intake import folder_statement, forgotten, initialise, ledger, raw_places
from orchestration.intake.folder_statement import Statements, all_statements
from orchestration.intake.landing import Arrival, look
from orchestration.intake.record import Record
from orchestration.open_answers import kept as said_of_open_answers
from orchestration.privacy.bands import band_of
from orchestration.questionnaire.loading import folders

if TYPE_CHECKING:
    from orchestration.questionnaire.model.questionnaire import Question, Survey

_READING_CODE = ("orchestration/questionnaire", "orchestration/ingest", "orchestration/privacy")
_RELEASE_CODE = ("orchestration", "expectations")
# What outputs are made of: questions, words, templates.
_OUTPUTS = (".sql", ".yml", ".csv", ".jinja", ".css")
_DBT_MADE = {"target", "logs"}


@dataclass(frozen=True)
class Declared:
    """What a root declares, and its ledger, as they were when first asked for."""

    root: DataRoot
    settings: Settings

    @property
    def questionnaire_folders(self) -> list[Path]:
        """The questionnaires that ship with Mukana, and the root's own."""
        return [SHIPPED_QUESTIONNAIRES, self.root.questionnaires]

    @cached_property
    def ledger(self) -> ledger.Ledger:
        """The ledger of the root; what is written through it is known to it."""
        return ledger.Ledger(self.root.ledger)

    @cached_property
    def statements(self) -> Statements:
        """What the senders' folders state of their files."""
        return all_statements(self.root.landing)

    def surveys(self) -> dict[str, Survey]:
        """All questionnaires by code. Raises QuestionnaireError."""
        return self._surveys

    @cached_property
    def _surveys(self) -> dict[str, Survey]:
        found = self.questionnaire_folders
        return _surveys_in(folders.content_hash(found), *found)

    def registers(self) -> registers.Registers:
        """The root's registers. Raises RegisterError."""
        return self._registers

    @cached_property
    def _registers(self) -> registers.Registers:
        return registers.load(self.root.registers)

    def expected(self) -> list[expected.Expected]:
        """The deliveries that are expected, by line of the register. Raises RegisterError."""
        return self._expected

    @cached_property
    def _expected(self) -> list[expected.Expected]:
        return expected.load(self.root.registers, self._codes_of_expected)

    def _codes_of_expected(self) -> expected.Known:
        senders = {sender["sender_code"] for sender in self.registers().senders}
        return {"sender_code": senders, "questionnaire_code": set(self.surveys())}

    def themes(self) -> list[themes.Theme]:
        """The themes to look for in open answers, by line of the register. Raises RegisterError."""
        return themes.load(self.root.registers, set(self.open_questions()))

    def open_questions(self) -> dict[tuple[str, str], Question]:
        """The open questions that people are asked, by questionnaire and question."""
        return {
            (code, name): question
            for code, survey in self.surveys().items()
            if survey.questionnaire.subject == "person"
            for name, question in survey.questionnaire.questions.items()
            if question.kind == "open"
        }

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
            "stated": folder_statement.content_hash(self.statements),
            "names": _hash_files([DBT_PROJECT / "seeds"], ".csv"),
            "key": self.identity.key_id,
            "code": _hash_files([PROJECT / folder for folder in _READING_CODE], ".py"),
        }
        return _hash(parts)

    @property
    def readings(self) -> tuple[str, str]:
        """The present reading, and that of files which a limit refused: only these are read again
        when a limit changes.
        """
        return self.reading, _hash([self.reading, *self.settings.limits.values()])

    @cached_property
    def code(self) -> str:
        """Hash of Mukana itself: what reads, what builds and what checks."""
        parts = (
            _hash_files([PROJECT / folder for folder in _RELEASE_CODE], ".py", *_OUTPUTS),
            _hash_files([DBT_PROJECT], ".sql", ".yml", ".csv", ".py"),
        )
        return _hash(parts)

    def texts(self) -> dict[str, str]:
        """Name -> text of every register and questionnaire."""
        root = self.root
        listed = (root.registers / f"{name}.csv" for name in registers.COLUMNS)
        own = sorted([*(f for f in listed if f.exists()), *root.questionnaires.rglob("*.yml")])
        found = {
            file.relative_to(root.path).as_posix(): register_file.text_of(file) for file in own
        }
        if root.questionnaires != SHIPPED_QUESTIONNAIRES:
            for file in sorted(SHIPPED_QUESTIONNAIRES.rglob("*.yml")):
                name = f"Mukana: {file.relative_to(PROJECT).as_posix()}"
                found[name] = register_file.text_of(file)
        return found

    @property
    def records(self) -> list[Record]:
        """The records of the ledger, by delivery id. Raises LedgerError."""
        return list(self.ledger.records.values())

    @property
    def records_for_readers(self) -> list[dict[str, Any]]:
        """As `records_for_reviewers`, with reasons that tell no number of people and no cell."""
        return [
            record
            | {
                "reasons": [
                    in_band(one, band_of(one.get("count") or 0)) for one in record["reasons"]
                ]
            }
            for record in self.records_for_reviewers
        ]

    @property
    def records_for_reviewers(self) -> list[dict[str, Any]]:
        """The ledger as people may see it: a folder that no register names may name a person."""
        known = {sender["sender_code"] for sender in self.registers().senders}
        return [
            record.as_dict() | ({} if record.sender_code in known else {"sender_code": "unknown"})
            for record in self.records
        ]

    def waiting(self, arrivals: list[Arrival] | None = None) -> list[Arrival]:
        """Landing minus ledger: files that have to be read, in order of arrival.

        `arrivals` are what a look at landing found; None looks now.
        """
        arrivals = look(self.root.landing) if arrivals is None else arrivals
        most, in_raw = self.settings.max_attempts, self.in_raw
        return ledger.waiting(arrivals, self.records, self.readings, most, in_raw)

    @property
    def in_raw(self) -> set[str]:
        """Ids of the deliveries whose answers lie in raw as they were written."""
        return raw_places.whole(self.root, ledger.was_read(self.records))

    def fingerprint(self) -> str:
        """Hash of all declared inputs of a release, the accepted deliveries included."""
        deliveries = [
            [r.delivery_id, r.sender_code, r.landed_at_ns, r.removal]
            for r in ledger.accepted(self.records)
        ]
        withdrawn = [[r.delivery_id, r.withdrawn] for r in self.records if r.withdrawn]
        themed = said_of_open_answers.content_hash(self.root)
        parts = {
            "reading": self.reading,
            "deliveries": sorted(deliveries, key=str),
            # Also through a delivery that is on hold.
            "withdrawn": sorted(withdrawn),
            "code": self.code,
            # People who are to be forgotten leave the warehouse.
            "forgotten": sorted(forgotten.keys(self.root)),
            "variables": self.settings.variables,
            # What the rules of a validation go by beside all this.
            "expected": expected.content_hash(self.root.registers),
            **({"open_answers": themed} if themed else {}),
            **({"published_format": "delta"} if self.settings.with_delta else {}),
            "thresholds": {name: one["value"] for name, one in self.settings.thresholds.items()},
        }
        return _hash(parts)


@lru_cache(maxsize=1)
def _surveys_in(_: str, *found: Path) -> dict[str, Survey]:
    """The questionnaires in these folders, loaded once as long as none of their files changes: a run asks
    before it begins and in it, a sensor every few seconds."""
    # The model costs a tenth of a second that `status` need not pay.
    from orchestration.questionnaire.loading import loader

    return loader.load(found)


def _hash(parts: object) -> str:
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _hash_files(folders: Iterable[Path], *suffixes: str) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for file in sorted(file for file in folder.rglob("*") if file.suffix in suffixes):
            below = file.relative_to(folder)
            if not _DBT_MADE & set(below.parts):
                digest.update(below.as_posix().encode() + b"\0")
                digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
