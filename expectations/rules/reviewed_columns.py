"""Every column that may be published, written by hand: what may say something about people.

Belongs here: a list that nothing is derived from and that is derived from nothing, so that a new
column in a model and its contract is not published before a person has read it here. Does not
belong here: anything else about a column (its contract).

Before you add a column, ask: whom does it describe, from how many people is it calculated, and what
can be computed from it together with what is already published?
"""

from __future__ import annotations

from expectations.contracts.contract import Contract
from expectations.rules.rule import Expectation, Rule

_SUMS = "start_sum end_sum change_sum"
_SQUARES = "start_square_sum end_square_sum change_square_sum cross_sum spread_status_code"

# Columns with numbers or conclusions about people. They describe whole publication cells.
ABOUT_PEOPLE = {
    "dim_background": "background_key background_code background_name_fi background_name_sv"
    " background_name_en category_code category_order category_name_fi category_name_sv"
    " category_name_en",
    "fct_activity": "participant_count participant_status_code",
    "fct_answer_by_language": "language_key answer_count answered_count selected_count person_count"
    " pairing_status_code phase_code",
    "fct_answer_distribution": "answer_count answered_count selected_count person_count"
    " pairing_status_code phase_code",
    "fct_change_condition": "condition_code pair_count mixed_count condition_status_code",
    "fct_change_direction": "pair_count improved_count unchanged_count declined_count"
    " reliable_change improved_unequal_count declined_unequal_count reliable_change_unequal",
    "fct_change_spread": f"pair_count {_SUMS} {_SQUARES}",
    "fct_indicator_change": f"pair_count {_SUMS}",
    "fct_indicator_change_by_background": f"background_key pair_count {_SUMS}",
    "fct_indicator_class": "low_count person_count pairing_status_code phase_code",
    "fct_indicator_level": "person_count score_sum pairing_status_code",
    "fct_indicator_suppressed": "suppressed_person_band suppressed_from_code pairing_status_code",
    "fct_level_spread": "person_count score_sum score_square_sum spread_status_code"
    " pairing_status_code",
    "fct_open_theme": "theme_code theme_order theme_name_fi theme_name_sv theme_name_en theme_status_code"
    " theme_person_band read_person_band",
    # Written by a person who has read the answers, and who is named with it.
    "fct_open_summary": "summary_language_code summary_text author_name written_date",
    "fct_response_coverage": "paired_count start_only_count follow_up_code coverage_status_code",
    # A service is listed whether or not anybody of it answered: it follows from what is published.
    "fct_service_suppressed": "pairing_status_code reason_code reason_text_fi reason_text_sv"
    " reason_text_en published_service_key",
    "rpt_indicator_attrition": "pair_count start_mean start_sd lost_to_follow_up_count"
    " lost_to_follow_up_status_code lost_to_follow_up_start_mean lost_to_follow_up_start_sd"
    " baseline_difference baseline_standardised_difference start_end_correlation"
    " expected_end_mean expected_change_mean change_mean",
    "rpt_indicator_change": "pair_count start_mean end_mean change_mean exact_start_mean"
    " exact_end_mean exact_change_mean start_sd end_sd change_sd"
    " change_ci_low change_ci_high interval_basis_code change_median effect_dz effect_dav effect_gav"
    " detectable_change improved_share declined_share reliable_change reliable_change_unequal"
    " improved_unequal_share declined_unequal_share start_count start_status_code end_count"
    " end_status_code single_count single_status_code retention_share"
    " lost_to_follow_up_start_mean conclusion_code interpretation_fi interpretation_sv interpretation_en",
    "rpt_indicator_reliability": "phase_code language_code item_code person_count_band alpha"
    " item_rest_correlation floor_share ceiling_share straight_lining_share",
}

_METRIC = "wave_code numerator denominator answered_count metric_value value_low value_high"  # fmt: skip

