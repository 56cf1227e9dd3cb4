"""Deliveries -> raw: the one writer of raw/, restricted/, receipts/, refused/ and the ledger.

Belongs here: taking all that waits, one file at a time, so that a bad one never holds up
another, and writing each outcome whole. Does not belong here: what a file means (ingest).
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from orchestration.core.atomic_files import sha256_of
from orchestration.core.data_root import DataRoot
from orchestration.core.errors import UserError
from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.read_delivery import Context, Reading, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.intake import ledger, raw_store, receipt_store
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.folder_statement import stated
from orchestration.intake.landing import Arrival
from orchestration.intake.ledger import Ledger, Record
from orchestration.intake.reconcile import accounts


class LostAnswersError(UserError):
    """Deliveries that count can no longer be read."""


Progress = Callable[[int, int, Record], None]


def take(declared: Declared, arrivals: list[Arrival], progress: Progress) -> list[Record]:
    """Read every arrival and write its outcome; returns the records touched, in order.

    A delivery that cannot be read is refused or failed in its record; nothing is raised for it.
    """
    root, book = declared.root, Ledger(declared.root.ledger)
    context = context_of(declared, declared.secret())
    records, in_raw = book.records(), declared.in_raw
    most = declared.settings.max_attempts
    touched: list[str] = []
    raw_store.write_declarations(root, context)
    for number, arrival in enumerate(arrivals, 1):
        delivery_id = _id_of(arrival)
        if delivery_id is None:
            continue
        if (closed := ledger.closed_id(arrival)) != delivery_id and closed in records:
            _forget(root, book, records.pop(closed))
        record = records.get(delivery_id) or ledger.new_record(delivery_id, arrival)
        if arrival.stamp not in record["files"]:
            record["files"].append(arrival.stamp)
            if record["status"] not in (ledger.ACCEPTED, ledger.ON_HOLD):
                # Moved to where it belongs: the new place gets a reading of its own.
                record = record | {"sender_code": arrival.sender, "reading": None}
        if not ledger.is_settled(record, declared.reading, most, in_raw):
            record = _read(root, arrival, record, declared.reading, context)
            in_raw.add(delivery_id)
        records[delivery_id] = record
        book.write(record)
        if not ledger.was_read([record]):
            receipt_store.write(root, record)
        touched.append(delivery_id)
        progress(number, len(arrivals), record)
    settle(declared, records, touched)
    return [records[delivery_id] for delivery_id in touched]


def settle(declared: Declared, records: dict[str, Record], touched: Collection[str] = ()) -> None:
    """Decide which of the read deliveries stand, and write that down: ledger, deliveries, rows
    that no longer count. `records` are changed to match; those touched get a receipt anyway.
    """
    root, book = declared.root, Ledger(declared.root.ledger)
    _refuse_lost(declared, records)
    listed = set(touched)
    replaced: list[tuple[str, int]] = []
    withdrawn: list[tuple[str, int]] = []
    for outcome in accounts(root, ledger.was_read(records.values()), declared.secret):
        record = records[outcome.delivery_id]
        code, told = outcome.on_hold_code, {"delivery": outcome.delivery_id[:12]}
        settled = record | {
            "status": ledger.ON_HOLD if code else ledger.ACCEPTED,
            "reasons": [reason(code, **told).as_dict()] if code else [],
            "account": outcome.account,
        }
        if marks := sorted({*record.get("withdrawn", ()), *outcome.withdrawn}):
            # Kept, since the rows that tell it are forgotten below.
            account = outcome.account | {"withdrawn": len(marks)}
            settled |= {"withdrawn": marks, "account": account}
        if settled != record:
            book.write(settled)
        if settled != record or outcome.delivery_id in listed:
            receipt_store.write(root, settled)
        records[outcome.delivery_id] = settled
        replaced += outcome.replaced
        withdrawn += [row[:2] for rows in outcome.withdrawn.values() for row in rows]
    raw_store.forget_rows(root, withdrawn)
    raw_store.write_superseded(root, replaced)
    counting, is_synthetic = ledger.accepted(records.values()), declared.identity.is_synthetic
    raw_store.write_deliveries(root, counting, is_synthetic=is_synthetic)


def _refuse_lost(declared: Declared, records: dict[str, Record]) -> None:
    """Stop where answers that were read are gone and their file is too: people would vanish."""
    lost = {r["delivery_id"] for r in ledger.was_read(records.values())} - declared.in_raw
    if lost:
        names = ", ".join(sorted(delivery[:12] for delivery in lost))
        raise LostAnswersError(
            f"The answers of {len(lost)} deliveries are neither in raw/ nor in landing/ ({names})."
            " Put their files back into landing/, or delete their records in ledger/."
        )


def context_of(declared: Declared, secret: bytes) -> Context:
    """All that a reading depends on beside the file."""
    settings = declared.settings
    limits = Limits(
        settings.max_bytes,
        settings.max_inflated_bytes,
        settings.max_columns,
        settings.max_rows,
        settings.max_cells,
    )
    return Context(declared.surveys(), declared.registers(), secret, limits)


def _read(
    root: DataRoot, arrival: Arrival, record: Record, reading: str, context: Context
) -> Record:
    """One attempt at one file; the record tells how it went."""
    attempts = record["attempt_count"] + 1 if record["reading"] == reading else 1
    record = record | {"attempt_count": attempts, "reading": reading}
    kept = {key: record.get(key) for key in ledger.new_record("", arrival)}
    try:
        if not arrival.sender:
            raise Refusal(reason("no_sender"))
        said = stated(arrival.path, root.landing)
        sender = record["sender_code"]
        outcome = read_delivery(arrival.path, record["delivery_id"], sender, context, said)
    except (Refusal, PermissionError) as error:
        found = error.reasons if isinstance(error, Refusal) else [reason("no_access")]
        reasons = [one.as_dict() for one in found]
        return _without_answers(root, kept | {"status": ledger.REFUSED, "reasons": reasons})
    except Exception as error:  # noqa: BLE001 - one bad file must never hold up another
        broken = reason("broken", kind=type(error).__name__).as_dict()
        return _without_answers(root, kept | {"status": ledger.FAILED, "reasons": [broken]})
    raw_store.write_answers(root, record["delivery_id"], outcome.tables)
    return kept | {"status": ledger.ACCEPTED} | _receipt(outcome)


def _receipt(outcome: Reading) -> Record:
    layout = outcome.recognised.layout
    return {
        "questionnaire_code": layout.questionnaire.questionnaire,
        "form_code": layout.form.form,
        "form_version": layout.form.version,
        "language_code": layout.language,
        "sheet": outcome.recognised.sheet.name,
        "header_row": outcome.recognised.header_row + 1,
        "choice": outcome.recognised.choice(),
        "counts": outcome.counts,
        "reasons": [],
        "findings": [found.as_dict() for found in outcome.findings],
        "left_out_columns": outcome.left_out,
        "blocked_indicators": outcome.blocked_indicators,
        "unscored_indicators": outcome.unscored,
        "repairs": outcome.repairs,
        "lowest_numbers": outcome.lowest_numbers,
    }


def _without_answers(root: DataRoot, record: Record) -> Record:
    """A delivery that is not accepted has nothing in raw, only its reasons."""
    raw_store.remove_answers(root, record["delivery_id"])
    return record


def _id_of(arrival: Arrival) -> str | None:
    """What the delivery is known by; None if its file was taken away again meanwhile."""
    try:
        return sha256_of(arrival.path)
    except FileNotFoundError:
        return None
    except OSError:
        return ledger.closed_id(arrival)


def _forget(root: DataRoot, book: Ledger, record: Record) -> None:
    """A file that could not be opened and now can: what was said of it no longer holds."""
    receipt_store.remove(root, record)
    book.remove(record)
