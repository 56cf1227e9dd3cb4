"""Rules of dim_question: what each questionnaire asks."""

from expectations.rules.kinds import code_of, codes_distinct

TABLE = "dim_question"

RULES = (
    codes_distinct(TABLE, "questionnaire_code", "question_code"),
    code_of(TABLE, "questionnaire_code", "dim_questionnaire"),
)
