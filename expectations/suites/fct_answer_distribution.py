"""Rules of fct_answer_distribution: how many of a group chose each option."""

from expectations.rules.kinds import (
    SMALLEST_DISTRIBUTION,
    at_least,
    holds,
    never_more_than,
)
from expectations.rules.people import union_of_cells
from expectations.rules.scores import day_of_period

TABLE = "fct_answer_distribution"

# One row per group x question: what its rows add up to.
_GROUPS = f"""(
    select
        f.period_key, f.service_key, f.indicator_key, f.question_key, f.pairing_status_code, f.phase_code,
        any_value(q.question_type) as question_type,
        any_value(q.questionnaire_code) as questionnaire_code,
        any_value(q.question_code) as question_code,
        count(*) as option_count,
        sum(f.answer_count) as total_count,
        coalesce(sum(f.answer_count) filter (o.is_missing), 0) as missing_count,
        coalesce(max(f.answer_count) filter (not o.is_missing), 0) as most_count,
        min(f.answered_count) as answered_count,
        min(f.selected_count) as selected_count,
        min(f.person_count) as person_count,
        max(f.answered_count) = min(f.answered_count)
        and max(f.selected_count) = min(f.selected_count)
        and max(f.person_count) = min(f.person_count) as is_one_group
    from {TABLE} as f
    left join dim_question as q using (question_key)
    left join dim_option as o using (option_key)
    group by all
)"""

# Its groups, for people with a scored indicator.
_PEOPLE = f"""
    select distinct period_key, questionnaire_key, pairing_status_code, service_key, person_count,
    indicator_key
    from {TABLE} where indicator_key <> 0
"""

RULES = (
    at_least(TABLE, "person_count", SMALLEST_DISTRIBUTION),
    day_of_period(TABLE),
    never_more_than(
        TABLE,
        "part_of_group",
        ("answer_count", "person_count"),
        ("answered_count", "person_count"),
    ),
    holds(
        f"{TABLE}.answers_add_up",
        (
            "Yhden valinnan kysymyksessä vastaukset ja puuttuvat ovat yhteensä ryhmän koko.",
            "I en fråga med ett val är svaren och de svar som saknas sammanlagt lika många som personerna i gruppen.",
            "For a single choice, answers and missing answers add up to the people of the group.",
        ),
        (
            "Muuten joku on laskettu kahdesti tai jäänyt pois.",
            "Annars har någon räknats två gånger eller lämnats bort.",
            "Otherwise somebody is counted twice or left out.",
        ),
        """is_one_group and most_count <= answered_count
        and selected_count = total_count - missing_count
        and (question_type not in ('single', 'scale', 'number') or (total_count = person_count
        and answered_count + missing_count = person_count))""",
        _GROUPS,
    ),
    holds(
        f"{TABLE}.every_option_shown",
        (
            "Jokaisella vaihtoehdolla on rivi, myös sillä, jota kukaan ei valinnut.",
            "Varje alternativ har en rad, också ett som ingen valde.",
            "Every option has a row, also one that nobody chose.",
        ),
        (
            "Nolla on tieto: ilman riviä se näyttäisi julkaisemattomalta.",
            "Noll är en uppgift: utan rad skulle den se ut som opublicerad.",
            "Zero is information: without its row it would look suppressed.",
        ),
        "option_count = declared_count",
        f"""{_GROUPS} left join (select questionnaire_code, question_code,
        count(*) as declared_count from dim_option group by all)
        using (questionnaire_code, question_code)""",
    ),
    holds(
        f"{TABLE}.option_of_question",
        (
            "Vaihtoehto kuuluu kysymykseen ja kysymys kyselyyn, eikä kysymys ole avoin.",
            "Alternativet hör till frågan och frågan till enkäten, och frågan är inte öppen.",
            "The option belongs to the question and the question to the questionnaire, and no question is open.",
        ),
        (
            "Muuten vastaus näkyisi väärän kysymyksen alla. Avoimia vastauksia ei julkaista.",
            "Annars skulle ett svar synas under fel fråga. Öppna svar publiceras inte.",
            "Otherwise an answer would appear under a wrong question. Open answers are not published.",
        ),
        """o.questionnaire_code = q.questionnaire_code and o.question_code = q.question_code
        and q.questionnaire_code = s.questionnaire_code
        and q.question_type is distinct from 'open'""",
        f"""{TABLE} left join dim_question as q using (question_key)
        left join dim_option as o using (option_key)
        left join dim_questionnaire as s using (questionnaire_key)""",
    ),
    holds(
        f"{TABLE}.nobody_is_unanimous",
        (
            "Missään ryhmässä kaikki eivät ole valinneet samaa vaihtoehtoa.",
            "I ingen grupp har alla valt samma alternativ.",
            "In no group did everybody choose the same option.",
        ),
        (
            "Yksimielinen jakauma paljastaisi jokaisen vastauksen.",
            "En enhällig fördelning skulle avslöja var och ens svar.",
            "A unanimous distribution would disclose everybody's answer.",
        ),
        "most_count < person_count",
        _GROUPS,
        owner="quality_reviewer",
    ),
    union_of_cells(TABLE, _PEOPLE),
)
