"""Rules of dim_language: the languages forms are answered in."""

from expectations.rules.claims import codes_distinct, names_distinct
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_language"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "language_key language_code language_name_fi language_name_sv language_name_en",
            grain="language_key",
        ),
        codes_distinct(TABLE, "language_code"),
        names_distinct(TABLE, ("language_name_fi", "language_name_sv", "language_name_en")),
    ),
)
