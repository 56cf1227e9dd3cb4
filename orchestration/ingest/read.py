"""One delivery, from a file to submissions and answers.

Belongs here: the order of the steps and the shapes of what comes out. Pure but for reading the
file: the secret, the surveys and the registers are handed in, and nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.answers import answer_rows, open_answers, read_answers
from orchestration.ingest.columns import FieldReader, Fields
from orchestration.ingest.readers import Limits, Sheet, read_sheets
from orchestration.ingest.recognise import Found, indexes, recognise
from orchestration.ingest.refusal import Reason, Refusal, cell_name, reason, some_cells
from orchestration.ingest.registers import Registers
from orchestration.ingest.shapes import SUBMISSIONS, same
from orchestration.ingest.values import TOTALS
from orchestration.privacy.door import IDENTITY_CODE, has_identity_code
from orchestration.questionnaire.loader import Survey
from orchestration.questionnaire.match import HeaderIndex
from orchestration.questionnaire.text import normalise


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
    """What a delivery holds: the tables of SCHEMAS by name, and what to tell the sender."""

    found: Found
    tables: dict[str, pa.Table]
    counts: dict[str, int]
    findings: list[Reason]

    @property
    def left_out(self) -> list[str]:
        """Addresses of header cells of columns that were not read."""
        row = self.found.header_row + 1
        known = self.found.layout.columns
        named = ((i, text) for i, text in enumerate(self.found.header) if text.strip())
        return [cell_name(row, i) for i, _ in named if i not in known]


def read_delivery(path: Path, delivery_id: str, sender_code: str, context: Context) -> Reading:
    """Read one file. Raises Refusal with every reason found."""
    sheets = read_sheets(path, context.limits)
    _refuse_identity_codes(sheets)
    found = recognise(sheets, context.indexes)
    del sheets
    rows, body = _answer_rows(found)
    # From here on only the known columns are needed; let the rest of a big sheet go.
    found = replace(found, sheet=Sheet(found.sheet.name, ()))
    if not len(rows):
        raise Refusal(reason("no_rows", sheet=found.sheet.name))
    fields = FieldReader(found, rows, body, context.registers, context.secret).read()
    answers, problems, findings = read_answers(found, rows, body)
    if problems := [*fields.problems, *problems]:
        raise Refusal(*problems)
    return _assemble(found, rows, fields, answers, findings, (delivery_id, sender_code), body)


def _answer_rows(found: Found) -> tuple[np.ndarray, dict[int, pa.Array]]:
    """Spreadsheet row numbers of the answers, and the known columns cut to those rows."""
    columns = [column.slice(found.header_row + 1) for column in found.sheet.columns]
    if not columns or not len(columns[0]):
        return np.array([], np.int32), {}
    filled = np.zeros(len(columns[0]), bool)
    for column in columns:
        filled |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    for index in np.flatnonzero(filled)[-3:]:
        first = next(text for column in columns if (text := column[index].as_py()))
        filled[index] = normalise(first) not in TOTALS and not normalise(first).startswith("n=")
    keep = np.flatnonzero(filled)
    body = {index: columns[index].take(pa.array(keep)) for index in found.layout.columns}
    return (keep + found.first_row).astype(np.int32), body


def _assemble(
    found: Found,
    rows: np.ndarray,
    fields: Fields,
    answers: list[tuple[str, pa.Table]],
    findings: list[Reason],
    identity: tuple[str, str],
    body: dict[int, pa.Array],
) -> Reading:
    """Put the tables together; rows without consent stay out of all of them."""
    delivery_id, sender_code = identity
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
    }
    submissions = pa.table({name: columns[name] for name in SUBMISSIONS.names}).cast(SUBMISSIONS)
    tables = {
        "submissions": submissions.filter(keep),
        "answers": answer_rows(answers, rows, keep, delivery_id),
        "open_answers": open_answers(found, rows, keep, body, delivery_id),
    }
    used = tables["submissions"].num_rows
    counts = {"read": len(rows), "used": used, "no_consent": len(rows) - used}
    return Reading(found, tables, counts, findings)


def _refuse_identity_codes(sheets: list[Sheet]) -> None:
    """A file with a personal identity code anywhere is refused as a whole."""
    reasons = []
    for number, sheet in enumerate(sheets, 1):
        for index, column in enumerate(sheet.columns):
            distinct = column.unique()
            likely = distinct.filter(pc.match_substring_regex(distinct, IDENTITY_CODE)).to_pylist()
            codes = [text for text in likely if has_identity_code(text)]
            if codes:
                hits = pc.indices_nonzero(pc.is_in(column, pa.array(codes))).to_pylist()
                cells = some_cells([hit + 1 for hit in hits], index)
                # Whatever this file is, a tab's name may name a person: told by its number.
                reasons.append(
                    reason("identity_code", sheet=str(number), cell=cells, count=len(hits))
                )
    if reasons:
        raise Refusal(*reasons)
