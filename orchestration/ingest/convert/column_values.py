"""Columns of text -> answers: every distinct text is decided once, whole columns at a time.

Belongs here: from the decision for a text to the rows of a column, with what was repaired.
Pure. A column of 100 000 rows costs one look-up per distinct text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.arrow_types import DECIMAL
from orchestration.core.text import normalise, whole_number
from orchestration.ingest.convert.answer import NO_ANSWER, Answer, CellAnswers, ReadAnswer
from orchestration.ingest.convert.fingerprints import fingerprint
from orchestration.ingest.readers.cell_values import MISSING_NUMBER, positions
from orchestration.ingest.readers.text_columns import index_type

ANSWER_COLUMNS = ("option_code", "number_low", "number_high", "missing_kind")


@dataclass(frozen=True)
class Column:
    """One question's column.

    `table` has (index, option_code, number_low, number_high, missing_kind), `index` being the
    position of the cell; `wrong` the positions of undecided cells by reason code, and then the
    table is empty; `rules` the positions by rule; `numbers` the bare numbers of a scale by
    position (NaN elsewhere), None where there is none; `fingerprints` a number per position, the
    same for the same answers, 0 for no answer.
    """

    table: pa.Table
    wrong: dict[str, list[int]] = field(default_factory=dict)
    rules: dict[str, list[int]] = field(default_factory=dict)
    numbers: np.ndarray | None = None
    fingerprints: np.ndarray | None = None


def read_column(code: str, texts: pa.Array, read: ReadAnswer) -> Column:
    """Answers of one question's column: every distinct text decided once."""
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    decided = [read(text) for text in distinct]
    wrong: dict[str, list[int]] = {}
    for position, outcome in enumerate(decided):
        if isinstance(outcome, str):
            hits = pc.indices_nonzero(pc.equal(encoded.indices, position)).to_pylist()
            wrong.setdefault(outcome, []).extend(hits)
    numbers = _bare_numbers(distinct, decided, encoded.indices)
    if wrong:
        return Column(pa.table({}), wrong, numbers=numbers)
    cells = [cell for cell in decided if isinstance(cell, CellAnswers)]
    return Column(
        _expand(encoded.indices, [cell.answers for cell in cells]),
        rules=positions(encoded.indices, [cell.rules for cell in cells]),
        numbers=numbers,
        fingerprints=_fingerprints(code, cells, encoded.indices),
    )


def _fingerprints(code: str, cells: list[CellAnswers], indices: pa.Array) -> np.ndarray:
    answers = [sorted(repr(a) for a in cell.answers if a != NO_ANSWER) for cell in cells]
    distinct = [fingerprint(code, *given) if given else 0 for given in answers] or [0]
    return np.array(distinct, np.uint64)[indices.to_numpy(zero_copy_only=False)]


def _bare_numbers(
    distinct: list[str], decided: list[CellAnswers | str], indices: pa.Array
) -> np.ndarray | None:
    """A code that is declared missing, such as 9, is no number of the scale."""
    values = np.array(
        [_bare_number(*each) for each in zip(distinct, decided, strict=True)] or [np.nan]
    )
    if np.isnan(values).all():
        return None
    return values[indices.to_numpy(zero_copy_only=False)]


def _bare_number(text: str, decided: CellAnswers | str) -> float:
    key = whole_number(normalise(text))
    is_missing = isinstance(decided, CellAnswers) and any(a.missing_kind for a in decided.answers)
    is_number = key.isdecimal() and len(key) < 3 and key != MISSING_NUMBER
    return float(key) if is_number and not is_missing else np.nan


def _expand(indices: pa.Array, decided: list[list[Answer]]) -> pa.Table:
    """One row per cell and chosen option: take the distinct cells' answers by position.

    Of an answer each row holds only numbers: which of the values it is.
    """
    most = max((len(answers) for answers in decided), default=1)
    cells, parts = indices.to_numpy(zero_copy_only=False), []
    for nth in range(most):
        chosen = [answers[nth] if nth < len(answers) else None for answers in decided]
        rows, take = np.arange(len(cells), dtype=np.int32), cells
        if nth:
            has = np.array([answer is not None for answer in chosen], bool)[cells]
            rows, take = rows[has], cells[has]
        columns = {name: _column(chosen, name, take) for name in ANSWER_COLUMNS}
        parts.append(pa.table({"index": rows, **columns}))
    return parts[0] if len(parts) == 1 else pa.concat_tables(parts)


def _column(answers: list[Answer | None], name: str, take: np.ndarray) -> pa.Array:
    """The values of one name of the answers taken; -1 numbers none."""
    values = [answer and getattr(answer, name) for answer in answers]
    numbers = {
        value: n for n, value in enumerate(v for v in dict.fromkeys(values) if v is not None)
    }
    kind = DECIMAL if name.startswith("number") else pa.string()
    width = np.int16 if index_type(len(numbers)) == pa.int16() else np.int32
    places = np.array([numbers.get(value, -1) for value in values] or [-1], width)[take]
    indices = pa.array(places, mask=places < 0)
    return pa.DictionaryArray.from_arrays(indices, pa.array(numbers, kind))
