"""Rules of dim_metric: governance metrics and where they come from."""

from expectations.rules.claims import codes_distinct, holds, one_of
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_metric"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "metric_key questionnaire_code metric_code metric_order metric_name_fi metric_name_sv"
            " metric_name_en kind_code unit_code denominator_code principle_code principle_name_fi"
            " principle_name_sv principle_name_en is_comparable note_comparability_fi"
            " note_comparability_en source_text note_fi note_en",
            grain="metric_key",
            nullable="metric_order source_text note_comparability_fi note_fi",
        ),
        codes_distinct(TABLE, "questionnaire_code", "metric_code"),
        one_of(TABLE, "kind_code", "share distribution selected mean median sum max"),
        one_of(TABLE, "unit_code", "area respondent service"),
        one_of(TABLE, "denominator_code", "answered asked"),
        one_of(TABLE, "principle_code", "partnership co_production agreed_results none"),
        holds(
            f"{TABLE}.incomparable_says_why",
            (
                "Jokainen mittari, jota ei voi verrata, kertoo syyn; muut eivät kerro.",
                "Every metric that cannot be compared says why, and no other does.",
            ),
            (
                "Ilman syytä lukija ei tiedä, mitä luvulla voi tehdä.",
                "Without the reason a reader does not know what the number is good for.",
            ),
            "is_comparable = (coalesce(note_comparability_fi, '') = '')",
        ),
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
