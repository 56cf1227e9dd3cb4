"""The statistics of change are those of scipy, on golden cases, random groups and odd ones.

The SQL sees additive sums only; scipy sees the people.
"""

from __future__ import annotations

import math
import re
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from tests import sql

MONEY, INT, LONG, TEXT = pa.decimal128(18, 4), pa.int32(), pa.int64(), pa.string()
STEPS = st.integers(0, 40).map(lambda step: Decimal(step) * Decimal("2.5"))
PAIRS = st.lists(st.tuples(STEPS, STEPS), min_size=1, max_size=60)
ALPHA, MU = 0.89, 75.2
GOLDEN_A = [(50, 57.5), (62.5, 60), (70, 80), (40, 52.5), (85, 82.5), (57.5, 65)]
# (raw sum - 10) * 2.5 of the eight who answered twice.
GOLDEN_B = [(s * 2.5 - 25, e * 2.5 - 25) for s, e in zip((22, 25, 30, 28, 35, 31, 27, 33), (26, 24, 34, 33, 35, 38, 25, 39), strict=True)]  # fmt: skip


def _sums(pairs: list[tuple[Any, Any]], starts_only: list[Any], **more: Any) -> dict[str, Any]:
    exact = [(Decimal(str(start)), Decimal(str(end))) for start, end in pairs]
    starts = [Decimal(str(start)) for start in starts_only]
    return {
        "level": "service", "group_code": "09", "is_several": False,
        "name_fi": "g", "name_sv": "g", "name_en": "g", "covers_fi": "g",
        "covers_sv": "g", "covers_en": "g",
        "service_count": 1, "period_key": 20241, "indicator_key": 1, "pair_count": len(pairs),
        "start_sum": sum(s for s, _ in exact), "end_sum": sum(e for _, e in exact),
        "change_sum": sum(e - s for s, e in exact), "start_square_sum": sum(s * s for s, _ in exact),
        "end_square_sum": sum(e * e for _, e in exact),
        "change_square_sum": sum((e - s) ** 2 for s, e in exact),
        "cross_sum": sum(s * e for s, e in exact),
        "wider_deviation_sum": None, "wider_freedom_count": None,
        "start_only_count": len(starts_only), "start_only_status_code": "number",
        "end_only_count": 0, "end_only_status_code": "number",
        "single_count": 0, "single_status_code": "number", "is_partial": False,
        "has_uncoded": False, "counted_pair_count": len(pairs), "pair_status_code": "number", "may_still_end": True,
        "ended_count": len(pairs), "started_count": len(pairs) + len(starts_only),
        "lost_to_follow_up_count": len(starts_only) or None, "lost_to_follow_up_start_sum": sum(starts) if starts_only else None,
        "lost_to_follow_up_start_square_sum": sum(s * s for s in starts) if starts_only else None,
        "lost_to_follow_up_status_code": "number",
    } | more  # fmt: skip


# Columns of int_place_retention; the others are of int_change_sums.
RETENTION = ("ended_", "started_", "lost_to_follow_up_", "may_still_end")
_TYPES = {"change_median": pa.float64(), "wider_deviation_sum": pa.float64()} | dict.fromkeys(
    ("is_several", "is_partial", "has_uncoded", "may_still_end"), pa.bool_()
)


def _type(column: str) -> pa.DataType:
    if column in _TYPES:
        return _TYPES[column]
    if column.endswith("_sum"):
        return MONEY
    return INT if column.endswith(("_count", "_key")) else TEXT


