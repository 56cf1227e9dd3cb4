"""What sources say of a scale, brought by YAML alone: published means, and one spread for everybody."""

from __future__ import annotations

import shutil

import numpy as np
import pytest

from orchestration.core.data_root import PROJECT
from tests.exports import xlsx
from tests.integration.test_another_scale import HOW, ITEMS, LABELS
from tests.roots import Workplace, new_root

SURVEY = PROJECT / "tests" / "fixtures" / "questionnaires" / "wellbeing"
QUOTES = """reliability: {alpha: 0.9, source: a value for this test, start_sd: 10}
    references:
      adults:
        population: {fi: Aikuiset, en: Adults}
        year: 2020
        mean: 64
        source: a value for this test
        drifts_to: true
      students: {population: {en: Students}, year: 2021, mean: 57.5, count: 300, source: another, note: {en: Young}}"""
# An item that is no scale of whole numbers from 0, beside the others.
SWING = """
  swing: {type: number, range: [-3, 3], text: {en: From worse to better}}
indicators:
  swing:
    title: {en: Swing}
    items: [swing]
    score: {method: mean, from: [-3, 3], to: [0, 100], min_answered: 1}"""
# Sums of five items 0-5 at the start and end; a score is four times the sum. Lahti starts far
# apart (SD 24.2), Sysmä close together (SD 3.3).
PAIRS = {
    "Lahden paja": [(2 * n, 2 * n + (3, -3, 3, 0, 3, -3, 3, 0, 3, 3)[n - 1]) for n in range(1, 11)],
    "Sysmän paja": [
        (start, start + rise)
        for start, rise in zip(
            (9, 10, 11, 10, 9, 11, 10, 9, 10, 11), (2, 2, 2, 2, 2, 2, 2, 3, 3, -1), strict=True
        )
    ],
}
# 1.96 x sqrt(2) x 10 x sqrt(1 - 0.9).
BOUND = 8.7654


# Half steps that a number of a service's people rises; all alike would be suppressed.
RISES = {0: 0, 1: 2}


