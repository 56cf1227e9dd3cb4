"""One delivery, from a file to submissions and answers.

Belongs here: the order of the steps and the shapes of what comes out. Pure but for reading the
file: the secret, the surveys and the registers are handed in, and nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert import fingerprints, time_points
from orchestration.ingest.convert.answers import (
    ClosedAnswers,
    answer_rows,
    open_answers,
    read_answers,
)
from orchestration.ingest.convert.blocking import ChosenDirections
from orchestration.ingest.convert.fields import FieldReader, Fields, person_reader
from orchestration.ingest.convert.filled_rows import filled_rows
from orchestration.ingest.convert.reading import Part, Reading
from orchestration.ingest.convert.repairs import Repairs
from orchestration.ingest.convert.shapes import SUBMISSIONS, same
from orchestration.ingest.identity_codes import refuse_identity_codes
from orchestration.ingest.messages.refusal import Reason, Refusal, reason, some_cells
from orchestration.ingest.readers import Limits, read_sheets
from orchestration.ingest.recognise.choose import RecognisedSheet, header_indexes, recognise
from orchestration.ingest.redelivery import withdrawals
from orchestration.ingest.registers.registers import Registers
from orchestration.questionnaire.matching.match import HeaderIndex
from orchestration.questionnaire.model.questionnaire import Survey

__all__ = ["Context", "Reading", "find", "read_delivery", "read_found"]


@dataclass(frozen=True)
class Context:
    """Everything a reading depends on beside the file itself."""

    surveys: dict[str, Survey]
    registers: Registers
    secret: bytes
    limits: Limits

    @cached_property
    def header_indexes(self) -> list[HeaderIndex]:
        """The header header_indexes of all forms, made once for a batch."""
        return header_indexes(self.surveys.values())


def read_delivery(
    path: Path,
    delivery_id: str,
    sender_code: str,
    context: Context,
    stated: Mapping[str, str] | None = None,
) -> Reading:
    """Read one file; `stated` are fields that its folder states. Raises Refusal with all reasons."""
    return read_found(find(path, context, stated), delivery_id, sender_code, context)


def find(path: Path, context: Context, stated: Mapping[str, str] | None = None) -> RecognisedSheet:
    """Read the tables of a file and say which is the answers, as which form. Raises Refusal."""
    sheets = read_sheets(path, context.limits)
    refuse_identity_codes(sheets)
    return recognise(sheets, context.header_indexes, stated)


def read_found(
    found: RecognisedSheet, delivery_id: str, sender_code: str, context: Context
) -> Reading:
    """Read the answers of a form that was found. Raises Refusal with all reasons."""
    rows, body, unfinished = filled_rows(found)
    # From here on only the known columns are needed; let the rest of a big sheet go.
    found = replace(found, sheet=replace(found.sheet, columns=(), captions=()))
    parts = time_points.parts_of(found, rows, body)
    if not len(parts[0].rows):
        why = "all_unfinished" if unfinished else "no_rows"
        raise Refusal(reason(why, sheet=found.sheet.name, count=unfinished))
    read = _read(parts, sender_code, context)
    may_be_written = time_points.consented(parts, [fields.consented for fields, _ in read])
    identity = (delivery_id, sender_code, context.secret)
    repairs, seen = Repairs(), fingerprints.Seen()
    readings = []
    for part, keep, (fields, answers) in zip(parts, may_be_written, read, strict=True):
        readings.append(_assemble(part, fields, answers, keep, identity, seen))
        repairs.join(answers.repairs)
        repairs.join(fields.repairs)
    reading = time_points.joined(found, parts, readings)
    counts = reading.counts
    if unfinished:
        counts = counts | {"read": counts["read"] + unfinished, "unfinished": unfinished}
    return replace(reading, counts=counts, repairs=repairs.as_dict())


def _read(
    parts: list[Part], sender_code: str, context: Context
) -> list[tuple[Fields, ClosedAnswers]]:
    """Fields and answers of every part. Raises Refusal with the reasons of all of them."""
    registers, layout = context.registers, parts[0].found.layout
    names = (layout.questionnaire.questionnaire, layout.form.form)
    guard = ChosenDirections(registers.directions_of(sender_code, *names))
    person_of = person_reader(layout.questionnaire.scope, context.secret)
    if len(parts) > 1:
        # Each code once, however many time points have it.
        person_of = cache(person_of)
    fields = [FieldReader(part, registers, person_of, sender_code).read() for part in parts]
    times = [one.columns["answered_at"] for one in fields]
    answers = [read_answers(part, when, guard) for part, when in zip(parts, times, strict=True)]
    # What may not be scored at one time point has no change to any other.
    blocked = {code for one in answers for code in one.blocked}
    answers = [
        one if blocked <= set(one.blocked) else read_answers(part, when, guard, blocked)
        for one, part, when in zip(answers, parts, times, strict=True)
    ]
    if problems := [why for many in (fields, answers) for one in many for why in one.problems]:
        raise Refusal(*dict.fromkeys(problems))
    return list(zip(fields, answers, strict=True))


def _assemble(
    part: Part,
    fields: Fields,
    answers: ClosedAnswers,
    consented: pa.Array,
    identity: tuple[str, str, bytes],
    seen: fingerprints.Seen,
) -> Reading:
    """Put the tables together; rows without consent stay out of all of them."""
    delivery_id, sender_code, secret = identity
    found, layout, present = part.found, part.found.layout, pa.array(part.present)
    keep = pc.and_(consented, present)
    constant = {
        "delivery_id": delivery_id,
        "sender_code": sender_code,
        "questionnaire_code": layout.questionnaire.questionnaire,
        "form_code": layout.form.form,
        "form_version": layout.form.version,
    }
    columns = {
        **{n: same(v, len(part.rows)) for n, v in constant.items()},
        "row_number": part.rows,
        **fields.columns,
        **_marks(part, fields, answers, seen),
    }
    submissions = pa.table({name: columns[name] for name in SUBMISSIONS.names}).cast(SUBMISSIONS)
    refused = pc.and_(present, pc.invert(consented))
    tables = {
        "submissions": submissions.filter(keep),
        "answers": answer_rows(answers.tables, part.rows, keep, delivery_id),
        "open_answers": open_answers(part, keep, delivery_id),
        "refusals": withdrawals.refusals(delivery_id, columns, refused, secret),
    }
    told = [*fields.findings, *answers.findings, *_alike(found, tables["submissions"])]
    read, used = int(part.present.sum()), tables["submissions"].num_rows
    counts = {"read": read, "used": used, "no_consent": read - used}
    return Reading(found, tables, counts, told, answers.blocked, lowest_numbers=answers.lowest)


def _alike(found: RecognisedSheet, submissions: pa.Table) -> list[Reason]:
    """Rows that nothing tells from another one: no number, no code, one moment, the same answers."""
    unnamed = pc.and_(pc.is_null(submissions["response_id"]), pc.is_null(submissions["person_key"]))
    again = pc.and_(unnamed, pc.greater(submissions["answered_ordinal"], 1))
    when = submissions["answered_at"]
    # On one day many may answer alike.
    timed = pc.fill_null(pc.not_equal(when, pc.floor_temporal(when, unit="day")), False)
    rows = submissions["row_number"].filter(pc.and_(again, timed)).to_pylist()
    column = found.layout.column_of("answered_at")
    if not rows or column is None:
        return []
    where = some_cells(rows, column)
    return [reason("rows_alike", sheet=found.sheet.name, cell=where, count=len(rows))]


def _marks(
    part: Part, fields: Fields, answers: ClosedAnswers, seen: fingerprints.Seen
) -> dict[str, pa.Array]:
    """What a submission is compared by when the same form is delivered again."""
    closed = fingerprints.added(len(part.rows), answers.marks)
    questions = part.found.layout.questionnaire.questions
    opened = [
        fingerprints.text_fingerprints(target.code, part.body[index])
        for index, target in part.found.layout.columns.items()
        if target.code in questions and questions[target.code].kind == "open"
    ]
    compared = ("phase_code", "service_code", "municipality_code", "area_code", "person_key")
    other = [fingerprints.text_fingerprints(name, fields.columns[name]) for name in compared]
    return {
        "answered_ordinal": seen.ordinals(fields.columns, closed, part.present),
        "answers_fingerprint": fingerprints.as_column(closed),
        "content_fingerprint": fingerprints.as_column(
            fingerprints.added(len(closed), [closed, *opened, *other])
        ),
    }
