"""Rules of fct_governance_answer: answers by area to questions that may be published so."""

from expectations.rules.kinds import holds

TABLE = "fct_governance_answer"
_WITH_QUESTION = f"{TABLE} left join dim_question using (question_key)"

RULES = (
    holds(
        f"{TABLE}.may_be_published_by_area",
        (
            "Jokainen vastaus on kysymykseen, jonka vastaukset saa julkaista alueittain.",
            "Varje svar gäller en fråga vars svar får publiceras per område.",
            "Every answer is to a question whose answers may be published by area.",
        ),
        (
            "Viranhaltijan arvio omasta johdostaan on tieto hänestä itsestään.",
            "En tjänsteinnehavares omdöme om den egna ledningen är en uppgift om tjänsteinnehavaren själv.",
            "An official's grade of their own management is information about that official.",
        ),
        "publish_code = 'area'",
        _WITH_QUESTION,
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.of_organisations",
        (
            "Jokainen vastaus on organisaatioille tehdystä kyselystä.",
            "Varje svar är ur en enkät till organisationer.",
            "Every answer is to a questionnaire for organisations.",
        ),
        (
            "Ihmisten vastauksia ei julkaista yksittäin.",
            "Personers svar publiceras inte ett och ett.",
            "Answers of people are not published one by one.",
        ),
        "subject_code = 'organisation'",
        f"{TABLE} left join dim_questionnaire using (questionnaire_key)",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.number_or_option",
        (
            "Vastaus on luku tai vaihtoehto. Ilmoittamatta jätetty ei ole luku.",
            "Ett svar är ett tal eller ett alternativ. Ett svar som inte angavs är inget tal.",
            "An answer is a number or an option. Not stated is not a number.",
        ),
        (
            "Nolla ilmoittamattoman sijasta vääristäisi jokaisen keskiarvon.",
            "En nolla i stället för ett svar som inte angavs skulle förvränga varje medelvärde.",
            "A zero in place of not stated would distort every mean.",
        ),
        "if(option_key = 0, coalesce(number_low <= number_high, number_low is not null), not coalesce(is_missing and number_low is not null, false))",
        f"{TABLE} left join dim_option using (option_key)",
    ),
)
