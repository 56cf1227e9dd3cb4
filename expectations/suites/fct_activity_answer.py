"""Rules of fct_activity_answer: what logs say beside their counts."""

from expectations.rules.claims import holds, never_more_than, references
from expectations.rules.rule import Suite
from expectations.rules.scores import day_of_period
from expectations.rules.standard import standard

TABLE = "fct_activity_answer"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key region_key municipality_key service_key questionnaire_key"
            " activity_kind_key question_key option_key activity_count answered_count",
            grain="period_key region_key municipality_key service_key activity_kind_key option_key",
        ),
        references(
            TABLE,
            "period date region municipality service questionnaire activity_kind question option",
        ),
        never_more_than(TABLE, "chosen_of_answered", "activity_count", "answered_count"),
        day_of_period(TABLE),
        holds(
            f"{TABLE}.single_adds_up",
            (
                "Missä valitaan yksi vaihtoehto, valinnat ovat yhteensä vastanneet.",
                "Where one option is chosen, the choices add up to those that answered.",
            ),
            (
                "Muuten jokin vaihtoehto puuttuu tai on kahdesti.",
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
                "Lokit kertovat organisaation työstä, eivät ihmisten vastauksista.",
                "Logs tell of an organisation's work, not of people's answers.",
            ),
            (
                "Ihmisten vastaukset julkaistaan vain ryhminä.",
                "People's answers are published in groups only.",
            ),
            "subject_code = 'organisation'",
            f"{TABLE} left join dim_questionnaire using (questionnaire_key)",
            owner="quality_reviewer",
        ),
    ),
)
