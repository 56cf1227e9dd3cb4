"""Rules of dim_area_set: which areas a governance metric is a share of."""

from expectations.rules.kinds import codes_distinct, holds

TABLE = "dim_area_set"

RULES = (
    codes_distinct(TABLE, "area_set_code"),
    holds(
        f"{TABLE}.area_count_known",
        (
            "Aluejoukossa on niin monta aluetta kuin sen koodi sanoo.",
            "En områdesgrupp har så många områden som dess kod säger.",
            "An area set has as many areas as its code says.",
        ),
        (
            "21, 22 ja 23 aluetta antavat eri prosentin samasta määrästä.",
            "21, 22 och 23 områden ger olika procent av samma antal.",
            "21, 22 and 23 areas give different percentages of the same count.",
        ),
        "area_count = try_cast(regexp_extract(area_set_code, '[0-9]+$') as integer)",
    ),
)
