"""The rows of a sheet that hold answers: neither blank, nor a total, nor marked by the tool as none.

Belongs here: finding them, before any cell is read as an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import normalise
from orchestration.ingest.convert.marked_rows import marked_rows, without_unanswered
from orchestration.ingest.messages.refusal import Reason
from orchestration.ingest.readers.cell_values import TOTALS
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet

# Rows at the end that may be a total: `Yhteensä`, `Total (n=61)`, `n = 61`, `Keskiarvo`.
_LAST_ROWS = 3
_AVERAGES = ("keskiarvo", "average", "mean", "medelvärde")
_TOTAL = re.compile(rf"^(?:(?:{'|'.join([*sorted(TOTALS), *_AVERAGES])})(?: ?\(?n ?=.*)?|n ?=.*)$")


@dataclass(frozen=True)
class FilledRows:
    """Rows with answers: their spreadsheet numbers, and the known columns cut to them by index.

    `left_out` counts by reason the rows that the tool marks as no answers; `problems` and
    `findings` are about its marks. `unanswered` are the positions of cells, by column, in which
    the tool says that the question was seen and left blank.
    """

    rows: np.ndarray
    body: dict[int, pa.Array]
    left_out: dict[str, int] = field(default_factory=dict)
    problems: list[Reason] = field(default_factory=list)
    findings: list[Reason] = field(default_factory=list)
    unanswered: dict[int, np.ndarray] = field(default_factory=dict)


def filled_rows(recognised: RecognisedSheet) -> FilledRows:
    """Return the rows of a recognised sheet that hold answers."""
    columns = [column.slice(recognised.header_row + 1) for column in recognised.sheet.columns]
    if not columns or not len(columns[0]):
        return FilledRows(np.array([], np.int32), {})
    filled = np.zeros(len(columns[0]), bool)
    for column in columns:
        if filled.all():
            break
        filled |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    for index in np.flatnonzero(filled)[-_LAST_ROWS:]:
        first = next(text for column in columns if (text := column[index].as_py()))
        filled[index] = not _TOTAL.match(normalise(first))
    marked = marked_rows(recognised, filled)
    filled, left_out = marked.take_out(filled)
    keep = np.flatnonzero(filled)
    known = sorted({index for part in recognised.layout.parts for index in part.columns})
    if len(keep) and keep[-1] - keep[0] + 1 == len(keep):
        # Nothing is left out between: no need to copy every cell.
        first, count = int(keep[0]), len(keep)
        body = {index: columns[index].slice(first, count) for index in known}
    else:
        body = {index: columns[index].take(pa.array(keep)) for index in known}
    rows = (keep + recognised.first_row).astype(np.int32)
    body, unanswered = without_unanswered(recognised, body)
    return FilledRows(rows, body, left_out, marked.problems, marked.findings, unanswered)
