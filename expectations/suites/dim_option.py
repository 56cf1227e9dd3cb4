"""Rules of dim_option: the options of each question, kinds of missing answer included."""

from expectations.rules.kinds import codes_distinct, holds

TABLE = "dim_option"

RULES = (
    codes_distinct(TABLE, "questionnaire_code", "question_code", "option_code"),
    holds(
        f"{TABLE}.question_known",
        (
            "Jokainen vaihtoehto kuuluu tunnettuun kysymykseen.",
            "Varje alternativ hör till en känd fråga.",
            "Every option belongs to a known question.",
        ),
        (
            "Ilman kysymystä vaihtoehto ei tarkoita mitään.",
            "Utan sin fråga betyder ett alternativ ingenting.",
            "Without its question an option means nothing.",
        ),
        """option_key = 0 or (questionnaire_code, question_code) in
        (select (questionnaire_code, question_code) from dim_question)""",
    ),
)
