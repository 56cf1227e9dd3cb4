"""Claims about which people a table speaks of: whole cells, and never people who are all alike.

Belongs here: what ties the tables about people to each other. Does not belong here: bounds on
numbers (claims), sums of scores (scores).
"""

from __future__ import annotations

from expectations.rules.claims import SMALLEST_GROUP, holds
from expectations.rules.rule import Rule

# Who is not paired, and everybody.
UNPAIRED = "start_only end_only start_uncoded end_uncoded single"
PAIRING_STATUSES = f"paired {UNPAIRED}"
# The cells: everybody of whom an indicator tells, once.
_CELLS = """(
    select period_key, questionnaire_key, indicator_key, pairing_status_code, person_count, covers_codes
    from fct_indicator_level join dim_service using (service_key)
    union all
    select period_key, questionnaire_key, indicator_key, 'paired', pair_count, covers_codes
    from fct_indicator_change join dim_service using (service_key)
)"""


def union_of_cells(table: str, people: str) -> Rule:
    """Each row's people are those of whole cells, by the services that it covers.

    `people` is SQL with one row per group: period_key, questionnaire_key, pairing_status_code,
    service_key, person_count and indicator_key.
    """
    by_indicator = f"""(
        select g.*, sum(c.person_count) as cell_count
        from ({people}) as g
        join dim_service as s using (service_key)
        left join {_CELLS} as c on g.period_key = c.period_key
        and g.questionnaire_key = c.questionnaire_key and g.pairing_status_code = c.pairing_status_code
        and g.indicator_key = c.indicator_key
        and list_has_all(string_split(s.covers_codes, '; '), string_split(c.covers_codes, '; '))
        group by all
    )"""
    return holds(
        f"{table}.union_of_cells",
        (
            "Jokainen ryhmä koostuu kokonaisista ryhmistä, joista indikaattorikin kertoo.",
            "Every group is made of whole groups that its indicator speaks of.",
        ),
        (
            "Kahden hieman eri joukon erotus paljastaisi yksittäisiä vastaajia.",
            "Two slightly different groups would subtract to single respondents.",
        ),
        "person_count = cell_count",
        by_indicator,
        owner="quality_reviewer",
    )


def families_published_together(table: str, people: str, cell: str) -> Rule:
    """Indicators that share items speak of the same number of people in the same cells.

    `people` is the column that counts them, `cell` the columns of a cell but for the indicator.
    """
    return holds(
        f"{table}.families_published_together",
        (
            "Yhteisiä väittämiä käyttävät indikaattorit kertovat samoista ihmisistä.",
            "Indicators that share items speak of the same people.",
        ),
        (
            "Muuten kokonaisuus miinus osa kertoisi muutaman ihmisen vastaukset.",
            "Otherwise a total less its part would tell the answers of a few.",
        ),
        "indicator_count = family_size and fewest = most",
        f"""(
        select {cell}, family_key, count(*) as indicator_count, any_value(family_size) as family_size,
            min({people}) as fewest, max({people}) as most
        from {table} join dim_indicator using (indicator_key)
        join (select family_key, count(*) as family_size from dim_indicator group by family_key)
            using (family_key)
        group by {cell}, family_key
        )""",
        owner="quality_reviewer",
    )


def scores_differ(table: str, people: str, *pairs: tuple[str, str]) -> Rule:
    """Nobody's score can be read from a mean: n x squares > sum squared, exactly.

    With 38 digits: the product of two sums as published (18 digits) overflows at 100 000 people.
    """
    must = " and ".join(
        f"{people} * {squares}::decimal(38, 4) > {total}::decimal(38, 4) * {total}::decimal(38, 4)"
        for total, squares in pairs
    )
    return holds(
        f"{table}.scores_differ",
        (
            "Missään ryhmässä ei kaikilla ole samaa pistemäärää tai muutosta.",
            "In no group does everybody have the same score or change.",
        ),
        (
            "Jos kaikilla on sama, keskiarvo kertoo jokaisen oman tuloksen.",
            "If all have the same, the mean tells each one's own result.",
        ),
        must,
        owner="quality_reviewer",
    )


def ends_meet_starts(table: str) -> Rule:
    """A warning where more people ended without a start than with one, though starts wait.

    Suppressed pairs count as the few that they are.
    """
    alone = "sum(person_count) filter (where pairing_status_code = '{}')"
    place = "indicator_key, region_key"
    counted = f"""select {place}, {alone.format("end_only")} as end_count,
        {alone.format("start_only")} as start_count from {table} group by {place}"""
    pairs = f"""select {place}, sum(pair_count) as pair_count from (
        select {place}, pair_count from fct_indicator_change
        union all
        select {place}, coalesce(suppressed_person_count, {SMALLEST_GROUP} - 1)
        from fct_indicator_suppressed
        where pairing_status_code = 'paired' and suppressed_from_code = 'everything'
        ) as told group by {place}"""
    return holds(
        f"{table}.ends_meet_starts",
        (
            "Useimmilla lopussa vastanneilla on alkuvastaus, jos alkuvastauksia jää yli.",
            "Most who answered at the end have a start, if starts are left over.",
        ),
        (
            "Alkua ja loppua ei saa verrata keskenään, jos vastaajat eivät ole samoja. Syynä voivat"
            " olla puuttuvat tai eri tavoin kirjoitetut vastaajakoodit tai vaihtunut mittaus.",
            "Start and end are not to be compared where the people differ. The cause may be"
            " respondent codes that lack or are written otherwise, or phases that were swapped.",
        ),
        "end_count is null or start_count is null or end_count <= coalesce(pair_count, 0)",
        f"(({counted}) as counted left join ({pairs}) as paired using ({place}))",
        owner="quality_reviewer",
        severity="warning",
    )