def report(
    model: str, pairs: list, starts_only: list = (), *, higher_is: str = "better",
    declared_sd: Decimal | None = None, **more: Any,
):  # fmt: skip
    """The one row of a report on a group of pairs and on those without an end (`starts_only`)."""
    directions = ("improved", "declined", "improved_unequal", "declined_unequal")
    row = {f"{direction}_count": None for direction in directions} | {"change_median": None}
    row |= _sums(list(pairs), list(starts_only)) | more
    sums = [column for column in row if not column.startswith(RETENTION)]
    retention = [
        column for column in row if column.startswith((*RETENTION, "level", "group", "ind"))
    ]
    tables = {
        "int_change_sums": sql.table([row], **{column: _type(column) for column in sums}),
        "int_place_retention": sql.table([row], **{column: _type(column) for column in retention}),
        "interpretation_texts": sql.seed("interpretation_texts"),
        "dim_indicator": sql.table(
            [{"indicator_key": 1, "indicator_code": "i", "questionnaire_code": "q"}
             | {"higher_is": higher_is, "reliability_alpha": Decimal(str(ALPHA))}
             | {"reliability_start_sd": declared_sd}],
            indicator_key=INT, indicator_code=TEXT, questionnaire_code=TEXT, higher_is=TEXT,
            reliability_alpha=MONEY, reliability_start_sd=MONEY,
        ),
        "dim_period": sql.table(
            [{"period_key": 20241, "period_code": "2024H1"}], period_key=INT, period_code=TEXT
        ),
        "dim_service": sql.table(
            [], service_key=INT, service_code=TEXT, region_key=INT, municipality_key=INT
        ),
        # So few pairs have none.
        "int_place_exact_means": sql.table(
            [], level=TEXT, group_code=TEXT, period_key=INT, indicator_key=INT,
            exact_start_mean=pa.float64(), exact_end_mean=pa.float64(),
            exact_change_mean=pa.float64(),
        ),
        "fct_indicator_reference": sql.table(
            [{"indicator_key": 1, "reference_code": "all", "reference_mean": Decimal(str(MU))}
             | {"is_drift_reference": True}],
            indicator_key=INT, reference_code=TEXT, reference_mean=MONEY,
            is_drift_reference=pa.bool_(),
        ),
    }  # fmt: skip
    (found,) = sql.run(tables, "int_change_statistics", "int_change_sentences", model)
    return found


def change(pairs: list, starts_only: list = (), **more: Any) -> dict[str, Any]:
    return report("rpt_indicator_change", pairs, starts_only, **more)


def printed(found: dict[str, Any], digits: int, *columns: str) -> list[str]:
    return [f"{found[column]:.{digits}f}" for column in columns]


def test_golden_a_to_all_printed_digits():
    found = change(GOLDEN_A, improved_count=0, declined_count=0)
    assert printed(found, 6, "change_mean", "change_sd") == ["5.416667", "6.406377"]
    # Printed: -1.306414 and 12.139747.
    assert (found["change_ci_low"], found["change_ci_high"]) == (-1.3, 12.1)
    assert found["interval_basis_code"] == "own"
    assert printed(found, 6, "effect_dz", "effect_dav", "effect_gav") == [
        "0.845512", "0.386499", "0.325473",
    ]  # fmt: skip
    assert printed(found, 4, "reliable_change", "reliable_change_unequal") == ["14.4385", "12.9774"]
    spread = report("rpt_indicator_attrition", GOLDEN_A)
    assert printed(spread, 6, "start_end_correlation") == ["0.923523"]


def test_golden_b_to_all_printed_digits_and_the_naive_number_nowhere():
    found = change(GOLDEN_B, [5, 10, 15, 7.5])
    assert printed(found, 2, "start_mean", "end_mean", "change_mean", "change_sd") == [
        "47.19", "54.38", "7.19", "8.50",
    ]  # fmt: skip
    # Printed: 0.08 and 14.29.
    assert (found["change_ci_low"], found["change_ci_high"]) == (0.1, 14.3)
    assert found["conclusion_code"] == "improved"
    assert (found["start_count"], found["retention_share"]) == (12, pytest.approx(8 / 12))
    assert "22" not in found["interpretation_fi"] + found["interpretation_en"]


