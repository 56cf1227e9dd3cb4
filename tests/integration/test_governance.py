"""The figures that the source documents print come back out of the published Parquet alone.

Answers are synthetic and constrained to the printed margins; they go in as ordinary exports.
"""

from __future__ import annotations

from fractions import Fraction

import pytest

from orchestration.demo import employment, organisation_sheets
from orchestration.demo.captions import Captions
from orchestration.demo.writers import write_xlsx
from tests import demo_release
from tests.roots import Workplace, new_root

S0, S1 = "osallisuustyo_hyvinvointialueilla", "tyollistymisen_ja_tyokyvyn_tuki"
S2 = "hallintomallin_itsearvio"
# The wave of which the source prints figures.
WAVES = {S0: "2023", S1: "1", S2: "1"}
# What each source prints or, where it has a word or a chart, what we take for it ([choice]):
# metric, option, numerator, denominator, reconstruction or not.
PRINTED = [
    # 23 respondents; 95 % named a coordinator: 21/22 = 95.45, 20/21 = 95.24, both print 95.
    (S0, "coordinator_named", "none", 21, 22, True),
    (S0, "understanding_forming", "none", 5, 22, False),
    # Two in one chapter, three in another: two metrics, neither preferred.
    (S0, "leadership_weak_understanding_chapter", "none", 2, 22, False),
    (S0, "leadership_weak_leadership_chapter", "none", 3, 22, False),
    (S0, "leadership_well_committed", "none", 19, 22, True),
    # 12 + 6 + 4 = 22; six and one are printed.
    (S0, "fte_one", "none", 12, 22, True),
    (S0, "fte_two_or_more", "none", 6, 22, True),
    (S0, "fte_six_or_more", "none", 1, 22, True),
    (S0, "fte_under_one_or_not_given", "none", 4, 22, True),
    # Persons, not areas.
    (S0, "penetration_weak", "none", 11, 22, True),
    (S0, "staff_insufficient", "none", 15, 23, True),
    (S0, "staff_need_too_early", "none", 3, 23, True),
    (S0, "need_one_to_two", "none", 12, 14, True),
    (S0, "need_over_two", "none", 2, 14, True),
    (S1, "strategy_considered", "none", 15, 23, True),
    # 3 + 7 + 12 = 22 although n = 23: an analyst's coding.
    (S1, "body_recoded", "own_body", 3, 22, False),
    (S1, "body_recoded", "several", 7, 22, False),
    (S1, "body_recoded", "regional_board", 12, 22, False),
    (S1, "organised", "fully_centralised", 0, 23, True),
    (S1, "arrangement_model", "integrated", 6, 22, False),
    (S1, "arrangement_model", "coordinated", 6, 22, False),
    (S1, "arrangement_model", "separate", 10, 22, False),
    (S1, "own_targets", "none", 15, 23, False),
    (S1, "staff_insufficient", "none", 21, 23, True),
    (S1, "lacking_professions", "doctor", 9, 23, True),
    (S1, "lacking_professions", "social_instructor", 8, 23, True),
    (S1, "lacking_professions", "public_health_nurse", 7, 23, True),
    (S1, "lacking_professions", "social_worker", 5, 23, True),
    (S1, "full_time_professions", "nobody", 7, 22, True),
    # Neither a strength nor a weakness; the service whole is as often both.
    (S1, "strengths", "information", 0, 23, True),
    (S1, "weaknesses", "information", 0, 23, True),
    (S1, "strengths", "service_whole", 4, 23, True),
    (S1, "weaknesses", "service_whole", 4, 23, True),
]
# Words of S0 as shares between two bounds [choice], and the metric that the word is of.
WORDS = [
    ("hieman yli puolet", "fte_one", 0.5, 0.6),
    ("muutama", "fte_under_one_or_not_given", 2 / 22, 5 / 22),
    ("lähes kaikki", "leadership_well_committed", 0.85, 1),
    ("puolet", "penetration_weak", 0.45, 0.55),
    ("reilusti yli puolet", "staff_insufficient", 0.6, 0.75),
    ("muutama vastaaja", "staff_need_too_early", 2 / 23, 5 / 23),
    ("iso osa", "need_one_to_two", 0.6, 1),
]


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    place = demo_release.organisations(tmp_path_factory.mktemp("governance"))
    place.release()
    return place


def figures(place: Workplace, survey: str, wave: str = "") -> dict[tuple[str, str], tuple]:
    """(metric, option) -> numerator, denominator, answered, areas, set, text_fi, note_fi."""
    rows = place.query(
        "select metric_code, option_code, f.numerator, f.denominator, f.answered_count, f.area_count,"
        " s.area_count, value_text_fi, r.note_fi from {fct_governance_metric} as f"
        " join {dim_metric} as m using (metric_key) join {dim_option} using (option_key)"
        " join {dim_area_set} as s using (area_set_key)"
        " join {rpt_governance_metric} as r using (metric_key, option_key, wave_code)"
        f" where m.questionnaire_code = '{survey}' and f.wave_code = '{wave or WAVES[survey]}'"
    )
    return {(metric, option): tuple(rest) for metric, option, *rest in rows}