def _answers(total: int, turn: int) -> list[str]:
    """Five answers that add up to `total`, higher in other items for every `turn`."""
    answers = [total // 5 + (item < total % 5) for item in range(5)]
    for more, less in ((turn % 5, (turn + 1) % 5), ((turn + 2) % 5, (turn + 3) % 5)):
        moved = min(2, 5 - answers[more], answers[less])
        answers[more] += moved
        answers[less] -= moved
    return [LABELS[answer] for answer in answers]


def _rows() -> list[list[str | float]]:
    return [
        [
            *(f"{day}.2024 10.{number:02}.00", f"{service}{number}", phase, service),
            *(
                "I did",
                "The web",
                *_answers(pair[at], number + at),
                LABELS[number % 5],
                (number + at * RISES.get(number, 1) - 5) / 2,
            ),
        ]
        for at, (phase, day) in enumerate((("Start", "5.2"), ("End", "6.5")))
        for service, pairs in PAIRS.items()
        for number, pair in enumerate(pairs)
    ]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Workplace:
    folder = tmp_path_factory.mktemp("quoted")
    place = new_root(folder)
    survey = place.root.questionnaires / SURVEY.name
    shutil.copytree(SURVEY, survey)
    text = (survey / "questionnaire.yml").read_text(encoding="utf-8")
    quoted = text.replace("reliability: {alpha: 0.9, source: a value for this test}", QUOTES)
    quoted = quoted.replace("\nindicators:", SWING)
    (survey / "questionnaire.yml").write_text(quoted, encoding="utf-8")
    header = ["Timestamp", "Code", "Measurement", "Service", *HOW, *ITEMS, "I have felt tense"]
    header.append("From worse to better")
    place.land(xlsx(folder / "quoted.xlsx", [header, *_rows()]), "sender/quoted.xlsx")
    place.release()
    return place


def test_a_declared_spread_judges_two_services_and_the_county_by_one_bound(place):
    facts = place.query(
        "select service_code, improved_count, unchanged_count, declined_count, reliable_change"
        " from {fct_change_direction} join {dim_service} using (service_key)"
        " join {dim_indicator} using (indicator_key) where indicator_code = 'who5' order by 1"
    )
    # Lahti: six rose and two fell by 12 points. By its own starts (21.2) nobody would have changed.
    # Sysmä: two rose by 12, seven by 8 and one fell by 4. By its own (2.9) all would have changed.
    assert facts == [
        ("lahti", 6, 2, 2, pytest.approx(BOUND, abs=1e-4)),
        ("sysma", 2, 8, 0, pytest.approx(BOUND, abs=1e-4)),
    ]
    reports = place.query(
        "select level, pair_count, improved_share, declined_share, reliable_change"
        " from {rpt_indicator_change} where indicator_code = 'who5'"
        " and (level = 'county' or group_code in ('lahti', 'sysma')) order by 1, 3"
    )
    bound = pytest.approx(BOUND, abs=1e-4)
    assert reports == [
        ("county", 20, 8 / 20, 2 / 20, bound),
        ("service", 10, 0.2, 0.0, bound),
        ("service", 10, 0.6, 0.2, bound),
    ]


def test_the_bound_for_unequal_spreads_stays_with_the_groups_own_where_that_is_published(place):
    found = place.query(
        "select service_code, reliable_change_unequal, improved_unequal_count, spread_status_code"
        " from {fct_change_direction} as directions"
        " join {fct_change_spread} as spreads using (service_key, indicator_key)"
        " join {dim_service} as services using (service_key)"
        " join {dim_indicator} as indicators using (indicator_key)"
        " where indicator_code = 'who5' order by 1"
    )
    spread = 4 * np.array(PAIRS["Lahden paja"])
    bound = 1.96 * np.sqrt(spread.var(axis=0, ddof=1).sum() * 0.1)
    # Sysmä's ten are too close together: from their squares their scores would be known.
    assert found == [
        ("lahti", pytest.approx(bound), 0, "number"), ("sysma", None, None, "left_out"),
    ]  # fmt: skip


def test_a_change_has_beside_it_what_drifting_to_the_declared_population_would_do(place):
    assert place.query(
        "select reference_code, population_fi, reference_year, reference_mean, reference_count,"
        " note_en, is_drift_reference from {fct_indicator_reference}"
        " join {dim_indicator} using (indicator_key)"
        " where questionnaire_code = 'wellbeing' order by 1"
    ) == [("adults", "Aikuiset", 2020, 64, None, "", True), ("students", "Students", 2021, 57.5, 300, "Young", False)]  # fmt: skip
    [(code, change)] = place.query(
        "select reference_code, expected_change_mean from {rpt_indicator_attrition}"
        " where indicator_code = 'who5' and group_code = 'lahti'"
    )
    starts, ends = 4 * np.array(PAIRS["Lahden paja"]).T
    # Regression to the mean: (1 - r) x (64 - the starts' mean, which is 44).
    assert (code, starts.mean()) == ("adults", 44)
    assert change == pytest.approx((1 - np.corrcoef(starts, ends)[0, 1]) * 20)


def test_an_item_may_be_a_number_below_zero_or_with_decimals(place):
    # Lahti's ten start from -2.5 to 2, a mean of -0.25, and end half a step higher on average: of the six
    # steps from -3 to 3 that is 2.75 / 6 and 0.5 / 6.
    assert place.query(
        "select start_mean, change_mean from {rpt_indicator_change}"
        " where indicator_code = 'swing' and group_code = 'lahti'"
    ) == [(pytest.approx(100 * 2.75 / 6, abs=1e-5), pytest.approx(50 / 6, abs=1e-5))]


def test_a_survey_without_references_or_spread_has_neither(place):
    assert place.query(
        "select reliability_start_sd from {dim_indicator} where indicator_code = 'tension'"
    ) == [(None,)]
    assert place.query(
        "select distinct reference_code, expected_change_mean from {rpt_indicator_attrition}"
        " where indicator_code = 'tension'"
    ) == [(None, None)]
