"""Columns of text -> answers: every distinct text is decided once, whole columns at a time.

Belongs here: from the decision for a text to the rows of a column, with what was repaired.
Pure. A column of 100 000 rows costs one look-up per distinct text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np
import pyarrow as pa

from orchestration.core.text import normalise, whole_number
from orchestration.ingest.convert.answer import NO_ANSWER, Answer, CellAnswers, ReadAnswer
from orchestration.ingest.convert.fingerprints import fingerprint
from orchestration.ingest.readers.cell_values import MISSING_NUMBER, positions
from orchestration.ingest.readers.text_columns import index_type


@dataclass(frozen=True)
class Column:
    """One question's column, as the number of a kind of cell for each cell.

    `kinds` has a number per position, `cells` the answers of each kind, `fingerprint_of` a number for
    each, the same for the same answers, 0 for no answer, and `number_of` the bare number of a scale
    (NaN for any other). `wrong` has the positions of undecided cells by reason code; then there are
    no `cells`. `rules` has positions by rule.
    """

    kinds: np.ndarray
    cells: list[CellAnswers] = field(default_factory=list)
    wrong: dict[str, list[int]] = field(default_factory=dict)
    rules: dict[str, list[int]] = field(default_factory=dict)
    number_of: np.ndarray = field(default_factory=lambda: np.array([]))
    fingerprint_of: np.ndarray = field(default_factory=lambda: np.array([], np.uint64))

    @property
    def numbers(self) -> np.ndarray | None:
        """The bare numbers by position, NaN elsewhere; None where there is none."""
        return self.number_of[self.kinds] if self.has_numbers else None

    @property
    def has_numbers(self) -> bool:
        """True if a cell is a bare number of a scale."""
        return not np.isnan(self.number_of).all()

    @property
    def fingerprints(self) -> np.ndarray:
        """A fingerprint per position."""
        return self.fingerprint_of[self.kinds]

    def where(self, is_so: Callable[[Answer], bool]) -> np.ndarray:
        """True at each position of which an answer is so."""
        found = [any(map(is_so, cell.answers)) for cell in self.cells]
        return np.array(found or [False], bool)[self.kinds]

    def with_blanks_as(self, kind: str, here: np.ndarray) -> Column:
        """The column with the blanks at the positions `here` as another kind of missing."""
        blank = [NO_ANSWER in cell.answers for cell in self.cells]
        if not any(blank) or not here.any():
            return self
        meant = [
            replace(cell, answers=[Answer(missing_kind=kind) if one == NO_ANSWER else one for one in cell.answers])
            for cell in self.cells
        ]  # fmt: skip
        count = len(self.cells)
        moved = np.where(here & np.array(blank, bool)[self.kinds], self.kinds + count, self.kinds)
        return replace(
            self,
            kinds=moved.astype(number_width(2 * count)),
            cells=[*self.cells, *meant],
            number_of=np.tile(self.number_of, 2),
            fingerprint_of=np.tile(self.fingerprint_of, 2),
        )


def read_column(code: str, texts: pa.Array, read: ReadAnswer) -> Column:
    """Answers of one question's column: every distinct text decided once."""
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    decided = [read(text) for text in distinct]
    kinds = encoded.indices.to_numpy(zero_copy_only=False)
    # A column of many different texts is numbered with four bytes a cell, others with two.
    kinds = kinds.astype(number_width(len(distinct)), copy=False)
    wrong: dict[str, list[int]] = {}
    for position, outcome in enumerate(decided):
        if isinstance(outcome, str):
            wrong.setdefault(outcome, []).extend(np.flatnonzero(kinds == position).tolist())
    bare = [_bare_number(*each) for each in zip(distinct, decided, strict=True)]
    numbers = np.array(bare or [np.nan])
    if wrong:
        return Column(kinds, [], wrong, number_of=numbers)
    cells = [cell for cell in decided if isinstance(cell, CellAnswers)]
    return Column(
        kinds,
        cells,
        rules=positions(encoded.indices, [cell.rules for cell in cells]),
        number_of=numbers,
        fingerprint_of=_fingerprints(code, cells),
    )


def _fingerprints(code: str, cells: list[CellAnswers]) -> np.ndarray:
    distinct = [_fingerprint(code, tuple(cell.answers)) for cell in cells] or [0]
    return np.array(distinct, np.uint64)


@lru_cache(maxsize=20_000)
def _fingerprint(code: str, answers: tuple[Answer, ...]) -> int:
    given = sorted(repr(answer) for answer in answers if answer != NO_ANSWER)
    return fingerprint(code, *given) if given else 0


def _bare_number(text: str, decided: CellAnswers | str) -> float:
    """A code that is declared missing, such as 9, is no number of the scale."""
    key = whole_number(normalise(text))
    is_missing = isinstance(decided, CellAnswers) and any(a.missing_kind for a in decided.answers)
    is_number = key.isdecimal() and len(key) < 3 and key != MISSING_NUMBER
    return float(key) if is_number and not is_missing else np.nan


def number_width(count: int) -> type:
    """The smaller of two kinds of numbers by which so many values can be distinguished."""
    return np.int16 if index_type(count) == pa.int16() else np.int32
