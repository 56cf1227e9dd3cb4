"""The same answers under another form: an export with missing columns is read as a smaller form.

Belongs here: finding such rows across the forms of one sender and questionnaire. A person decides
which of the two counts. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, time

import numpy as np
import pyarrow as pa

from orchestration.ingest.convert.repeated_rows import numbered
from orchestration.ingest.redelivery.linkage import Row
from orchestration.ingest.redelivery.rows import Places, Rows
from orchestration.ingest.redelivery.supersession import AnswersOf, ReadAnswers

# Two readings of one answer agree in at least this share of what both of them hold.
_ALIKE = 0.9


def times_of_several(forms: Sequence[str], deliveries: Sequence[Rows]) -> pa.Array:
    """The times at which rows of more than one form were answered; `forms` are those of the deliveries.
    Only such rows can be the same.
    """
    times = [rows.table["answered_at"] for rows in deliveries]
    when = pa.chunked_array([chunk for one in times for chunk in one.chunks], times[0].type)
    names = sorted(set(forms))
    form_of = np.repeat([names.index(form) for form in forms], [len(rows) for rows in deliveries])
    encoded = when.combine_chunks().dictionary_encode()
    several = Places(numbered(encoded)).in_several(form_of)
    return encoded.dictionary.filter(pa.array(several, pa.bool_()))


class CountedRows:
    """The rows that count, by time and form. Rows with a date alone are left out: it is too little."""

    def __init__(self) -> None:
        self._by_time: dict[datetime, list[tuple[str, Row]]] = {}

    def add(self, form: str, rows: Iterable[Row]) -> None:
        """Count these rows of a form from now on."""
        for row in rows:
            if row.answered_at is not None and row.answered_at.time() != time():
                self._by_time.setdefault(row.answered_at, []).append((form, row))

    def repeated(
        self, form: str, rows: list[Row], count: int, read_answers: ReadAnswers
    ) -> list[Row]:
        """The rows of other forms that repeat these rows, if those are at least half of the `count` of
        the delivery.

        Two rows are the same if both have the same time, and the same number or person, or nearly
        the same answers.
        """
        near = [self._near(form, row) for row in rows]
        if 2 * sum(map(bool, near)) < count:
            return []
        answers_of = read_answers([*rows, *(other for others in near for other in others)])
        found = [
            next((other for other in others if _is_same(row, other, answers_of)), None)
            for row, others in zip(rows, near, strict=True)
        ]
        same = [other for other in found if other is not None]
        return same if 2 * len(same) >= count else []

    def _near(self, form: str, row: Row) -> list[Row]:
        if row.answered_at is None:
            return []
        return [other for its, other in self._by_time.get(row.answered_at, ()) if its != form]


def _is_same(row: Row, other: Row, answers_of: AnswersOf) -> bool:
    if row.response_id is not None and row.response_id == other.response_id:
        return True
    if row.person is not None and other.person is not None:
        return row.person == other.person
    mine, theirs = answers_of(row), answers_of(other)
    fewer = min(len(mine), len(theirs))
    return fewer > 0 and len(mine & theirs) >= _ALIKE * fewer
