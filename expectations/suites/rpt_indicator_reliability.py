"""Rules of rpt_indicator_reliability: how the scale works, published for large groups only."""

from expectations.rules.kinds import between, expects

TABLE = "rpt_indicator_reliability"

RULES = (
    expects(
        f"{TABLE}.numbers_possible",
        (
            "Alfa on enintään 1, korrelaatiot −1:n ja 1:n ja osuudet nollan ja yhden välissä.",
            "Alfa är högst 1, korrelationer är mellan −1 och 1 och andelar mellan noll och ett.",
            "Alpha is at most 1, correlations are between -1 and 1 and shares between 0 and 1.",
        ),
        (
            "Mahdoton luku on merkki väärin lasketusta raportista.",
            "Ett omöjligt tal tyder på en felräknad rapport.",
            "An impossible number is a sign of a report that was calculated wrong.",
        ),
        [
            *between("alpha", None, 1),
            *between("item_rest_correlation", -1, 1),
            *between("floor_share ceiling_share straight_lining_share", 0, 1),
        ],
    ),
    expects(
        f"{TABLE}.items_agree",
        (
            "Mikään väittämä ei kulje vastakkaiseen suuntaan kuin muut.",
            "Inget påstående går åt motsatt håll mot de andra.",
            "No item runs in the opposite direction to the others.",
        ),
        (
            "Syy on tavallisesti väärin päin luettu väittämä. Tarkista lomakkeen koodit.",
            "Orsaken är vanligen ett påstående som har lästs åt fel håll. Kontrollera blankettens koder.",
            "The usual cause is an item that was read backwards. Check the form's codes.",
        ),
        between("item_rest_correlation", 0),
        owner="quality_reviewer",
        severity="warning",
    ),
)
