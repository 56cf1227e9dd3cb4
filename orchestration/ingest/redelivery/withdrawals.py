"""Withdrawn consent: answers that were taken and come later without consent.

Belongs here: knowing a submission again by keyed hashes, so that "gone" is told from "withdrawn"
although nothing is kept of a row without consent. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from orchestration.ingest.convert.shapes import REFUSALS
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.supersession import DeliveredRows
from orchestration.privacy.pseudonyms import keyed

COLUMNS = ("response_id", "answered_at", "person_key", "answered_ordinal", "answers_fingerprint")


def refusals(
    delivery_id: str, columns: Mapping[str, pa.Array], without: pa.Array, secret: bytes
) -> pa.Table:
    """A row of marks for every row `without` consent; `columns` are COLUMNS."""
    refused = [columns[name].filter(without).to_pylist() for name in COLUMNS]
    marks = [
        _marks(Row(delivery_id, 0, *values, content=0), secret)
        for values in zip(*refused, strict=True)
    ]
    rows = [(delivery_id, *both) for both in marks]
    return pa.table(list(zip(*rows, strict=True)) or [[]] * 3, schema=REFUSALS)


def withdrawn(
    deliveries: list[DeliveredRows], refused: Mapping[str, pa.Table], secret: bytes
) -> dict[str, dict[str, list[Row]]]:
    """Delivery -> mark of a submission refused in it -> the rows of it that were taken earlier.

    `deliveries` are those of one form in their order. A submission is told by the first delivery
    that refuses it.
    """
    found: dict[str, dict[str, list[Row]]] = {}
    taken: set[tuple[str, int]] = set()
    for place, delivered in enumerate(deliveries):
        said_no = _by_mark(refused[delivered.delivery_id])
        now = {row.key for row in delivered.rows} if said_no else set()
        for row in _earlier(deliveries[:place]) if said_no else ():
            if row.key in now or row[:2] in taken:
                continue
            hit = next((said_no[m] for m in _marks(row, secret) if m in said_no), None)
            if hit is not None:
                found.setdefault(delivered.delivery_id, {}).setdefault(hit, []).append(row)
                taken.add(row[:2])
    return found


def _earlier(deliveries: list[DeliveredRows]) -> Iterable[Row]:
    return (row for delivered in deliveries for row in delivered.rows)


def _by_mark(refused: pa.Table) -> dict[str, str]:
    """Both marks of a refused row -> its first."""
    pairs = list(
        zip(
            refused["submission_fingerprint"].to_pylist(),
            refused["person_fingerprint"].to_pylist(),
            strict=True,
        )
    )
    return {p: s for s, p in pairs if p} | {s: s for s, _ in pairs}


def _marks(row: Row, secret: bytes) -> tuple[str, str | None]:
    """What stands for a submission: its key, and who answered when, where both are known."""
    person = (row.person, row.answered_at)
    known = keyed("person at", repr(person), secret) if all(person) else None
    return keyed("submission", repr(row.key), secret), known
