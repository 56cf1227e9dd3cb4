"""The filled rows of a recognised sheet -> submissions, answers, open answers.

Belongs here: the order of the conversions, and putting their tables together. Does not belong
here: what a cell means (the modules beside this one), or earlier deliveries (redelivery).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache, partial
from itertools import chain

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert import fingerprints, time_points
from orchestration.ingest.convert.answer_rows import answer_rows, open_answers
from orchestration.ingest.convert.answers import ClosedAnswers, read_answers
from orchestration.ingest.convert.blocking import ChosenDirections
from orchestration.ingest.convert.consent import Consent, of_parts
from orchestration.ingest.convert.field_columns import Fields
from orchestration.ingest.convert.fields import FieldReader
from orchestration.ingest.convert.filled_rows import FilledRows
from orchestration.ingest.convert.reading import Part, Reading
from orchestration.ingest.convert.repairs import SEEN_UNANSWERED, Repairs
from orchestration.ingest.convert.shapes import (
    ANSWERS,
    OPEN_ANSWERS,
    SUBMISSIONS,
    WITHOUT_CONSENT,
    same,
)
from orchestration.ingest.convert.tables import Blocks, Tables
from orchestration.ingest.messages.file_messages import LEFT_OUT_ROWS
from orchestration.ingest.messages.message import joined
from orchestration.ingest.messages.refusal import Reason, Refusal, reason, some_cells
from orchestration.ingest.readers.text_columns import true_of
from orchestration.ingest.recognise.problems import absent_questions
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.ingest.registers.registers import Registers
from orchestration.privacy.pseudonyms import person_reader

_PIECE_ROWS = 250_000
# What makes the content of a submission, beside its answers.
_COMPARED = ("phase_code", "service_code", "municipality_code", "area_code", "person_key")


@dataclass(frozen=True)
class Origin:
    """The delivery and the sender that the rows come from, and when the delivery arrived.

    `forgotten`: pseudonyms of people of whom nothing may be kept.
    """

    delivery_id: str
    sender_code: str
    arrived_at: datetime | None = None
    forgotten: frozenset[str] = frozenset()


def convert(
    recognised: RecognisedSheet,
    filled: FilledRows,
    origin: Origin,
    registers: Registers,
    secret: bytes,
) -> Reading:
    """Convert the rows of a sheet. Raises Refusal with all reasons.

    The tables are those of SCHEMAS, and `without_consent`, which never leaves ingest.
    """
    parts = time_points.parts_of(recognised, filled.rows, filled.body)
    if filled.problems:
        raise Refusal(*filled.problems)
    if not len(parts[0].rows):
        raise Refusal(_nothing_left(recognised, filled.left_out))
    converted = _convert_parts(parts, origin, registers, secret)
    consents = of_parts(parts, [fields.consent for fields, _ in converted])
    repairs, same_rows = Repairs(), fingerprints.SameRowCounter()
    for column, positions in filled.unanswered.items():
        repairs.add(SEEN_UNANSWERED, filled.rows[positions], column)
    readings = []
    for part, consent, (fields, answers) in zip(parts, consents, converted, strict=True):
        readings.append(_reading(part, fields, answers, consent, origin, same_rows))
        repairs.join(answers.repairs)
        repairs.join(fields.repairs)
    reading = time_points.join_readings(recognised, parts, readings)
    counts = reading.counts | filled.left_out
    counts["read"] += sum(filled.left_out.values())
    findings = [*filled.findings, *absent_questions(recognised), *reading.findings]
    return replace(reading, counts=counts, findings=findings, repairs=repairs.as_dict())


def _nothing_left(recognised: RecognisedSheet, left_out: dict[str, int]) -> Reason:
    """Why a sheet without any answer cannot be used: it is empty, or the tool marks every row."""
    if not left_out:
        return reason("no_rows", sheet=recognised.sheet.name)
    cause = joined(LEFT_OUT_ROWS[code].filled(count=count) for code, count in left_out.items())
    total = sum(left_out.values())
    return reason("all_left_out", sheet=recognised.sheet.name, count=total, cause=cause)


def _convert_parts(
    parts: list[Part], origin: Origin, registers: Registers, secret: bytes
) -> list[tuple[Fields, ClosedAnswers]]:
    """Fields and answers of every part. Raises Refusal with the reasons of all of them."""
    layout, sender = parts[0].recognised.layout, origin.sender_code
    names = (layout.questionnaire.questionnaire, layout.form.form)
    directions = ChosenDirections(registers.directions_of(sender, *names))
    person_of = person_reader(layout.questionnaire.scope, secret)
    if len(parts) > 1:
        # Each code once, however many time points have it.
        person_of = cache(person_of)
    fields = [
        FieldReader(part, registers, person_of, sender, origin.arrived_at).read() for part in parts
    ]
    times = [one.columns["answered_at"] for one in fields]
    answers = [
        read_answers(part, when, directions) for part, when in zip(parts, times, strict=True)
    ]
    # What may not be scored at one time point has no change to any other.
    blocked = {code for one in answers for code in one.blocked}
    answers = [
        one if blocked <= set(one.blocked) else read_answers(part, when, directions, blocked)
        for one, part, when in zip(answers, parts, times, strict=True)
    ]
    if problems := [one for many in (fields, answers) for each in many for one in each.problems]:
        raise Refusal(*dict.fromkeys(problems))
    return list(zip(fields, answers, strict=True))


def _reading(
    part: Part,
    fields: Fields,
    answers: ClosedAnswers,
    consent: Consent,
    origin: Origin,
    same_rows: fingerprints.SameRowCounter,
) -> Reading:
    """The tables of one part; rows that refuse consent are in none but `without_consent`."""
    recognised, layout = part.recognised, part.recognised.layout
    stays = part.present & ~_is_forgotten(fields, origin)
    present = pa.array(stays)
    keep = pc.and_(pc.and_(pa.array(consent.given), present), fields.possible)
    constant = {
        "delivery_id": origin.delivery_id,
        "sender_code": origin.sender_code,
        "questionnaire_code": layout.questionnaire.questionnaire,
        "form_code": layout.form.form,
        "form_version": layout.form.version,
    }
    columns = {
        **{name: same(text, len(part.rows)) for name, text in constant.items()},
        "row_number": part.rows,
        **fields.columns,
        **_fingerprints(part, fields, answers, same_rows),
    }
    refused = pc.and_(present, pa.array(consent.refused))
    without_consent = _table(columns, WITHOUT_CONSENT).filter(refused)
    opened = partial(open_answers, part, keep, origin.delivery_id)
    made = partial(answer_rows, answers.columns, part.rows, keep, origin.delivery_id)
    tables = {
        "submissions": Blocks(SUBMISSIONS, partial(_rows, _table(columns, SUBMISSIONS), keep)),
        "answers": Blocks(ANSWERS, made),
        "open_answers": Blocks(OPEN_ANSWERS, opened),
        "without_consent": Blocks.of(without_consent, WITHOUT_CONSENT),
    }
    findings = [*fields.findings, *answers.findings, *_identical(recognised, columns, keep)]
    read, used = int(part.present.sum()), pc.sum(keep, min_count=0).as_py()
    given, blank = (int((stays & one).sum()) for one in (consent.given, consent.blank))
    forgotten = read - int(stays.sum())
    counts = {"read": read, "used": used, "no_consent": read - forgotten - given - blank}
    if forgotten:
        counts["forgotten"] = forgotten
    if blank:
        counts["blank_consent"] = blank
    if given > used:
        counts["impossible_date"] = given - used
    return Reading(
        recognised, Tables(tables), counts, findings, answers.blocked, lowest_numbers=answers.lowest
    )


def _is_forgotten(fields: Fields, origin: Origin) -> np.ndarray:
    """Rows of people of whom nothing may be kept, a boolean each."""
    listed = pa.array(sorted(origin.forgotten), pa.string())
    keys = fields.columns["person_key"]
    return true_of(keys, partial(pc.is_in, value_set=listed))


def _table(columns: dict[str, pa.Array], schema: pa.Schema) -> pa.Table:
    return pa.table({name: columns[name] for name in schema.names})


def _rows(table: pa.Table, keep: pa.Array) -> Iterator[pa.Table]:
    """The rows that are kept, piece by piece."""
    for start in range(0, len(keep), _PIECE_ROWS):
        yield table.slice(start, _PIECE_ROWS).filter(keep.slice(start, _PIECE_ROWS))


def _identical(
    recognised: RecognisedSheet, columns: Mapping[str, pa.Array], keep: pa.Array
) -> list[Reason]:
    """Rows that nothing distinguishes: no number, no code, the same moment, the same answers."""
    unnamed = pc.and_(pc.is_null(columns["response_id"]), pc.is_null(columns["person_key"]))
    again = pc.and_(pc.and_(keep, unnamed), pc.greater(columns["answered_ordinal"], 1))
    when = columns["answered_at"].filter(again)
    # On one day many may answer alike.
    timed = pc.fill_null(pc.not_equal(when, pc.floor_temporal(when, unit="day")), False)
    rows = pa.array(columns["row_number"]).filter(again).filter(timed).to_pylist()
    column = recognised.layout.column_of("answered_at")
    if not rows or column is None:
        return []
    cells = some_cells(rows, column)
    return [reason("rows_alike", sheet=recognised.sheet.name, cell=cells, count=len(rows))]


def _fingerprints(
    part: Part, fields: Fields, answers: ClosedAnswers, same_rows: fingerprints.SameRowCounter
) -> dict[str, pa.Array]:
    """What a submission is compared by when the same form is delivered again."""
    closed = answers.fingerprints
    layout = part.recognised.layout
    questions = layout.questionnaire.questions
    opened = (
        fingerprints.text_fingerprints(target.code, part.body[index])
        for index, target in layout.columns.items()
        if target.code in questions and questions[target.code].kind == "open"
    )
    other = (fingerprints.text_fingerprints(name, fields.columns[name]) for name in _COMPARED)
    return {
        "answered_ordinal": same_rows.ordinals(fields.columns, closed, part.present),
        "answers_fingerprint": fingerprints.as_column(closed),
        "content_fingerprint": fingerprints.as_column(
            fingerprints.added(len(closed), chain([closed], opened, other))
        ),
    }
