"""Which read deliveries count, and what each changed: supersession over what lies in raw.

Belongs here: bringing the rows of raw to the comparison, one sender and form at a time. Reads
only; raw writes what comes out. A form that was delivered once has nothing to compare: its rows
are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

from orchestration.core.data_root import DataRoot
from orchestration.ingest.messages.refusal import Reason, reason
from orchestration.ingest.redelivery import withdrawals
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.other_forms import CountedRows
from orchestration.ingest.redelivery.supersession import (
    PARTIAL,
    DeliveredRows,
    DeliveryOutcome,
    compare_deliveries,
)
from orchestration.intake.raw_store import refusals, table_of
from orchestration.intake.record import Record

# Why a delivery is on hold: its sender may not send for a service in it.
OTHERS_SERVICES = "others_services"
_ROW = ("row_number", "response_id", "answered_at", "person_key", "answered_ordinal", "answers_fingerprint", "content_fingerprint")  # fmt: skip
_ANSWER = ("row_number", "question_code", "option_code", "number_low", "number_high", "missing_kind")  # fmt: skip
_AT_ONCE = 100_000
_BLANK = ("no_answer", "not_asked", "not_shown")


def accounts(
    root: DataRoot, records: Iterable[Record], secret: Callable[[], bytes], max_withdrawals: int
) -> list[DeliveryOutcome]:
    """Settle every form of every sender; `records` are those of deliveries that could be read.

    Rows whose consent a later delivery withdraws are listed as such, and count nowhere else. A
    delivery that withdraws more than `max_withdrawals` people is put on hold.
    """
    groups: dict[tuple, list[Record]] = {}
    for record in sorted(records, key=lambda record: record.order):
        key = (record.sender_code, record.questionnaire_code, record.form_code)
        groups.setdefault(key, []).append(record)
    settled: list[DeliveryOutcome] = []
    for group in groups.values():
        if len(group) == 1:
            alone = {"new": group[0].counts["used"], "changed": 0, "unchanged": 0, "gone": 0}
            outcome = DeliveryOutcome(group[0].delivery_id, alone | {"linked": 0})
            outcome.on_hold_code = _services_code(group[0])
            settled.append(outcome)
            continue
        delivered = [
            DeliveredRows(
                record.delivery_id,
                _rows(root, record),
                record.removal,
                on_hold_code=_services_code(record),
            )
            for record in group
        ]
        refused = {record.delivery_id: refusals(root, record) for record in group}
        withdrawn = withdrawals.Withdrawals()
        if any(table.num_rows for table in refused.values()):
            withdrawn = withdrawals.find_withdrawn(delivered, refused, secret(), max_withdrawals)
            delivered = [_without(one, withdrawn) for one in delivered]
        outcomes = compare_deliveries(delivered, _answers(root, group))
        for outcome in outcomes:
            outcome.withdrawn = withdrawn.carried_out.get(outcome.delivery_id, {})
            if asked := withdrawn.on_hold.get(outcome.delivery_id):
                outcome.account["to_withdraw"] = len(asked)
        settled += outcomes
    by_delivery = {one.delivery_id: one for one in settled}
    _compare_forms(root, groups, by_delivery)
    _look_elsewhere(root, list(chain(*groups.values())), by_delivery, secret)
    return settled


def _look_elsewhere(
    root: DataRoot,
    records: list[Record],
    settled: dict[str, DeliveryOutcome],
    secret: Callable[[], bytes],
) -> None:
    """Find the answers that came another way of people who refuse in a delivery: they wait.

    Every delivery is read once, however many deliveries hold refusals.
    """
    ordered = sorted(records, key=lambda record: record.order)
    refused = {
        place: table
        for place, record in enumerate(ordered)
        if settled[record.delivery_id].on_hold_code is None and record.removal != PARTIAL
        if (table := refusals(root, record)).num_rows
    }
    people = withdrawals.people_of(refused.values())
    if not people:
        return
    earlier = [_rows(root, record) for record in ordered[: max(refused)]]
    theirs = withdrawals.rows_of_people(earlier, people, secret())
    gone = {row[:2] for one in settled.values() for rows in one.withdrawn.values() for row in rows}
    for place, table in refused.items():
        record = ordered[place]
        left = [(who, row) for number, who, row in theirs if number < place and row[:2] not in gone]
        if not left:
            continue
        found = withdrawals.refused_elsewhere(table, _rows(root, record), left)
        outcome = settled[record.delivery_id]
        if found and record.removal is None:
            outcome.awaiting = found
            outcome.account["to_withdraw"] = outcome.account.get("to_withdraw", 0) + len(found)
        elif found:
            outcome.withdrawn = outcome.withdrawn | found
            gone |= {row[:2] for rows in found.values() for row in rows}


def hold_reason(code: str, short_id: str, services: Mapping[str, int]) -> Reason:
    """Why a delivery is on hold, in words; `services`: forms of services of other senders."""
    count = sum(services.values())
    return reason(code, delivery=short_id, services=", ".join(services), count=count)


def _services_code(record: Record) -> str | None:
    return OTHERS_SERVICES if record.has_services_to_accept else None


def _compare_forms(
    root: DataRoot, groups: dict[tuple, list[Record]], settled: dict[str, DeliveryOutcome]
) -> None:
    """Put a delivery on hold if its answers came as another form of the questionnaire before."""
    surveys: dict[tuple, list[list[Record]]] = {}
    for key, group in groups.items():
        surveys.setdefault(key[:2], []).append(group)
    answers = _answers(root, chain(*groups.values()))
    for forms in surveys.values():
        counted = CountedRows()
        for record in sorted(chain(*forms), key=lambda r: r.order) if len(forms) > 1 else ():
            outcome, form = settled[record.delivery_id], record.form_code
            rows = _rows(root, record)
            decision = record.removal
            same = [] if decision == PARTIAL else counted.repeated(form, rows, answers)
            if same:
                outcome.account["gone"] += len(same)
            if same and decision is None:
                outcome.on_hold_code = outcome.on_hold_code or "another_form"
            if outcome.on_hold_code is None:
                outcome.replaced += [row[:2] for row in same]
                counted.add(form, rows)


def _without(delivered: DeliveredRows, withdrawn: withdrawals.Withdrawals) -> DeliveredRows:
    """The delivery without rows that are withdrawn later, and with those it would withdraw."""
    asked = withdrawn.on_hold.get(delivered.delivery_id, {})
    return delivered._replace(
        rows=[row for row in delivered.rows if row[:2] not in withdrawn.rows],
        to_withdraw=frozenset(row for rows in asked.values() for row in rows),
    )


def _rows(root: DataRoot, record: Record) -> list[Row]:
    table = table_of(root, record, "submissions", _ROW)
    columns = [table[name].to_pylist() for name in _ROW]
    return [Row(record.delivery_id, *values) for values in zip(*columns, strict=True)]


def _answers(root: DataRoot, records: Iterable[Record]):
    by_id = {record.delivery_id: record for record in records}

    @cache
    def of_delivery(delivery_id: str) -> dict[int, frozenset]:
        table = table_of(root, by_id[delivery_id], "answers", _ANSWER)
        found: dict[int, Any] = {}
        # There are millions: what repeats is in memory once, and a part of them at a time besides.
        once: dict[tuple, tuple] = {}
        for batch in table.to_batches(max_chunksize=_AT_ONCE):
            for number, *answer in zip(*(batch[name].to_pylist() for name in _ANSWER), strict=True):
                if answer[-1] not in _BLANK:
                    one = tuple(answer)
                    found.setdefault(number, set()).add(once.setdefault(one, one))
        for number, given in found.items():
            found[number] = frozenset(given)
        return found

    return lambda row: of_delivery(row.delivery_id).get(row.row_number, frozenset())
