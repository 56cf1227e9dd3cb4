"""What was on the form when: a blank from before a question was asked is not a missing answer.

Belongs here: `since`, `until` and `option_dates` of the questionnaire, by the time of answering.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.messages.refusal import Reason, reason, some_cells
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text
from orchestration.questionnaire.model.questionnaire import Validity


def set_not_asked(
    recognised: RecognisedSheet, code: str, table: pa.Table, rows: np.ndarray, answered_at: pa.Array
) -> tuple[pa.Table, list[Reason]]:
    """Set blanks outside the question's dates to `not_asked`; report answers outside them.

    `table` has `index`, the position of the submission in `rows` and `answered_at`.
    """
    question = recognised.layout.questionnaire.questions[code]
    dated = {None: question, **question.option_dates}
    if not any(v.since or v.until for v in dated.values()):
        return table, []
    when = answered_at.take(table["index"].combine_chunks())
    outside = _outside(question, when)
    blank = pc.fill_null(pc.equal(table["missing_kind"], "no_answer"), False)
    kinds = pc.if_else(pc.and_(outside, blank), "not_asked", table["missing_kind"])
    place = table.schema.get_field_index("missing_kind")
    table = table.set_column(place, "missing_kind", kinds)
    early = pc.and_(outside, pc.is_null(kinds))
    for option, validity in question.option_dates.items():
        chosen = pc.fill_null(pc.equal(table["option_code"], option), False)
        early = pc.or_(early, pc.and_(chosen, _outside(validity, when)))
    hits = rows[table["index"].to_numpy()[early.to_numpy()]]
    if not len(hits):
        return table, []
    cells = some_cells(hits.tolist(), recognised.layout.column_of(code) or 0)
    text = header_text(recognised.layout, code)
    finding = reason(
        "outside_validity", sheet=recognised.sheet.name, cell=cells, text=text, count=len(hits)
    )
    return table, [finding]


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
