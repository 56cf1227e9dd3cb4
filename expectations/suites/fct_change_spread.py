"""Rules of fct_change_spread: squares and products over the pairs of distributions."""

from expectations.rules.kinds import SMALLEST_DISTRIBUTION, at_least, holds
from expectations.rules.people import scores_differ, spread_or_left_out, union_of_cells
from expectations.rules.scores import change_is_end_minus_start, day_of_period, possible_squares

TABLE = "fct_change_spread"
SUMS = (
    ("start_sum", "start_square_sum"),
    ("end_sum", "end_square_sum"),
    ("change_sum", "change_square_sum"),
)

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    change_is_end_minus_start(TABLE),
    spread_or_left_out(TABLE, "start_square_sum end_square_sum change_square_sum cross_sum"),
    holds(
        f"{TABLE}.squares_agree",
        (
            "Muutoksen neliösumma seuraa alun ja lopun neliösummista ja ristitulojen summasta.",
            "Förändringens kvadratsumma följer av kvadratsummorna i början och slutet och av summan av produkterna.",
            "The square sum of change follows from the square sums of start and end and from the cross sum.",
        ),
        (
            "Muutoksen hajonta ja luottamusväli lasketaan näistä.",
            "Förändringens standardavvikelse och konfidensintervall beräknas på dem.",
            "The standard deviation and confidence interval of change are calculated from these.",
        ),
        "coalesce(change_square_sum = start_square_sum - 2 * cross_sum + end_square_sum, true)",
    ),
    possible_squares(TABLE, "pair_count", *SUMS[:2]),
    holds(
        f"{TABLE}.change_spread_possible",
        (
            "Muutoksen hajonta ja alun ja lopun korrelaatio ovat mahdollisia.",
            "Förändringens spridning och korrelationen mellan början och slut är möjliga.",
            "The standard deviation of change and the correlation of start and end are possible.",
        ),
        (
            "Cauchyn–Schwarzin epäyhtälö: mikään vastausjoukko ei voi rikkoa sitä.",
            "Cauchy–Schwarz olikhet: ingen uppsättning svar kan bryta mot den.",
            "The Cauchy–Schwarz inequality: no set of answers can break it.",
        ),
        """coalesce(change_square_sum >= 0
        and pair_count * (change_square_sum::double * (1 + 1e-9) + 1e-3) >= change_sum::double ** 2
        and (start_square_sum::double + 1e-3) * (end_square_sum::double + 1e-3) * (1 + 1e-9)
        >= cross_sum::double ** 2, true)""",
    ),
    scores_differ(TABLE, "pair_count", *SUMS),
    union_of_cells(
        TABLE,
        f"""select period_key, questionnaire_key, 'paired' as pairing_status_code, service_key,
        pair_count as person_count, indicator_key from {TABLE}""",
    ),
)
