"""Rules of dim_region: wellbeing services counties and the areas beside them."""

from expectations.rules.claims import codes_distinct, holds, names_distinct, one_of
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_region"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "region_key region_code region_name_fi region_name_sv region_name_en region_type_code",
            grain="region_key",
        ),
        codes_distinct(TABLE, "region_code"),
        one_of(TABLE, "region_type_code", "county city autonomous joint_authority unknown"),
        holds(
            f"{TABLE}.key_is_code",
            ("Alueen avain on sen koodi lukuna.", "The key of a region is its code as a number."),
            (
                "Avain pysyy samana julkaisusta toiseen, kun se tulee koodista.",
                "A key made of the code stays the same from release to release.",
            ),
            "region_key = 0 or region_key = try_cast(region_code as integer)",
        ),
        names_distinct(TABLE, ("region_name_fi", "region_name_sv", "region_name_en")),
    ),
)
