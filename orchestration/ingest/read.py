"""One delivery, from a file to submissions and answers.

Belongs here: the order of the steps and the shapes of what comes out. Pure but for reading the
file: the secret, the surveys and the registers are handed in, and nothing is written.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest import consent, marks
from orchestration.ingest.answers import Answered, answer_rows, open_answers, read_answers
from orchestration.ingest.blocking import Guard
from orchestration.ingest.columns import FieldReader, Fields
from orchestration.ingest.identity import refuse_identity_codes
from orchestration.ingest.readers import Limits, read_sheets
from orchestration.ingest.recognise import Found, indexes, recognise
from orchestration.ingest.refusal import Reason, Refusal, cell_name, reason, some_cells
from orchestration.ingest.registers import Registers
from orchestration.ingest.shapes import SUBMISSIONS, same
from orchestration.ingest.values import TOTALS
from orchestration.questionnaire.loader import Survey
from orchestration.questionnaire.match import HeaderIndex
from orchestration.questionnaire.text import normalise

# Rows at the end that may be a total: `Yhteensä`, `Total (n=61)`, `n = 61`, `Keskiarvo`.
_LAST_ROWS = 3
_AVERAGES = ("keskiarvo", "average", "mean", "medelvärde")
_TOTAL = re.compile(rf"^(?:(?:{'|'.join([*sorted(TOTALS), *_AVERAGES])})(?: ?\(?n ?=.*)?|n ?=.*)$")


@dataclass(frozen=True)
class Context:
    """Everything a reading depends on beside the file itself."""

    surveys: dict[str, Survey]
    registers: Registers
    secret: bytes
    limits: Limits

    @cached_property
    def indexes(self) -> list[HeaderIndex]:
        """The header indexes of all forms, made once for a batch."""
        return indexes(self.surveys.values())


@dataclass(frozen=True)
class Reading:
    """What a delivery holds: the tables of SCHEMAS and refusals, and what to tell the sender.

    `repairs` has count and first cells by rule; `lowest_numbers` the lowest bare number by scale.
    """

    found: Found
    tables: dict[str, pa.Table]
    counts: dict[str, int]
    findings: list[Reason]
    blocked_indicators: list[str] = field(default_factory=list)
    repairs: dict[str, dict[str, object]] = field(default_factory=dict)
    lowest_numbers: dict[str, int] = field(default_factory=dict)

    @property
    def unscored(self) -> list[str]:
        """Indicators that this delivery does not score: blocked, or none of their items asked."""
        layout = self.found.layout
        asked = set(layout.form.asked(layout.questionnaire))
        declared = layout.questionnaire.indicators.items()
        absent = [code for code, indicator in declared if asked.isdisjoint(indicator.items)]
        return sorted({*self.blocked_indicators, *absent})

    @property
    def left_out(self) -> list[str]:
        """Addresses of header cells of columns that were not read."""
        row = self.found.header_row + 1
        known = self.found.taken
        named = ((i, text) for i, text in enumerate(self.found.header) if text.strip())
        return [cell_name(row, i) for i, _ in named if i not in known]


def read_delivery(
    path: Path,
    delivery_id: str,
    sender_code: str,
    context: Context,
    stated: Mapping[str, str] | None = None,
) -> Reading:
    """Read one file; `stated` are fields that its folder states. Raises Refusal with all reasons."""
    return read_found(find(path, context, stated), delivery_id, sender_code, context)


def find(path: Path, context: Context, stated: Mapping[str, str] | None = None) -> Found:
    """Read the tables of a file and say which is the answers, as which form. Raises Refusal."""
    sheets = read_sheets(path, context.limits)
    refuse_identity_codes(sheets)
    return recognise(sheets, context.indexes, stated)


def read_found(found: Found, delivery_id: str, sender_code: str, context: Context) -> Reading:
    """Read the answers of a form that was found. Raises Refusal with all reasons."""
    rows, body, unfinished = _answer_rows(found)
    # From here on only the known columns are needed; let the rest of a big sheet go.
    found = replace(found, sheet=replace(found.sheet, columns=(), captions=()))
    if not len(rows):
        why = "all_unfinished" if unfinished else "no_rows"
        raise Refusal(reason(why, sheet=found.sheet.name, count=unfinished))
    registers = context.registers
    fields = FieldReader(found, rows, body, registers, context.secret, sender_code).read()
    names = (found.layout.questionnaire.questionnaire, found.layout.form.form)
    guard = Guard(registers.references, registers.directions_of(sender_code, *names))
    answers = read_answers(found, rows, body, fields.columns["answered_at"], guard)
    if problems := [*fields.problems, *answers.problems]:
        raise Refusal(*problems)
    identity = (delivery_id, sender_code, context.secret)
    reading = _assemble(found, rows, fields, answers, identity, body)
    if unfinished:
        counts = reading.counts | {"read": len(rows) + unfinished, "unfinished": unfinished}
        return replace(reading, counts=counts)
    return reading


def _answer_rows(found: Found) -> tuple[np.ndarray, dict[int, pa.Array], int]:
    """Spreadsheet row numbers of the answers, the known columns cut to those rows, and how many
    forms were left out because they were never sent.
    """
    columns = [column.slice(found.header_row + 1) for column in found.sheet.columns]
    if not columns or not len(columns[0]):
        return np.array([], np.int32), {}, 0
    filled = np.zeros(len(columns[0]), bool)
    for column in columns:
        if filled.all():
            break
        filled |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    for index in np.flatnonzero(filled)[-_LAST_ROWS:]:
        first = next(text for column in columns if (text := column[index].as_py()))
        filled[index] = not _TOTAL.match(normalise(first))
    never_sent = found.unfinished()
    unfinished = 0
    if never_sent is not None:
        unfinished = int((filled & never_sent).sum())
        filled &= ~never_sent
    keep = np.flatnonzero(filled)
    if len(keep) and keep[-1] - keep[0] + 1 == len(keep):
        # Nothing is left out between: no need to copy every cell.
        first, count = int(keep[0]), len(keep)
        body = {index: columns[index].slice(first, count) for index in found.layout.columns}
    else:
        body = {index: columns[index].take(pa.array(keep)) for index in found.layout.columns}
    return (keep + found.first_row).astype(np.int32), body, unfinished


def _assemble(
    found: Found,
    rows: np.ndarray,
    fields: Fields,
    answers: Answered,
    identity: tuple[str, str, bytes],
    body: dict[int, pa.Array],
) -> Reading:
    """Put the tables together; rows without consent stay out of all of them."""
    delivery_id, sender_code, secret = identity
    layout, keep = found.layout, fields.consented
    constant = {
        "delivery_id": delivery_id,
        "sender_code": sender_code,
        "questionnaire_code": layout.questionnaire.questionnaire,
        "form_code": layout.form.form,
        "form_version": layout.form.version,
    }
    columns = {
        **{n: same(v, len(rows)) for n, v in constant.items()},
        "row_number": rows,
        **fields.columns,
        **_marks(found, fields, answers, body),
    }
    submissions = pa.table({name: columns[name] for name in SUBMISSIONS.names}).cast(SUBMISSIONS)
    tables = {
        "submissions": submissions.filter(keep),
        "answers": answer_rows(answers.tables, rows, keep, delivery_id),
        "open_answers": open_answers(found, rows, keep, body, delivery_id),
        "refusals": consent.refusals(delivery_id, columns, keep, secret),
    }
    told = [*fields.findings, *answers.findings, *_alike(found, tables["submissions"])]
    used = tables["submissions"].num_rows
    counts = {"read": len(rows), "used": used, "no_consent": len(rows) - used}
    answers.repairs.join(fields.repairs)
    return Reading(
        found,
        tables,
        counts,
        told,
        answers.blocked,
        answers.repairs.as_dict(),
        answers.lowest,
    )


def _alike(found: Found, submissions: pa.Table) -> list[Reason]:
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
    found: Found, fields: Fields, answers: Answered, body: dict[int, pa.Array]
) -> dict[str, pa.Array]:
    """What a submission is compared by when the same form is delivered again."""
    closed = marks.added(len(fields.columns["answered_at"]), answers.marks)
    questions = found.layout.questionnaire.questions
    opened = [
        marks.text_marks(target.code, body[index])
        for index, target in found.layout.columns.items()
        if target.code in questions and questions[target.code].kind == "open"
    ]
    compared = ("phase_code", "service_code", "municipality_code", "area_code", "person_key")
    other = [marks.text_marks(name, fields.columns[name]) for name in compared]
    return {
        "answered_ordinal": marks.ordinals(fields.columns, closed),
        "answers_mark": marks.as_column(closed),
        "content_mark": marks.as_column(marks.added(len(closed), [closed, *opened, *other])),
    }
