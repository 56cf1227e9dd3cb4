"""Settling: which of the deliveries that were read count, and rows that leave raw.

Belongs here: writing down what the comparison of deliveries found, and deleting rows. Called where raw
is written: by take, by decisions and by forget. Does not belong here: the comparison (reconcile).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from orchestration.core.atomic_files import flushed_together
from orchestration.core.errors import UserError
from orchestration.ingest.messages.refusal import reason
from orchestration.ingest.redelivery.supersession import DeliveryOutcome
from orchestration.intake import ledger, raw_store, receipt_store
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.other_senders import with_other_senders
from orchestration.intake.placing import rewrite
from orchestration.intake.reconcile import accounts, hold_reason
from orchestration.intake.record import ACCEPTED, ON_HOLD, Record
from orchestration.open_answers import kept as said_of_open_answers
from orchestration.open_answers import tables as open_tables
from orchestration.open_answers import waiting

REFUSES_ELSEWHERE = "refuses_elsewhere"


class MissingAnswersError(UserError):
    """Deliveries that count can no longer be read."""


def settle(declared: Declared, touched: Collection[str] = ()) -> None:
    """Decide which of the read deliveries count, and write that down: ledger, deliveries, rows
    that no longer count. Those touched get a receipt also if nothing changed for them.
    """
    root, book = declared.root, declared.ledger
    _refuse_missing(declared)
    _refuse_other_key(declared)
    listed = set(touched)
    changed: list[Record] = []
    reported: list[Record] = []
    replaced: list[tuple[str, int]] = []
    deleted: dict[str, list[tuple[str, int]]] = {"withdrawn": [], "removed": []}
    most = declared.settings.max_withdrawals
    for outcome in accounts(root, ledger.was_read(book.records.values()), declared.secret, most):
        record = book.records[outcome.delivery_id]
        settled = _settled(record, outcome)
        settled = with_other_senders(settled, declared.registers(), root.landing)
        if settled != record:
            changed.append(settled)
        if settled != record or outcome.delivery_id in listed:
            reported.append(settled)
        if outcome.on_hold_code is None:
            replaced += outcome.replaced
            deleted["removed"] += outcome.removed
        replaced += [row[:2] for rows in outcome.awaiting.values() for row in rows]
        rows_by_person = outcome.withdrawn.values()
        deleted["withdrawn"] += [row[:2] for rows in rows_by_person for row in rows]
    # Receipts first: a run that dies in between finds these deliveries unsettled and writes them again.
    with flushed_together():
        for record in reported:
            receipt_store.write(root, record)
    with flushed_together():
        for record in changed:
            book.write(record)
    for why, rows in deleted.items():
        take_out(declared, rows, why)
    raw_store.write_superseded(root, replaced)
    counting, is_synthetic = ledger.accepted(book.records.values()), declared.identity.is_synthetic
    raw_store.write_deliveries(root, counting, is_synthetic=is_synthetic)
    open_tables.write(root)


def _settled(record: Record, outcome: DeliveryOutcome) -> Record:
    """The record with what the comparison found."""
    code = outcome.on_hold_code
    reasons = [hold_reason(code, record.short_id, record.services_of_others)] if code else []
    settled = replace(
        record,
        status=ON_HOLD if code else ACCEPTED,
        reasons=tuple(one.as_dict() for one in reasons),
        account=_account(record, outcome.account),
    )
    if hashes := sorted({*record.withdrawn, *outcome.withdrawn}):
        # Kept here, since the rows that they were found in are deleted.
        account = settled.account | {"withdrawn": len(hashes)}
        settled = replace(settled, withdrawn=tuple(hashes), account=account)
    return _with_refusals(settled, len(outcome.awaiting))


def _with_refusals(record: Record, people: int) -> Record:
    """The record with a finding if people who refuse in it have answers elsewhere."""
    findings = [found for found in record.findings if found["code"] != REFUSES_ELSEWHERE]
    if people:
        found = reason(REFUSES_ELSEWHERE, delivery=record.short_id, count=people)
        findings.append(found.as_dict())
    return replace(record, findings=tuple(findings))


def take_out(declared: Declared, rows: Collection[tuple[str, int]], why: str) -> None:
    """Delete rows (delivery id, row number) from raw and restricted, and count them under a reason."""
    root, book = declared.root, declared.ledger
    touched = sorted({delivery for delivery, _ in rows})
    # First, while raw can still say which answers are in these rows.
    if rows and said_of_open_answers.has_any(root):
        said_of_open_answers.take_out(root, waiting.keys_of(root, rows))

    def counted(record: Record) -> Record:
        if record.delivery_id not in touched:
            return record
        left = raw_store.count_rows(root, record)
        gone = record.counts["used"] - left
        counts = record.counts | {"used": left, why: record.counts.get(why, 0) + gone}
        return replace(record, counts=counts)

    for place in dict.fromkeys(book.records[delivery_id].place for delivery_id in touched):
        rewrite(root, book, place, rows, counted)
    for delivery_id in touched:
        receipt_store.write(root, book.records[delivery_id])


def _account(record: Record, account: dict[str, int]) -> dict[str, int]:
    """The row account; rows that a person had removed are still counted once they are deleted."""
    if record.removal != "removed":
        return account
    return account | {"gone": max(account["gone"], record.account.get("gone", 0))}


def _refuse_missing(declared: Declared) -> None:
    """Stop where answers that were read are gone and their file is too: people would vanish."""
    read = ledger.was_read(declared.ledger.records.values())
    missing = {record.delivery_id for record in read} - declared.in_raw
    if missing:
        names = ", ".join(sorted(delivery[:12] for delivery in missing))
        raise MissingAnswersError(
            f"The answers of {len(missing)} deliveries are not in raw/ as they were written, and their"
            f" files are not in landing/ ({names}). Put the files back into landing/, or restore raw/,"
            " restricted/ and ledger/ from your backup."
        )


def _refuse_other_key(declared: Declared) -> None:
    """Stop where a start was read with another key than its end: nobody would be known again."""
    read = ledger.was_read(declared.ledger.records.values())
    others = [r.short_id for r in read if r.key_id not in (None, declared.identity.key_id)]
    if others:
        raise MissingAnswersError(
            f"{len(others)} deliveries were read with an earlier key, and their files are not in"
            f" landing/ ({', '.join(sorted(others))}). Put the files back into landing/, or restore"
            " root.json and the key from your backup."
        )
