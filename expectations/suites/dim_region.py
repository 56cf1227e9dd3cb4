"""Rules of dim_region: wellbeing services counties and the areas beside them."""

from expectations.rules.kinds import codes_distinct, holds, names_distinct

TABLE = "dim_region"

RULES = (
    codes_distinct(TABLE, "region_code"),
    holds(
        f"{TABLE}.key_is_code",
        (
            "Alueen avain on sen koodi lukuna.",
            "Områdets nyckel är dess kod som tal.",
            "The key of a region is its code as a number.",
        ),
        (
            "Koodista tehty avain pysyy samana julkaisusta toiseen.",
            "En nyckel som görs av koden är densamma från publicering till publicering.",
            "A key made of the code stays the same from release to release.",
        ),
        "region_key = 0 or region_key = try_cast(region_code as integer)",
    ),
    names_distinct(TABLE, "region_name_fi", "region_name_sv", "region_name_en"),
)
