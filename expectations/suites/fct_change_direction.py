"""Rules of fct_change_direction: how many improved, stayed or declined, by reliable change."""

from expectations.rules.kinds import SMALLEST_DISTRIBUTION, at_least, holds
from expectations.rules.people import union_of_cells
from expectations.rules.scores import day_of_period

TABLE = "fct_change_direction"

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    holds(
        f"{TABLE}.directions_add_up",
        (
            "Parantuneita, ennallaan olevia ja heikentyneitä on yhteensä yhtä monta kuin pareja.",
            "Förbättrade, oförändrade och försämrade är sammanlagt lika många som paren.",
            "Improved, unchanged and declined add up to all pairs.",
        ),
        (
            "Muuten joku on laskettu kahdesti tai jäänyt pois.",
            "Annars har någon räknats två gånger eller lämnats bort.",
            "Otherwise somebody is counted twice or left out.",
        ),
        """least(improved_count, unchanged_count, declined_count) >= 0
        and improved_count + unchanged_count + declined_count = pair_count""",
    ),
    holds(
        f"{TABLE}.wider_bound_fewer",
        (
            "Suuremman rajan ylittää enintään yhtä moni pari kuin pienemmän.",
            "Högst lika många par överskrider den större gränsen som den mindre.",
            "No more pairs change by more than the larger limit than by more than the smaller one.",
        ),
        (
            "Kaksi kaavaa luokittelevat samat parit: muuten toinen on laskettu väärin.",
            "Båda formlerna klassificerar samma par: annars har den ena räknats fel.",
            "Both formulas classify the same pairs: otherwise one was calculated wrong.",
        ),
        """coalesce(least(improved_unequal_count, declined_unequal_count) >= 0
        and improved_unequal_count + declined_unequal_count <= pair_count
        and (reliable_change_unequal - reliable_change) * (improved_unequal_count - improved_count) <= 0
        and (reliable_change_unequal - reliable_change) * (declined_unequal_count - declined_count) <= 0,
        coalesce(improved_unequal_count, declined_unequal_count, reliable_change_unequal) is null)""",
    ),
    holds(
        f"{TABLE}.bound_possible",
        (
            "Luotettavan muutoksen raja on nollaa suurempi ja mahdollinen asteikolla.",
            "Gränsen för reliabel förändring är över noll och möjlig på skalan.",
            "The reliable change is above zero and possible on the scale.",
        ),
        (
            "Väärä raja luokittelisi ihmiset väärin parantuneiksi tai heikentyneiksi.",
            "En felaktig gräns skulle klassificera personer fel som förbättrade eller försämrade.",
            "A wrong limit would classify people wrongly as improved or declined.",
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
)
