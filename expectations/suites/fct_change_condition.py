"""Rules of fct_change_condition: pairs whose two answers were given under different conditions."""

from expectations.rules.kinds import (
    SMALLEST_DISTRIBUTION,
    SMALLEST_GROUP,
    at_least,
    holds,
)
from expectations.rules.people import union_of_cells
from expectations.rules.scores import day_of_period

TABLE = "fct_change_condition"

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    holds(
        f"{TABLE}.nobody_or_a_group",
        (
            "Vastauspareja, joita ehto koskee, on nolla tai riittävän monta, ja samoin muita pareja.",
            "Paren som villkoret gäller är inga eller tillräckligt många, och likaså de andra paren.",
            "The pairs that the condition applies to are none or enough, and so are the other pairs.",
        ),
        (
            "Kukaan ei saa voida päätellä yhden ihmisen kieltä tai sitä, saiko hän apua.",
            "Ingen ska kunna ta reda på en enskild persons språk eller om personen fick hjälp.",
            "Nobody may be able to find out one person's language or whether that person was helped.",
        ),
        f"""(mixed_count is null) = (condition_status_code <> 'number')
        and coalesce((mixed_count = 0 or mixed_count >= {SMALLEST_GROUP})
            and (mixed_count = pair_count or pair_count - mixed_count >= {SMALLEST_GROUP}), true)""",
        owner="quality_reviewer",
    ),
    union_of_cells(
        TABLE,
        f"""select distinct period_key, questionnaire_key, 'paired' as pairing_status_code, service_key,
        pair_count as person_count, indicator_key from {TABLE}""",
    ),
)