@pytest.mark.parametrize("first", [1, 35, 400, 9_000])
def test_the_quantile_is_student_s_to_a_millionth(first: int):
    with sql.duckdb.connect() as connection:
        query = sql.rendered(
            "select df, {{ student_t('df') }} as t"
            f" from range(0, 40) as r (n), (select n + {first} as df)"
        )
        found = dict(connection.execute(query).fetchall())
    assert len(found) == 40
    for df, quantile in found.items():
        assert quantile == pytest.approx(stats.t.ppf(0.975, df), abs=1e-8)


@settings(max_examples=30)
@given(pairs=PAIRS, starts_only=st.lists(STEPS, max_size=20))
def test_every_statistic_of_random_groups_is_scipy_s(pairs, starts_only):
    found = change(pairs, starts_only)
    starts, ends = np.array(pairs, float).T
    differences, n = ends - starts, len(pairs)
    assert found["change_mean"] == pytest.approx(differences.mean(), abs=1e-9)
    if n < 2:
        assert found["change_sd"] is found["change_ci_low"] is found["effect_dz"] is None
        assert (found["conclusion_code"], found["interval_basis_code"]) == ("no_interval", "none")
        return
    spread = differences.std(ddof=1)
    assert found["change_sd"] == pytest.approx(spread, abs=1e-9)
    if spread > 1e-9:
        low, high = stats.ttest_rel(ends, starts).confidence_interval(0.95)
        # Rounded to one decimal.
        assert (found["change_ci_low"], found["change_ci_high"]) == (
            pytest.approx(low, abs=0.0501), pytest.approx(high, abs=0.0501),
        )  # fmt: skip
        assert found["effect_dz"] == pytest.approx(stats.ttest_rel(ends, starts).statistic / n**0.5)
    else:
        assert found["effect_dz"] is None
    assert found["detectable_change"] == pytest.approx(1.96 * stats.sem(differences), abs=1e-9)
    assert found["reliable_change"] == pytest.approx(
        1.96 * math.sqrt(2 * (1 - ALPHA)) * starts.std(ddof=1), abs=1e-9
    )
    assert found["lost_to_follow_up_start_mean"] == (
        pytest.approx(np.mean(starts_only, dtype=float)) if starts_only else None
    )


@settings(max_examples=30)
@given(
    pairs=st.lists(st.tuples(STEPS, STEPS), min_size=2, max_size=60),
    starts_only=st.lists(STEPS, min_size=2, max_size=20),
)
def test_attrition_and_regression_to_the_mean_follow_from_the_people(pairs, starts_only):
    found = report("rpt_indicator_attrition", pairs, starts_only)
    starts, ends = np.array(pairs, float).T
    gone = np.array(starts_only, float)
    assert found["baseline_difference"] == pytest.approx(gone.mean() - starts.mean(), abs=1e-9)
    pooled = math.sqrt((starts.var(ddof=1) + gone.var(ddof=1)) / 2)
    if pooled > 1e-9:
        assert found["baseline_standardised_difference"] == pytest.approx(
            (gone.mean() - starts.mean()) / pooled
        )
    if starts.std() > 1e-9 and ends.std() > 1e-9:
        # Regression line of two equally spread scores around mu has the slope r.
        r = stats.pearsonr(starts, ends).statistic
        assert found["start_end_correlation"] == pytest.approx(r, abs=1e-9)
        assert found["expected_end_mean"] == pytest.approx(MU + r * (starts.mean() - MU))
        assert found["expected_change_mean"] == pytest.approx((1 - r) * (MU - starts.mean()))
    else:
        assert found["start_end_correlation"] is found["expected_change_mean"] is None


def test_a_group_that_starts_low_is_expected_to_rise_by_itself():
    # r = 0.5 between (0, 10), (10, 0), (20, 30)? sums by hand: start mean 10, end mean 40/3.
    # cov = ((-10)(-10/3) + 0 + (10)(50/3)) / 2 = 100; SDs 10 and sqrt(700/3) = 15.28: r = 0.6547.
    found = report("rpt_indicator_attrition", [(0, 10), (10, 0), (20, 30)])
    assert found["start_end_correlation"] == pytest.approx(0.6547, abs=5e-5)
    assert found["expected_change_mean"] == pytest.approx((1 - 0.654654) * 65.2, abs=1e-3)


