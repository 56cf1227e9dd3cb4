"""A number of a log that no total can hold is named to its sender."""

from __future__ import annotations

import pytest

from orchestration.core.words import Words
from orchestration.ingest.convert.number_answers import NOT_ONE_COUNT, number_reader
from orchestration.questionnaire.model.questionnaire import Question

QUESTION = Question.model_validate({"type": "number", "text": {"fi": "Kohtaamisia"}})


def rules(text: str, *, counts: bool) -> tuple[str, ...]:
    read = number_reader(Words({}), QUESTION, [text], counts=counts)(text)
    assert not isinstance(read, str)
    return read.rules


@pytest.mark.parametrize("text", ["30-40", "50+", "7,5"])
def test_a_count_that_is_not_one_whole_number_is_a_finding_of_logs_only(text):
    assert NOT_ONE_COUNT in rules(text, counts=True)
    assert NOT_ONE_COUNT not in rules(text, counts=False)


@pytest.mark.parametrize("text", ["0", "78", "(12)", "", "1200"])
def test_one_whole_number_and_a_blank_are_none(text):
    assert NOT_ONE_COUNT not in rules(text, counts=True)
