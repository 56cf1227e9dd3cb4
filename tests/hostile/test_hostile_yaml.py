"""A questionnaire that stands for more than it holds is refused with a sentence, in no time."""

import pytest

from orchestration.questionnaire.loading import loader
from tests.hostile.landing_attacks import BOMB, MERGES

pytestmark = pytest.mark.tried("hostile inputs")
QUESTIONNAIRE = """\
questionnaire: tiny
subject: person
scope: here
title: {fi: Pieni}
questions:
  mood:
    text: {fi: Mieli}
    options:
      good: {fi: Hyvä}
      no: {fi: Huono}
"""
FORM = "form: paper\ntool: paper\n"
TEXTS = {
    "aliases of aliases": QUESTIONNAIRE + BOMB,
    "merges of merges": QUESTIONNAIRE + MERGES,
    "an alias of itself": QUESTIONNAIRE + "more: &a [*a]\n",
    "a mapping in itself": QUESTIONNAIRE + "more: &a {x: *a}\n",
    "an alias of what is not there": QUESTIONNAIRE + "more: *none\n",
    "a hundred thousand brackets": QUESTIONNAIRE + "more: " + "[" * 100_000,
    "a hundred thousand indents": QUESTIONNAIRE + "more:\n" + "".join(" " * n + "a:\n" for n in range(1, 1_000)),
    "a program": QUESTIONNAIRE + "more: !!python/object/apply:os.system [id]\n",
    "controls": QUESTIONNAIRE + "more: \x1b[2J\n",
}  # fmt: skip


@pytest.mark.parametrize("text", TEXTS.values(), ids=list(TEXTS))
def test_a_hostile_questionnaire_is_refused_with_a_sentence(tmp_path, text):
    folder = tmp_path / "tiny"
    (folder / "forms").mkdir(parents=True)
    (folder / "questionnaire.yml").write_text(text, encoding="utf-8")
    (folder / "forms" / "paper.yml").write_text(FORM, encoding="utf-8")
    with pytest.raises(loader.QuestionnaireError) as caught:
        loader.load([tmp_path])
    assert len(str(caught.value)) < 2_000
    assert "questionnaire.yml:" in str(caught.value)


def test_aliases_that_people_write_are_allowed(tmp_path):
    folder = tmp_path / "tiny"
    (folder / "forms").mkdir(parents=True)
    options = "options: &same {good: {fi: Hyvä}, no: {fi: Huono}}"
    text = QUESTIONNAIRE.split("    options:")[0] + f"    {options}\n"
    text += "  sleep: {text: {fi: Uni}, options: *same}\n"
    (folder / "questionnaire.yml").write_text(text, encoding="utf-8")
    (folder / "forms" / "paper.yml").write_text(FORM, encoding="utf-8")
    questions = loader.load([tmp_path])["tiny"].questionnaire.questions
    assert list(questions["sleep"].options) == ["good", "no"]
