"""Rules of dim_questionnaire: the questionnaires."""

from expectations.rules.kinds import codes_distinct

TABLE = "dim_questionnaire"

RULES = (codes_distinct(TABLE, "questionnaire_code"),)