def test_without_a_spread_of_their_own_the_interval_is_from_a_larger_group():
    # Golden B: 8 pairs, mean 7.1875. Of 20 others around them the squares of the deviations add up to
    # 2000, with 25 degrees of freedom: SD sqrt(80) = 8.9443; t(.975, 25) = 2.0595, so that the interval
    # is 7.1875 -+ 2.0595 x 8.9443 / sqrt(8) = 6.5129.
    found = change(GOLDEN_B, **NO_SQUARES, wider_deviation_sum=2000.0, wider_freedom_count=25)
    assert (found["change_ci_low"], found["change_ci_high"]) == (0.7, 13.7)
    assert (found["interval_basis_code"], found["conclusion_code"]) == ("wider", "improved")
    spread = ("start_sd", "end_sd", "change_sd", "effect_dz", "effect_dav", "effect_gav")
    assert [found[column] for column in (*spread, "detectable_change")] == [None] * 7
    assert "miten" not in found["interpretation_fi"]
    assert "vaihtelu on laskettu suuremmasta ryhmästä." in found["interpretation_fi"]
    assert "is calculated from a larger group." in found["interpretation_en"]
    alone = change(GOLDEN_B, **NO_SQUARES)
    assert (alone["interval_basis_code"], alone["conclusion_code"]) == ("none", "no_interval")
    assert alone["change_ci_low"] is alone["change_ci_high"] is None
    assert alone["interpretation_fi"].startswith("Pisteet muuttuivat keskimäärin 7,2. Ei voi sanoa")


def test_where_all_changes_are_equal_there_is_no_effect_size():
    found = change([(50, 55), (60, 65), (70, 75)])
    assert (found["change_sd"], found["effect_dz"]) == (0.0, None)
    assert (found["change_ci_low"], found["change_ci_high"]) == (5.0, 5.0)
    assert found["effect_dav"] == pytest.approx(0.5)  # 5 / 10
    same = change([(50, 50)] * 4)
    assert same["effect_dz"] is same["effect_dav"] is None
    assert same["conclusion_code"] == "no_clear_change"


def test_what_is_suppressed_is_empty_and_never_zero():
    found = change(
        GOLDEN_B, start_only_count=None, start_only_status_code="few", end_only_count=None,
        end_only_status_code="few", single_count=None, single_status_code="merged",
        ended_count=None, started_count=None,
    )  # fmt: skip
    suppressed = (
        "start_count",
        "end_count",
        "single_count",
        "retention_share",
        "lost_to_follow_up_start_mean",
    )
    assert [found[column] for column in suppressed] == [None] * 5
    assert found["improved_share"] is found["declined_share"] is None
    assert "Tästä ryhmästä ei voi julkaista, kuinka monelta" in found["interpretation_fi"]
    assert (found["start_status_code"], found["single_status_code"]) == ("few", "merged")


def _fourteen(mean: float, half_width: float) -> list[tuple[float, float]]:
    """Fourteen pairs with this mean change and, t(.975, 13) being 2.1604, this half-width."""
    # Seven at mean - a and seven at mean + a have the SD a * sqrt(14 / 13).
    a = half_width / 2.16036866 * math.sqrt(14) / math.sqrt(14 / 13)
    return [(50, 50 + round(mean + (a if n % 2 else -a), 2)) for n in range(14)]


