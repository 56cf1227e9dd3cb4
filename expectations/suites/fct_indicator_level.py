"""Rules of fct_indicator_level: scores of those who answered once, or only at start or end."""

from expectations.rules.claims import SMALLEST_GROUP, at_least, one_of, references
from expectations.rules.people import (
    UNPAIRED,
    ends_meet_starts,
    families_published_together,
    scores_differ,
)
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period, near_reference, possible_sums
from expectations.rules.standard import standard

TABLE = "fct_indicator_level"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key municipality_key service_key questionnaire_key"
            " indicator_key pairing_status_code person_count score_sum score_square_sum",
            grain="period_key service_key pairing_status_code indicator_key",
        ),
        references(TABLE, "period date region municipality service questionnaire indicator"),
        one_of(TABLE, "pairing_status_code", UNPAIRED),
        at_least(TABLE, "person_count", SMALLEST_GROUP),
        day_of_period(TABLE),
        possible_sums(TABLE, "person_count", ("score_sum", "score_square_sum")),
        families_published_together(
            TABLE, "person_count", "period_key, service_key, pairing_status_code"
        ),
        scores_differ(TABLE, "person_count", ("score_sum", "score_square_sum")),
        near_reference(TABLE, "person_count", ("score_sum",)),
        ends_meet_starts(TABLE),
    ),
)
