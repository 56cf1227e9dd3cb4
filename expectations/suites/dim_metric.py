"""Rules of dim_metric: governance metrics and where they come from."""

from expectations.rules.kinds import code_of, codes_distinct, holds

TABLE = "dim_metric"

RULES = (
    codes_distinct(TABLE, "questionnaire_code", "metric_code"),
    holds(
        f"{TABLE}.incomparable_says_why",
        (
            "Jokaisella tunnusluvulla, jota ei voi verrata, on syy; muilla ei ole.",
            "Varje nyckeltal som inte kan jämföras har en orsak, och inget annat har det.",
            "Every metric that cannot be compared has a reason, and no other metric has.",
        ),
        (
            "Ilman syytä lukija ei tiedä, mihin lukua voi käyttää.",
            "Utan orsaken vet läsaren inte vad talet kan användas till.",
            "Without the reason a reader does not know what the number can be used for.",
        ),
        "is_comparable = (coalesce(note_comparability_fi, '') = '')",
    ),
    code_of(TABLE, "questionnaire_code", "dim_questionnaire"),
)
