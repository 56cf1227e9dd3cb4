"""Merged cells below the header: a text that a person sees beside several rows is in each of them.

Belongs here: filling it down, with a trace. Does not belong here: merged headers (header).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.number_formats import put

MERGED = "merged_cell"


def fill_merged_cells(sheet: Sheet, header_row: int) -> Sheet:
    """The sheet with each merged text in all rows of its range that hold something else."""
    ranges = [one for one in sheet.merged if one[0] > header_row and one[2] > one[0]]
    if not ranges:
        return sheet
    columns, rows = list(sheet.columns), np.zeros(sheet.height, bool)
    for column in columns:
        rows |= pc.not_equal(column, "").to_numpy(zero_copy_only=False)
    trace: dict[int, list[int]] = {}
    for left in sorted({one[1] for one in ranges if one[1] < len(columns)}):
        column = columns[left]
        texts = {
            row: text
            for top, _, bottom, _ in sorted(one for one in ranges if one[1] == left)
            if top < sheet.height and (text := column[top].as_py())
            for row in range(top + 1, min(bottom + 1, sheet.height))
            if rows[row] and not column[row].as_py()
        }
        columns[left] = put(column, pa.array(list(texts), pa.int64()), pa.array(texts.values()))
        trace[left] = [row + 1 for row in texts]
    return replace(sheet, columns=tuple(columns), traces={**sheet.traces, MERGED: trace})
