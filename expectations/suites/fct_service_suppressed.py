"""Rules of fct_service_suppressed: which services have no published numbers of their own, and why.

What it lists must follow from the other published tables. A list of some services of a county only
would tell that their people are among the suppressed ones.
"""

from expectations.rules.kinds import holds
from expectations.rules.scores import day_of_period

TABLE = "fct_service_suppressed"
_ABOUT = "period_key, questionnaire_key, indicator_key, pairing_status_code"
_PUBLISHED = f"""(select ({_ABOUT}, service_key) from fct_indicator_level
    union select ({_ABOUT.replace("pairing_status_code", "'paired'")}, service_key) from fct_indicator_change
    union select ({_ABOUT}, service_key) from fct_answer_distribution where indicator_key = 0)"""
# The counties' rows about which services are listed: those of which no number is published.
_COUNTIES = f"""(select distinct {_ABOUT}, region_key from fct_indicator_suppressed
    where suppressed_from_code = 'everything' or indicator_key = 0)"""

RULES = (
    day_of_period(TABLE),
    holds(
        f"{TABLE}.follows_from_published",
        (
            "Palvelun syy näkyy myös muista tauluista: alueella on ihmisiä, joiden lukuja ei julkaista, tai yhdistetyllä ryhmällä on sen nimi.",
            "Orsaken syns också i de andra tabellerna: i området finns personer som inte publiceras, eller så har en sammanslagen grupp tjänstens namn.",
            "The reason shows in the other tables too: people of the county are suppressed, or a merged group has the service's name.",
        ),
        (
            "Muuten rivi kertoisi, että juuri tästä palvelusta on vastattu.",
            "Annars skulle raden säga att just den här tjänstens klienter har svarat.",
            "Otherwise the row would tell that people of this very service answered.",
        ),
        f"""({_ABOUT}, service_key) not in {_PUBLISHED}
        and case when reason_code = 'merged'
            then list_contains(string_split(covers_codes, '; '), service_code)
                and ({_ABOUT}, published_service_key) in {_PUBLISHED}
            else published_service_key = 0 and ({_ABOUT}, region_key) in (select ({_ABOUT}, region_key) from {_COUNTIES})
        end""",
        f"""(select listed.*, own.service_code, merged.covers_codes from {TABLE} as listed
        left join dim_service as own using (service_key)
        left join dim_service as merged on listed.published_service_key = merged.service_key)""",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.lists_the_whole_county",
        (
            "Kun alueella on ihmisiä, joiden lukuja ei julkaista, sen jokainen palvelu on luettelossa, ellei palvelusta ole julkaistu lukua.",
            "När det i ett område finns personer som inte publiceras är alla dess tjänster uppräknade, om inget tal om tjänsten är publicerat.",
            "Where people of a county are suppressed, every service of it is listed unless a number of it is published.",
        ),
        (
            "Vajaa luettelo kertoisi, mistä palveluista on vastattu.",
            "En ofullständig lista skulle säga vilka tjänsters klienter som har svarat.",
            "An incomplete list would tell of which services people answered.",
        ),
        f"""({_ABOUT}, service_key) in (select ({_ABOUT}, service_key) from {TABLE})
        or ({_ABOUT}, service_key) in {_PUBLISHED}""",
        f"""(select {_ABOUT}, service_key
        from {_COUNTIES} join dim_service using (region_key) where not is_merged)""",
        owner="quality_reviewer",
    ),
)
