"""Rules of dim_indicator: the scores and their scales."""

from expectations.rules.claims import codes_distinct, holds, one_of
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "dim_indicator"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "indicator_key questionnaire_code indicator_code family_key indicator_order"
            " indicator_name_fi indicator_name_sv indicator_name_en score_low score_high item_count"
            " min_answered higher_is reliability_alpha reliability_source reliability_start_sd"
            " low_class_below low_class_name_fi low_class_name_sv low_class_name_en"
            " low_class_source",
            grain="indicator_key",
            nullable="indicator_order score_low score_high item_count min_answered higher_is"
            " reliability_alpha reliability_source reliability_start_sd low_class_below"
            " low_class_name_fi low_class_source",
        ),
        codes_distinct(TABLE, "questionnaire_code", "indicator_code"),
        one_of(TABLE, "higher_is", "better worse unknown"),
        holds(
            f"{TABLE}.scale_sound",
            (
                "Asteikon alaraja on ylärajaa pienempi ja osioiden vaatimus täytettävissä.",
                "The scale's low end is below its high end and its item rule can be met.",
            ),
            (
                "Summien rajat lasketaan näistä; väärä asteikko päästäisi läpi mitä vain.",
                "Bounds of sums come from these; a wrong scale would let anything through.",
            ),
            """indicator_key = 0 or (score_low < score_high and min_answered >= 1
            and min_answered <= item_count)""",
        ),
        holds(
            f"{TABLE}.quotes_sourced",
            (
                "Lainatulla reliabiliteetilla ja luokkarajalla on lähde ja mahdollinen arvo.",
                "A quoted reliability or class limit has a source and a possible value.",
            ),
            (
                "Luotettava muutos ja luokka ovat niin hyviä kuin se, mihin ne nojaavat.",
                "Reliable change and class are as good as what they rest on.",
            ),
            """(reliability_alpha is null or (reliability_alpha > 0 and reliability_alpha < 1
                and reliability_source is not null))
            and (reliability_start_sd is null or (reliability_alpha is not null
                and reliability_start_sd > 0 and 2 * reliability_start_sd <= score_high - score_low))
            and (low_class_below is null or (low_class_below between score_low and score_high
                and low_class_source is not null))""",
        ),
        holds(
            f"{TABLE}.family_known",
            (
                "Perhe on saman kyselyn indikaattori, ja se on itse omassa perheessään.",
                "A family is an indicator of the same survey, and is of its own family.",
            ),
            (
                "Perheestä luetaan, mitkä luvut kertovat samoista ihmisistä.",
                "The family tells which numbers are of the same people.",
            ),
            """exists (select 1 from dim_indicator as first
            where first.indicator_key = dim_indicator.family_key
            and first.family_key = first.indicator_key
            and first.questionnaire_code = dim_indicator.questionnaire_code)""",
        ),
        holds(
            f"{TABLE}.questionnaire_known",
            (
                "Jokainen indikaattori kuuluu tunnettuun kyselyyn.",
                "Every indicator has its survey.",
            ),
            (
                "Indikaattori ilman kyselyä jää raportissa irralleen.",
                "An indicator without its survey is left adrift in a report.",
            ),
            """indicator_key = 0
            or questionnaire_code in (select questionnaire_code from dim_questionnaire)""",
        ),
    ),
)
