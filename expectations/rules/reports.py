"""Rules that the reports by level share: their change is that of the facts.

Belongs here: rules over the levels of a report. Does not belong here: rules about sums (scores)
or about one report only (its suite).
"""

from __future__ import annotations

from expectations.rules.kinds import SMALLEST_DISTRIBUTION, holds
from expectations.rules.rule import Rule


def same_change(table: str) -> Rule:
    """At every level pairs and sums of change add up to those of fct_indicator_change."""
    return holds(
        f"{table}.same_as_facts",
        (
            "Jokaisella tasolla parit ja niiden muutos ovat yhteensä samat kuin faktataulussa.",
            "På varje nivå är paren och deras förändring sammanlagt desamma som i faktatabellen.",
            "At every level the pairs and their change add up to those of the fact table.",
        ),
        (
            "Muuten joku olisi laskettu kahdesti tai jäänyt pois, tai muutos olisi muista ihmisistä.",
            "Annars skulle någon ha räknats två gånger eller lämnats bort, eller så skulle förändringen gälla andra personer.",
            "Otherwise somebody would be counted twice or left out, or the change would be about other people.",
        ),
        "pair_count is not distinct from fact_count"
        " and coalesce(abs(change_sum - fact_sum) < 1e-6 * (1 + pair_count), pair_count is null)",
        f"""(select r.level, r.period_key, r.indicator_key, sum(r.pair_count) as pair_count, sum(r.change_mean * r.pair_count) as change_sum,
        any_value(f.pair_count) as fact_count, any_value(f.change_sum) as fact_sum
        from {table} as r left join (
            select period_key, indicator_key, sum(pair_count) as pair_count,
            sum(change_sum)::double as change_sum
            from fct_indicator_change group by period_key, indicator_key
        ) as f using (period_key, indicator_key)
        group by r.level, r.period_key, r.indicator_key)""",
    )


def spreads_of_enough(table: str, *columns: str) -> Rule:
    """Numbers that follow from a spread are of at least so many pairs as distributions are."""
    return holds(
        f"{table}.spreads_of_enough",
        (
            f"Hajonnat ja niistä lasketut luvut ovat vähintään {SMALLEST_DISTRIBUTION} parista.",
            f"Spridningar och det som beräknas på dem gäller minst {SMALLEST_DISTRIBUTION} par.",
            f"Spreads and what is calculated from them are of at least {SMALLEST_DISTRIBUTION} pairs.",
        ),
        (
            "Pienen ryhmän summa ja hajonta voivat yhdessä paljastaa jonkun pisteet.",
            "En liten grupps summa och spridning kan tillsammans avslöja någons poäng.",
            "The sum and the spread of a small group can together disclose somebody's score.",
        ),
        f"coalesce(pair_count, 0) >= {SMALLEST_DISTRIBUTION} or coalesce({', '.join(columns)}) is null",
        owner="quality_reviewer",
    )
