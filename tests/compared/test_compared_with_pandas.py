"""What is published of surveys that are brought in by YAML is what pandas counts in the raw files.

Question by question: how many chose every option, how many have a score, and the sum of the scores.
"""

from __future__ import annotations

import random
from collections import Counter
from fractions import Fraction

import pandas as pd
import pytest

from tests.compared.surveys import SCALES, SURVEYS
from tests.roots import Workplace, new_root

Answers = dict[str, pd.DataFrame]
COLUMNS = ["form", "person", "phase", "question", "option"]
# What is asked, and what it is made of.
FACTS = [f"+fct_{name}" for name in ("answer_distribution", "indicator_level", "indicator_change")]
FACTS += [f"+dim_{name}" for name in ("question", "option", "indicator")]


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workplace, Answers]:
    folder = tmp_path_factory.mktemp("compared")
    place, answers = new_root(folder), {}
    for seed, (code, (survey, form, file, read)) in enumerate(SURVEYS.items()):
        survey_folder = place.root.questionnaires / code
        (survey_folder / "forms").mkdir(parents=True)
        (survey_folder / "questionnaire.yml").write_text(survey, encoding="utf-8")
        if form:
            (survey_folder / "forms" / "form.yml").write_text(form, encoding="utf-8")
        made = file(folder, random.Random(seed))
        place.land(made, f"{code}/{made.name}", at=1000 * seed)
        answers[code] = pd.DataFrame(read(made), columns=COLUMNS)
    place.build(*FACTS)
    assert {record.status for record in place.records} == {"accepted"}
    return place, answers


def _scores(code: str, answers: pd.DataFrame) -> dict[str, Fraction]:
    """Score of each form that has one: the nearest that a complete form has, halves to even."""
    items, reversed_items, low, high, fewest, score_low, score_high = SCALES[code]
    found = {}
    for form, given in answers[answers["question"].isin(items)].groupby("form"):
        values = [
            low + high - int(option) if question in reversed_items else int(option)
            for question, option in zip(given["question"], given["option"], strict=True)
        ]
        if len(values) >= fewest:
            steps = round(Fraction(sum(values) - low * len(values), len(values)) * len(items))
            found[form] = score_low + Fraction(steps, len(items) * (high - low)) * (score_high - score_low)  # fmt: skip
    return found


def _published(place: Workplace, code: str) -> Counter[tuple[str, str, str]]:
    rows = place.built(
        "select phase_code, questions.question_code, option_code, sum(answer_count)::int"
        " from {fct_answer_distribution} join {dim_question} as questions using (question_key)"
        " join {dim_option} using (option_key)"
        f" where questions.questionnaire_code = '{code}' and not is_missing group by all"
    )
    return Counter({(phase, question, option): count for phase, question, option, count in rows})


@pytest.mark.parametrize("code", SURVEYS)
def test_every_option_was_chosen_as_often_as_in_the_file(released, code):
    place, of_all = released
    answers, items = of_all[code], SCALES[code][0]
    with_score = answers["form"].isin(_scores(code, answers))
    counted = answers[~answers["question"].isin(items) | with_score]
    expected = Counter(zip(counted["phase"], counted["question"], counted["option"], strict=True))
    found = _published(place, code)
    assert +found == expected
    assert {question for _, question, _ in found} == set(answers["question"])


@pytest.mark.parametrize("code", SURVEYS)
def test_the_scores_are_as_many_and_as_high_as_in_the_file(released, code):
    place, of_all = released
    scores = _scores(code, of_all[code])
    phases = dict(zip(of_all[code]["form"], of_all[code]["phase"], strict=True))
    expected = {
        phase: (len(these), float(sum(these)))
        for phase in sorted({phases[form] for form in scores})
        if (these := [score for form, score in scores.items() if phases[form] == phase])
    }
    by_code = f" join {{dim_indicator}} using (indicator_key) where questionnaire_code = '{code}'"
    [level] = place.built("select sum(person_count)::int, sum(score_sum)::double from {fct_indicator_level}" + by_code)  # fmt: skip
    [change] = place.built("select sum(pair_count)::int, sum(start_sum)::double, sum(end_sum)::double from {fct_indicator_change}" + by_code)  # fmt: skip
    count, start, end = change
    found = {"single": level} if count is None else {"end": (count, end), "start": (count, start)}
    assert {phase: number for phase, (number, _) in found.items()} == {phase: number for phase, (number, _) in expected.items()}  # fmt: skip
    for phase, (_, total) in expected.items():
        assert found[phase][1] == pytest.approx(total, abs=1e-3)
