"""The answers of a delivery as rows: all of them, and never all at once."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pyarrow as pa

from orchestration.ingest.convert import answer_rows
from orchestration.ingest.convert.answer import NO_ANSWER, Answer, CellAnswers
from orchestration.ingest.convert.column_values import Column

ONE, TWO = Answer("1", Decimal(1), Decimal(1)), Answer("2", Decimal(2), Decimal(2))
ROWS = np.array([4, 5, 6, 7], np.int32)
KEEP = pa.array([True, True, False, True])


def column(kinds: list[int]) -> Column:
    cells = [CellAnswers([ONE]), CellAnswers([TWO, ONE]), CellAnswers([NO_ANSWER])]
    return Column(np.array(kinds, np.int16), cells)


def rows(tables: list[pa.Table]) -> list[tuple]:
    names = ("row_number", "question_code", "option_code", "missing_kind")
    return sorted((tuple(r[n] for n in names) for t in tables for r in t.to_pylist()), key=str)


def test_every_answer_of_a_row_that_is_kept_is_a_row():
    columns = [("q1", column([0, 1, 1, 2])), ("q2", column([2, 0, 0, 0]))]
    found = list(answer_rows.answer_rows(columns, ROWS, KEEP, "d"))
    assert rows(found) == [
        (4, "q1", "1", None),
        (4, "q2", None, "no_answer"),
        (5, "q1", "1", None),
        (5, "q1", "2", None),
        (5, "q2", "1", None),
        (7, "q1", None, "no_answer"),
        (7, "q2", "1", None),
    ]


def test_questions_are_put_together_only_as_far_as_a_piece_goes(monkeypatch):
    columns = [(f"q{n}", column([0, 0, 0, 0])) for n in range(5)]
    together = list(answer_rows.answer_rows(columns, ROWS, KEEP, "d"))
    monkeypatch.setattr(answer_rows, "_PIECE_ROWS", 6)
    apart = list(answer_rows.answer_rows(columns, ROWS, KEEP, "d"))
    assert rows(apart) == rows(together)
    assert max(table.num_rows for table in apart) <= 6 < max(t.num_rows for t in together)


def test_blanks_become_another_kind_of_missing_and_nothing_else_changes():
    before = column([0, 2, 2, 2])
    after = before.with_blanks_as("not_shown", np.array([True, True, False, True]))
    kept = pa.array([True] * 4)
    found = rows(list(answer_rows.answer_rows([("q", after)], ROWS, kept, "d")))
    kinds = [(number, missing) for number, _, _, missing in found]
    assert kinds == [(4, None), (5, "not_shown"), (6, "no_answer"), (7, "not_shown")]
