"""Columns of questions -> the tables of answers and of open answers, piece by piece.

Belongs here: one row per submission, question and chosen option; there may be tens of millions.
Open answers get a table of their own and are never among the answers. Does not belong here: what
a cell means (column_values).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.arrow_types import DECIMAL
from orchestration.ingest.convert.column_values import Column, number_width
from orchestration.ingest.convert.reading import Part
from orchestration.ingest.convert.shapes import OPEN_ANSWERS, same
from orchestration.ingest.readers.text_columns import true_of

# Questions are put together until they have about so many answers; a big one is by itself.
_PIECE_ROWS = 250_000
_NAMES = ("option_code", "number_low", "number_high", "missing_kind")


def answer_rows(
    columns: Sequence[tuple[str, Column]], rows: np.ndarray, keep: pa.Array, delivery_id: str
) -> Iterator[pa.Table]:
    """All answers of the rows to `keep`, some questions at a time; values are held as numbers."""
    kept = np.flatnonzero(keep.to_numpy(zero_copy_only=False))
    step = max(1, _PIECE_ROWS // max(len(kept), 1))
    for start in range(0, len(columns), step):
        yield from _tables(columns[start : start + step], rows, kept, delivery_id)


def _tables(
    columns: Sequence[tuple[str, Column]], rows: np.ndarray, kept: np.ndarray, delivery_id: str
) -> Iterator[pa.Table]:
    """The first answer of each cell, then the second of those that have two, and so on.

    Of an answer each row holds only numbers: which of the values it is.
    """
    cells = [(code, cell.answers) for code, column in columns for cell in column.cells]
    starts = np.cumsum([0, *(len(column.cells) for _, column in columns)])[:-1]
    kinds = np.concatenate(
        [column.kinds[kept] + start for (_, column), start in zip(columns, starts, strict=True)]
    )
    numbers = np.tile(rows[kept], len(columns))
    for nth in range(max((len(answers) for _, answers in cells), default=1)):
        has = np.array([nth < len(answers) for _, answers in cells], bool)[kinds]
        take = kinds[has]
        chosen = [answers[nth] if nth < len(answers) else None for _, answers in cells]
        given = {
            name: _numbered([one and getattr(one, name) for one in chosen], name, take)
            for name in _NAMES
        }
        yield pa.table(
            {
                "delivery_id": same(delivery_id, len(take)),
                "row_number": numbers[has],
                "question_code": _numbered([code for code, _ in cells], "question_code", take),
                **given,
            }
        )


def _numbered(values: Sequence[Any], name: str, take: np.ndarray) -> pa.Array:
    """The values taken, each once in memory; -1 numbers none."""
    numbers = {
        value: n for n, value in enumerate(v for v in dict.fromkeys(values) if v is not None)
    }
    kind = DECIMAL if name.startswith("number") else pa.string()
    width = number_width(len(numbers))
    places = np.array([numbers.get(value, -1) for value in values] or [-1], width)[take]
    return pa.DictionaryArray.from_arrays(
        pa.array(places, mask=places < 0), pa.array(numbers, kind)
    )


def open_answers(part: Part, keep: pa.Array, delivery_id: str) -> Iterator[pa.Table]:
    """Open answers by submission and question; they go to restricted/, nowhere else."""
    layout, rows, body = part.recognised.layout, part.rows, part.body
    kept = keep.to_numpy(zero_copy_only=False)
    for index, target in layout.columns.items():
        question = layout.questionnaire.questions.get(target.code)
        if question is None or question.kind != "open":
            continue
        wanted = kept & true_of(body[index], _is_filled)
        texts = body[index].filter(pa.array(wanted))
        columns = [
            same(delivery_id, len(texts)),
            pa.array(rows[wanted]),
            same(target.code, len(texts)),
            texts,
        ]
        yield pa.table(columns, names=OPEN_ANSWERS.names)


def _is_filled(texts: pa.Array) -> pa.Array:
    return pc.not_equal(pc.utf8_trim_whitespace(texts), "")
