"""What a cell holds whatever is asked: rows of another width, broken letters, formulas, merges.

Belongs here: the one decision, for every format, about what the reader could not read with
certainty: it is a problem that refuses the delivery, or a finding, each with its cell addresses.
Does not belong here: what an answer means (cell_answers).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import numpy as np
import pyarrow.compute as pc

from orchestration.ingest.convert.filled_rows import FilledRows
from orchestration.ingest.convert.repairs import Repairs
from orchestration.ingest.messages.refusal import Reason, Refusal, cell_name, reason, some_cells
from orchestration.ingest.readers.number_formats import POWER_OF_TEN
from orchestration.ingest.readers.sav import SAME_LABEL
from orchestration.ingest.readers.spreadsheet_texts import (
    CHANGED_HAS,
    ERROR_BEGINS,
    NO_VALUE,
    is_changed_code,
    is_formula_error,
)
from orchestration.ingest.readers.text_columns import all_texts, likely_true, true_of
from orchestration.ingest.readers.text_evidence import UNREADABLE
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet, header_text

_CODES = ("respondent_code", "response_id")
_SHOWN = 5
# Doubts that do not refuse a delivery.
_FINDINGS = (SAME_LABEL,)


def refuse_broken_rows(recognised: RecognisedSheet, filled: FilledRows) -> None:
    """Refuse rows with more or fewer cells than the header, where cells may have moved."""
    widths = recognised.sheet.widths
    if widths is None or not len(filled.rows):
        return
    header, rows = int(widths[recognised.header_row]), filled.rows - 1
    wide = [row for row in rows[widths[rows] > header] if _has_surplus(recognised, row, header)]
    narrow = _narrow(recognised, rows, widths, header)
    problems = [
        reason(
            code,
            sheet=recognised.sheet.name,
            cell=some_cells([int(row) + 1 for row in found], 0),
            count=len(found),
        )
        for code, found in (("row_too_wide", wide), ("row_too_narrow", narrow))
        if len(found)
    ]
    if problems:
        raise Refusal(*problems)


def _has_surplus(recognised: RecognisedSheet, row: int, header: int) -> bool:
    return any(column[row].as_py().strip() for column in recognised.sheet.columns[header:])


def _narrow(
    recognised: RecognisedSheet, rows: np.ndarray, widths: np.ndarray, header: int
) -> np.ndarray:
    """Rows narrower than the header, unless the file's writer leaves blank cells at the end out.

    Such a writer ends no row with a blank cell. Two rows that together are as wide as the header
    are one row with a line end inside a cell.
    """
    narrow = rows[widths[rows] < header]
    if not len(narrow):
        return narrow
    columns = recognised.sheet.columns
    ends = [columns[width - 1][row].as_py() for row, width in zip(rows, widths[rows], strict=True)]
    beside = np.intersect1d(narrow, narrow - 1)
    is_split = bool(np.any(widths[beside] + widths[beside + 1] == header + 1))
    is_trimmed = all(end.strip() for end in ends) and not is_split
    return narrow[:0] if is_trimmed else narrow


def cell_reasons(
    recognised: RecognisedSheet, filled: FilledRows
) -> tuple[list[Reason], list[Reason]]:
    """(problems, findings) of the known columns' cells, one for each column and kind."""
    problems, findings = [*_headers(recognised), *_merged_across(recognised, filled)], []
    has_marks = _has_marks(filled)
    for index, code in _known(recognised).items() if len(filled.rows) else ():
        for why, hits in _doubts(recognised, code, index, filled, has_marks=has_marks):
            if not hits:
                continue
            one = reason(
                why,
                sheet=recognised.sheet.name,
                cell=some_cells(hits, index),
                text=header_text(recognised.layout, code),
                count=len(hits),
            )
            is_finding = why in _FINDINGS or _kind(recognised, code) == "open"
            (findings if is_finding else problems).append(one)
    return problems, findings


def reader_repairs(recognised: RecognisedSheet, filled: FilledRows) -> Repairs:
    """The trace of the known columns' cells whose text is more than their value."""
    repairs, known = Repairs(), _known(recognised)
    for rule, by_column in recognised.sheet.traces.items():
        if rule == SAME_LABEL:
            continue  # a doubt of its own
        for index, rows in by_column.items():
            if index in known:
                repairs.add(rule, np.intersect1d(rows, filled.rows), index)
    return repairs


def _known(recognised: RecognisedSheet) -> dict[int, str]:
    parts = recognised.layout.parts
    return {index: target.code for part in parts for index, target in sorted(part.columns.items())}


def _kind(recognised: RecognisedSheet, code: str) -> str:
    question = recognised.layout.questionnaire.questions.get(code)
    return question.kind if question else "field"


def _has_marks(filled: FilledRows) -> bool:
    """True if any cell at all has a broken letter or is a formula without its value: few files do."""
    texts = all_texts(filled.body.values())
    marks = (pc.match_substring(texts, UNREADABLE), pc.equal(texts, NO_VALUE))
    return any(pc.any(each).as_py() for each in marks)


def _doubts(
    recognised: RecognisedSheet, code: str, index: int, filled: FilledRows, *, has_marks: bool
) -> Iterator[tuple[str, list[int]]]:
    """(code of a reason, rows from 1) for what the column holds."""
    texts = filled.body[index]
    kinds = {}
    if has_marks:
        kinds["bad_letter"] = true_of(texts, partial(pc.match_substring, pattern=UNREADABLE))
        kinds["formula_without_value"] = true_of(texts, lambda each: pc.equal(each, NO_VALUE))
    # A number, date or choice that is none is reported as such.
    if _kind(recognised, code) in ("field", "open"):
        kinds["formula_error"] = likely_true(texts, is_formula_error, ERROR_BEGINS)
    if code in _CODES:
        powers = recognised.sheet.traces.get(POWER_OF_TEN, {}).get(index, [])
        is_power = np.isin(filled.rows, powers)
        kinds["changed_code"] = likely_true(texts, is_changed_code, CHANGED_HAS) | is_power
    if alike := recognised.sheet.traces.get(SAME_LABEL, {}).get(index):
        why = "same_label_on_scale" if _kind(recognised, code) == "scale" else SAME_LABEL
        kinds[why] = np.isin(filled.rows, alike)
    for why, wrong in kinds.items():
        yield why, filled.rows[wrong].tolist()


def _merged_across(recognised: RecognisedSheet, filled: FilledRows) -> list[Reason]:
    """Cells merged over several columns with a meaning: which of them they answer is not known."""
    known = sorted(_known(recognised))
    cells = [
        cell_name(top + 1, left)
        for top, left, _, right in recognised.sheet.merged
        if left < right and top + 1 in filled.rows and sum(left <= i <= right for i in known) > 1
    ]
    if not cells:
        return []
    named = ", ".join(cells[:_SHOWN])
    return [reason("merged_across", sheet=recognised.sheet.name, cell=named, count=len(cells))]


def _headers(recognised: RecognisedSheet) -> list[Reason]:
    row = recognised.header_row + 1
    broken = [i for i, text in enumerate(recognised.header) if UNREADABLE in text]
    if not broken:
        return []
    cells = ", ".join(cell_name(row, index) for index in broken[:_SHOWN])
    return [
        reason("bad_letter_in_header", sheet=recognised.sheet.name, cell=cells, count=len(broken))
    ]
