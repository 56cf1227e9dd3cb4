"""Rules of fct_agreed_action: what was agreed, by when, and the measurements beside it."""

from expectations.rules.kinds import holds

TABLE = "fct_agreed_action"

RULES = (
    holds(
        f"{TABLE}.of_activity",
        (
            "Jokainen sovittu asia kuuluu julkaistuun kirjaukseen, samaan palveluun ja päivään.",
            "Varje överenskommen åtgärd hör till en publicerad notering för samma tjänst och dag.",
            "Every agreed action belongs to a published activity of the same service and day.",
        ),
        (
            "Muuten ei tiedetä, missä ja milloin asiasta sovittiin.",
            "Annars vet man inte var och när man kom överens om den.",
            "Otherwise nobody knows where and when it was agreed.",
        ),
        "(f.service_key, f.period_key, f.date_key) = (a.service_key, a.period_key, a.date_key)",
        f"{TABLE} as f left join fct_activity as a using (activity_key)",
    ),
    holds(
        f"{TABLE}.before_and_after",
        (
            "Käsitelty mittaus on viimeistään sopimisen puolivuodelta ja seuraava mittaus sen jälkeen.",
            "Den behandlade mätningen är senast från överenskommelsens halvår, och följande mätning är från tiden efter det.",
            "The measurement that was discussed is from the half-year of the agreement or earlier, and the next one from later.",
        ),
        (
            "Muuten muutos luettaisiin väärin päin.",
            "Annars skulle förändringen läsas åt fel håll.",
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
            "Mittaukset, joihin viitataan, on julkaistu, ja ne kattavat palvelun.",
            "Mätningarna som det hänvisas till är publicerade, och de omfattar tjänsten.",
            "The measurements that are referred to are published, and they cover the service.",
        ),
        (
            "Viittaus julkaisemattomaan lukuun paljastaisi, että luku on olemassa.",
            "En hänvisning till ett tal som inte publiceras skulle avslöja att talet finns.",
            "A reference to a suppressed number would disclose that it exists.",
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
)
