"""The rows of a sheet that hold answers: neither blank, nor a total, nor the header once more, nor
marked by the tool as none.

Belongs here: finding them, before any cell is read as an answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import normalise, plain
from orchestration.ingest.convert.marked_rows import marked_rows, without_unanswered
from orchestration.ingest.messages.refusal import Reason
from orchestration.ingest.readers.cell_values import TOTALS
from orchestration.ingest.readers.text_columns import compact, true_of
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet

# Rows at the end that may be a total: `Yhteensä`, `Total (n=61)`, `n = 61`, `Keskiarvo`.
_LAST_ROWS = 3
_AVERAGES = ("keskiarvo", "average", "mean", "medelvärde")
_TOTAL = re.compile(rf"^(?:(?:{'|'.join([*sorted(TOTALS), *_AVERAGES])})(?: ?\(?n ?=.*)?|n ?=.*)$")


REPEATED_HEADER = "repeated_header"


@dataclass(frozen=True)
class FilledRows:
    """Rows with answers: their spreadsheet numbers, and the known columns cut to them by index.

    `left_out` counts by reason the rows that are no answers: a header, or marked so by the tool; `problems` and
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
        filled |= true_of(column, lambda texts: pc.not_equal(texts, ""))
    for index in np.flatnonzero(filled)[-_LAST_ROWS:]:
        first = next(text for column in columns if (text := column[index].as_py()))
        filled[index] = not _TOTAL.match(normalise(first))
    headers = filled & _repeated_headers(recognised, columns)
    marked = marked_rows(recognised, filled & ~headers)
    filled, left_out = marked.take_out(filled & ~headers)
    if headers.any():
        left_out[REPEATED_HEADER] = int(headers.sum())
    keep = np.flatnonzero(filled)
    known = sorted({index for part in recognised.layout.parts for index in part.columns})
    if len(keep) and keep[-1] - keep[0] + 1 == len(keep):
        # Nothing is left out between: no need to copy every cell.
        first, count = int(keep[0]), len(keep)
        body = {index: compact(columns[index].slice(first, count)) for index in known}
    else:
        body = {index: compact(columns[index].take(pa.array(keep))) for index in known}
    rows = (keep + recognised.first_row).astype(np.int32)
    body, unanswered = without_unanswered(recognised, body)
    return FilledRows(rows, body, left_out, marked.problems, marked.findings, unanswered)


def _repeated_headers(recognised: RecognisedSheet, columns: list[pa.Array]) -> np.ndarray:
    """True for rows that hold a row of the header once more, as in two tables put together: each
    cell is blank or that of the header, and at least half of the header is there.
    """
    top = recognised.header_row if recognised.header_top is None else recognised.header_top
    found = np.zeros(len(columns[0]), bool)
    # Columns whose texts are few first: after them hardly any row is left to look at.
    order = sorted(range(len(columns)), key=lambda i: not pa.types.is_dictionary(columns[i].type))
    for row in range(top, recognised.header_row + 1):
        header = [plain(column[row].as_py()) for column in recognised.sheet.columns]
        rows, equal = np.arange(len(found)), np.zeros(len(found), np.int16)
        for index in order:
            encoded = columns[index].take(pa.array(rows)).dictionary_encode()
            numbers = encoded.indices.to_numpy()
            cells = [plain(cell) for cell in encoded.dictionary.to_pylist()]
            equal[rows] += np.array([bool(cell) for cell in cells], np.int16)[numbers]
            rows = rows[np.array([cell in ("", header[index]) for cell in cells], bool)[numbers]]
            if not len(rows):
                break
        found[rows] |= equal[rows] >= max(2, sum(map(bool, header)) / 2)
    return found
