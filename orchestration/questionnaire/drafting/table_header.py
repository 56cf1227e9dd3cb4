"""The header of a table that no questionnaire knows, by its shape.

Belongs here: which row names the columns, and whether the row below names their parts. Does not belong
here: the columns themselves (file_table).
"""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow.compute as pc

from orchestration.core.text import normalise
from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.cell_values import read_number
from orchestration.ingest.readers.survey_tools import recognise_tool
from orchestration.ingest.readers.text_columns import plain_text
from orchestration.ingest.recognise.header import Header, possible_headers

# A header row is as full as this share of the fullest row.
_FULL = 0.7


def names_of(header: Header) -> int:
    """How many different texts the header has."""
    return len({normalise(text) for text in header.texts if text.strip()})


def find_header(sheet: Sheet) -> Header | None:
    """The first row that is about as full as any and holds names, with the row below if that names
    the parts of merged cells.
    """
    rows = sheet.head()
    candidates = list(possible_headers(sheet))
    known = recognise_tool(rows)
    if known:
        first = known[1]
    else:
        fullest = max((sum(bool(t.strip()) for t in row) for row in rows), default=0)
        first = next((i for i, row in enumerate(rows) if _is_header(row, fullest)), -1)
    here = [one for one in candidates if one.first == first]
    pair = next((one for one in here if one.last > one.first), None)
    if pair and (sheet.tool in ("qualtrics", "surveymonkey") or _names_parts(sheet, rows, first)):
        return pair
    return next((one for one in here if one.last == first), None)


def _is_header(row: Sequence[str], fullest: int) -> bool:
    names = [text for text in row if text.strip()]
    words = [text for text in names if read_number(text) is None]
    is_full = len(names) >= max(1, _FULL * fullest)
    return is_full and 2 * len(words) > len(names) and 2 * len({*names}) > len(names)


def _names_parts(sheet: Sheet, rows: Sequence[Sequence[str]], first: int) -> bool:
    """True if the row below names parts of questions: texts that no row further down has again."""
    if first + 2 >= sheet.height:
        return False
    below = [(i, text) for i, text in enumerate(rows[first + 1]) if text.strip()]
    again = [
        i
        for i, text in below
        if read_number(text) is not None
        or pc.any(pc.equal(plain_text(sheet.columns[i].slice(first + 2)), text)).as_py()
    ]
    return bool(below) and not again
