"""Rules of fct_change_direction: how many improved, stayed or declined, by reliable change."""

from expectations.rules.claims import SMALLEST_DISTRIBUTION, at_least, holds, references
from expectations.rules.people import union_of_cells
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

TABLE = "fct_change_direction"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key municipality_key service_key questionnaire_key"
            " indicator_key pair_count improved_count unchanged_count declined_count"
            " reliable_change improved_unequal_count declined_unequal_count"
            " reliable_change_unequal",
            grain="period_key service_key indicator_key",
        ),
        references(TABLE, "period date region municipality service questionnaire indicator"),
        at_least(TABLE, "pair_count", SMALLEST_DISTRIBUTION),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.directions_add_up",
            (
                "Parantuneet, ennallaan olevat ja heikentyneet ovat yhteensä kaikki parit.",
                "Improved, unchanged and declined are all the pairs together.",
            ),
            (
                "Muuten joku on laskettu kahdesti tai jäänyt pois.",
                "Otherwise someone was counted twice or left out.",
            ),
            """least(improved_count, unchanged_count, declined_count) >= 0
            and improved_count + unchanged_count + declined_count = pair_count""",
        ),
        holds(
            f"{TABLE}.wider_bound_fewer",
            (
                "Laajemman rajan ylittää korkeintaan yhtä moni kuin suppeamman.",
                "No more pairs change by more than the wider bound than by the narrower.",
            ),
            (
                "Kaksi kaavaa jakavat samat parit: muuten toinen on laskettu väärin.",
                "Both formulas sort the same pairs: otherwise one was worked out wrong.",
            ),
            """least(improved_unequal_count, declined_unequal_count) >= 0
            and improved_unequal_count + declined_unequal_count <= pair_count
            and (reliable_change_unequal - reliable_change) * (improved_unequal_count - improved_count) <= 0
            and (reliable_change_unequal - reliable_change) * (declined_unequal_count - declined_count) <= 0""",
        ),
        holds(
            f"{TABLE}.bound_possible",
            (
                "Luotettavan muutoksen raja on suurempi kuin nolla ja mahdollinen asteikolla.",
                "The reliable change is above zero and possible on the scale.",
            ),
            (
                "Väärä raja jakaisi ihmiset väärin parantuneisiin ja heikentyneisiin.",
                "A wrong bound would sort people wrongly into improved and declined.",
            ),
            # 1.96 x sqrt 2 times an SD, which is at most about half of the scale.
            """least(reliable_change, reliable_change_unequal) > 0
            and greatest(reliable_change, reliable_change_unequal) <= 1.5 * (score_high - score_low)""",
            f"{TABLE} left join dim_indicator using (indicator_key)",
        ),
        union_of_cells(
            TABLE,
            f"""select period_key, questionnaire_key, 'paired' as pairing_status_code, service_key,
            pair_count as person_count, indicator_key from {TABLE}""",
        ),
    ),
)
