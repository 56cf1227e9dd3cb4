"""Rules of dim_service: services with their organisation, type and place."""

from expectations.rules.claims import codes_distinct, holds, names_distinct
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_service"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "service_key service_code service_name_fi service_name_sv service_name_en"
            " service_type_code organisation_name sector_code municipality_code"
            " municipality_name_fi region_code is_merged service_count covers_codes"
            " covers_fi covers_sv covers_en",
            grain="service_key",
            nullable="service_type_code organisation_name sector_code municipality_code"
            " municipality_name_fi region_code",
        ),
        codes_distinct(TABLE, "service_code"),
        holds(
            f"{TABLE}.place_known",
            (
                "Palvelun kunta ja alue ovat tunnettuja, jos ne on annettu.",
                "A service's municipality and region are known, where given.",
            ),
            (
                "Tuntematon paikka jättäisi palvelun pois alueen tuloksista.",
                "An unknown place would leave the service out of the region's results.",
            ),
            """service_key = 0 or (
            coalesce(municipality_code = 'several' or municipality_code in (select municipality_code from dim_municipality), true)
            and coalesce(region_code in (select region_code from dim_region), true))""",
        ),
        holds(
            f"{TABLE}.merged_names_its_services",
            (
                "Yhdessä esitetyt palvelut kertovat, mitkä palvelut niihin kuuluvat.",
                "Services told of together say which services they are.",
            ),
            (
                "Ilman sitä lukija luulisi lukua yhden palvelun tulokseksi.",
                "Without it a reader would take the number for one service's result.",
            ),
            """is_merged = (service_count > 1)
            and service_count = len(string_split(covers_codes, '; '))
            and (is_merged or covers_codes = service_code)
            and list_has_all((select list(service_code) from dim_service where not is_merged),
            string_split(covers_codes, '; '))""",
        ),
        names_distinct(TABLE, ("service_name_fi", "organisation_name")),
    ),
)
