"""Rules of dim_option: the options of each question, kinds of missing included."""

from expectations.rules.claims import codes_distinct, holds
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_option"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "option_key questionnaire_code question_code option_code option_order option_label_fi"
            " option_label_sv option_label_en is_missing",
            grain="option_key",
            nullable="option_order is_missing",
        ),
        codes_distinct(TABLE, "questionnaire_code", "question_code", "option_code"),
        holds(
            f"{TABLE}.question_known",
            (
                "Jokainen vaihtoehto kuuluu tunnettuun kysymykseen.",
                "Every option has its question.",
            ),
            (
                "Vaihtoehto ilman kysymystä ei tarkoita mitään.",
                "An option without its question means nothing.",
            ),
            """option_key = 0 or (questionnaire_code, question_code) in
            (select (questionnaire_code, question_code) from dim_question)""",
        ),
    ),
)
