"""Rules of fct_response_coverage: what became of those who started, from published rows only."""

from expectations.rules.claims import SMALLEST_GROUP, holds, one_of, references
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

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

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key questionnaire_key indicator_key paired_count"
            " start_only_count follow_up_code coverage_status_code",
            grain="period_key region_key indicator_key",
            nullable="paired_count start_only_count",
        ),
        references(TABLE, "period date region questionnaire indicator"),
        one_of(TABLE, "follow_up_code", "awaiting_follow_up lost_to_follow_up mixed"),
        one_of(TABLE, "coverage_status_code", "complete partial"),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.smallest_group",
            (
                f"Jokainen luku kertoo vähintään {SMALLEST_GROUP} ihmisestä.",
                f"Every number speaks of at least {SMALLEST_GROUP} people.",
            ),
            (
                "Pienemmästä ryhmästä voisi päätellä yksittäisen vastaajan vastauksen.",
                "From a smaller group one respondent's answer could be worked out.",
            ),
            f"""coalesce(paired_count, start_only_count) is not null
            and coalesce(paired_count >= {SMALLEST_GROUP}, true)
            and coalesce(start_only_count >= {SMALLEST_GROUP}, true)""",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.sums_of_published_rows",
            (
                "Jokainen luku on muiden julkaistujen rivien summa.",
                "Every number is a sum of other published rows.",
            ),
            (
                "Silloin taulu ei kerro kenestäkään mitään, mitä muut taulut eivät kerro.",
                "Then the table tells of nobody what the other tables do not.",
            ),
            """paired_count is not distinct from p.published_count
            and start_only_count is not distinct from a.published_count""",
            f"""{TABLE} left join {_PAIRED} as p using (period_key, region_key, indicator_key)
            left join {_ALONE} as a using (period_key, region_key, indicator_key)""",
            owner="quality_reviewer",
        ),
    ),
)
