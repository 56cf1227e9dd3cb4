"""Rules of fct_indicator_change: the same people at start and end, and nobody else."""

from expectations.rules.claims import SMALLEST_GROUP, at_least, holds, references
from expectations.rules.people import families_published_together, scores_differ
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period, near_reference, possible_sums
from expectations.rules.standard import standard

TABLE = "fct_indicator_change"
SUMS = (
    ("start_sum", "start_square_sum"),
    ("end_sum", "end_square_sum"),
    ("change_sum", "change_square_sum"),
)

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key municipality_key service_key questionnaire_key"
            " indicator_key pair_count start_sum end_sum change_sum start_square_sum"
            " end_square_sum change_square_sum cross_sum",
            grain="period_key service_key indicator_key",
        ),
        references(TABLE, "period date region municipality service questionnaire indicator"),
        at_least(TABLE, "pair_count", SMALLEST_GROUP),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.change_is_end_minus_start",
            (
                "Muutos on täsmälleen loppu miinus alku.",
                "Change is exactly end minus start.",
            ),
            (
                "Muuten muutos laskettaisiin eri ihmisistä kuin alku ja loppu.",
                "Otherwise change would be of other people than start and end.",
            ),
            "change_sum = end_sum - start_sum",
        ),
        holds(
            f"{TABLE}.squares_agree",
            (
                "Muutoksen neliösumma seuraa alun, lopun ja ristitulon summista.",
                "The square sum of change follows from those of start, end and their product.",
            ),
            (
                "Muutoksen hajonta ja luottamusväli lasketaan näistä.",
                "The spread and confidence interval of change are computed from these.",
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
                "Muutoksen hajonta ja alun ja lopun yhteys ovat mahdollisia.",
                "The spread of change and the tie of start to end are possible.",
            ),
            (
                "Cauchyn–Schwarzin epäyhtälö: mikään vastausjoukko ei voi rikkoa sitä.",
                "The Cauchy–Schwarz inequality: no set of answers can break it.",
            ),
            """change_square_sum >= 0
            and pair_count * change_square_sum::double * (1 + 1e-9) >= change_sum::double ** 2
            and start_square_sum::double * end_square_sum * (1 + 1e-9) >= cross_sum::double ** 2""",
        ),
        families_published_together(TABLE, "pair_count", "period_key, service_key"),
        scores_differ(TABLE, "pair_count", *SUMS),
        near_reference(TABLE, "pair_count", ("start_sum", "end_sum")),
    ),
)
