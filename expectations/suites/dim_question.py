"""Rules of dim_question: what each survey asks."""

from expectations.rules.claims import codes_distinct, holds, one_of
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_question"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "question_key questionnaire_code question_code question_order question_type"
            " question_text_fi question_text_sv question_text_en is_official"
            " publish_code note_method_fi note_method_en",
            grain="question_key",
            nullable="question_order question_type is_official note_method_fi",
        ),
        codes_distinct(TABLE, "questionnaire_code", "question_code"),
        one_of(TABLE, "publish_code", "area distribution metrics no"),
        one_of(TABLE, "question_type", "single multi scale number date open unknown"),
        holds(
            f"{TABLE}.questionnaire_known",
            ("Jokainen kysymys kuuluu tunnettuun kyselyyn.", "Every question has its survey."),
            (
                "Kysymys ilman kyselyä jää raportissa irralleen.",
                "A question without its survey is left adrift in a report.",
            ),
            """question_key = 0
            or questionnaire_code in (select questionnaire_code from dim_questionnaire)""",
        ),
    ),
)
