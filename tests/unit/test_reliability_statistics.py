"""Reliability from sums is what numpy and scipy say of the answers themselves."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from orchestration.privacy.background_people import People
from orchestration.privacy.history_tables import SCHEMAS
from orchestration.privacy.languages import choose_languages
from tests import sql

MONEY, INT, LONG, TEXT = pa.decimal128(18, 4), pa.int32(), pa.int64(), pa.string()
ITEMS = ["i1", "i2", "i3", "i4"]
REVERSED = "i4"
KEYS = {
    "questionnaire_code": "q", "family_key": 1, "indicator_key": 1, "period_key": 20241,
    "pairing_status_code": "single", "status_code": "published", "publication_cell_number": 1,
}  # fmt: skip
_NUMBERS = ["family_key", "indicator_key", "period_key", "publication_cell_number", "person_number"]
_NUMBERS += ["distribution_number", "distribution_service_key", "measurement_key"]
_NUMBERS += ["atom_number", "is_new", "distribution_atom_number", "distribution_is_new"]
_CODES = ("questionnaire_code", "pairing_status_code", "status_code", "language_code")
_MEMBERS = dict.fromkeys(_CODES, TEXT)
_MEMBERS |= dict.fromkeys(_NUMBERS, LONG)
for _phase in ("start", "end", "single"):
    _MEMBERS |= {f"{_phase}_submission_key": LONG, f"{_phase}_score": MONEY}


def reliability(
    answers: np.ndarray, languages: list[str], times: int = 1
) -> dict[tuple[str, str], dict[str, Any]]:
    """Rows by language and item, of people who gave these answers 1-5, so many times over."""
    people = range(len(answers))
    tables = {
        "int_published_details": sql.table(
            [{"submission_key": n, "language_code": languages[n]} for n in people],
            submission_key=LONG, language_code=TEXT,
        ),
        "int_answers": sql.table(
            [
                {"submission_key": n, "delivery_id": "d", "questionnaire_code": "q", "question_code": item}
                | dict.fromkeys(("number_low", "number_high"), Decimal(int(answers[n][place])))
                for n in people for place, item in enumerate(ITEMS) if answers[n][place]
            ],
            submission_key=LONG, delivery_id=TEXT, questionnaire_code=TEXT, question_code=TEXT,
            option_code=TEXT, number_low=MONEY, number_high=MONEY, missing_kind=TEXT,
        ),
        "int_deliveries": sql.table(
            [{"delivery_id": "d", "questionnaire_code": "q"}], delivery_id=TEXT, questionnaire_code=TEXT
        ),
        "stg_history__answers": SCHEMAS["answers"].empty_table(),
        "stg_history__measurements": SCHEMAS["measurements"].empty_table(),
        "int_older_answers": sql.table([], submission_key=LONG, answer_number=INT),
        "stg_codebook__questions": sql.table(
            [{"questionnaire_code": "q", "question_code": item, "question_type": "scale"} for item in ITEMS],
            questionnaire_code=TEXT, question_code=TEXT, question_type=TEXT,
        ),
        # Items that are published in no distribution count here all the same.
        "int_question_bases": sql.table(
            [], questionnaire_code=TEXT, question_code=TEXT, indicator_key=LONG
        ),
        "stg_codebook__indicators": sql.table(
            [{"indicator_key": 1, "item_low": Decimal(1), "item_high": Decimal(5), "item_count": 4}],
            indicator_key=LONG, item_low=MONEY, item_high=MONEY, item_count=INT,
        ),
        "stg_codebook__indicator_items": sql.table(
            [{"questionnaire_code": "q", "indicator_key": 1, "question_code": item}
             | {"is_reversed": item == REVERSED} for item in ITEMS],
            questionnaire_code=TEXT, indicator_key=LONG, question_code=TEXT, is_reversed=pa.bool_(),
        ),
        "int_cell_members": sql.table(
            [KEYS | {"single_submission_key": n, "person_number": n} for n in people], **_MEMBERS
        ),
        "dim_indicator": sql.table(
            [{"indicator_key": 1, "questionnaire_code": "q", "indicator_code": "i"}],
            indicator_key=LONG, questionnaire_code=TEXT, indicator_code=TEXT,
        ),
        "dim_period": sql.table(
            [{"period_key": 20241, "period_code": "2024H1"}], period_key=INT, period_code=TEXT
        ),
    }  # fmt: skip
    tables["stg_raw__answers"] = tables["int_answers"]
    sums = sql.run(
        tables,
        "int_member_phases",
        "int_answer_contents",
        "int_numbered_answers",
        "int_item_values",
        "int_item_totals",
        "int_item_scores",
        "int_group_members",
        "int_form_groups",
        "int_grouped_forms",
        "int_published_answers",
        "int_group_answers",
        "int_item_counts",
        "int_item_sums",
    )
    counted = [
        {c: v * times if c.endswith(("_sum", "_count")) else v for c, v in row.items()}
        for row in sums
    ]
    tables["int_item_sums"] = sql.table(counted, **{c: _type(c) for c in sums[0]})
    published = choose_languages(
        People(np.arange(len(answers)), np.ones(len(answers)), {}, answers.sum(axis=1)[:, None]),
        np.array(languages), 30,
    )  # fmt: skip
    alone = [{"family_key": 1, "indicator_key": 1, "period_key": 20241, "phase_code": "single"} | {"language_code": c} for c in published]  # fmt: skip
    tables["int_reliability_languages"] = sql.table(
        alone,
        family_key=LONG,
        indicator_key=LONG,
        period_key=INT,
        phase_code=TEXT,
        language_code=TEXT,
    )
    # Nothing of these languages was published before.
    tables["stg_history__language_sums"] = SCHEMAS["language_sums"].empty_table()
    tables["int_withdrawn_bounds"] = sql.table([], family_key=LONG, period_key=INT)
    rows = sql.run(
        tables,
        "int_kept_language_sums",
        "int_reliability_sums",
        "int_reliability_moments",
        "rpt_indicator_reliability",
    )
    return {(row["language_code"], row["item_code"]): row for row in rows}


def _type(column: str) -> pa.DataType:
    if column.endswith("_sum"):
        return MONEY
    if column == "awaits_end":
        return pa.bool_()
    return LONG if column.endswith(("_count", "_key")) else TEXT


def mirrored(answers: np.ndarray) -> np.ndarray:
    values = answers.astype(float)
    values[:, ITEMS.index(REVERSED)] = 6 - values[:, ITEMS.index(REVERSED)]
    return values


PEOPLE = st.lists(st.lists(st.integers(1, 5), min_size=4, max_size=4), min_size=30, max_size=70)


@settings(max_examples=25)
@given(people=PEOPLE)
def test_alpha_and_item_rest_correlations_are_those_of_the_answers(people):
    answers = np.array(people)
    found = reliability(answers, ["fi"] * len(people))
    values = mirrored(answers)
    total = values.sum(axis=1)
    scale = found["all", "all"]
    if total.var() > 1e-9:
        # Kuder & Richardson's form: the covariance matrix itself.
        matrix = np.cov(values, rowvar=False)
        alpha = 4 / 3 * (1 - np.trace(matrix) / matrix.sum())
        assert scale["alpha"] == pytest.approx(alpha, abs=6e-5)
    else:
        assert scale["alpha"] is None
    assert scale["floor_share"] == pytest.approx((total == 4).mean(), abs=0.0051)
    assert scale["ceiling_share"] == pytest.approx((total == 20).mean(), abs=0.0051)
    straight = (answers == answers[:, :1]).all(axis=1).mean()
    assert scale["straight_lining_share"] == pytest.approx(straight, abs=0.0051)
    for place, item in enumerate(ITEMS):
        rest = total - values[:, place]
        said = found["fi", item]["item_rest_correlation"]
        if values[:, place].std() > 1e-9 and rest.std() > 1e-9:
            assert said == pytest.approx(stats.pearsonr(values[:, place], rest).statistic, abs=6e-5)
        else:
            assert said is None


def _people(count: int) -> np.ndarray:
    # One trait and noise, the fourth item asked the other way round.
    rng = np.random.default_rng(1)
    level = rng.normal(3, 1, (count, 1)) + rng.normal(0, 0.7, (count, 4))
    answers = np.clip(np.rint(level), 1, 5).astype(int)
    answers[:, 3] = 6 - answers[:, 3]
    return answers


def test_under_thirty_no_reliability_is_published():
    assert reliability(_people(29), ["fi"] * 29) == {}
    assert set(reliability(_people(30), ["fi"] * 30)) == {
        (language, item) for language in ("all", "fi") for item in (*ITEMS, "all")
    }


def test_a_language_is_published_only_where_the_rest_is_nobody_or_a_group():
    people = _people(70)
    published = [
        {language for language, _ in reliability(people, languages)}
        for languages in (
            ["fi"] * 35 + ["sv"] * 35,
            ["fi"] * 35 + ["sv"] * 30 + ["ar"] * 5,
            ["fi"] * 35 + ["sv"] * 31 + ["ar"] * 4,
        )
    ]
    # In the last, Swedish cannot be published: with it, all less the two would be the four. Finnish can: the rest are 35.
    assert published == [{"all", "fi", "sv"}, {"all", "fi", "sv"}, {"all", "fi"}]


def test_an_item_coded_backwards_shows_as_a_negative_item_rest_correlation():
    people = _people(40)
    right = reliability(people, ["fi"] * 40)
    people[:, 3] = 6 - people[:, 3]
    wrong = reliability(people, ["fi"] * 40)
    assert right["fi", REVERSED]["item_rest_correlation"] > 0.5
    assert wrong["fi", REVERSED]["item_rest_correlation"] < -0.5


def test_a_blank_takes_the_person_s_own_mean_and_the_item_s_shares_leave_it_out():
    people = _people(40)
    blank = people.copy()
    blank[:10, 0] = 0  # No answer: those ten are published as the others are.
    found = reliability(blank, ["fi"] * 40)
    values = mirrored(people)
    values[:10, 0] = values[:10, 1:].mean(axis=1)
    matrix = np.cov(values, rowvar=False)
    alpha = 4 / 3 * (1 - np.trace(matrix) / matrix.sum())
    assert found["all", "all"]["alpha"] == pytest.approx(alpha, abs=6e-5)
    rest = values.sum(axis=1) - values[:, 0]
    assert found["all", "i1"]["item_rest_correlation"] == pytest.approx(
        stats.pearsonr(values[:, 0], rest).statistic, abs=6e-5
    )
    assert found["all", "i1"]["floor_share"] == pytest.approx((people[10:, 0] == 1).mean(), abs=0.0051)  # fmt: skip


def test_the_sums_of_ten_million_people_overflow_nothing():
    people = _people(40)
    few, many = (reliability(people, ["fi"] * 40, times) for times in (1, 250_000))
    for row, found in many.items():
        # Variances enter as ratios: neither alpha nor a correlation depends on how many there are.
        assert found["alpha"] == few[row]["alpha"]
        assert found["item_rest_correlation"] == few[row]["item_rest_correlation"]
        assert found["floor_share"] == few[row]["floor_share"]
