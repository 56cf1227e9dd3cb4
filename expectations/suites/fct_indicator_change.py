"""Rules of fct_indicator_change: change of the same people from start to end."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.people import families_published_together, scores_differ
from expectations.rules.scores import day_of_period, near_reference, possible_sums

TABLE = "fct_indicator_change"
SUMS = (
    ("start_sum", "start_square_sum"),
    ("end_sum", "end_square_sum"),
    ("change_sum", "change_square_sum"),
)

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    day_of_period(TABLE),
    holds(
        f"{TABLE}.change_is_end_minus_start",
        (
            "Muutos on täsmälleen loppu miinus alku.",
            "Change is exactly end minus start.",
        ),
        (
            "Muuten muutos olisi eri ihmisistä kuin alku ja loppu.",
            "Otherwise the change would be about other people than start and end.",
        ),
        "change_sum = end_sum - start_sum",
    ),
    holds(
        f"{TABLE}.squares_agree",
        (
            "Muutoksen neliösumma seuraa alun ja lopun neliösummista ja ristitulojen summasta.",
            "The square sum of change follows from the square sums of start and end and from the cross sum.",
        ),
        (
            "Muutoksen hajonta ja luottamusväli lasketaan näistä.",
            "The standard deviation and confidence interval of change are calculated from these.",
        ),
        "change_square_sum = start_square_sum - 2 * cross_sum + end_square_sum",
    ),
    possible_sums(
        TABLE,
        "pair_count",
        ("start_sum", "start_square_sum"),
        ("end_sum", "end_square_sum"),
    ),
    holds(
        f"{TABLE}.change_spread_possible",
        (
            "Muutoksen hajonta ja alun ja lopun korrelaatio ovat mahdollisia.",
            "The standard deviation of change and the correlation of start and end are possible.",
        ),
        (
            "Cauchyn–Schwarzin epäyhtälö: mikään vastausjoukko ei voi rikkoa sitä.",
            "The Cauchy–Schwarz inequality: no set of answers can break it.",
        ),
        """change_square_sum >= 0
        and pair_count * (change_square_sum::double * (1 + 1e-9) + 1e-3) >= change_sum::double ** 2
        and (start_square_sum::double + 1e-3) * (end_square_sum::double + 1e-3) * (1 + 1e-9)
        >= cross_sum::double ** 2""",
    ),
    families_published_together(TABLE, "pair_count", "period_key, service_key"),
    scores_differ(TABLE, "pair_count", *SUMS),
    near_reference(TABLE, "pair_count", ("start_sum", "end_sum")),
)
