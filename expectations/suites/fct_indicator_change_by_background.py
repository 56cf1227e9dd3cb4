"""Rules of fct_indicator_change_by_background: change of the cells' pairs, county-wide."""

from expectations.rules.claims import SMALLEST_GROUP, at_least, holds, references
from expectations.rules.people import scores_differ
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period, possible_sums
from expectations.rules.standard import standard
from expectations.suites.fct_indicator_change import SUMS

TABLE = "fct_indicator_change_by_background"
_COUNTY = "period_key, region_key, questionnaire_key, indicator_key"
_TOTALS = ", ".join(
    f"sum({column}) as {column}"
    for column in ("pair_count", "start_sum", "end_sum", "change_square_sum", "cross_sum")
)

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key questionnaire_key indicator_key background_key"
            " pair_count start_sum end_sum change_sum start_square_sum end_square_sum"
            " change_square_sum cross_sum",
            grain="period_key region_key indicator_key background_key",
        ),
        references(TABLE, "period date region questionnaire indicator background"),
        at_least(TABLE, "pair_count", SMALLEST_GROUP),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.change_agrees",
            (
                "Muutos on loppu miinus alku, ja sen neliösumma seuraa alun ja lopun summista.",
                "Change is end minus start, and its square sum follows from theirs.",
            ),
            (
                "Muuten muutos laskettaisiin eri ihmisistä kuin alku ja loppu.",
                "Otherwise change would be of other people than start and end.",
            ),
            """change_sum = end_sum - start_sum
            and change_square_sum = start_square_sum - 2 * cross_sum + end_square_sum""",
        ),
        possible_sums(
            TABLE,
            "pair_count",
            ("start_sum", "start_square_sum"),
            ("end_sum", "end_square_sum"),
        ),
        scores_differ(TABLE, "pair_count", *SUMS),
        holds(
            f"{TABLE}.people_of_the_cells",
            (
                "Taustan luokat ovat yhteensä täsmälleen alueen ryhmien parit.",
                "The categories of a background are exactly the pairs of the county's cells.",
            ),
            (
                "Muuten kokonaisuuden ja osien erotus kertoisi muutamasta ihmisestä.",
                "Otherwise a total minus its parts would tell of a few people.",
            ),
            """b.pair_count = c.pair_count and b.start_sum = c.start_sum and b.end_sum = c.end_sum
            and b.change_square_sum = c.change_square_sum and b.cross_sum = c.cross_sum""",
            f"""(select {_COUNTY}, background_code, {_TOTALS}
            from {TABLE} join dim_background using (background_key) group by all) as b
            left join (select {_COUNTY}, {_TOTALS} from fct_indicator_change group by all) as c
            using ({_COUNTY})""",
            owner="quality_reviewer",
        ),
    ),
)
