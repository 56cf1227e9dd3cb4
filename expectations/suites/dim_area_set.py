"""Rules of dim_area_set: which areas a governance metric is a share of."""

from expectations.rules.claims import codes_distinct, holds
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_area_set"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "area_set_key area_set_code area_set_name_fi area_set_name_sv area_set_name_en"
            " area_count",
            grain="area_set_key",
            nullable="area_count",
        ),
        codes_distinct(TABLE, "area_set_code"),
        holds(
            f"{TABLE}.area_count_known",
            (
                "Aluejoukossa on niin monta aluetta kuin sen koodi sanoo.",
                "An area set has as many areas as its code says.",
            ),
            (
                "21, 22 ja 23 aluetta antavat eri prosentin samasta määrästä.",
                "21, 22 and 23 areas give different percentages of the same count.",
            ),
            """area_set_key = 0
            or area_count = try_cast(regexp_extract(area_set_code, '[0-9]+$') as integer)""",
        ),
    ),
)
