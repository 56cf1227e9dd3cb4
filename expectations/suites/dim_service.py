"""Rules of dim_service: services with their organisation, type and place."""

from expectations.rules.kinds import codes_distinct, holds, names_distinct

TABLE = "dim_service"

RULES = (
    codes_distinct(TABLE, "service_code"),
    holds(
        f"{TABLE}.place_known",
        (
            "Palvelun kunta ja alue ovat tunnettuja, jos ne on annettu.",
            "Tjänstens kommun och område är kända, om de har angetts.",
            "A service's municipality and county are known, where they are given.",
        ),
        (
            "Palvelu, jonka paikka on tuntematon, jäisi pois alueen tuloksista.",
            "En tjänst på en okänd plats skulle utelämnas ur områdets resultat.",
            "A service in an unknown place would be left out of the county's results.",
        ),
        """service_key = 0 or (
        coalesce(municipality_code = 'several' or municipality_code in (select municipality_code from dim_municipality), true)
        and coalesce(region_code in (select region_code from dim_region), true))""",
    ),
    holds(
        f"{TABLE}.merged_names_its_services",
        (
            "Yhdistetyssä ryhmässä näkyy, mitkä palvelut siihen kuuluvat.",
            "En sammanslagen grupp säger vilka tjänster som ingår i den.",
            "A merged group names the services in it.",
        ),
        (
            "Muuten lukija luulisi lukua yhden palvelun tulokseksi.",
            "Annars skulle läsaren ta talet för en enda tjänsts resultat.",
            "Otherwise a reader would take the number for the result of one service.",
        ),
        """is_merged = (service_count > 1)
        and service_count = len(string_split(covers_codes, '; '))
        and (is_merged or covers_codes = service_code)
        and list_has_all((select list(service_code) from dim_service where not is_merged),
        string_split(covers_codes, '; '))""",
    ),
    holds(
        f"{TABLE}.merged_names_differ",
        (
            "Kahdella yhdistetyllä ryhmällä ei ole samaa nimeä.",
            "Två sammanslagna grupper har inte samma namn.",
            "No two merged groups have the same name.",
        ),
        (
            "Raportti laskisi samannimiset ryhmät yhteen.",
            "En rapport skulle räkna ihop grupper med samma namn.",
            "A report would add up groups of the same name.",
        ),
        "group_count <= 1",
        f"""(select count(*) filter (where is_merged) as group_count from {TABLE} group by lower(service_name_fi))""",
        owner="bi",
    ),
    holds(
        f"{TABLE}.senders_of_single_services",
        (
            "Lähettäjien määrä on vain yksittäisillä palveluilla, ja se on ainakin yksi.",
            "Bara enskilda tjänster har ett antal avsändare, och det är minst ett.",
            "Only single services have a number of senders, and it is at least one.",
        ),
        (
            "Yhdistetyn ryhmän lähettäjistä voisi päätellä, kenen vastaajia siinä on.",
            "En sammanslagen grupps avsändare kunde avslöja vems svarande som ingår i den.",
            "The number for a merged group would disclose whose people are in it.",
        ),
        "sender_count is null or (sender_count >= 1 and not is_merged)",
    ),
    names_distinct(TABLE, "service_name_fi", "organisation_name"),
)