# Columns about organisations, their work and their forms; in another table they might be about people.
ABOUT_ORGANISATIONS = {
    "dim_language": "language_key language_code language_name_fi language_name_sv language_name_en",
    "dim_service": "organisation_name sector_code sector_name_fi sector_name_sv sector_name_en sender_count service_count",
    "fct_activity": "session_number encounter_count meeting_count",
    "fct_activity_answer": "activity_count answered_count",
    "fct_agreed_action": "due_date state_code state_name_fi state_name_sv state_name_en outcome_code"
    " outcome_name_fi outcome_name_sv outcome_name_en",
    "fct_governance_answer": "wave_code number_low number_high",
    "fct_governance_metric": _METRIC,
    "rpt_governance_metric": f"{_METRIC} area_set_count value_text_fi value_text_sv value_text_en"
    " rank_number previous_wave_code change_value panel_count note_change_fi note_change_sv"
    " note_change_en is_series_break note_break_fi note_break_en",
}

# Columns that describe nobody, in whatever table: keys, codes and texts of questionnaires,
# places, services, half-years, indicators and metrics.
_ABOUT_NOBODY = """
    activity_key activity_kind_key activity_place_key area_set_key date_key family_key
    handled_period_key handled_service_key indicator_key metric_key municipality_key
    next_period_key next_service_key option_key period_key question_key questionnaire_key
    region_key service_key

    activity_kind_code activity_kind_order activity_kind_name_fi activity_kind_name_sv
    activity_kind_name_en activity_place_code activity_place_order activity_place_name_fi
    activity_place_name_sv activity_place_name_en

    area_count area_set_code area_set_name_fi area_set_name_sv area_set_name_en

    covers_codes covers_fi covers_sv covers_en is_merged

    calendar_year end_date full_date half_year month_name_fi month_name_sv month_name_en
    month_number period_code period_name_fi period_name_sv period_name_en period_year
    quarter_number start_date is_closed

    higher_is indicator_code indicator_name_fi indicator_name_sv indicator_name_en indicator_order
    item_count low_class_below low_class_name_fi low_class_name_sv low_class_name_en
    low_class_source min_answered reliability_alpha reliability_source reliability_start_sd
    score_high score_low

    is_drift_reference population_fi population_en reference_code reference_count reference_mean
    reference_year

    denominator_code is_comparable kind_code metric_code metric_name_fi metric_name_sv
    metric_name_en metric_order note_comparability_fi note_comparability_en note_fi note_en
    principle_code principle_name_fi principle_name_sv principle_name_en source_text unit_code

    municipality_code municipality_name_fi municipality_name_sv municipality_name_en region_code
    region_name_fi region_name_sv region_name_en region_type_code service_code service_name_fi
    service_name_sv service_name_en service_type_code service_type_name_fi service_type_name_sv
    service_type_name_en valid_from_year valid_to_year

    discussion_fi discussion_sv discussion_en group_code level name_fi name_sv name_en

    is_missing is_official note_method_fi note_method_en option_code option_label_fi
    option_label_sv option_label_en option_order publish_code question_code question_order
    question_text_fi question_text_sv question_text_en question_type questionnaire_code
    questionnaire_title_fi questionnaire_title_sv questionnaire_title_en subject_code
"""
ABOUT_NOBODY = frozenset(_ABOUT_NOBODY.split())


def reviewed(table: str) -> frozenset[str]:
    """The columns that a person has reviewed for this table."""
    own = f"{ABOUT_PEOPLE.get(table, '')} {ABOUT_ORGANISATIONS.get(table, '')}"
    return ABOUT_NOBODY | frozenset(own.split())


def reviewed_columns(contract: Contract) -> Rule:
    """The table has no column that is missing from these lists."""
    table = contract.table_name
    columns = [name for name in contract.column_names if name in reviewed(table)]
    return Rule(
        f"{table}.reviewed_columns",
        (
            "Taulussa on vain sarakkeita, joista on arvioitu, mitä ne kertovat ihmisistä.",
            "Tabellen har bara kolumner som har bedömts för vad de säger om personer.",
            "The table has only columns that have been reviewed for what they say about people.",
        ),
        (
            "Uusi sarake voisi paljastaa yksittäisiä ihmisiä, vaikka sen sopimus olisi kunnossa.",
            "En ny kolumn kunde avslöja enskilda personer även om dess kontrakt är i ordning.",
            "A new column could disclose single people even if its contract is in order.",
        ),
        (
            Expectation(
                "columns",
                "ExpectTableColumnsToMatchSet",
                {"column_set": columns, "exact_match": True},
            ),
        ),
        owner="quality_reviewer",
        on_empty=True,
        family_code="contract",
    )
