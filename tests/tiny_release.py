"""Tiny warehouses, validations and ledger records for the tests of releases."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb

from orchestration.core.data_root import DataRoot
from orchestration.core.settings import Settings
from orchestration.intake.initialise import initialise
from orchestration.release import candidate
from orchestration.release.assemble import WriteOutputs
from orchestration.release.publish import Outcome, publish
from orchestration.release.standing import Standing

NOW = datetime(2024, 7, 1, 9, 30, 0)
FINGERPRINT = "f" * 64
SENDER_FILE = "liikuntakerho/Matti Meikäläinen.xlsx"

# Every table carries the version, so that a reader can tell which release a row is from.
MARTS = """
create schema marts; create schema quality;
create table marts.dim_language as
    select key_of('fi') as language_key, 'fi' as language_code, {version} as version_number;
create table marts.dim_questionnaire as
    select key_of('osallisuuskysely') as questionnaire_key, {version} as version_number;
create table marts.fct_every_type as select * from (values
    (20242, 30::bigint, 'Säde', 1.5::decimal(18,4), 0.1::double, true,  {version}),
    (20241, 20::bigint, 'Polku', 2::decimal(18,4),  0.2::double, false, {version}),
    (20241, 10::bigint, null,    3::decimal(18,4),  0.3::double, null,  {version})
) as rows (period_key, service_key, service_name, score_sum, share, is_official, version_number),
    (select date '2024-01-01' as start_date, timestamp '2024-01-01 12:00:00' as answered_at);
create table quality.expected_rows as select * from (values
    ('dim_language', 1::bigint), ('dim_questionnaire', 1::bigint), ('fct_every_type', 3::bigint)
) as rows (table_name, expected_count);
"""
KEY_MACRO = "create macro key_of(code) as cast('0x' || substr(md5(code), 1, 13) as bigint);"


def make_warehouse(root: DataRoot, version: int = 1, extra_sql: str = "") -> Path:
    """A warehouse of three tiny marts, made afresh."""
    root.warehouse.parent.mkdir(parents=True, exist_ok=True)
    root.warehouse.unlink(missing_ok=True)
    with duckdb.connect(str(root.warehouse)) as connection:
        connection.execute(KEY_MACRO + MARTS.format(version=version) + extra_sql)
    return root.warehouse


def make_candidate(root: DataRoot, version: int = 1) -> dict[str, Any]:
    """Export a tiny candidate and return a passing validation on it."""
    make_warehouse(root, version)
    candidate.export(root.warehouse, root.candidate, FINGERPRINT, True)
    return passed_validation(root.candidate)


def passed_validation(folder: Path) -> dict[str, Any]:
    """A validation as the gate would give it, hashed without the code under test."""
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    hashes = {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.glob("*.parquet"))
    }
    return {
        "candidate_id": manifest["candidate_id"],
        "tables": hashes,
        "passed": True,
        "results": [rule_result()],
        "library": "great_expectations 1.24.1",
    }


def rule_result(**changes: Any) -> dict[str, Any]:
    """One rule's result."""
    return {
        "rule_id": "every_type.rows",
        "table_name": "fct_every_type",
        "rule_text_fi": "Taulussa on rivejä.",
        "rule_text_sv": "Tabellen har rader.",
        "rule_text_en": "The table has rows.",
        "why_fi": "Tyhjä taulu läpäisisi muut säännöt.",
        "why_sv": "En tom tabell skulle klara alla andra regler.",
        "why_en": "An empty table passes every other rule.",
        "owner": "data engineer",
        "severity_code": "blocking",
        "status_code": "pass",
        "observed_count": 0,
        "detail_fi": None,
        "detail_sv": None,
        "detail_en": None,
    } | changes


def ledger_records() -> list[dict[str, Any]]:
    """An accepted delivery of 37 submissions and a refused one."""
    accepted = {
        "delivery_id": "ab" * 32,
        "sender_code": "liikuntakerho",
        "files": [{"name": SENDER_FILE, "byte_count": 1, "mtime_ns": 1}],
        "status": "accepted",
        "questionnaire_code": "osallisuuskysely",
        "form_code": "webropol_fi_start",
        "language_code": "fi",
        "counts": {"read": 40, "used": 37, "no_consent": 3, "unusable": 0},
        "reasons": [],
    }
    refused = accepted | {
        "delivery_id": "0c" * 32,
        "status": "refused",
        "questionnaire_code": None,
        "form_code": None,
        "language_code": "sv",
        "counts": {},
        "reasons": [
            {
                "code": "unknown_questionnaire",
                "fi": "Otsikoista ei tunnistettu mitään kyselyä.",
                "en": "The headers match no questionnaire.",
                "cell": None,
            }
        ],
    }
    return [accepted, refused]


def automatic(validation: dict[str, Any] | None) -> Standing:
    """That nobody has to decide about the candidate of a validation."""
    return Standing(str((validation or {}).get("candidate_id")), "automatic", "automatic")


def pages(_: datetime) -> dict[str, bytes]:
    """What lies beside the tables for people."""
    return {"report.html": b"<p>ok</p>"}


def publish_version(
    root: DataRoot,
    version: int,
    now: datetime = NOW,
    write_outputs: WriteOutputs | None = None,
) -> Outcome:
    """Warehouse, candidate, passing validation and release of one version."""
    validation = make_candidate(root, version)
    return publish(
        root,
        validation,
        ledger_records(),
        now,
        standing=automatic(validation),
        documents=pages,
        write_outputs=write_outputs,
    )


def two_releases(settings: Settings, write_outputs: WriteOutputs | None = None) -> None:
    """Make the root with its key, and publish two releases in it, one after the other."""
    initialise(settings.root, settings.key_dir)
    for version in (1, 2):
        publish_version(settings.root, version, write_outputs=write_outputs)


def tree(folder: Path) -> dict[str, bytes | None]:
    """Every file (bytes) and folder (None) below a folder, by relative path."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }
