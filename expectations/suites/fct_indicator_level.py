"""Rules of fct_indicator_level: scores of people who have no pair."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least
from expectations.rules.people import (
    ends_meet_starts,
    families_published_together,
)
from expectations.rules.scores import day_of_period, near_reference, sums_inside

TABLE = "fct_indicator_level"

RULES = (
    at_least(TABLE, "person_count", SMALLEST_GROUP),
    day_of_period(TABLE),
    sums_inside(TABLE, "person_count", "score_sum"),
    families_published_together(
        TABLE, "person_count", "period_key, service_key, pairing_status_code"
    ),
    near_reference(TABLE, "person_count", ("score_sum",)),
    ends_meet_starts(TABLE),
)