def test_a_falling_score_whose_interval_holds_zero_is_no_clear_change():
    starts_only = [50] * 9 + [
        40
    ]  # 14 pairs and 10 starts without an end: 10 / 24 = 42 % without an end.
    found = change(_fourteen(-4.1, 5.7), starts_only)
    assert printed(found, 1, "change_mean", "change_ci_low", "change_ci_high") == ["-4.1", "-9.8", "1.6"]  # fmt: skip
    assert found["conclusion_code"] == "no_clear_change"
    fi, en = found["interpretation_fi"], found["interpretation_en"]
    assert fi.startswith("Selvää muutosta ei näy: pisteet muuttuivat keskimäärin −4,1. Todellinen")
    assert "välillä −9,8…1,6 (95 %:n luottamusväli), joten se voi olla myös nolla." in fi
    assert "perustuu 14 vastauspariin" in fi and "aloittaneista 42 %:lta puuttuu loppuvastaus" in fi
    assert en.startswith("No clear change: scores changed by −4.1 on average.")
    assert "between −9.8 and 1.6 (95 % confidence interval), so it may also be zero." in en
    assert "does not directly mean a failing service" in en
    assert "ei suoraan kerro, että palvelu epäonnistuisi" in fi
    # 9 x 50 + 40 of the ten without an end; the pairs started at 50.
    assert "alussa keskimäärin 49,0; molemmilla kerroilla vastanneiden 50,0." in fi
    assert "at the start was 49.0; that of the people who answered both times was 50.0." in en
    assert "vastaajakoodia" not in fi
    assert found["discussion_fi"].endswith("Keiltä loppuvastaus puuttuu, ja miksi?")


def test_a_half_year_of_starts_alone_says_who_is_missing_and_compares_with_nobody():
    none = dict.fromkeys(
        c for c in _sums([], []) if c.endswith("_sum") and "lost_to_follow_up" not in c
    )
    none["pair_count"] = None
    # Ten pairs of another half-year, and six who started in this one at 30 and 32.5 by turns.
    found = change([], [30, 32.5] * 3, **none, counted_pair_count=0, ended_count=10, started_count=16)  # fmt: skip
    assert found["conclusion_code"] == "too_few_answers"
    fi, en = found["interpretation_fi"], found["interpretation_en"]
    assert "toisella rivillä" not in fi
    assert "38 %:lta puuttuu loppuvastaus; osa heistä voi vielä vastata. Heidän pisteensä olivat alussa keskimäärin 31,3. Pisteiden" in fi  # fmt: skip
    assert "38 % have no end answer; some of them may still answer. Their average score at the start was 31.3. A falling" in en  # fmt: skip


def test_pairs_that_are_merged_with_others_are_in_another_row():
    none = dict.fromkeys(c for c in _sums([], []) if c.endswith("_sum"))
    none |= dict.fromkeys(("pair_count", "ended_count", "started_count"))
    found = change([], **none, pair_status_code="merged", is_partial=True)
    assert "julkaistaan toisella rivillä" in found["interpretation_fi"]
    assert "published in another row" in found["interpretation_en"]
    assert found["covers_fi"].startswith("ei muutosta julkaistavaksi; lisäksi vastaajia")


def test_some_may_still_answer_only_until_the_longest_gap_is_over():
    before, after = (
        change(_fourteen(1, 2), [50] * 10, may_still_end=may_still_end)
        for may_still_end in (True, False)
    )
    assert "42 %:lta puuttuu loppuvastaus; osa heistä voi vielä" in before["interpretation_fi"]
    assert "42 %:lta puuttuu loppuvastaus. " in after["interpretation_fi"]
    assert "may still" in before["interpretation_en"] and "still" not in after["interpretation_en"]


@pytest.mark.parametrize(
    ("mean", "higher_is", "conclusion"),
    [(4, "better", "improved"), (-4, "better", "declined"), (-4, "worse", "improved"), (4, "worse", "declined")],
)  # fmt: skip
def test_a_clear_change_is_better_or_worse_as_the_indicator_says(mean, higher_is, conclusion):
    found = change(_fourteen(mean, 2.0), higher_is=higher_is)
    assert found["conclusion_code"] == conclusion
    # Which way the scores went, without a sign to stumble over, and which way is better.
    way = "rose" if mean > 0 else "fell"
    first = f"The result {conclusion}: scores {way} by 4.0 on average."
    assert found["interpretation_en"].startswith(first)
    assert ("a lower score is better." in found["interpretation_en"]) == (higher_is == "worse")
    direction = "falling" if higher_is == "better" else "rising"
    caution = f"A {direction} score does not directly mean a failing service."
    assert found["interpretation_en"].endswith(caution)