@pytest.mark.parametrize("survey", [S0, S1])
def test_every_printed_figure_comes_back_out(released, survey):
    found = figures(released, survey)
    for source, metric, option, numerator, denominator, rebuilt in PRINTED:
        if source != survey:
            continue
        got = found[metric, option]
        assert got[:2] == (numerator, denominator), metric
        assert got[4] == {S0: 22, S1: 23}[survey], metric
        # When the areas of S1 answered is printed nowhere: nothing is said beside anybody's answers.
        assert ("rekonstruktio" in got[6]) is (rebuilt and survey == S0), metric


def test_words_of_the_source_lie_in_their_intervals(released):
    found = figures(released, S0)
    for word, metric, low, high in WORDS:
        numerator, denominator = found[metric, "none"][:2]
        assert low <= numerator / denominator <= high, word


def test_23_respondents_of_22_areas_are_counted_apart(released):
    assert figures(released, S0)["coordinator_named", "none"][:5] == (21, 22, 23, 22, 22)
    # In S1 22 of 23 areas answered the question on full-time staff.
    assert figures(released, S1)["full_time_professions", "nobody"][:5] == (7, 22, 22, 22, 23)


def test_a_share_reads_as_numerator_denominator_and_percent(released):
    # 21/22 = 95.4545…; 15/23 = 65.217…
    assert figures(released, S0)["coordinator_named", "none"][5] == "21/22 = 95,5 %"
    assert figures(released, S1)["own_targets", "none"][5] == "15/23 = 65,2 %"
    [english] = released.query(
        "select distinct value_text_en from {rpt_governance_metric} where numerator = 21 and denominator = 22"
    )
    assert english == ("21/22 = 95.5 %",)


def test_eight_kinds_of_unit_or_more_lead_inclusion_work(released):
    chosen = [o for (m, o), got in figures(released, S0).items() if m == "placement" and got[0] > 0]
    assert len(chosen) >= 8


def test_an_option_that_nobody_chose_has_a_zero(released):
    assert figures(released, S1)["organised", "fully_centralised"][5] == "0/23 = 0,0 %"


def test_not_stated_person_years_are_in_no_mean(released):
    # 1 x 12, 2, 2, 2.5, 3, 4, 6, 0.5, 0.5 of the 20 areas that gave a number: 32.5 in all.
    rows = released.query(
        "select kind_code, denominator, numerator, metric_value from {fct_governance_metric}"
        " join {dim_metric} using (metric_key) where metric_code in"
        " ('fte_mean', 'fte_median', 'fte_sum', 'fte_max') and wave_code = '2023' order by 1"
    )
    assert [(kind, count, value) for kind, count, _, value in rows] == [
        ("max", 20, 6.0),
        ("mean", 20, float(Fraction(325, 200))),
        ("median", 20, 1.0),
        ("sum", 20, 32.5),
    ]


def test_options_chosen_are_counted_beside_those_who_chose(released):
    # Twelve choices by six areas.
    assert figures(released, S1)["indicator_kinds_chosen", "none"][:2] == (12, 6)
    assert figures(released, S1)["indicator_kinds_chosen", "none"][5] == "12 (n = 6)"


def test_ratings_have_a_mean_and_a_distribution(released):
    # (5 x 5 + 15 x 3) / 20 = 3.5; the three others did not answer.
    found = figures(released, S1)
    assert found["cooperation_adult_social_work_mean", "none"][:2] == (70, 20)
    assert found["cooperation_adult_social_work_mean", "none"][5] == "3,5 (n = 20)"
    shares = [found["cooperation_adult_social_work_distribution", str(n)][0] for n in range(1, 6)]
    assert shares == [0, 0, 15, 0, 5]


def test_the_misunderstood_question_is_flagged_and_not_ranked(released):
    rows = released.query(
        "select m.metric_code, r.is_comparable, r.note_comparability_fi <> '', count(rank_number)"
        " from {rpt_governance_metric} as r join {dim_metric} as m using (metric_key)"
        " where metric_code in ('full_time_professions', 'lacking_professions') group by all order by 1"
    )
    assert rows == [("full_time_professions", False, True, 0), ("lacking_professions", True, False, 5)]  # fmt: skip
    ranked = released.query(
        "select option_code, rank_number from {rpt_governance_metric} join {dim_metric} using (metric_key)"
        " join {dim_option} using (option_key) where metric_code = 'lacking_professions' order by 2"
    )
    assert ranked[:2] == [("doctor", 1), ("social_instructor", 2)]


def test_an_analysts_coding_carries_its_method(released):
    rows = released.query(
        "select question_code from {dim_question} where note_method_fi <> '' order by 1"
    )
    assert [code for (code,) in rows] == ["arrangement_model", "body_recoded", "strengths", "weaknesses"]  # fmt: skip


