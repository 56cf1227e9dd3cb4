"""Rules of fct_governance_answer: answers by area, of questions that may be told so."""

from expectations.rules.claims import holds, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "fct_governance_answer"
_WITH_QUESTION = f"{TABLE} left join dim_question using (question_key)"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key wave_code region_key questionnaire_key question_key option_key"
            " number_low number_high",
            grain="wave_code region_key question_key option_key",
            nullable="number_low number_high",
        ),
        references(TABLE, "period date region questionnaire question option"),
        holds(
            f"{TABLE}.may_be_published_by_area",
            (
                "Jokainen vastaus on kysymykseen, jonka vastaukset saa julkaista alueittain.",
                "Every answer is to a question whose answers may be published by area.",
            ),
            (
                "Viranhaltijan arvio omasta johdostaan kertoo hänestä itsestään.",
                "An official's grade of their own management speaks of that official.",
            ),
            "publish_code = 'area'",
            _WITH_QUESTION,
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.of_organisations",
            (
                "Jokainen vastaus on organisaation kyselystä.",
                "Every answer is of an organisation's survey.",
            ),
            (
                "Ihmisten vastauksia ei julkaista yksittäin.",
                "Answers of people are not published one by one.",
            ),
            "subject_code = 'organisation'",
            f"{TABLE} left join dim_questionnaire using (questionnaire_key)",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.number_or_option",
            (
                "Vastaus on luku tai vaihtoehto; ilmoittamatta jätetty ei ole luku.",
                "An answer is a number or an option; not stated is no number.",
            ),
            (
                "Ilmoittamatta jätetty nolla vääristäisi jokaisen keskiarvon.",
                "A zero for what was not stated would bend every mean.",
            ),
            "if(option_key = 0, number_low <= number_high, not coalesce(is_missing and number_low is not null, false))",
            f"{TABLE} left join dim_option using (option_key)",
        ),
    ),
)
