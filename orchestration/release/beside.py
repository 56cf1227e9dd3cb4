"""What the rules of the release compare a candidate with, as tables by name.

Belongs here: the release in use, the ledger, and the account that the warehouse keeps of forms and
cells, read into memory for the gate. Exact numbers of people stay there: results have counts of rows
only. Does not belong here: the rules (expectations/suites/release.py).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from expectations.contracts import contract
from orchestration.core.data_root import DataRoot
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.record import Record
from orchestration.release import pointer

_PREVIOUS = (
    "dim_service",
    "fct_governance_metric",
    "fct_indicator_change",
    "fct_indicator_level",
    "fct_response_coverage",
)
_DELIVERY = pa.schema(
    {
        **dict.fromkeys(("delivery_code", "sender_code", "questionnaire_code"), pa.string()),
        **dict.fromkeys(("form_code", "status_code"), pa.string()),
        **dict.fromkeys(("is_new", "is_about_people"), pa.bool_()),
        **dict.fromkeys(("read_count", "used_count", "unaccounted_count"), pa.int64()),
        **dict.fromkeys(("repair_count", "blocked_count"), pa.int64()),
        "landed_on": pa.date32(),
    }
)
_ACCOUNT = {
    "forms": """
        select questionnaire_code, indicator_key, fate_code,
        cast(sum(submission_count) as bigint) as form_count
        from restricted.int_submission_account group by all order by all
    """,
    "cells": """
        select indicator_key, pairing_status_code, cast(sum(member_count) as bigint) as member_count
        from restricted.int_publication_cells
        where status_code = 'published' and indicator_key <> 0 group by all order by all
    """,
}


def tables(declared: Declared) -> dict[str, pa.Table]:
    """All tables that there are for this root: without a release in use there is nothing previous."""
    deliveries = _deliveries(declared)
    return {
        **_previous(declared.root),
        **({"deliveries": deliveries} if deliveries.num_rows else {}),
        **_account(declared.root),
    }


def _previous(root: DataRoot) -> dict[str, pa.Table]:
    """Tables of the release in use with all columns of today's contracts; of an earlier version of
    Mukana, those that it had."""
    current = pointer.read(root)
    found = {}
    for name in _PREVIOUS if current else ():
        file = root.published / current["path"] / f"{name}.parquet"
        columns = contract.load()[name].column_names
        if file.exists() and set(columns) <= set(pq.read_schema(file).names):
            found[f"previous_{name}"] = pq.ParquetFile(file).read(columns)
    return found


def _known(root: DataRoot) -> set[str]:
    """The codes of the deliveries that the release in use knows, also of those that were refused."""
    current = pointer.read(root)
    file = root.published / current["path"] / "fct_delivery.parquet" if current else None
    if file is None or not file.exists():
        return set()
    return set(pq.ParquetFile(file).read(["delivery_code"])[0].to_pylist())


def _deliveries(declared: Declared) -> pa.Table:
    """The ledger, one row per delivery."""
    readable = {one["delivery_id"]: one["sender_code"] for one in declared.records_for_readers}
    known = _known(declared.root)
    rows = [
        _delivery(
            declared, record, readable[record.delivery_id], is_new=record.short_id not in known
        )
        for record in sorted(declared.records, key=lambda record: record.delivery_id)
    ]
    return pa.Table.from_pylist(rows, _DELIVERY)


def _delivery(
    declared: Declared, record: Record, sender_code: str, *, is_new: bool
) -> dict[str, Any]:
    survey = declared.surveys().get(record.questionnaire_code or "")
    return {
        "delivery_code": record.short_id,
        "sender_code": sender_code,
        "questionnaire_code": record.questionnaire_code,
        "form_code": record.form_code,
        "status_code": record.status,
        "is_new": is_new,
        "is_about_people": survey is not None and survey.questionnaire.subject == "person",
        "read_count": record.counts.get("read", 0),
        "used_count": record.counts.get("used", 0),
        "unaccounted_count": record.unaccounted,
        "repair_count": sum(found["count"] for found in record.repairs.values()),
        "blocked_count": len(record.blocked_indicators),
        "landed_on": datetime.fromtimestamp(record.landed_at_ns / 1e9, UTC).date(),
    }


def _account(root: DataRoot) -> dict[str, pa.Table]:
    if not root.warehouse.exists():
        return {}
    with duckdb.connect(str(root.warehouse), read_only=True) as connection:
        return {
            name: connection.execute(query).fetch_arrow_table() for name, query in _ACCOUNT.items()
        }
