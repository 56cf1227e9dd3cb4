"""Rules about how many people chose each option: the answers of a group add up, and are not all alike.

Belongs here: what holds for a distribution, whoever its people are. Does not belong here: which people
a table describes (its suite).
"""

from __future__ import annotations

from expectations.rules.kinds import holds, never_more_than
from expectations.rules.rule import Rule


def _groups(table: str, columns: str) -> str:
    """One row per group x question, in SQL: what its rows add up to."""
    return f"""(
    select
        {columns}, f.question_key, f.pairing_status_code, f.phase_code,
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
    from {table} as f
    left join dim_question as q using (question_key)
    left join dim_option as o using (option_key)
    group by all
)"""


def answers_of_groups(table: str, columns: str) -> tuple[Rule, ...]:
    """The rules of a distribution; `columns` (of the table f) tell its groups apart."""
    groups = _groups(table, columns)
    return (
        never_more_than(
            table,
            "part_of_group",
            ("answer_count", "person_count"),
            ("answered_count", "person_count"),
        ),
        holds(
            f"{table}.answers_add_up",
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
            groups,
        ),
        holds(
            f"{table}.every_option_shown",
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
            f"""{groups} left join (select questionnaire_code, question_code,
            count(*) as declared_count from dim_option group by all)
            using (questionnaire_code, question_code)""",
        ),
        holds(
            f"{table}.option_of_question",
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
            f"""{table} left join dim_question as q using (question_key)
            left join dim_option as o using (option_key)
            left join dim_questionnaire as s using (questionnaire_key)""",
        ),
        holds(
            f"{table}.nobody_is_unanimous",
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
            groups,
            owner="quality_reviewer",
        ),
    )
