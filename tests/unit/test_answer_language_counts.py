"""What the history keeps of answers by language: counted once, and gone when somebody withdraws."""

from __future__ import annotations

import pyarrow as pa
import pytest

from orchestration.privacy.history_tables import ADDED_LATER, SCHEMAS, file_name
from orchestration.warehouse.no_history import completed, no_history
from tests import sql

INT, LONG, TEXT, IS = pa.int32(), pa.int64(), pa.string(), pa.bool_()
GROUP = {"questionnaire_code": "q", "period_key": 20241, "pairing_status_code": "single"}
_GROUP = {"questionnaire_code": TEXT, "period_key": INT, "pairing_status_code": TEXT}
# Distribution 4, once asked: slot 43. 12 answered in Finnish, 6 in Arabic, 5 in Russian.
PEOPLE = {"fi": 12, "ar": 6, "ru": 5}
# Of 12, two were not asked by their form; of 6, one left the question blank.
COUNTS = [
    ("fi", "yes", False, 7), ("fi", "no", False, 3), ("fi", None, False, 10),
    ("ar", "yes", False, 5), ("ar", None, False, 5), ("ar", "no_answer", True, 1), ("ar", None, True, 1),
    ("ru", "no", False, 5), ("ru", None, False, 5),
]  # fmt: skip
OPTIONS = [("yes", False), ("no", False), ("no_answer", True), ("not_asked", True)]
KEPT_BEFORE = GROUP | {
    "period_key": 20232, "phase_code": "single", "published_code": "fi", "question_code": "met",
    "option_code": "yes", "is_missing": False, "answer_count": 11, "answered_count": 11,
    "selected_count": 11, "person_count": 12,
}  # fmt: skip


def kept(withdrawn: list[dict]) -> list[dict]:
    """Rows after a release: half-year 20232 was published before, 20241 is now."""
    members = [GROUP | {"distribution_number": 4, "language_code": code}
               for code, count in PEOPLE.items() for _ in range(count)]  # fmt: skip
    published = {"fi": "fi", "ar": "ar+ru", "ru": "ar+ru"}
    counts = [
        {"slot_number": 43, "question_key": 5, "language_code": language, "option_code": option}
        | {"is_missing": is_missing, "answer_count": count}
        for language, option, is_missing, count in COUNTS
    ]
    question = {"questionnaire_code": "q", "question_code": "met"}
    tables = {
        "int_answer_language_members": sql.table(
            members, **_GROUP, distribution_number=INT, language_code=TEXT
        ),
        "int_new_answer_languages": sql.table(
            [GROUP | {"language_code": one, "published_code": as_} for one, as_ in published.items()],
            **_GROUP, language_code=TEXT, published_code=TEXT,
        ),
        "int_answer_counts": sql.table(
            counts, slot_number=INT, question_key=LONG, language_code=TEXT, option_code=TEXT,
            is_missing=IS, answer_count=LONG,
        ),
        "int_question_bases": sql.table(
            [question | {"question_key": 5, "indicator_key": 0}],
            questionnaire_code=TEXT, question_code=TEXT, question_key=LONG, indicator_key=LONG,
        ),
        "stg_codebook__options": sql.table(
            [question | {"option_code": code, "is_missing": missing} for code, missing in OPTIONS],
            questionnaire_code=TEXT, question_code=TEXT, option_code=TEXT, is_missing=IS,
        ),
        "int_withdrawn_bounds": sql.table(
            withdrawn, questionnaire_code=TEXT, family_key=LONG, period_key=INT
        ),
        "stg_history__answer_language_counts": pa.Table.from_pylist(
            [KEPT_BEFORE], schema=SCHEMAS["answer_language_counts"]
        ),
    }  # fmt: skip
    return sql.run(tables, "int_new_answer_language_counts", "int_kept_answer_language_counts")


def test_languages_add_up_to_the_distribution_and_whoever_was_not_asked_is_counted():
    rows = [row for row in kept([]) if row["period_key"] == 20241]
    found = {(r["published_code"], r["option_code"]): r["answer_count"] for r in rows}
    assert found == {
        ("fi", "yes"): 7, ("fi", "no"): 3, ("fi", "not_asked"): 2,
        ("ar+ru", "yes"): 5, ("ar+ru", "no"): 5, ("ar+ru", "no_answer"): 1,
    }  # fmt: skip
    totals = {(r["published_code"], r["answered_count"], r["person_count"]) for r in rows}
    assert totals == {("fi", 10, 12), ("ar+ru", 10, 11)}


@pytest.mark.parametrize(
    ("family_key", "half_years"), [(0, {20241}), (7, {20232, 20241})], ids=["everybody", "scored"]
)
def test_a_half_year_is_gone_when_somebody_of_its_distributions_withdraws(family_key, half_years):
    bound = {"questionnaire_code": "q", "family_key": family_key, "period_key": 20232}
    assert {row["period_key"] for row in kept([bound])} == half_years


def test_a_history_of_an_earlier_version_gets_the_tables_it_has_not(tmp_path):
    known = no_history(tmp_path / "known")
    new = {file_name(table) for table in ADDED_LATER}
    for name in new:
        (known / name).unlink()
    found = completed(known, tmp_path / "added")
    assert {file.name for file in found.iterdir()} == {file_name(table) for table in SCHEMAS}
