"""Rules of fct_indicator_suppressed: how many people are suppressed, in bands."""

from expectations.rules.scores import day_of_period

TABLE = "fct_indicator_suppressed"

RULES = (day_of_period(TABLE),)
