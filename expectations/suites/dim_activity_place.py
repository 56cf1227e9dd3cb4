"""Rules of dim_activity_place: the places in the logs."""

from expectations.rules.kinds import codes_distinct

TABLE = "dim_activity_place"

RULES = (codes_distinct(TABLE, "questionnaire_code", "activity_place_code"),)
