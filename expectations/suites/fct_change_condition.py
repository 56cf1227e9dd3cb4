"""Rules of fct_change_condition: answers of a pair that were not given alike."""

from expectations.rules.claims import (
    SMALLEST_DISTRIBUTION,
    SMALLEST_GROUP,
    at_least,
    holds,
    one_of,
    references,
)
from expectations.rules.people import union_of_cells
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

TABLE = "fct_change_condition"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key municipality_key service_key questionnaire_key"
            " indicator_key condition_code pair_count mixed_count condition_status_code",
            grain="period_key service_key indicator_key condition_code",
            nullable="mixed_count",
        ),
        references(TABLE, "period date region municipality service questionnaire indicator"),
        one_of(TABLE, "condition_code", "language_changed form_changed mode_changed helped"),
        one_of(TABLE, "condition_status_code", "number few not_asked"),
        at_least(TABLE, "pair_count", SMALLEST_DISTRIBUTION),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.nobody_or_a_group",
            (
                "Poikkeavia pareja ja muita on kumpiakin nolla tai riittävän monta.",
                "The pairs that differ and the others are each none or enough.",
            ),
            (
                "Yhden ihmisen kieli tai avun saaminen ei ole muiden tiedettävissä.",
                "One person's language or being helped is not for others to know.",
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
    ),
)
