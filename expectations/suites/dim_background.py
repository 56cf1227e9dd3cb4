"""Rules of dim_background: categories of people, alone or several small ones together."""

from expectations.rules.claims import codes_distinct, holds
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_background"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "background_key questionnaire_code background_code background_name_fi"
            " background_name_sv background_name_en category_code category_order category_name_fi"
            " category_name_sv category_name_en covers_fi covers_sv covers_en is_merged",
            grain="background_key",
        ),
        codes_distinct(TABLE, "questionnaire_code", "background_code", "category_code"),
        holds(
            f"{TABLE}.merged_names_its_services",
            (
                "Yhdessä esitetyt luokat kertovat, mitkä luokat niihin kuuluvat.",
                "Categories told of together say which they are.",
            ),
            (
                "Ilman sitä lukija ei tietäisi, keistä luku kertoo.",
                "Without it a reader would not know of whom the number speaks.",
            ),
            "is_merged = contains(category_code, '+') and covers_fi <> ''",
        ),
    ),
)
