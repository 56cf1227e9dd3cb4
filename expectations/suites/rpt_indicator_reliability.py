"""Rules of rpt_indicator_reliability: how the scale behaves, told of large groups only."""

from expectations.rules.claims import holds, one_of, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "rpt_indicator_reliability"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key period_code questionnaire_code indicator_key indicator_code"
            " phase_code language_code item_code person_count_band alpha"
            " item_rest_correlation floor_share ceiling_share straight_lining_share",
            grain="period_key indicator_key phase_code language_code item_code",
            nullable="alpha item_rest_correlation straight_lining_share",
        ),
        references(TABLE, "period indicator"),
        one_of(TABLE, "phase_code", "start end single"),
        one_of(TABLE, "person_count_band", "30-49 50-99 100-199 200+"),
        holds(
            f"{TABLE}.numbers_possible",
            (
                "Alfa on enintään 1, korrelaatiot −1:n ja 1:n ja osuudet nollan ja yhden välillä.",
                "Alpha is at most 1, correlations lie in -1 to 1 and shares in 0 to 1.",
            ),
            (
                "Mahdoton luku kertoo väärin lasketusta raportista.",
                "An impossible number tells of a report worked out wrong.",
            ),
            """coalesce(alpha <= 1, true) and coalesce(abs(item_rest_correlation) <= 1, true)
            and floor_share between 0 and 1 and ceiling_share between 0 and 1
            and coalesce(straight_lining_share between 0 and 1, true)""",
        ),
        holds(
            f"{TABLE}.items_agree",
            (
                "Mikään osio ei kulje vastakkaiseen suuntaan kuin muut.",
                "No item runs against the others.",
            ),
            (
                "Syynä on tavallisesti väärin päin luettu osio. Tarkista lomakkeen koodit.",
                "The cause is usually an item read backwards. Check the form's codes.",
            ),
            "coalesce(item_rest_correlation >= 0, true)",
            owner="quality_reviewer",
            severity="warning",
        ),
    ),
)
