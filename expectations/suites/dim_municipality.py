"""Rules of dim_municipality: municipalities, also those that have ended."""

from expectations.rules.claims import codes_distinct, holds, names_distinct
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_municipality"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "municipality_key municipality_code municipality_name_fi municipality_name_sv"
            " municipality_name_en region_code region_name_fi valid_from_year valid_to_year",
            grain="municipality_key",
            nullable="region_code region_name_fi valid_from_year valid_to_year",
        ),
        codes_distinct(TABLE, "municipality_code"),
        holds(
            f"{TABLE}.region_known",
            (
                "Jokainen kunta kuuluu tunnettuun alueeseen.",
                "Every municipality belongs to a known region.",
            ),
            (
                "Alueen tulokset kootaan kunnista; ilman aluetta kunta jäisi niistä pois.",
                "Regional results are gathered from municipalities; one without would be left out.",
            ),
            "municipality_key = 0 or region_code in (select region_code from dim_region)",
        ),
        holds(
            f"{TABLE}.years_in_order",
            ("Kunta alkaa ennen kuin päättyy.", "A municipality starts before it ends."),
            (
                "Muuten vastaus liittyisi kuntaan, jota ei ollut.",
                "Otherwise an answer would join a municipality that did not exist.",
            ),
            "coalesce(valid_from_year <= valid_to_year, true)",
        ),
        names_distinct(TABLE, ("municipality_name_fi", "municipality_name_sv")),
    ),
)
