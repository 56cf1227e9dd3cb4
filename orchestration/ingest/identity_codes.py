"""Personal identity codes: a file that holds one anywhere is refused as a whole.

Belongs here: looking through every table of a file. Does not belong here: what such a code is
(privacy/personal_data).
"""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.messages.refusal import Refusal, reason, some_cells
from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.text_columns import distinct_texts
from orchestration.privacy.personal_data import (
    INVISIBLE,
    LIKELY_IDENTITY_CODE,
    has_identity_code,
)


def refuse_identity_codes(sheets: list[Sheet]) -> None:
    """Raise Refusal with a reason per column that holds one."""
    reasons = []
    distinct = [distinct_texts(column) for sheet in sheets for column in _texts(sheet)]
    # One search over all: making its automaton costs more than a small column.
    texts = pa.concat_arrays([pa.array([], pa.string()), *distinct])
    seen = pc.replace_substring_regex(texts, INVISIBLE, "")
    likely = texts.filter(pc.match_substring_regex(seen, LIKELY_IDENTITY_CODE)).to_pylist()
    codes = pa.array([text for text in likely if has_identity_code(text)], pa.string())
    for sheet in sheets if len(codes) else ():
        for place, column in enumerate(_texts(sheet)):
            index = place % len(sheet.columns)
            hits = pc.indices_nonzero(pc.is_in(column, codes)).to_pylist()
            if hits:
                cells = some_cells([hit + 1 for hit in hits], index)
                # A tab's name may name a person, so the sheet is named by its number.
                number = str(sheet.number)
                reasons.append(reason("identity_code", sheet=number, cell=cells, count=len(hits)))
    if reasons:
        raise Refusal(*reasons)


def _texts(sheet: Sheet) -> list[pa.Array]:
    """The columns, then the second text of each, if the format has one."""
    return [*sheet.columns, *(pa.array([caption], pa.string()) for caption in sheet.captions)]
