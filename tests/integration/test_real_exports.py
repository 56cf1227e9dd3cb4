"""Two real exports of a survey that Mukana was not made for, brought in with YAML alone.

The counts are worked out here from the files, with pandas and openpyxl, which the reader
does not use.
"""

import pandas as pd
import pytest

from tests.roots import REAL_EXPORTS, Workplace, new_root

FILES = {year: REAL_EXPORTS / f"koodiklinikka_palkkakysely_{year}.xlsx" for year in (2021, 2022)}
pytestmark = pytest.mark.skipif(
    not all(file.exists() for file in FILES.values()),
    reason=f"THE REAL EXPORTS ARE NOT THERE ({REAL_EXPORTS}): real input is NOT TESTED in this run",
)
# Period, question and option here; header and labels there. Labels compared trimmed, without case.
EXPECTED = [
    (20211, "employment", "employee", 2021, "Työsuhteen luonne", ["Työntekijä / palkollinen"]),
    (20211, "fair_pay", "competitive", 2021, "Onko palkkasi nykyroolissasi mielestäsi kilpailukykyinen?", ["Kyllä"]),
    (20211, "remote", "remote", 2021, "Etänä vai paikallisesti?", ["Pääosin tai kokonaan etätyö"]),
    (20211, "office_city", "tampere", 2021, "Missä kaupungissa työpaikkasi pääasiallinen toimisto sijaitsee?", ["Tampere"]),
    (20211, "age", "age_26_30", 2021, "Ikä", ["26-30 v"]),
    (20211, "gender", "woman", 2021, "Sukupuoli", ["Nainen", "Naisoletettu"]),
    (20222, "fair_pay", "not_competitive", 2022, "Onko palkkasi nykyroolissasi mielestäsi kilpailukykyinen?", ["Ei"]),
    (20222, "remote", "remote", 2022, "Etänä vai lähityössä?", ["Pääosin tai kokonaan etätyö"]),
    (20222, "invoicing", "invoicing", 2022, "Oletko palkansaaja vai laskuttaja?", ["Laskuttaja"]),
    (20222, "company_type", "consulting", 2022, "Millaisessa yrityksessä työskentelet", ["Konsulttitalossa"]),
    (20222, "age", "age_36_40", 2022, "Ikä", ["36-40 v"]),
    (20222, "office_city", "turku", 2022, "Missä kaupungissa työpaikkasi pääasiallinen toimisto sijaitsee?", ["Turku"]),
]  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    place = new_root(tmp_path_factory.mktemp("real"), salary=True)
    for year, file in FILES.items():
        place.land(file, f"koodiklinikka/{file.name}", at=1_700_000_000 + year)
    place.release()
    return place


@pytest.mark.parametrize(("period", "question", "option", "year", "header", "labels"), EXPECTED)
def test_published_counts_are_the_counts_of_the_file(
    place, period, question, option, year, header, labels
):
    column = pd.read_excel(FILES[year], engine="openpyxl", dtype=str)[header].dropna()
    wanted = {label.casefold() for label in labels}
    expected = sum(text.strip().casefold() in wanted for text in column)
    assert expected >= 10
    found = place.query(
        "select d.answer_count from {fct_answer_distribution} as d join {dim_option} as o using (option_key)"
        f" where d.period_key = {period} and o.question_code = '{question}' and o.option_code = '{option}'"
    )
    assert found == [(expected,)]


def test_options_chosen_together_are_counted_each(place):
    """`Itse, Käytän välitysfirmoja` in one cell counts for both options."""
    header = "Hankitko asiakkaasi itse suoraan vai käytätkö välitysfirmojen palveluita?"
    cells = pd.read_excel(FILES[2022], engine="openpyxl", dtype=str)[header].dropna()
    for option, label in (("own", "Itse"), ("broker", "Käytän välitysfirmoja")):
        expected = sum(label in text.split(", ") for text in cells)
        found = place.query(
            "select d.answer_count, d.answered_count from {fct_answer_distribution} as d"
            " join {dim_option} as o using (option_key)"
            f" where o.question_code = 'client_acquisition' and o.option_code = '{option}' and d.period_key = 20222"
        )
        assert found == [(expected, len(cells))]


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
