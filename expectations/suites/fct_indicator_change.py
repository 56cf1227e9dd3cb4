"""Rules of fct_indicator_change: change of the same people from start to end."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least
from expectations.rules.people import families_published_together
from expectations.rules.scores import (
    change_is_end_minus_start,
    day_of_period,
    near_reference,
    sums_inside,
)

TABLE = "fct_indicator_change"

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    day_of_period(TABLE),
    change_is_end_minus_start(TABLE),
    sums_inside(TABLE, "pair_count", "start_sum", "end_sum"),
    families_published_together(TABLE, "pair_count", "period_key, service_key"),
    near_reference(TABLE, "pair_count", ("start_sum", "end_sum")),
)
