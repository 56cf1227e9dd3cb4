"""Rules of dim_metric: governance metrics and where they come from."""

from expectations.claims import codes_distinct, holds, one_of
from expectations.rules import Suite
from expectations.standard import standard

TABLE = "dim_metric"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "metric_key questionnaire_code metric_code metric_order metric_name_fi metric_name_sv"
            " metric_name_en unit_code source_text note_fi note_en",
            grain="metric_key",
            nullable="metric_order unit_code source_text note_fi",
        ),
        codes_distinct(TABLE, "questionnaire_code", "metric_code"),
        one_of(TABLE, "unit_code", "area respondent unknown"),
        holds(
            f"{TABLE}.questionnaire_known",
            ("Jokainen mittari kuuluu tunnettuun kyselyyn.", "Every metric has its survey."),
            (
                "Mittari ilman kyselyä jää raportissa irralleen.",
                "A metric without its survey is left adrift in a report.",
            ),
            """metric_key = 0
            or questionnaire_code in (select questionnaire_code from dim_questionnaire)""",
        ),
    ),
)