def test_grades_of_ones_own_management_are_published_for_no_area(released):
    rows = released.query(
        "select distinct question_code from {fct_governance_answer} join {dim_question} using (question_key)"
    )
    shown = {code for (code,) in rows}
    assert {"coordinator_named", "staffing_fte", "own_targets"} <= shown
    graded = ("leadership", "cooperation", "staff_sufficient", "penetration", "strengths", "weak")
    assert not [code for code in shown if code.startswith(graded)]


def test_what_an_area_left_out_is_a_kind_of_missing_and_no_number(released):
    rows = released.query(
        "select option_code, count(*), count(number_low) from {fct_governance_answer}"
        " join {dim_question} as q using (question_key) join {dim_option} as o using (option_key)"
        " where q.question_code = 'staffing_fte' and wave_code = '2023' group by all order by 1"
    )
    # "ei päätyönä kukaan" and a blank are not stated; 20 areas gave a number.
    assert rows == [("no_answer", 2, 0), ("none", 20, 20)]


def test_a_service_that_assessed_itself_twice_counts_once(released):
    rows = released.query(
        "select metric_code, numerator, denominator, answered_count, principle_code"
        " from {fct_governance_metric} join {dim_metric} using (metric_key)"
        f" where questionnaire_code = '{S2}' and kind_code = 'share' order by metric_order"
    )
    # Ten answers of nine services. By the later answer of the one that answered twice, four are at the
    # last of three steps (users, planning, measured), three at the second (NGOs, agreed) and two at the
    # first, which names no stage.
    assert rows == [
        ("users_take_part", 4, 9, 10, "partnership"),
        ("private_partners", 7, 9, 10, "partnership"),
        ("planning_or_production", 4, 7, 7, "co_production"),
        ("results_agreed", 7, 9, 10, "agreed_results"),
        ("results_measured", 4, 9, 10, "agreed_results"),
    ]
    assert figures(released, S2)["stages", "production"][:2] == (0, 7)


def test_the_invented_second_wave_has_its_own_figures_and_none_of_the_sources_words(released):
    later = figures(released, S0, "2024")
    # The only area without a coordinator named one; one of the 22 areas did not answer.
    assert later["coordinator_named", "none"][:3] == (21, 21, 21)
    # 5 - 3 areas, and a word of the source is not repeated beside them.
    assert later["understanding_forming", "none"][:2] == (2, 21)
    assert {note for *_, note in later.values()} == {""}
    rows = released.query(
        "select wave_code, previous_wave_code, panel_count, change_value > 0 from {rpt_governance_metric}"
        " join {dim_metric} using (metric_key) where metric_code = 'coordinator_named' order by 1"
    )
    assert rows == [("2023", None, None, None), ("2024", "2023", 21, True)]


def test_a_range_of_person_years_in_the_second_wave_stays_a_range(released):
    rows = released.query(
        "select number_low, number_high from {fct_governance_answer} join {dim_question} using (question_key)"
        " where question_code = 'staffing_fte' and wave_code = '2024' and number_low < number_high"
    )
    assert rows == [(1, 2), (1, 2)]
    mean = released.query(
        "select metric_value, value_low < value_high from {fct_governance_metric} join {dim_metric}"
        " using (metric_key) where metric_code = 'fte_mean' and wave_code = '2024'"
    )
    assert mean == [(None, True)]


def test_an_invented_survey_is_not_given_the_source_s_words_nor_a_zero_of_what_was_not_coded(
    tmp_path,
):
    # The shipped form two years later: 13 of 21 areas considered; the analyst's columns are blank.
    captions = Captions.of(S1)
    questions = captions.questionnaire.questions
    blank = {code: "" for code, question in questions.items() if question.method}
    considered = ["considered"] * 13 + ["not_considered"] * 8
    rows = [
        row | blank | {"answered_at": "2.3.2026 10.00.00", "strategy_considered": answer}
        for row, answer in zip(employment.answers()[:21], considered, strict=True)
    ]
    place = new_root(tmp_path)
    write_xlsx(tmp_path / "s.xlsx", organisation_sheets.webropol(rows, captions))
    place.land(tmp_path / "s.xlsx", "national/synteettinen.xlsx")
    place.build("+rpt_governance_metric", "+dim_metric", "+dim_questionnaire")
    said = place.built(
        "select metric_code, value_text_en, r.source_text, r.note_en"
        " from {rpt_governance_metric} as r join {dim_metric} using (metric_key)"
    )
    assert ("strategy_considered", "13/21 = 61.9 %", "", "") in said
    assert {(source, note) for *_, source, note in said} == {("", "")}
    dimension = place.built(
        "select distinct source_text, note_en from {dim_metric} join {dim_questionnaire}"
        f" using (questionnaire_code) where questionnaire_code = '{S1}'"
    )
    assert dimension == [("", "")]
    coded = {code for code, question in questions.items() if question.method}
    metrics = captions.questionnaire.metrics
    of_coded = {code for code, metric in metrics.items() if set(metric.questions) & coded}
    assert of_coded and of_coded.isdisjoint({metric for metric, *_ in said})
