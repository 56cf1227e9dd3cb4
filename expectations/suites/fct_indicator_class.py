"""Rules of fct_indicator_class: how many score below the declared low class."""

from expectations.rules.claims import (
    SMALLEST_DISTRIBUTION,
    at_least,
    never_more_than,
    one_of,
    references,
)
from expectations.rules.people import PAIRING_STATUSES, union_of_cells
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

TABLE = "fct_indicator_class"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key municipality_key service_key questionnaire_key"
            " indicator_key pairing_status_code phase_code low_count person_count",
            grain="period_key service_key indicator_key pairing_status_code phase_code",
        ),
        references(TABLE, "period date region municipality service questionnaire indicator"),
        one_of(TABLE, "pairing_status_code", PAIRING_STATUSES),
        one_of(TABLE, "phase_code", "start end single"),
        at_least(TABLE, "person_count", SMALLEST_DISTRIBUTION),
        never_more_than(TABLE, "part_of_whole", "low_count", "person_count"),
        day_of_period(TABLE),
        union_of_cells(
            TABLE,
            f"""select distinct period_key, questionnaire_key, pairing_status_code, service_key,
            person_count, indicator_key from {TABLE}""",
        ),
    ),
)
