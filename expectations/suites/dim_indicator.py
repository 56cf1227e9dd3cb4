"""Rules of dim_indicator: the indicators and their scales."""

from expectations.rules.kinds import codes_distinct, holds

TABLE = "dim_indicator"

RULES = (
    codes_distinct(TABLE, "questionnaire_code", "indicator_code"),
    holds(
        f"{TABLE}.scale_sound",
        (
            "Asteikon alaraja on ylärajaa pienempi, ja vaadittuja vastauksia on enintään yhtä monta kuin väittämiä.",
            "Skalans nedre gräns är lägre än den övre, och det krävs högst så många svar som det finns påståenden.",
            "The low end of the scale is below its high end, and no more answers are required than there are items.",
        ),
        (
            "Summien rajat lasketaan näistä: väärä asteikko hyväksyisi mitä vain.",
            "Summornas gränser beräknas på dem: en felaktig skala skulle godkänna vad som helst.",
            "The limits of sums are calculated from these: a wrong scale would accept anything.",
        ),
        """indicator_key = 0 or (score_low < score_high and min_answered >= 1
        and min_answered <= item_count)""",
    ),
    holds(
        f"{TABLE}.quotes_sourced",
        (
            "Lainatulla reliabiliteetilla ja luokkarajalla on lähde, ja arvo on mahdollinen.",
            "En citerad reliabilitet eller klassgräns har en källa, och värdet är möjligt.",
            "A quoted reliability or class limit has a source, and its value is possible.",
        ),
        (
            "Luotettava muutos ja luokka ovat vain niin hyviä kuin niiden lähde.",
            "Reliabel förändring och klasser är bara så bra som sin källa.",
            "Reliable change and classes are only as good as their source.",
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
            "Mittariperheen avain on saman kyselyn mittari, joka kuuluu omaan perheeseensä.",
            "Indikatorfamiljens nyckel är en indikator i samma enkät som hör till sin egen familj.",
            "The family key is an indicator of the same questionnaire that belongs to its own family.",
        ),
        (
            "Perheestä näkyy, mitkä luvut ovat samoista ihmisistä.",
            "Familjen visar vilka tal som gäller samma personer.",
            "The family shows which numbers are about the same people.",
        ),
        """exists (select 1 from dim_indicator as first
        where first.indicator_key = dim_indicator.family_key
        and first.family_key = first.indicator_key
        and first.questionnaire_code = dim_indicator.questionnaire_code)""",
    ),
    holds(
        f"{TABLE}.questionnaire_known",
        (
            "Jokainen mittari kuuluu tunnettuun kyselyyn.",
            "Varje indikator hör till en känd enkät.",
            "Every indicator belongs to a known questionnaire.",
        ),
        (
            "Muuten raportti ei voisi näyttää, mistä kyselystä mittari on.",
            "Annars kunde en rapport inte visa vilken enkät indikatorn är ur.",
            "Otherwise a report could not show which questionnaire the indicator is from.",
        ),
        """indicator_key = 0
        or questionnaire_code in (select questionnaire_code from dim_questionnaire)""",
    ),
)
