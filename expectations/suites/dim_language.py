"""Rules of dim_language: the languages in which forms are answered."""

from expectations.rules.kinds import codes_distinct, holds, names_distinct

TABLE = "dim_language"

RULES = (
    codes_distinct(TABLE, "language_code"),
    names_distinct(TABLE, "language_name_fi", "language_name_sv", "language_name_en"),
    holds(
        f"{TABLE}.merged_names_its_languages",
        (
            "Yhdistetyn ryhmän nimessä ovat kaikki kielet, jotka siihen voivat kuulua.",
            "En sammanslagen grupp har i sitt namn alla språk som kan ingå i den.",
            "The name of a merged group has every language that could be in it.",
        ),
        (
            "Muuten lukija ei tietäisi, keitä luku kuvaa.",
            "Annars skulle läsaren inte veta vem siffran gäller.",
            "Otherwise a reader would not know whom the number describes.",
        ),
        "len(string_split(language_code, '+')) = len(string_split(language_name_fi, ', '))",
    ),
)
