"""Rules of rpt_indicator_attrition: who is lost to follow-up, and regression to the mean."""

from expectations.rules.kinds import SMALLEST_GROUP, at_least, holds
from expectations.rules.reports import same_change, spreads_of_enough

TABLE = "rpt_indicator_attrition"

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    same_change(TABLE),
    spreads_of_enough(TABLE, "start_sd", "start_end_correlation", "expected_end_mean"),
    holds(
        f"{TABLE}.lost_to_follow_up_are_enough",
        (
            f"Niiden määrä ja keskiarvo, joilta loppuvastaus puuttuu, julkaistaan vain, jos heitä on vähintään {SMALLEST_GROUP}.",
            f"Antalet som saknar slutsvar och deras medelvärde publiceras bara om de är minst {SMALLEST_GROUP}.",
            f"The number and mean of those lost to follow-up are published only if they are at least {SMALLEST_GROUP}.",
        ),
        (
            "Muutaman ihmisen keskiarvosta voisi päätellä yhden vastaukset.",
            "Några få personers medelvärde kunde avslöja en persons svar.",
            "The mean of a few people could disclose one person's answers.",
        ),
        f"coalesce(lost_to_follow_up_count >= {SMALLEST_GROUP}, lost_to_follow_up_start_mean is null)",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.regression_possible",
        (
            "Alun ja lopun korrelaatio on −1:n ja 1:n välissä, ja odotettu muutos seuraa siitä.",
            "Korrelationen mellan början och slut är mellan −1 och 1, och den väntade förändringen följer av den.",
            "The correlation of start and end is between -1 and 1, and the expected change follows from it.",
        ),
        (
            "Muuten keskiarvoon palautumisesta annettaisiin väärä luku.",
            "Annars skulle talet för regression mot medelvärdet vara fel.",
            "Otherwise the number for regression to the mean would be wrong.",
        ),
        """coalesce(abs(start_end_correlation) <= 1 + 1e-9, true)
        and coalesce(abs(expected_end_mean - start_mean - expected_change_mean) < 1e-6,
            expected_change_mean is null)""",
    ),
)
