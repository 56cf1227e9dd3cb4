"""Rules of fct_answer_distribution: how many of a group chose each option."""

from expectations.rules.answers import answers_of_groups
from expectations.rules.kinds import SMALLEST_DISTRIBUTION, at_least
from expectations.rules.people import union_of_cells
from expectations.rules.scores import day_of_period

TABLE = "fct_answer_distribution"

# Its groups, for people with a scored indicator.
_PEOPLE = f"""
    select distinct period_key, questionnaire_key, pairing_status_code, service_key, person_count,
    indicator_key
    from {TABLE} where indicator_key <> 0
"""

RULES = (
    at_least(TABLE, "person_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    *answers_of_groups(TABLE, "f.period_key, f.service_key, f.indicator_key"),
    union_of_cells(TABLE, _PEOPLE),
)
