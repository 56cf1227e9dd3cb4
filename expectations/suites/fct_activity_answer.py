"""Rules of fct_activity_answer: what the logs say beside their counts."""

from expectations.rules.kinds import holds, never_more_than
from expectations.rules.scores import day_of_period

TABLE = "fct_activity_answer"

RULES = (
    never_more_than(TABLE, "chosen_of_answered", ("activity_count", "answered_count")),
    day_of_period(TABLE),
    holds(
        f"{TABLE}.single_adds_up",
        (
            "Kun valitaan yksi vaihtoehto, valintoja on yhtä monta kuin kirjauksia, joissa vastattiin.",
            "När ett alternativ väljs finns det lika många val som noteringar med svar.",
            "Where one option is chosen, there are as many choices as activities that answered.",
        ),
        (
            "Muuten jokin vaihtoehto puuttuu tai on kahdesti.",
            "Annars saknas ett alternativ, eller så finns det två gånger.",
            "Otherwise an option is missing or there twice.",
        ),
        "question_type = 'multi' or chosen = answered",
        f"""(select question_key, sum(activity_count) as chosen, max(answered_count) as answered
        from {TABLE} group by period_key, region_key, municipality_key, service_key,
        activity_kind_key, question_key) left join dim_question using (question_key)""",
    ),
    holds(
        f"{TABLE}.of_organisations",
        (
            "Kirjaukset kuvaavat organisaation työtä, eivät ihmisten vastauksia.",
            "Noteringarna beskriver en organisations arbete, inte personers svar.",
            "Logs describe the work of an organisation, not people's answers.",
        ),
        (
            "Ihmisten vastaukset julkaistaan vain ryhminä.",
            "Personers svar publiceras bara i grupper.",
            "People's answers are published in groups only.",
        ),
        "subject_code = 'organisation'",
        f"{TABLE} left join dim_questionnaire using (questionnaire_key)",
        owner="quality_reviewer",
    ),
)
