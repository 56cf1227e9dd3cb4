"""Rows of answers are passed over when a header is looked for, and nothing is decided otherwise."""

from __future__ import annotations

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Limits, read_sheets
from orchestration.ingest.recognise import choose
from orchestration.intake.declared_inputs import SHIPPED_QUESTIONNAIRES
from orchestration.questionnaire.loading.loader import load
from tests.benchmarks.generate import columns, rows
from tests.benchmarks.layout import read_layout

LIMITS = Limits(10_000_000, 10_000_000, 1_000)
KNOWN = choose.header_indexes(load([SHIPPED_QUESTIONNAIRES]).values())


def _csv(table: list[list[object]]) -> bytes:
    lines = (";".join("" if cell is None else str(cell) for cell in row) for row in table)
    return "\n".join(lines).encode()


def _tables() -> dict[str, list[list[object]]]:
    layout = read_layout()
    header, answers = columns(layout), [*rows(layout, 15)]
    named = [*answers[3][:1], *header[1:8], *answers[3][8:]]
    return {
        "plain": [header, *answers],
        "below a banner": [["Raportti"], [], header, *answers],
        "header repeated among the answers": [header, *answers[:4], header, *answers[4:]],
        "answers that are half a header": [header, *answers[:3], named, *answers[3:]],
        "no known header": [[f"x{number}" for number in range(40)], *answers],
        "items alone": [header[6:16], *(row[6:16] for row in answers)],
        "headers without answers": [header, header[:3], header[:5]],
    }


def _outcome(data: bytes) -> object:
    try:
        found = choose.recognise(read_sheets(data, LIMITS), KNOWN)
    except Refusal as refusal:
        return [reason.as_dict() for reason in refusal.reasons]
    second = found.runner_up and (found.runner_up.name, found.runner_up.score)
    return found.layout.name, found.header_row, found.header, found.choice(), second, found.rival


@pytest.mark.parametrize("name", _tables())
def test_the_outcome_is_that_of_reading_every_row_as_a_header(name, monkeypatch):
    data = _csv(_tables()[name])
    quick = _outcome(data)
    monkeypatch.setattr(choose, "_matters", lambda *_: True)
    assert quick == _outcome(data)


def test_rows_of_answers_are_not_read_as_forms(monkeypatch):
    read = []
    best = choose.best_layouts
    monkeypatch.setattr(choose, "best_layouts", lambda *a: read.append(a[1]) or best(*a))
    _outcome(_csv(_tables()["plain"]))
    # Fifteen rows and more are near the top; the header may be one row, or two as one.
    assert len(read) <= 3
