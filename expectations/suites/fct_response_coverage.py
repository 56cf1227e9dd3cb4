"""Rules of fct_response_coverage: what became of those who started, from published rows only."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.scores import day_of_period

TABLE = "fct_response_coverage"
_PAIRED = """(
    select try_cast(category_code as integer) as period_key, region_key, indicator_key,
    sum(pair_count) as published_count
    from fct_indicator_change_by_background join dim_background using (background_key)
    where background_code = 'start_period' and not is_merged group by all
)"""
_ALONE = """(
    select period_key, region_key, indicator_key, sum(person_count) as published_count
    from fct_indicator_level where pairing_status_code = 'start_only' group by all
)"""

RULES = (
    day_of_period(TABLE),
    at_least(TABLE, "paired_count start_only_count", SMALLEST_GROUP),
    holds(
        f"{TABLE}.counts_somebody",
        (
            "Jokaisella rivillä on ainakin toinen määristä.",
            "Varje rad har åtminstone det ena av antalen.",
            "Every row has at least one of the two counts.",
        ),
        (
            "Rivi ilman lukuja paljastaisi, että joku aloitti.",
            "En rad utan tal skulle avslöja att någon började.",
            "A row without numbers would disclose that somebody started.",
        ),
        "coalesce(paired_count, start_only_count) is not null",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.sums_of_published_rows",
        (
            "Jokainen luku on muualla julkaistujen rivien summa.",
            "Varje tal är en summa av rader som publiceras på annat håll.",
            "Every number is a sum of rows published elsewhere.",
        ),
        (
            "Silloin taulu ei paljasta mitään, mitä muut taulut eivät jo kerro.",
            "Då avslöjar tabellen inget som de andra tabellerna inte redan säger.",
            "Then the table discloses nothing that the other tables do not.",
        ),
        """paired_count is not distinct from p.published_count
        and start_only_count is not distinct from a.published_count""",
        f"""{TABLE} left join {_PAIRED} as p using (period_key, region_key, indicator_key)
        left join {_ALONE} as a using (period_key, region_key, indicator_key)""",
        owner="quality_reviewer",
    ),
)
