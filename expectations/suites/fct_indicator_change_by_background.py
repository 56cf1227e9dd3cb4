"""Rules of fct_indicator_change_by_background: change of the cells' pairs by county and background."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.people import scores_differ
from expectations.rules.scores import day_of_period, possible_sums
from expectations.suites.fct_indicator_change import SUMS

TABLE = "fct_indicator_change_by_background"
_COUNTY = "period_key, region_key, questionnaire_key, indicator_key"
_SUMS = ("start_sum", "end_sum", "change_square_sum", "cross_sum")
_TOTALS = ", ".join(
    ["count(*) as row_count"] + [f"sum({column}) as {column}" for column in ("pair_count", *_SUMS)]
)
# Each row's sums are rounded to four decimals, and change_square_sum is made of three of them.
_SAME_SUMS = " and ".join(
    f"abs(b.{column} - c.{column}) <= 0.0002 * (b.row_count + c.row_count)" for column in _SUMS
)

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    day_of_period(TABLE),
    holds(
        f"{TABLE}.change_agrees",
        (
            "Muutos on loppu miinus alku, ja sen neliösumma seuraa alun ja lopun summista.",
            "Change is end minus start, and its square sum follows from their sums.",
        ),
        (
            "Muuten muutos olisi eri ihmisistä kuin alku ja loppu.",
            "Otherwise the change would be about other people than start and end.",
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
            "Taustakysymyksen luokissa on yhteensä täsmälleen alueen julkaisuryhmien parit.",
            "The categories of a background question add up to exactly the pairs of the county's publication cells.",
        ),
        (
            "Muuten kokonaisuuden ja osien erotus kuvaisi muutamaa ihmistä.",
            "Otherwise the difference of the total and its parts would describe a few people.",
        ),
        f"b.pair_count = c.pair_count and {_SAME_SUMS}",
        f"""(select {_COUNTY}, background_code, {_TOTALS}
        from {TABLE} join dim_background using (background_key) group by all) as b
        left join (select {_COUNTY}, {_TOTALS} from fct_indicator_change group by all) as c
        using ({_COUNTY})""",
        owner="quality_reviewer",
    ),
)
