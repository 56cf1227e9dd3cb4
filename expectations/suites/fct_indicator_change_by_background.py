"""Rules of fct_indicator_change_by_background: change of the cells' pairs by county and background."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.scores import change_is_end_minus_start, day_of_period, sums_inside

TABLE = "fct_indicator_change_by_background"
_COUNTY = "period_key, region_key, questionnaire_key, indicator_key"
_SUMS = ("start_sum", "end_sum")
_TOTALS = ", ".join(
    ["count(*) as row_count"] + [f"sum({column}) as {column}" for column in ("pair_count", *_SUMS)]
)
# Each row's sums are rounded to four decimals.
_SAME_SUMS = " and ".join(
    f"abs(b.{column} - c.{column}) <= 0.0001 * (b.row_count + c.row_count)" for column in _SUMS
)

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    day_of_period(TABLE),
    change_is_end_minus_start(TABLE),
    sums_inside(TABLE, "pair_count", "start_sum", "end_sum"),
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
