"""What a check points out beside what a run would say: codes that look wrong, columns that are not imported.

Belongs here: findings and notes about a recognised sheet. Pure. Does not belong here: what refuses a
file (ingest), or the outcome (self_check).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow.compute as pc

from orchestration.core.text import shown as escaped
from orchestration.ingest.convert.time_points import own_columns
from orchestration.ingest.messages.cell_addresses import Cells, cell_name, some_cells
from orchestration.ingest.messages.form_messages import MORE_COLUMNS
from orchestration.ingest.messages.message import Phrase, joined
from orchestration.ingest.messages.refusal import Reason, reason
from orchestration.ingest.read_delivery import Reading
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.privacy import respondent_codes
from orchestration.privacy.personal_data import may_be_shown

# Of the columns that are not imported so many are named, and so many addresses are shown.
_MOST_NAMED, _MOST_CELLS = 12, 5


def names(found: RecognisedSheet) -> list[Reason]:
    """Codes that look like a name: the sender has to correct them, so they are findings."""
    return _about_codes(found, {"name_like_code": respondent_codes.name_like})


def notes(found: RecognisedSheet, *, any_service: bool) -> list[Reason]:
    """What to know only. `any_service`: there is no register of services."""
    found_notes = _about_codes(
        found,
        {
            "near_codes": respondent_codes.near,
            "blank_code": respondent_codes.blank,
            "corrected_code": respondent_codes.unusually_spelled,
        },
    )
    services = (part.column_of("service") for part in found.layout.parts)
    if any_service and any(column is not None for column in services):
        found_notes.append(reason("unchecked_services"))
    return [*found_notes, *_unpublished_numbers(found)]


def _unpublished_numbers(found: RecognisedSheet) -> list[Reason]:
    """Columns of numbers that are read and then published nowhere."""
    layout = found.layout
    codes = layout.questionnaire.unpublished_numbers()
    columns = sorted(
        {i for part in layout.parts for i, target in part.columns.items() if target.code in codes}
    )
    if not columns:
        return []
    cells = [cell_name(found.header_row + 1, column) for column in columns]
    where = Cells(", ".join(cells), tuple(cells))
    return [reason("numbers_without_bands", sheet=found.sheet.name, cell=where, count=len(cells))]


def _about_codes(found: RecognisedSheet, rules: dict[str, Any]) -> list[Reason]:
    reasons = []
    for texts, rows, column in _codes(found):
        for why, rule in rules.items():
            if hits := rule(texts):
                where = some_cells(rows[hits].tolist(), column)
                reasons.append(reason(why, sheet=found.sheet.name, cell=where, count=len(hits)))
    return reasons


def ignored_columns(reading: Reading) -> list[Reason]:
    """Columns that are not imported, the first of them by their headers; one that may hold personal
    data is named by its address.
    """
    found = reading.left_out_headers
    if not found:
        return []
    called = [
        f"“{escaped(' '.join(text.split()))}”" if may_be_shown(text) else cell
        for cell, text in found.items()
    ]
    shown, rest = ", ".join(called[:_MOST_NAMED]), len(called) - _MOST_NAMED
    more = MORE_COLUMNS.filled(count=rest) if rest > 0 else Phrase()
    first = ", ".join([*found][:_MOST_CELLS]) + (" …" if len(found) > _MOST_CELLS else "")
    about = {"names": joined([Phrase(shown, shown), more]), "count": len(found)}
    where = Cells(first, tuple(found))
    return [reason("extra_columns", sheet=reading.recognised.sheet.name, cell=where, **about)]


def _codes(found: RecognisedSheet) -> Iterator[tuple[list[str], np.ndarray, int]]:
    """The respondent codes of rows that hold anything, their row numbers, and their column: of
    each column of codes, since every time point may have its own.
    """
    filled: dict[int, np.ndarray] = {}
    for part, own in zip(found.layout.parts, own_columns(found.layout), strict=True):
        column = part.column_of("respondent_code")
        if column is None or found.sheet.height <= found.header_row + 1:
            continue
        for index in own:
            texts = found.sheet.columns[index].slice(found.header_row + 1)
            some = pc.not_equal(texts, "").to_numpy(zero_copy_only=False)
            filled[column] = filled[column] | some if column in filled else some
    for column, rows in filled.items():
        kept = np.flatnonzero(rows)
        texts = found.sheet.columns[column].slice(found.header_row + 1).take(kept).to_pylist()
        yield texts, kept + found.first_row, column
