"""The register of corrections: a wrong phase or service of one response, corrected by a person.

Belongs here: applying the register's lines to the rows they name. A line states the value it
expects, so that it refuses the delivery when the source has been corrected.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from orchestration.core.text import plain
from orchestration.ingest.messages.refusal import Reason, cell_name, reason
from orchestration.ingest.readers.cell_dates import parse_dates
from orchestration.ingest.registers.registers import Correction


@dataclass(frozen=True)
class NamedRows:
    """The rows of a delivery as corrections name them: sheet, spreadsheet row, id and time."""

    sheet: str
    rows: np.ndarray
    response_id: pa.Array
    answered_at: pa.Array


def apply_corrections(
    lines: list[Correction],
    rows: NamedRows,
    texts: pa.Array | None,
    codes: pa.Array,
    look_up: Callable[[str], str | None],
    column: int | None,
) -> tuple[pa.Array, list[Reason], list[Reason]]:
    """(codes after the corrections, reasons to refuse, findings) of one field column.

    `texts` are the cells, `codes` what they mean; `look_up` gives the code of a text.
    """
    if not lines:
        return codes, [], []
    values = codes.to_pylist()
    cells = [""] * len(values) if texts is None else texts.to_pylist()
    problems: list[Reason] = []
    findings: list[Reason] = []
    for line in lines:
        hits = _rows_of(line, rows)
        expected = [i for i in hits if _is_expected(line, cells[i], values[i], look_up)]
        wrong = (
            "correction_ended" if len(expected) < (len(hits) if line.response_id else 1) else None
        )
        if not line.response_id and len(expected) > 1:
            wrong = "correction_unclear"
        if not hits:
            continue
        where = cell_name(int(rows.rows[(expected or hits)[0]]), column or 0)
        place = {"sheet": rows.sheet, "cell": where}
        about = {"line": line.line, "count": len(expected)}
        if wrong:
            problems.append(reason(wrong, **place, **about))  # type: ignore[arg-type]
            continue
        for index in expected:
            values[index] = look_up(line.wanted)
        findings.append(reason("corrected", **place, **about))  # type: ignore[arg-type]
    return pa.array(values, pa.string()), problems, findings


def _rows_of(line: Correction, rows: NamedRows) -> list[int]:
    if line.response_id:
        ids = rows.response_id.to_pylist()
        return [i for i, one in enumerate(ids) if one == line.response_id]
    [when] = parse_dates(pa.array([line.answered_at])).to_pylist()
    times = rows.answered_at.to_pylist()
    return [i for i, one in enumerate(times) if one is not None and one == when]


def _is_expected(
    line: Correction, cell: str, value: str | None, look_up: Callable[[str], str | None]
) -> bool:
    if plain(cell) == plain(line.expected):
        return True
    return value is not None and bool(line.expected) and look_up(line.expected) == value
