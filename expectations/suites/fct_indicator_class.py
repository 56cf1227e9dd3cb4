"""Rules of fct_indicator_class: how many score below the declared low class."""

from expectations.rules.kinds import (
    SMALLEST_DISTRIBUTION,
    at_least,
    never_more_than,
)
from expectations.rules.people import union_of_cells
from expectations.rules.scores import day_of_period

TABLE = "fct_indicator_class"

RULES = (
    at_least(TABLE, "person_count", SMALLEST_DISTRIBUTION),
    never_more_than(TABLE, "part_of_whole", ("low_count", "person_count")),
    day_of_period(TABLE),
    union_of_cells(
        TABLE,
        f"""select distinct period_key, questionnaire_key, pairing_status_code, service_key,
        person_count, indicator_key from {TABLE}""",
    ),
)
