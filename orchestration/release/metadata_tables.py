"""Stamps: the tables that are only known after the gate, written beside the content tables.

Belongs here: `fct_quality_check`, `fct_delivery`, `dim_release` with their schemas. Does not
belong here: names of files or counts of people (bands only), which are never published.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from orchestration.release.approval import Validation
from orchestration.release.manifest import Manifest, release_id_of

KEY_DIGITS = 13  # 13 hex digits = 52 bits: exact also as a double
DELIVERY_CODE_LENGTH = 12
BANDS = ((0, "0"), (4, "1-4"), (9, "5-9"), (24, "10-24"), (49, "25-49"), (99, "50-99"))
KnownKeys = Mapping[str, frozenset[int]]


def _schema(**columns: pa.DataType) -> pa.Schema:
    """Keys are never null; the rest may be."""
    return pa.schema(
        [
            pa.field(name, kind, nullable=not name.endswith(("_key", "_id")))
            for name, kind in columns.items()
        ]
    )


RELEASE_SCHEMA = _schema(
    release_key=pa.int64(),
    release_id=pa.string(),
    published_at=pa.timestamp("us"),
    candidate_id=pa.string(),
    fingerprint=pa.string(),
    table_count=pa.int32(),
    row_count=pa.int64(),
    is_synthetic=pa.bool_(),
    decision_policy=pa.string(),
)
DELIVERY_SCHEMA = _schema(
    release_key=pa.int64(),
    release_id=pa.string(),
    questionnaire_key=pa.int64(),
    language_key=pa.int64(),
    delivery_code=pa.string(),
    sender_code=pa.string(),
    questionnaire_code=pa.string(),
    form_code=pa.string(),
    status_code=pa.string(),
    reason_code=pa.string(),
    reason_fi=pa.string(),
    reason_en=pa.string(),
    submission_band=pa.string(),
)
QUALITY_SCHEMA = _schema(
    release_key=pa.int64(),
    release_id=pa.string(),
    rule_id=pa.string(),
    table_name=pa.string(),
    rule_text_fi=pa.string(),
    rule_text_en=pa.string(),
    why_text=pa.string(),
    owner_name=pa.string(),
    severity_code=pa.string(),
    status_code=pa.string(),
    observed_count=pa.int64(),
    detail_fi=pa.string(),
    detail_en=pa.string(),
)


def key_of(code: str | None) -> int:
    """The integer key of a code: 52 bits of its md5, as the warehouse computes it; 0 = Unknown."""
    if not code:
        return 0
    digest = hashlib.md5(code.encode("utf-8"), usedforsecurity=False).hexdigest()
    return int(digest[:KEY_DIGITS], 16)


def band_of(count: int) -> str:
    """A count of submissions as a band: exact counts of people are never published."""
    return next((band for highest, band in BANDS if count <= highest), "100+")


def tables(
    manifest: Manifest,
    validation: Validation,
    deliveries: list[dict[str, Any]],
    published_at: datetime,
    known: KnownKeys,
) -> dict[str, pa.Table]:
    """The stamps of one release by table name.

    `deliveries` are ledger records; `published_at` is naive UTC; `known` has the keys present
    in the candidate's dimensions (column -> keys): a stamp never points at a missing member.
    """
    release_id = release_id_of(manifest["candidate_id"])
    mark = {"release_key": key_of(release_id), "release_id": release_id}
    ordered = sorted(deliveries, key=lambda record: record["delivery_id"])
    results = sorted(validation["results"], key=lambda r: (r["table_name"] or "", r["rule_id"]))
    rows = {
        "dim_release": [mark | _release(manifest, published_at)],
        "fct_delivery": [mark | _delivery(record, known) for record in ordered],
        "fct_quality_check": [
            *(mark | _check(result) for result in results),
            *(mark | row for row in _repairs(ordered)),
        ],
    }
    schemas = (RELEASE_SCHEMA, DELIVERY_SCHEMA, QUALITY_SCHEMA)
    return {
        name: pa.Table.from_pylist(listed, schema=schema)
        for (name, listed), schema in zip(rows.items(), schemas, strict=True)
    }


def to_parquet(table: pa.Table) -> bytes:
    """Parquet as Power BI takes it: version 1, snappy, dictionary and plain pages only."""
    sink = pa.BufferOutputStream()
    pq.write_table(
        table,
        sink,
        version="1.0",
        data_page_version="1.0",
        compression="snappy",
        use_dictionary=True,
        coerce_timestamps="us",
        store_schema=False,
    )
    return sink.getvalue().to_pybytes()


def _release(manifest: Manifest, published_at: datetime) -> dict[str, Any]:
    return {
        "published_at": published_at,
        "candidate_id": manifest["candidate_id"],
        "fingerprint": manifest["fingerprint"],
        "table_count": len(manifest["tables"]),
        "row_count": sum(entry["row_count"] for entry in manifest["tables"].values()),
        "is_synthetic": manifest["is_synthetic"],
        "decision_policy": "automatic",
    }


def _delivery(record: dict[str, Any], known: KnownKeys) -> dict[str, Any]:
    reason = next(iter(record.get("reasons") or []), {})
    counts = record.get("counts") or {}
    return {
        "questionnaire_key": _member("questionnaire_key", record.get("questionnaire_code"), known),
        "language_key": _member("language_key", record.get("language_code"), known),
        "delivery_code": record["delivery_id"][:DELIVERY_CODE_LENGTH],
        "sender_code": record["sender_code"],
        "questionnaire_code": record.get("questionnaire_code"),
        "form_code": record.get("form_code"),
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
    same = {name: result.get(name) for name in QUALITY_SCHEMA.names if name in result}
    return same | {"why_text": result.get("why"), "owner_name": result.get("owner")}


def _repairs(deliveries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row per rule by which cells of the accepted deliveries were repaired.

    The count is of cells over all deliveries: it is no count of people, of any group.
    """
    counts: Counter[str] = Counter()
    for record in deliveries:
        if record["status"] == "accepted":
            for rule, found in (record.get("repairs") or {}).items():
                counts[rule] += found["count"]
    return [
        {
            "rule_id": f"repair_{rule}",
            "table_name": "raw",
            "rule_text_fi": f"Korjatut solut: {rule}",
            "rule_text_en": f"Cells repaired: {rule}",
            "why_text": "A repair is kept with cell and rule in the delivery's record.",
            "owner_name": "ingest",
            "severity_code": "information",
            "status_code": "pass",
            "observed_count": count,
        }
        for rule, count in sorted(counts.items())
    ]
