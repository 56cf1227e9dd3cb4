"""Rules of dim_service: services with their organisation, type and place."""

from expectations.claims import codes_distinct, holds, names_distinct
from expectations.rules import Suite
from expectations.standard import standard

TABLE = "dim_service"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "service_key service_code service_name_fi service_name_sv service_name_en"
            " service_type_code organisation_name sector_code municipality_code"
            " municipality_name_fi region_code",
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
            coalesce(municipality_code in (select municipality_code from dim_municipality), true)
            and coalesce(region_code in (select region_code from dim_region), true))""",
        ),
        names_distinct(TABLE, ("service_name_fi", "organisation_name")),
    ),
)
