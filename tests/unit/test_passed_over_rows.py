"""Rows of answers are passed over when a header is looked for, and nothing is decided otherwise."""

from __future__ import annotations

from random import Random

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Limits, read_sheets
from orchestration.ingest.recognise import choose
from orchestration.intake.declared_inputs import SHIPPED_QUESTIONNAIRES
from orchestration.questionnaire.loading.loader import load
from orchestration.questionnaire.matching.best_case import BestCase
from orchestration.questionnaire.matching.header_keys import ColumnTexts
from orchestration.questionnaire.matching.match import keys_of
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


PARTS = (
    "Lahden paja", "3. Ikä", "osi04", "q1[SQ001]", "ﬁnska", "Kyllä", "2024-03-05 10:20", "Column2",
    "ئەرێ", "Muu, mikä?", "a\u0301", "- Selected Choice", "(choice=Muu)", "[Muu]", "",
)  # fmt: skip
BETWEEN = (":", " - ", " [", "] ", ". ", "  ", "\u200b", " (choice=", "?")


@pytest.mark.parametrize("seed", range(3))
def test_a_text_without_the_words_of_a_header_has_none_of_its_keys(seed):
    """Texts of which nothing is looked up are those of which nothing would be found."""
    random = Random(seed)
    best, known = BestCase(KNOWN), [key for index in KNOWN for key in index.known]
    passed_over = 0
    for _ in range(500):
        pieces = [random.choice((random.choice(PARTS), random.choice(known))) for _ in range(3)]
        text = "".join(piece + random.choice(BETWEEN) for piece in pieces)
        two_rows = ColumnTexts(f"{pieces[0]}:{text}", alone=(text, pieces[0]))
        for column in (ColumnTexts(text), ColumnTexts(random.choice(PARTS), (text,)), two_rows):
            if not any(map(best._may_be_known, column.texts())):
                passed_over += 1
                keys = keys_of([column.keys()])
                assert not [
                    keys & index.known.keys() for index in KNOWN if keys & index.known.keys()
                ]
    assert passed_over > 50