NO_PAIRS = dict.fromkeys(c for c in _sums([], []) if c.endswith("_sum")) | {"pair_count": None}
NOBODY_KNOWN = {"ended_count": None, "started_count": None}
NO_SQUARES = dict.fromkeys(c for c in _sums([], []) if c.endswith(("square_sum", "cross_sum")))
# Rows that between them get every sentence there is.
ROWS = [
    lambda: change([], **NO_PAIRS, **NOBODY_KNOWN, pair_status_code="merged", is_partial=True),
    lambda: change([], [30, 40], **{c: v for c, v in NO_PAIRS.items() if "lost_to_follow_up" not in c}, ended_count=10, started_count=12),
    lambda: change(_fourteen(0, 2), [50] * 10, has_uncoded=True),
    lambda: change(_fourteen(0, 2), [50] * 10, may_still_end=False),
    lambda: change(GOLDEN_B, **NO_SQUARES),
    lambda: change(GOLDEN_B, **NO_SQUARES, wider_deviation_sum=2000.0, wider_freedom_count=25),
    *(
        lambda mean=mean, way=way, count=count: change(_fourteen(mean, 2), higher_is=way, level="county", service_count=count)
        for mean, way, count in [(4, "better", 1), (-4, "better", 2), (-4, "worse", 1), (4, "worse", 2)]
    ),
]  # fmt: skip


def test_every_sentence_is_used_and_no_place_for_a_number_stays_empty():
    found = [row() for row in ROWS]
    texts = [str(row[column]) for row in found for column in row if column.endswith(("_fi", "_en"))]
    assert not [text for text in texts if "{" in text]
    for sentence in sql.seed("interpretation_texts").to_pylist():
        for language in ("fi", "en"):
            pieces = re.split(r"\{\w+\}", sentence[f"text_{language}"])
            filled = re.compile("[^{}]+".join(map(re.escape, pieces)))
            assert list(filter(filled.search, texts)), (sentence["text_code"], language)


def test_a_declared_spread_is_that_of_the_first_bound_only():
    # 1.96 x sqrt(2) x 20 x sqrt(1 - 0.89); the second formula as printed for golden A.
    found = report("rpt_indicator_change", GOLDEN_A, declared_sd=Decimal(20))
    assert printed(found, 4, "reliable_change", "reliable_change_unequal") == ["18.3864", "12.9774"]


def test_ten_million_people_overflow_nothing():
    """Golden B, each of its eight pairs 1 250 000 times over: the sums are so many times theirs."""
    times = 1_250_000
    sums = _sums(GOLDEN_B, [5, 10, 15, 7.5])
    many = {c: v * times for c, v in sums.items() if c.endswith("_sum") and v is not None}
    many |= {
        c: sums[c] * times for c in ("pair_count", "lost_to_follow_up_count", "start_only_count")
    }
    found, spread = change(GOLDEN_B, **many), report("rpt_indicator_attrition", GOLDEN_B, **many)
    starts, ends = np.array(GOLDEN_B).T
    # So many people's spread is that of the eight as a population.
    assert found["change_sd"] == pytest.approx((ends - starts).std(ddof=0), rel=1e-6)
    assert found["reliable_change"] == pytest.approx(
        1.96 * math.sqrt(2 * (1 - ALPHA)) * starts.std(ddof=0), rel=1e-6
    )
    assert spread["lost_to_follow_up_start_sd"] == pytest.approx(np.std([5, 10, 15, 7.5]), rel=1e-6)
    r = stats.pearsonr(starts, ends).statistic
    assert spread["start_end_correlation"] == pytest.approx(r, rel=1e-6)
