"""Rules of fct_indicator_suppressed: how many people are suppressed: a number, or few."""

from expectations.rules.kinds import SMALLEST_GROUP, holds
from expectations.rules.scores import day_of_period

TABLE = "fct_indicator_suppressed"

RULES = (
    day_of_period(TABLE),
    holds(
        f"{TABLE}.number_or_few",
        (
            f"Salattujen ihmisten määrä julkaistaan vain, jos heitä on vähintään {SMALLEST_GROUP}.",
            f"The number of suppressed people is published only if they are at least {SMALLEST_GROUP}.",
        ),
        (
            "Salattu ei ole nolla eikä tyhjä, mutta pientä määrääkään ei saa julkaista.",
            "Suppressed is neither zero nor blank, but a small number must not be published either.",
        ),
        f"""(suppressed_status_code = 'number' and suppressed_person_count >= {SMALLEST_GROUP})
        or (suppressed_status_code = 'few' and suppressed_person_count is null)""",
        owner="quality_reviewer",
    ),
)
