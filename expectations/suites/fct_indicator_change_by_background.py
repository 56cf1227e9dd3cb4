"""Rules of fct_indicator_change_by_background: change of the cells' pairs by county and background."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.scores import change_is_end_minus_start, day_of_period, sums_inside

TABLE = "fct_indicator_change_by_background"
_COUNTY = "period_key, region_key, questionnaire_key, indicator_key"
RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    day_of_period(TABLE),
    change_is_end_minus_start(TABLE),
    sums_inside(TABLE, "pair_count", "start_sum", "end_sum"),
    holds(
        f"{TABLE}.people_of_the_cells",
        (
            f"Taustakysymyksen luokissa on yhteensä alueen julkaisuryhmien parit, tai vähintään {SMALLEST_GROUP} enemmän tai vähemmän.",
            f"Bakgrundsfrågans klasser har sammanlagt lika många par som områdets publiceringsgrupper, eller minst {SMALLEST_GROUP} fler eller färre.",
            f"The categories of a background question add up to the pairs of the county's publication cells, or to at least {SMALLEST_GROUP} more or fewer.",
        ),
        (
            "Muuten kokonaisuuden ja osien erotus kuvaisi muutamaa ihmistä. Taustat julkaistaan kerran, ja ryhmiin voi sen jälkeen tulla ihmisiä.",
            "Annars skulle skillnaden mellan helheten och delarna beskriva några få personer. Bakgrunder publiceras en gång, och personer kan komma till i grupperna efter det.",
            "Otherwise the difference of the total and its parts would describe a few people. Backgrounds are published once, and people may enter the cells after that.",
        ),
        "b.pair_count = coalesce(c.pair_count, 0)"
        f" or abs(b.pair_count - coalesce(c.pair_count, 0)) >= {SMALLEST_GROUP}",
        f"""(select {_COUNTY}, background_code, sum(pair_count) as pair_count
        from {TABLE} join dim_background using (background_key) group by all) as b
        left join (select {_COUNTY}, sum(pair_count) as pair_count from fct_indicator_change group by all) as c
        using ({_COUNTY})""",
        owner="quality_reviewer",
    ),
)
