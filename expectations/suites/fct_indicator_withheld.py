"""Rules of fct_indicator_withheld: how many are not shown, a number or "few"."""

from expectations.rules.claims import SMALLEST_GROUP, holds, one_of, references
from expectations.rules.people import STRATA
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

TABLE = "fct_indicator_withheld"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key questionnaire_key indicator_key stratum_code"
            " withheld_from_code withheld_person_count withheld_status_code",
            grain="period_key region_key questionnaire_key indicator_key stratum_code withheld_from_code",
            nullable="withheld_person_count",
        ),
        references(TABLE, "period date region questionnaire indicator"),
        one_of(TABLE, "stratum_code", STRATA),
        one_of(TABLE, "withheld_from_code", "everything distribution"),
        one_of(TABLE, "withheld_status_code", "number few"),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.number_or_few",
            (
                f"Salattujen määrä näkyy vain, jos heitä on vähintään {SMALLEST_GROUP}.",
                f"The number withheld shows only if they are at least {SMALLEST_GROUP}.",
            ),
            (
                "Salattu ei ole nolla eikä tyhjä, mutta pientä määrääkään ei saa kertoa.",
                "Withheld is neither zero nor blank, and yet a small number must not be told.",
            ),
            f"""(withheld_status_code = 'number' and withheld_person_count >= {SMALLEST_GROUP})
            or (withheld_status_code = 'few' and withheld_person_count is null)""",
            owner="quality_reviewer",
        ),
    ),
)
