"""Rules of fct_level_spread: squares of scores over the people of distributions."""

from expectations.rules.kinds import SMALLEST_DISTRIBUTION, at_least
from expectations.rules.people import scores_differ, spread_or_left_out, union_of_cells
from expectations.rules.scores import day_of_period, possible_squares

TABLE = "fct_level_spread"
SUMS = ("score_sum", "score_square_sum")

RULES = (
    at_least(TABLE, "person_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    spread_or_left_out(TABLE, "score_square_sum"),
    possible_squares(TABLE, "person_count", SUMS),
    scores_differ(TABLE, "person_count", SUMS),
    union_of_cells(
        TABLE,
        f"""select period_key, questionnaire_key, pairing_status_code, service_key, person_count,
        indicator_key from {TABLE}""",
    ),
)
