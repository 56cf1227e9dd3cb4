"""One form in every language: columns in another order, marks in headers, digits of the script."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orchestration.ingest import registers
from orchestration.ingest.read import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.questionnaire import loader
from orchestration.root import SHIPPED_QUESTIONNAIRES
from tests.exports import csv_text

SURVEY = loader.load([SHIPPED_QUESTIONNAIRES])["osallisuuskysely"].questionnaire
LANGUAGES = ["fi", "sv", "en", "ru", "uk", "ar", "fa", "ckb"]
ITEMS = SURVEY.indicators["inclusion"].items
RTL_MARK = "\u200f"
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")


@pytest.fixture(scope="module")
def context(tmp_path_factory) -> Context:
    nothing = tmp_path_factory.mktemp("none")
    surveys = loader.load([SHIPPED_QUESTIONNAIRES])
    return Context(surveys, registers.load(nothing), b"s" * 32, Limits(10**7, 10**8, 200))


def _text(texts: dict, language: str) -> str:
    wording = texts[language]
    return wording if isinstance(wording, str) else wording[0]


def _export(people: list[list[str]], language: str, seed: int) -> str:
    """Rows of option codes (None: blank) as the form in one language, columns shuffled."""
    fields = SURVEY.fields.declared()
    scale = SURVEY.scales["agreement"]
    said = {**scale.options, **scale.missing}
    header = {code: _text(SURVEY.questions[code].text, language) for code in ITEMS}
    header |= {role: _text(fields[role].header, language) for role in ("respondent_code", "phase", "consent")}  # fmt: skip
    header["answered_at"] = "Vastausaika"
    rows = []
    for number, answers in enumerate(people):
        at = f"5.2.2024 10:{number:02}"
        cells = {
            "answered_at": at.translate(PERSIAN) if language in ("fa", "ckb") else at,
            "respondent_code": f"code{number}",
            "phase": _text(fields["phase"].values["start"], language),
            "consent": _text(fields["consent"].values["given"], language),
        }
        cells |= {c: _text(said[a], language) if a else "" for c, a in zip(ITEMS, answers, strict=True)}  # fmt: skip
        rows.append(cells)
    order = sorted(header)
    random.Random(seed).shuffle(order)
    mark = RTL_MARK if language in ("ar", "fa", "ckb") else ""
    table = [[mark + header[c] + mark for c in order]]
    table += [[mark + row[c] for c in order] for row in rows]
    return csv_text(table)


def _meaning(context, folder, people, language, seed=1):
    file = folder / f"{language}.csv"
    file.write_text(_export(people, language, seed), encoding="utf-8")
    reading = read_delivery(file, "d" * 64, "ngo", context)
    assert reading.blocked_indicators == []
    found = sorted(
        (a["row_number"], a["question_code"], a["option_code"] or "", a["missing_kind"] or "")
        for a in reading.tables["answers"].to_pylist()
    )
    same = ("answered_at", "person_key", "phase_code", "answers_mark", "content_mark")
    return found, reading.tables["submissions"].select(same).to_pylist()


answers = st.sampled_from(["1", "2", "3", "4", "5", "dont_know", "refused", None])


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.lists(answers, min_size=10, max_size=10), min_size=1, max_size=4))
def test_the_same_answers_in_any_language_are_the_same_answers(context, tmp_path, people):
    people[0][0] = "4"  # a form without any answer says no language
    expected = _meaning(context, tmp_path, people, "fi")
    for seed, language in enumerate(LANGUAGES):
        assert _meaning(context, tmp_path, people, language, seed) == expected
