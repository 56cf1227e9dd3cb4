"""Two real exports of a survey that Mukana was not made for, brought in with YAML alone.

The counts are worked out here from the files, with pandas and openpyxl, which the reader
does not use.
"""

from collections import Counter

import pandas as pd
import pytest
import yaml

from tests.roots import REAL_EXPORTS, SALARY, Workplace, new_root

FILES = {year: REAL_EXPORTS / f"koodiklinikka_palkkakysely_{year}.xlsx" for year in (2021, 2022)}
pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES.values()),
    reason=f"THE REAL EXPORTS ARE NOT THERE ({REAL_EXPORTS}): real input is NOT TESTED in this run",
)


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    place = new_root(tmp_path_factory.mktemp("real"), salary=True)
    for year, file in FILES.items():
        place.land(file, f"koodiklinikka/{file.name}", at=1_700_000_000 + year)
    place.release()
    return place


def _declared(year: int) -> dict[str, tuple[str, dict]]:
    """Question of the form of a year -> its header, and the question as its YAML declares it."""
    questions = yaml.load((SALARY / "questionnaire.yml").read_text("utf-8"), yaml.CSafeLoader)[
        "questions"
    ]
    form = yaml.load((SALARY / "forms" / f"google_{year}.yml").read_text("utf-8"), yaml.CSafeLoader)
    return {
        code: (form["columns"].get(code, [questions[code]["text"]["fi"]])[0], questions[code])
        for code in form["questions"]
        if "options" in questions[code]
    }


def _counted(column: pd.Series, question: dict) -> Counter[str]:
    """How many chose each option, by the labels that the YAML declares; other texts are the other option."""
    # `0.8` and so on are percentages, which pandas reads as shares of one and a person as 80 %.
    option_of = {
        text.casefold(): option
        for option, texts in question["options"].items()
        for wording in texts.values()
        for text in ([wording] if isinstance(wording, str) else wording)
    }
    counts: Counter[str] = Counter()
    # Signs at the end say nothing: `Mies!` is `Mies`, and a question mark alone is no answer.
    for cell in filter(None, column.dropna().str.strip(" !?")):
        parts = cell.split(", ") if question.get("type") == "multi" else [cell]
        known = {option_of[part.casefold()] for part in parts if part.casefold() in option_of}
        others = [part for part in parts if part.casefold() not in option_of]
        counts.update(known | ({question["other"]} if others else set()))
    return counts


@pytest.mark.parametrize(("period", "year"), [(20211, 2021), (20222, 2022)])
def test_every_option_of_every_question_is_counted_as_pandas_counts_it(place, period, year):
    frame = pd.read_excel(FILES[year], engine="openpyxl", dtype=str)
    declared = _declared(year)
    assert len(declared) >= 7
    for code, (header, question) in declared.items():
        found = place.query(
            "select option_code, sum(answer_count)::int from {fct_answer_distribution}"
            " join {dim_option} as o using (option_key) where not is_missing"
            f" and period_key = {period} and o.question_code = '{code}' group by all"
        )
        assert +Counter(dict(found)) == _counted(frame[header], question), code


@pytest.mark.parametrize(("period", "year"), [(20211, 2021), (20222, 2022)])
def test_every_respondent_is_in_every_question_once(place, period, year):
    frame = pd.read_excel(FILES[year], engine="openpyxl", dtype=str).dropna(how="all")
    rows = place.query(
        "select q.question_type, d.question_key, sum(d.answer_count), any_value(d.person_count)"
        " from {fct_answer_distribution} as d join {dim_question} as q using (question_key)"
        f" where d.period_key = {period} group by all"
    )
    assert len(rows) >= 6
    assert {persons for *_, persons in rows} == {len(frame)}
    assert {total for kind, _, total, _ in rows if kind == "single"} == {len(frame)}
