"""Deliveries -> raw: the one writer of raw/, restricted/, receipts/, refused/ and the ledger.

Belongs here: reading every file that has to be read, one at a time, so that a bad one never holds
up another, and writing each outcome whole. Does not belong here: what a file means (ingest).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from orchestration.core.data_root import DataRoot
from orchestration.core.regular_files import NotRegularError
from orchestration.ingest.messages.refusal import Refusal, reason
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import Limits
from orchestration.intake import (
    delivery_reading,
    file_content,
    forgotten,
    ledger,
    placing,
    raw_places,
    raw_store,
    receipt_store,
    settling,
)
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.delivery_reading import SmallTables
from orchestration.intake.file_content import FileChangedError, FileContent, limits_of
from orchestration.intake.folder_statement import stated
from orchestration.intake.landing import Arrival, moment
from orchestration.intake.ledger import Ledger
from orchestration.intake.limited_reading import (
    LIMIT_CODES,
    kind_of,
    process_of,
    reasons_of,
    within_limits,
)
from orchestration.intake.placing import Placing
from orchestration.intake.record import (
    ACCEPTED,
    FAILED,
    REFUSED,
    Record,
    new_record,
    received,
)

Progress = Callable[[int, int, Record], None]
# A file's content, or why it was not read.
Opened = FileContent | OSError | Refusal


def take(declared: Declared, arrivals: list[Arrival], progress: Progress) -> list[Record]:
    """Read every arrival and write its outcome; returns the records touched, in order.

    A delivery that cannot be read is refused or failed in its record; nothing is raised for it.
    A file that changed or went since it was looked at is left to the next run.
    """
    root, book = declared.root, declared.ledger
    context = context_of(declared, declared.secret())
    touched: list[str] = []
    if arrivals:
        process_of(context.limits).start()
    placing.tidy(root, book)
    in_raw, places = declared.in_raw, Placing(root, book)
    raw_store.write_declarations(root, context)
    for number, arrival in enumerate(arrivals, 1):
        opened = _open(arrival, context.limits)
        if opened is None:
            continue
        record = _known(root, book, arrival, opened)
        if not ledger.is_done(record, declared.readings, declared.settings.max_attempts, in_raw):
            before, read = record, _read(declared, arrival, opened, record, context, places)
            if read is None:
                continue
            record, tables = read
            in_raw.add(record.delivery_id)
            places.add(before, record, tables)
        else:
            places.write(record)
        if not record.was_read:
            receipt_store.write(root, record)
        touched.append(record.delivery_id)
        progress(number, len(arrivals), record)
    places.flush()
    # What reading took of the memory is free for what follows.
    process_of(context.limits).stop()
    settling.settle(declared, touched)
    return [book.records[delivery_id] for delivery_id in touched]


def context_of(declared: Declared, secret: bytes) -> Context:
    """All that a reading depends on beside the file."""
    limits, keys = limits_of(declared.settings), forgotten.keys(declared.root)
    return Context(declared.surveys(), declared.registers(), secret, limits, keys)


def _open(arrival: Arrival, limits: Limits) -> Opened | None:
    """What the file holds, or why it is not read; None if it is not the file that was seen."""
    try:
        content = file_content.read(arrival.path, limits)
    except FileNotFoundError:
        return None
    except (OSError, Refusal) as error:
        return error
    is_same = (content.byte_count, content.mtime_ns) == (arrival.byte_count, arrival.mtime_ns)
    return content if is_same else None


def _known(root: DataRoot, book: Ledger, arrival: Arrival, opened: Opened) -> Record:
    """The record of this content, this file of it included."""
    unopened = ledger.unopened_id(arrival)
    delivery_id = opened.sha256 if isinstance(opened, FileContent) else unopened
    if unopened != delivery_id and unopened in book.records:
        # A file that could not be read and now can: what was written of it no longer holds.
        receipt_store.remove(root, book.records[unopened])
        book.remove(book.records[unopened])
    record = book.records.get(delivery_id) or new_record(delivery_id, arrival)
    if (file := received(arrival)) in record.files:
        return record
    record = replace(record, files=(*record.files, file))
    if record.was_read:
        return record
    # Not read yet, and moved or saved again: the new file gets a reading of its own.
    return replace(record, sender_code=arrival.sender, landed_at_ns=arrival.mtime_ns, reading=None)


def _read(
    declared: Declared,
    arrival: Arrival,
    opened: Opened,
    before: Record,
    context: Context,
    places: Placing,
) -> tuple[Record, SmallTables | None] | None:
    """The record after one attempt at its file, and the tables of a small one, which are not in raw
    yet; None if the file changed meanwhile.
    """
    record = before
    attempts = record.attempt_count + 1 if record.reading in declared.readings else 1
    record = replace(record.before_reading(), attempt_count=attempts, reading=declared.reading)
    try:
        if not arrival.sender:
            raise Refusal(reason("no_sender"))
        if not isinstance(opened, FileContent):
            raise opened
        fields = stated(arrival.path.relative_to(declared.root.landing), declared.statements)
        arrived_at = moment(record.landed_at_ns)
        about = (record.delivery_id, record.sender_code, fields, arrived_at)
        with raw_places.targets(declared.root, record.delivery_id) as written:
            found = within_limits(delivery_reading.read, context, opened.data, *about, written)
            read = replace(record, status=ACCEPTED, **found.values)
            read = replace(read, key_id=declared.identity.key_id)
            ledger.require_account(read)
            if found.tables is not None:
                return read, found.tables
            places.leave(before)
            tables = raw_places.put_answers(declared.root, record.delivery_id, written)
        return replace(read, tables=tables), None
    except FileChangedError:
        return None
    except (Refusal, PermissionError, NotRegularError) as error:
        why = reasons_of(error)
        by_limit = any(one.code in LIMIT_CODES for one in why)
        record = replace(
            record,
            status=REFUSED,
            reasons=tuple(one.as_dict() for one in why),
            reading=declared.readings[by_limit],
        )
    except Exception as error:  # noqa: BLE001 - one bad file must never hold up another
        broken = reason("broken", kind=kind_of(error)).as_dict()
        record = replace(record, status=FAILED, reasons=(broken,))
    places.leave(before)
    raw_places.remove_answers(declared.root, record.delivery_id)
    return record, None
