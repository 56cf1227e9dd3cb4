"""Withdrawn consent: answers that were read and come later without consent.

Belongs here: recognising a submission by keyed hashes, so that "withdrawn" is known from "gone"
although nothing else is kept of a row without consent. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa

from orchestration.ingest.convert.shapes import REFUSALS, WITHOUT_CONSENT
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.supersession import DeliveredRows
from orchestration.privacy.pseudonyms import keyed


def refusals_of(delivery_id: str, without_consent: pa.Table, secret: bytes) -> pa.Table:
    """A row of fingerprints, with the schema REFUSALS, for every row of WITHOUT_CONSENT."""
    columns = [without_consent[name].to_pylist() for name in WITHOUT_CONSENT.names]
    rows = [
        (delivery_id, *_fingerprints(Row(delivery_id, 0, *values, content=0), secret))
        for values in zip(*columns, strict=True)
    ]
    return pa.table(list(zip(*rows, strict=True)) or [[]] * 3, schema=REFUSALS)


def find_withdrawn(
    deliveries: list[DeliveredRows], refused: Mapping[str, pa.Table], secret: bytes
) -> dict[str, dict[str, list[Row]]]:
    """Delivery -> fingerprint of a submission refused in it -> its rows in earlier deliveries.

    `deliveries` are those of one form in their order. A submission is listed under the first
    delivery that refuses it.
    """
    found: dict[str, dict[str, list[Row]]] = {}
    taken: set[tuple[str, int]] = set()
    for place, delivered in enumerate(deliveries):
        refusals = _by_fingerprint(refused[delivered.delivery_id])
        now = {row.key for row in delivered.rows} if refusals else set()
        for row in _earlier(deliveries[:place]) if refusals else ():
            if row.key in now or row[:2] in taken:
                continue
            hit = next((refusals[m] for m in _fingerprints(row, secret) if m in refusals), None)
            if hit is not None:
                found.setdefault(delivered.delivery_id, {}).setdefault(hit, []).append(row)
                taken.add(row[:2])
    return found


def _earlier(deliveries: list[DeliveredRows]) -> Iterable[Row]:
    return (row for delivered in deliveries for row in delivered.rows)


def _by_fingerprint(refused: pa.Table) -> dict[str, str]:
    """Both fingerprints of a refused row -> its first."""
    pairs = list(
        zip(
            refused["submission_fingerprint"].to_pylist(),
            refused["person_fingerprint"].to_pylist(),
            strict=True,
        )
    )
    return {p: s for s, p in pairs if p} | {s: s for s, _ in pairs}


def _fingerprints(row: Row, secret: bytes) -> tuple[str, str | None]:
    """Hashes of a submission: of its key, and of who answered when, where both are known."""
    person = (row.person, row.answered_at)
    known = keyed("person at", repr(person), secret) if all(person) else None
    return keyed("submission", repr(row.key), secret), known
