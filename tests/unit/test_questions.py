"""The named questions: each says what it answers, and every column has a name for readers."""

import pytest

from expectations.contracts.words import LANGUAGES
from orchestration.outputs.questions import ask
from orchestration.outputs.wording.language import Language
from tests import results_release

QUESTIONS = ask.questions()


@pytest.fixture(scope="module")
def answers() -> dict[str, ask.Answer]:
    return ask.ask_all(results_release.release())


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_question_says_in_every_language_what_it_is_called_and_answers(name):
    for texts in (QUESTIONS[name].title, QUESTIONS[name].answers):
        assert set(texts) == set(LANGUAGES)
        assert all(texts.values())


@pytest.mark.parametrize("name", QUESTIONS)
def test_every_column_of_an_answer_is_named_and_described(name, answers):
    answer = answers[name]
    assert answer.rows, "the fixture has something for every question"
    for column in answer.columns:
        heading = answer.question.heading(column)
        assert set(heading.caption) == set(LANGUAGES)
        assert set(heading.description) == set(LANGUAGES)


@pytest.mark.parametrize(
    ("value", "decimals", "fi", "en"),
    [(-4.06, 1, "−4,1", "−4.1"), (-0.04, 1, "0,0", "0.0"), (2017, 0, "2\u00a0017", "2,017")],
)
def test_numbers_are_written_as_readers_of_the_language_write_them(value, decimals, fi, en):
    assert Language("fi").number(value, decimals) == fi
    assert Language("en").number(value, decimals) == en


def test_what_is_unknown_has_no_name_in_a_named_view_and_its_own_in_the_dimension():
    with ask.opened(results_release.release()) as connection:
        query = "select service_name_fi from {} where service_key = {}"
        unknown = connection.execute(query.format("dim_service", 0)).fetchall()
        assert unknown == [("Tuntematon",)]
        assert connection.execute(query.format("named_service", 0)).fetchall() == [(None,)]
        [(service_key, name)] = connection.execute(
            "select service_key, service_name_fi from dim_service where service_key <> 0 limit 1"
        ).fetchall()
        named = connection.execute(query.format("named_service", service_key)).fetchall()
        assert named == [(name,)]
