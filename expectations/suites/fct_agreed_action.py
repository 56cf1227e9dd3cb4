"""Rules of fct_agreed_action: what was agreed, by when, and the measurements beside it."""

from expectations.rules.claims import holds, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "fct_agreed_action"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "activity_key period_key date_key region_key municipality_key service_key"
            " questionnaire_key activity_kind_key option_key due_date handled_period_key"
            " handled_service_key next_period_key next_service_key",
            grain="activity_key option_key",
            nullable="due_date handled_period_key handled_service_key next_period_key next_service_key",
        ),
        references(
            TABLE,
            "period date region municipality service questionnaire activity_kind option",
        ),
        holds(
            f"{TABLE}.of_activity",
            (
                "Jokainen sovittu asia kuuluu toimenpiteeseen, samaan palveluun ja aikaan.",
                "Everything agreed is of an activity, of the same service and time.",
            ),
            (
                "Ilman sitä ei tiedetä, missä ja milloin sovittiin.",
                "Without it nobody knows where and when it was agreed.",
            ),
            "(f.service_key, f.period_key, f.date_key) = (a.service_key, a.period_key, a.date_key)",
            f"{TABLE} as f left join fct_activity as a using (activity_key)",
        ),
        holds(
            f"{TABLE}.before_and_after",
            (
                "Käsitelty mittaus on enintään sopimisen ajalta, seuraava sen jälkeen.",
                "The handled measurement is of that time at the latest, the next one is after.",
            ),
            (
                "Muuten muutosta luettaisiin väärin päin.",
                "Otherwise the change would be read the wrong way round.",
            ),
            """coalesce(handled_period_key <= period_key, true)
            and coalesce(next_period_key > period_key, true)
            and (handled_period_key is null) = (handled_service_key is null)
            and (next_period_key is null) = (next_service_key is null)""",
        ),
        holds(
            f"{TABLE}.measurements_published",
            (
                "Viereen pantavat mittaukset ovat julkaistuja ja koskevat palvelua.",
                "The measurements to put beside it are published, and cover the service.",
            ),
            (
                "Viittaus salattuun lukuun kertoisi, että se on olemassa.",
                "Pointing at a suppressed number would tell that it is there.",
            ),
            """(cell_key, at_period_key) in (select (service_key, period_key) from fct_indicator_level
            union select (service_key, period_key) from fct_indicator_change)
            and list_contains(string_split(cell.covers_codes, '; '), own.service_code)""",
            f"""(select service_key, handled_service_key as cell_key, handled_period_key as at_period_key
            from {TABLE} where handled_period_key is not null
            union all select service_key, next_service_key, next_period_key
            from {TABLE} where next_period_key is not null)
            left join dim_service as own using (service_key)
            left join dim_service as cell on cell_key = cell.service_key""",
            owner="quality_reviewer",
        ),
    ),
)
