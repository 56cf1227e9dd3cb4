"""Rules of fct_indicator_suppressed: how many are not shown, a number or "few"."""

from expectations.rules.claims import SMALLEST_GROUP, holds, one_of, references
from expectations.rules.people import PAIRING_STATUSES
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

TABLE = "fct_indicator_suppressed"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key questionnaire_key indicator_key pairing_status_code"
            " suppressed_from_code suppressed_person_count suppressed_status_code",
            grain="period_key region_key questionnaire_key indicator_key pairing_status_code suppressed_from_code",
            nullable="suppressed_person_count",
        ),
        references(TABLE, "period date region questionnaire indicator"),
        one_of(TABLE, "pairing_status_code", PAIRING_STATUSES),
        one_of(TABLE, "suppressed_from_code", "everything distribution"),
        one_of(TABLE, "suppressed_status_code", "number few"),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.number_or_few",
            (
                f"Salattujen määrä näkyy vain, jos heitä on vähintään {SMALLEST_GROUP}.",
                f"The number suppressed shows only if they are at least {SMALLEST_GROUP}.",
            ),
            (
                "Salattu ei ole nolla eikä tyhjä, mutta pientä määrääkään ei saa kertoa.",
                "Suppressed is neither zero nor blank, and yet a small number must not be told.",
            ),
            f"""(suppressed_status_code = 'number' and suppressed_person_count >= {SMALLEST_GROUP})
            or (suppressed_status_code = 'few' and suppressed_person_count is null)""",
            owner="quality_reviewer",
        ),
    ),
)
