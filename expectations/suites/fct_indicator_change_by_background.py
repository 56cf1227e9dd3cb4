"""Rules of fct_indicator_change_by_background: change of the cells' pairs by county and background."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.people import scores_differ
from expectations.rules.scores import day_of_period, possible_sums
from expectations.suites.fct_indicator_change import SUMS

TABLE = "fct_indicator_change_by_background"
_COUNTY = "period_key, region_key, questionnaire_key, indicator_key"
_TOTALS = ", ".join(
    f"sum({column}) as {column}"
    for column in ("pair_count", "start_sum", "end_sum", "change_square_sum", "cross_sum")
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
        """b.pair_count = c.pair_count and b.start_sum = c.start_sum and b.end_sum = c.end_sum
        and b.change_square_sum = c.change_square_sum and b.cross_sum = c.cross_sum""",
        f"""(select {_COUNTY}, background_code, {_TOTALS}
        from {TABLE} join dim_background using (background_key) group by all) as b
        left join (select {_COUNTY}, {_TOTALS} from fct_indicator_change group by all) as c
        using ({_COUNTY})""",
        owner="quality_reviewer",
    ),
)
