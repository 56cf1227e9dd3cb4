"""Rules of dim_activity_kind: the kinds of activity in the logs."""

from expectations.rules.kinds import codes_distinct

TABLE = "dim_activity_kind"

RULES = (codes_distinct(TABLE, "questionnaire_code", "activity_kind_code"),)
