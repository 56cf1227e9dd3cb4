"""Rules of rpt_indicator_attrition: who is missing, and what rises by itself."""

from expectations.rules.claims import SMALLEST_GROUP, at_least, holds, one_of, references
from expectations.rules.reports import level_known, same_change
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "rpt_indicator_attrition"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "level group_code name_fi name_sv name_en period_key period_code"
            " questionnaire_code indicator_key indicator_code pair_count start_mean"
            " start_sd lost_to_follow_up_count lost_to_follow_up_status_code lost_to_follow_up_start_mean lost_to_follow_up_start_sd"
            " baseline_difference baseline_standardised_difference"
            " start_end_correlation reference_code reference_mean expected_end_mean"
            " expected_change_mean change_mean",
            grain="level group_code period_key indicator_key",
            nullable="start_sd lost_to_follow_up_count lost_to_follow_up_start_mean lost_to_follow_up_start_sd baseline_difference"
            " baseline_standardised_difference start_end_correlation reference_code"
            " reference_mean expected_end_mean expected_change_mean",
        ),
        references(TABLE, "period indicator"),
        level_known(TABLE),
        at_least(TABLE, "pair_count", SMALLEST_GROUP),
        one_of(TABLE, "lost_to_follow_up_status_code", "number few merged"),
        same_change(TABLE),
        holds(
            f"{TABLE}.lost_to_follow_up_are_enough",
            (
                f"Poisjääneistä kerrotaan vain, kun heitä on vähintään {SMALLEST_GROUP}.",
                f"The lost are spoken of only where they are at least {SMALLEST_GROUP}.",
            ),
            (
                "Muutaman poisjääneen keskiarvosta voisi päätellä yhden vastaukset.",
                "From the mean of a few lost people one person's answers could be worked out.",
            ),
            f"coalesce(lost_to_follow_up_count >= {SMALLEST_GROUP}, lost_to_follow_up_start_mean is null)",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.regression_possible",
            (
                "Alun ja lopun yhteys on −1:n ja 1:n välillä, ja odotettu muutos seuraa siitä.",
                "The tie of start to end is between -1 and 1, and the expected change follows.",
            ),
            (
                "Keskiarvoon palautuminen muuten selitettäisiin väärin.",
                "Regression to the mean would otherwise be told wrong.",
            ),
            """coalesce(abs(start_end_correlation) <= 1 + 1e-9, true)
            and coalesce(abs(expected_end_mean - start_mean - expected_change_mean) < 1e-6,
                expected_change_mean is null)""",
        ),
    ),
)
