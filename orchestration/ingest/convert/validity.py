"""What was on the form when: a blank from before a question was asked is not a missing answer.

Belongs here: `since`, `until` and `option_dates` of the questionnaire, by the time of answering.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.convert.column_values import Column
from orchestration.ingest.messages.refusal import Reason, reason, some_cells
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.questionnaire.model.questionnaire import Validity


def set_not_asked(
    recognised: RecognisedSheet, code: str, column: Column, rows: np.ndarray, answered_at: pa.Array
) -> tuple[Column, list[Reason]]:
    """Set blanks outside the question's dates to `not_asked`; report answers outside them.

    `rows` and `answered_at` are by position, as the column is.
    """
    question = recognised.layout.questionnaire.questions[code]
    dated = {None: question, **question.option_dates}
    if not any(v.since or v.until for v in dated.values()):
        return column, []
    outside = _outside(question, answered_at).to_numpy(zero_copy_only=False)
    early = outside & column.where(lambda answer: answer.missing_kind is None)
    for option, validity in question.option_dates.items():
        chosen = column.where(lambda answer, option=option: answer.option_code == option)
        early |= chosen & _outside(validity, answered_at).to_numpy(zero_copy_only=False)
    column = column.with_blanks_as("not_asked", outside)
    hits = rows[early]
    if not len(hits):
        return column, []
    cells = some_cells(hits.tolist(), recognised.layout.column_of(code) or 0)
    text = header_text(recognised.layout, code)
    finding = reason(
        "outside_validity", sheet=recognised.sheet.name, cell=cells, text=text, count=len(hits)
    )
    return column, [finding]


def _outside(validity: Validity, when: pa.Array) -> pa.Array:
    """True where a time is known and lies outside the dates."""
    outside = pa.array(np.zeros(len(when), bool))
    if validity.since:
        start = pa.scalar(datetime.combine(validity.since, time()), pa.timestamp("us"))
        outside = pc.or_(outside, pc.fill_null(pc.less(when, start), False))
    if validity.until:
        after = datetime.combine(validity.until + timedelta(days=1), time())
        end = pa.scalar(after, pa.timestamp("us"))
        outside = pc.or_(outside, pc.fill_null(pc.greater_equal(when, end), False))
    return outside
