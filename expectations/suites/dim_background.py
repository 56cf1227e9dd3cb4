"""Rules of dim_background: background categories of people, also merged ones."""

from expectations.rules.kinds import codes_distinct, holds

TABLE = "dim_background"

RULES = (
    codes_distinct(TABLE, "questionnaire_code", "background_code", "category_code"),
    holds(
        f"{TABLE}.merged_names_its_categories",
        (
            "Yhdistetyssä luokassa näkyy, mitkä luokat siihen kuuluvat.",
            "En sammanslagen klass säger vilka klasser som ingår i den.",
            "A merged category names the categories in it.",
        ),
        (
            "Muuten lukija ei tietäisi, keitä luku kuvaa.",
            "Annars skulle läsaren inte veta vilka talet beskriver.",
            "Otherwise a reader would not know whom the number describes.",
        ),
        "is_merged = contains(category_code, '+') and covers_fi <> ''",
    ),
)
