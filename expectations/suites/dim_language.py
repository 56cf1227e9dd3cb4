"""Rules of dim_language: the languages in which forms are answered."""

from expectations.rules.kinds import codes_distinct, names_distinct

TABLE = "dim_language"

RULES = (
    codes_distinct(TABLE, "language_code"),
    names_distinct(TABLE, "language_name_fi", "language_name_sv", "language_name_en"),
)
