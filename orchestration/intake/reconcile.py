"""Which read deliveries count, and what each changed: supersession over what lies in raw.

Belongs here: bringing the rows of raw to the comparison, one sender and form at a time. Reads
only; raw writes what comes out. A form that was delivered once has nothing to compare: its rows
are not read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from itertools import chain
from typing import Any

from orchestration.core.data_root import DataRoot
from orchestration.ingest.messages.refusal import Reason, reason
from orchestration.ingest.redelivery import withdrawals
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.other_forms import CountedRows, times_of_several
from orchestration.ingest.redelivery.rows import COLUMNS, Rows
from orchestration.ingest.redelivery.supersession import (
    PARTIAL,
    AnswersOf,
    DeliveredRows,
    DeliveryOutcome,
    ReadAnswers,
    compare_deliveries,
)
from orchestration.intake.raw_store import refusals, rows_of, table_of
from orchestration.intake.record import Record

# Why a delivery is on hold: its sender may not send for a service in it.
OTHERS_SERVICES = "others_services"
_ANSWER = ("row_number", "question_code", "option_code", "number_low", "number_high", "missing_kind")  # fmt: skip
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
            gone: dict[str, list[int]] = {}
            for delivery_id, number in withdrawn.rows:
                gone.setdefault(delivery_id, []).append(number)
            delivered = [_without(one, withdrawn, gone) for one in delivered]
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
        if len(forms) == 1:
            continue
        counted = CountedRows()
        records = sorted(chain(*forms), key=lambda r: r.order)
        delivered = [_rows(root, record) for record in records]
        times = times_of_several([str(record.form_code) for record in records], delivered)
        for record, its in zip(records, delivered, strict=True):
            outcome, form = settled[record.delivery_id], record.form_code
            rows = its.at(times).listed()
            decision = record.removal
            same = [] if decision == PARTIAL else counted.repeated(form, rows, len(its), answers)
            if same:
                outcome.account["gone"] += len(same)
            if same and decision is None:
                outcome.on_hold_code = outcome.on_hold_code or "another_form"
            if outcome.on_hold_code is None:
                outcome.replaced += [row[:2] for row in same]
                counted.add(form, rows)


def _without(
    delivered: DeliveredRows,
    withdrawn: withdrawals.Withdrawals,
    gone: Mapping[str, Collection[int]],
) -> DeliveredRows:
    """The delivery without rows that are withdrawn later (`gone`: their numbers by delivery), and with
    those it would withdraw.
    """
    asked = withdrawn.on_hold.get(delivered.delivery_id, {})
    return delivered._replace(
        rows=delivered.rows.without(gone.get(delivered.delivery_id, ())),
        to_withdraw=frozenset(row for rows in asked.values() for row in rows),
    )


def _rows(root: DataRoot, record: Record) -> Rows:
    return Rows(record.delivery_id, table_of(root, record, "submissions", COLUMNS))


def _answers(root: DataRoot, records: Iterable[Record]) -> ReadAnswers:
    by_id = {record.delivery_id: record for record in records}

    def read(rows: Collection[Row]) -> AnswersOf:
        @cache
        def of_delivery(delivery_id: str) -> dict[int, frozenset]:
            numbers = [row.row_number for row in rows if row.delivery_id == delivery_id]
            table = rows_of(root, by_id[delivery_id], "answers", _ANSWER, numbers)
            found: dict[int, Any] = {number: set() for number in numbers}
            for number, *answer in zip(*(table[n].to_pylist() for n in _ANSWER), strict=True):
                if answer[-1] not in _BLANK:
                    found[number].add(tuple(answer))
            return {number: frozenset(given) for number, given in found.items()}

        return lambda row: of_delivery(row.delivery_id)[row.row_number]

    return read
