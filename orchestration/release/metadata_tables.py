"""Release metadata: tables that are known only after validation, written beside the content.

Belongs here: the rows of `fct_quality_check`, `fct_delivery` and `dim_release`. Does not belong
here: their columns (metadata_contracts); names of files or exact counts of people, which are never
published.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.privacy.bands import band_of
from orchestration.release import metadata_contracts
from orchestration.release.approval import Validation
from orchestration.release.manifest import Manifest, release_id_of
from orchestration.release.standing import Standing

KEY_DIGITS = 13  # 13 hex digits = 52 bits: exact also as a double
DELIVERY_CODE_LENGTH = 12
KnownKeys = Mapping[str, frozenset[int]]


def key_of(code: str | None) -> int:
    """The integer key of a code: 52 bits of its md5, as the warehouse computes it; 0 = Unknown."""
    if not code:
        return 0
    digest = hashlib.md5(code.encode("utf-8"), usedforsecurity=False).hexdigest()
    return int(digest[:KEY_DIGITS], 16)


def tables(
    manifest: Manifest,
    validation: Validation,
    deliveries: list[dict[str, Any]],
    published_at: datetime,
    known: KnownKeys,
    standing: Standing,
    organisations: frozenset[str],
) -> dict[str, pa.Table]:
    """The release metadata tables of one release by table name.

    `deliveries` are ledger records; `published_at` is naive UTC; `known` has the keys present
    in the candidate's dimensions (column -> keys): no row refers to a key that is missing there.
    `organisations`: codes of the questionnaires that organisations answer.
    """
    release_id = release_id_of(manifest["candidate_id"])
    release = {"release_key": key_of(release_id), "release_id": release_id}
    ordered = sorted(deliveries, key=lambda record: record["delivery_id"])
    results = sorted(validation["results"], key=lambda r: (r["table_name"] or "", r["rule_id"]))
    rows = {
        "dim_release": [
            release
            | _release(manifest, published_at, standing)
            | {"held_people_band": validation.get("held_people_band")}
        ],
        "fct_delivery": [release | _delivery(record, known) for record in ordered],
        "fct_quality_check": [
            *(release | _check(result) for result in results),
            *(release | row for row in _repairs(ordered, organisations)),
        ],
    }
    schemas = metadata_contracts.schemas()
    return {
        name: pa.Table.from_pylist(listed, schema=schemas[name]) for name, listed in rows.items()
    }


def to_parquet(table: pa.Table) -> bytes:
    """Parquet that Power BI reads: version 1, snappy, dictionary and plain pages only."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        version="1.0",
        data_page_version="1.0",
        compression="snappy",
        use_dictionary=True,
        coerce_timestamps="us",
        store_schema=True,  # For the descriptions of the fields.
    )
    return sink.getvalue().to_pybytes()


def _release(manifest: Manifest, published_at: datetime, standing: Standing) -> dict[str, Any]:
    return {
        "published_at": published_at,
        "candidate_id": manifest["candidate_id"],
        "fingerprint": manifest["fingerprint"],
        "table_count": len(manifest["tables"]),
        "row_count": sum(entry["row_count"] for entry in manifest["tables"].values()),
        "is_synthetic": manifest["is_synthetic"],
        "decision_policy": standing.policy,
        "decision_code": standing.status,
    }


def _delivery(record: dict[str, Any], known: KnownKeys) -> dict[str, Any]:
    reason = next(iter(record.get("reasons") or []), {})
    counts = record.get("counts") or {}
    return {
        "questionnaire_key": _member("questionnaire_key", record.get("questionnaire_code"), known),
        "delivery_code": record["delivery_id"][:DELIVERY_CODE_LENGTH],
        "sender_code": record["sender_code"],
        "questionnaire_code": record.get("questionnaire_code"),
        "status_code": record["status"],
        "reason_code": reason.get("code"),
        "reason_fi": reason.get("fi"),
        "reason_en": reason.get("en"),
        "submission_band": band_of(counts.get("used") or 0),
    }


def _member(column: str, code: str | None, known: KnownKeys) -> int:
    key = key_of(code)
    return key if column not in known or key in known[column] else 0


def _check(result: dict[str, Any]) -> dict[str, Any]:
    columns = metadata_contracts.contracts()["fct_quality_check"].column_names
    same = {name: result.get(name) for name in columns if name in result}
    return same | {"owner_name": result.get("owner")}


# Of people all rules together: one cell more of one rule is how the newest of them typed, such as in
# digits of another script.
_OF_PEOPLE = "of_people"


def _repairs(
    deliveries: list[dict[str, Any]], organisations: frozenset[str]
) -> list[dict[str, Any]]:
    """Cells repaired in the accepted deliveries: a row per rule for organisations, and one for people."""
    counts: Counter[str] = Counter()
    for record in deliveries:
        if record["status"] == "accepted":
            is_exact = record.get("questionnaire_code") in organisations
            for rule, found in (record.get("repairs") or {}).items():
                counts[rule if is_exact else _OF_PEOPLE] += found["count"]
    return [
        {
            "rule_id": f"repair_{rule}",
            "table_name": "raw",
            **_repaired_texts(rule),
            "why_fi": "Toimituksen tiedoissa on jokaisen korjauksen solu ja sääntö.",
            "why_sv": "Leveransens uppgifter har cellen och regeln för varje rättelse.",
            "why_en": "The record of the delivery has the cell and rule of every repair.",
            "owner_name": "ingest",
            "severity_code": "information",
            "status_code": "pass",
            "observed_count": count,
        }
        for rule, count in sorted(counts.items())
    ]


def _repaired_texts(rule: str) -> dict[str, str]:
    if rule == _OF_PEOPLE:
        return {
            "rule_text_fi": "Korjatut solut henkilöiden vastauksissa, kaikki säännöt yhteensä",
            "rule_text_sv": "Rättade celler i personers svar, alla regler tillsammans",
            "rule_text_en": "Cells repaired in answers of people, all rules together",
        }
    return {
        "rule_text_fi": f"Korjatut solut: {rule}",
        "rule_text_sv": f"Rättade celler: {rule}",
        "rule_text_en": f"Cells repaired: {rule}",
    }
