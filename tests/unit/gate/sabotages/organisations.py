"""Sabotages of what organisations answer: governance metrics, answers by area, and logs of work."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.gate.judging import Sabotage, update, update_all

# The metric is in the fact and in its report.
_METRIC = "fct_governance_metric rpt_governance_metric"

GOVERNANCE = {
    "a share above one": Sabotage(
        "fct_governance_metric.numerator_of_denominator",
        update_all(_METRIC, numerator=Decimal(23), metric_value=23 / 22),
    ),
    "a row per option of what is no distribution": Sabotage(
        "fct_governance_metric.options_of_distributions",
        update_all(_METRIC, option_key=2011),
        "2011",
    ),
    # 22 areas answered: with 21 of 21 the share would be 100 %.
    "a denominator without one of the areas": Sabotage(
        "fct_governance_metric.denominator_of_unit",
        update_all(_METRIC, denominator=21, metric_value=1.0),
    ),
    "more areas than the area set has": Sabotage(
        "fct_governance_metric.areas_of_set", update_all(_METRIC, area_set_key=21)
    ),
    # 21 / 22 = 0.9545; 0.9565 is 22 / 23.
    "a value that is not its ratio": Sabotage(
        "fct_governance_metric.value_is_ratio",
        update_all(_METRIC, metric_value=0.9565),
        "0.9565",
    ),
    "a low end above the high end": Sabotage(
        "fct_governance_metric.value_within_bounds",
        update("fct_governance_metric", value_low=2.0, value_high=1.0),
    ),
    "a metric of another questionnaire": Sabotage(
        "fct_governance_metric.metric_of_questionnaire",
        update_all(_METRIC, questionnaire_key=3),
    ),
    "a report with another number than the fact": Sabotage(
        "rpt_governance_metric.same_as_fact",
        update("rpt_governance_metric", numerator=Decimal(22)),
    ),
    "a rank among what cannot be compared": Sabotage(
        "rpt_governance_metric.incomparable_not_ranked",
        update("rpt_governance_metric", is_comparable=False, rank_number=1),
    ),
    "a change across a broken series": Sabotage(
        "rpt_governance_metric.broken_series_has_no_change",
        update("rpt_governance_metric", is_series_break=True, note_break_fi="x", change_value=0.1),
    ),
    "a broken series without the reason": Sabotage(
        "rpt_governance_metric.broken_series_has_no_change",
        update("rpt_governance_metric", is_series_break=True),
    ),
    "an answer by area that may not be published so": Sabotage(
        "fct_governance_answer.may_be_published_by_area",
        lambda content: content["dim_question"][2].update(publish_code="metrics"),
    ),
    "a person's answer among the areas": Sabotage(
        "fct_governance_answer.of_organisations",
        update("fct_governance_answer", questionnaire_key=1),
    ),
    "an answer that is neither a number nor an option": Sabotage(
        "fct_governance_answer.number_or_option", update("fct_governance_answer", option_key=0)
    ),
    # Option 2013 is no_answer.
    "a number for what was not stated": Sabotage(
        "fct_governance_answer.number_or_option",
        update(
            "fct_governance_answer",
            option_key=2013,
            number_low=Decimal(0),
            number_high=Decimal(0),
        ),
    ),
}
LOGS = {
    "a head count of three": Sabotage(
        "fct_activity.number_or_reason",
        update("fct_activity", participant_count=3, participant_status_code="number"),
    ),
    "a suppressed head count that is shown": Sabotage(
        "fct_activity.number_or_reason", update("fct_activity", participant_count=7)
    ),
    "a negative number of meetings": Sabotage(
        "fct_activity.counts_not_negative", update("fct_activity", meeting_count=-1)
    ),
    "an activity of another half-year": Sabotage(
        "fct_activity.day_in_period", update("fct_activity", date_key=20240901)
    ),
    "a kind of another log": Sabotage(
        "fct_activity.kind_of_log",
        lambda content: content["dim_activity_kind"][1].update(questionnaire_code="county_survey"),
    ),
    # Kind and place are unknown, which fits every log.
    "people's forms as a log": Sabotage(
        "fct_activity.of_organisations",
        update("fct_activity", questionnaire_key=1, activity_kind_key=0),
    ),
    "more activities than answered": Sabotage(
        "fct_activity_answer.chosen_of_answered", update("fct_activity_answer", activity_count=3)
    ),
    "a negative number of activities": Sabotage(
        "fct_activity_answer.chosen_of_answered", update("fct_activity_answer", activity_count=-1)
    ),
    # 2 + 1 of 2 is right only where several options may be chosen.
    "a single choice made twice": Sabotage(
        "fct_activity_answer.single_adds_up",
        lambda content: content["dim_question"][3].update(question_type="single"),
    ),
    "people's answers as a log's": Sabotage(
        "fct_activity_answer.of_organisations", update("fct_activity_answer", questionnaire_key=1)
    ),
    "an agreement without its meeting": Sabotage(
        "fct_agreed_action.of_activity", update("fct_agreed_action", activity_key=1)
    ),
    # The half-year after the meeting has a published measurement.
    "a handled measurement after the meeting": Sabotage(
        "fct_agreed_action.before_and_after",
        update("fct_agreed_action", handled_period_key=20242),
    ),
    "a next measurement that is not published": Sabotage(
        "fct_agreed_action.measurements_published",
        update("fct_agreed_action", next_period_key=20252, next_service_key=1),
    ),
}
SABOTAGES = GOVERNANCE | LOGS
