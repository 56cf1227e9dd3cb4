"""Rules about which people a table describes: whole publication cells whose people differ.

Belongs here: rules between the tables about people. Does not belong here: limits of numbers
(kinds), sums of scores (scores).
"""

from __future__ import annotations

from expectations.rules.kinds import SMALLEST_GROUP, holds
from expectations.rules.rule import Rule

# The publication cells: everybody with a published indicator, once.
_CELLS = """(
    select period_key, questionnaire_key, indicator_key, pairing_status_code, person_count, covers_codes
    from fct_indicator_level join dim_service using (service_key)
    union all
    select period_key, questionnaire_key, indicator_key, 'paired', pair_count, covers_codes
    from fct_indicator_change join dim_service using (service_key)
)"""


def union_of_cells(table: str, people: str) -> Rule:
    """The people of each row are those of whole publication cells, by the services it covers.

    People who are new to a cell are in its sums from 5 on, in its distributions from 10 on: until
    then a row is of fewer people than its cells, and the difference describes those.

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
            f"Jokainen ryhmä koostuu kokonaisista julkaisuryhmistä, samoista kuin mittarin luvut, tai siitä puuttuu niistä vähintään {SMALLEST_GROUP} ihmistä.",
            f"Varje grupp består av hela publiceringsgrupper, samma som indikatorns tal, eller så saknas minst {SMALLEST_GROUP} av deras personer.",
            f"Every group consists of whole publication cells, the same as the numbers of its indicator, or of all but at least {SMALLEST_GROUP} of their people.",
        ),
        (
            "Kahden hieman eri joukon erotus paljastaisi yksittäisiä vastaajia.",
            "Skillnaden mellan två nästan lika grupper skulle avslöja enskilda svarande.",
            "The difference of two slightly different groups would disclose single respondents.",
        ),
        f"person_count = cell_count or cell_count - person_count >= {SMALLEST_GROUP}",
        by_indicator,
        owner="quality_reviewer",
    )


def families_published_together(table: str, people: str, cell: str) -> Rule:
    """Indicators that share items are published for equally many people in the same cells.

    `people` is the column that counts them, `cell` the columns of a cell except the indicator.
    """
    return holds(
        f"{table}.families_published_together",
        (
            "Mittarit, joilla on yhteisiä väittämiä, julkaistaan samoista ihmisistä.",
            "Indikatorer med gemensamma påståenden publiceras för samma personer.",
            "Indicators that share items are published for the same people.",
        ),
        (
            "Muuten kokonaisuuden ja osan erotus kuvaisi muutaman ihmisen vastauksia.",
            "Annars skulle skillnaden mellan en helhet och dess del beskriva några få personers svar.",
            "Otherwise the difference of a total and its part would describe the answers of a few people.",
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
    """The people of a group do not all have the same score: n x squares > sum squared, exactly.

    With 38 digits: the product of two sums as published (18 digits) overflows at 100 000 people.
    """
    must = " and ".join(
        f"coalesce({people} * {squares}::decimal(38, 4)"
        f" > {total}::decimal(38, 4) * {total}::decimal(38, 4), true)"
        for total, squares in pairs
    )
    return holds(
        f"{table}.scores_differ",
        (
            "Missään ryhmässä kaikilla ei ole samaa pistemäärää tai muutosta.",
            "I ingen grupp har alla samma poäng eller förändring.",
            "In no group does everybody have the same score or change.",
        ),
        (
            "Jos kaikilla on sama, keskiarvo on jokaisen oma tulos.",
            "Om alla har samma är medelvärdet var och ens eget resultat.",
            "If all have the same, the mean is everybody's own result.",
        ),
        must,
        owner="quality_reviewer",
    )


def spread_or_left_out(table: str, columns: str) -> Rule:
    """Squares and products are all there, or left out together; `columns` are separated by spaces."""
    names = columns.split()
    count = " + ".join(f"({name} is not null)::int" for name in names)
    return holds(
        f"{table}.number_or_left_out",
        (
            "Neliösummat on julkaistu kaikki tai jätetty pois kaikki, ja tila kertoo kumpi.",
            "Kvadratsummorna är antingen alla publicerade eller alla utelämnade, och statusen säger vilket.",
            "Square sums are all published or all left out, and the status says which.",
        ),
        (
            "Yksikin neliösumma voisi muiden lukujen kanssa paljastaa jonkun pisteet.",
            "Tillsammans med de andra talen kunde redan en kvadratsumma avslöja någons poäng.",
            "Together with the other numbers even one square sum could disclose somebody's score.",
        ),
        f"{count} = case spread_status_code when 'number' then {len(names)} else 0 end",
        owner="quality_reviewer",
    )


# The most people that a band of suppressed people can be of; the last one has no most.
_MOST_OF_BAND = f"""case suppressed_person_band when 'few' then {SMALLEST_GROUP} - 1
    when '5-9' then 9 when '10-49' then 49 when '50-99' then 99 when '100-499' then 499
    else 1000000 end"""


def ends_meet_starts(table: str) -> Rule:
    """Warn if more people ended without a start than with one while there are unpaired starts.

    Suppressed pairs count as the most that their band can be.
    """
    alone = "sum(person_count) filter (where pairing_status_code = '{}')"
    place = "indicator_key, region_key"
    counted = f"""select {place}, {alone.format("end_only")} as end_count,
        {alone.format("start_only")} as start_count from {table} group by {place}"""
    pairs = f"""select {place}, sum(pair_count) as pair_count from (
        select {place}, pair_count from fct_indicator_change
        union all
        select {place}, {_MOST_OF_BAND}
        from fct_indicator_suppressed
        where pairing_status_code = 'paired' and suppressed_from_code = 'everything'
        ) as published group by {place}"""
    return holds(
        f"{table}.ends_meet_starts",
        (
            "Useimmilla lopussa vastanneilla on vastauspari, kun alkuvastauksia jää ilman paria.",
            "De flesta som svarade i slutet har ett par, när det finns startsvar utan par.",
            "Most people who answered at the end are paired, where starts are left without a pair.",
        ),
        (
            "Alkua ja loppua ei saa verrata, jos vastaajat ovat eri ihmisiä. Syynä voivat olla puuttuvat tai eri tavoin kirjoitetut vastaajakoodit tai vaihtuneet vaiheet.",
            "Början och slutet får inte jämföras om de svarande är olika personer. Orsaken kan vara att svarskoder saknas eller har skrivits på olika sätt, eller att faserna har bytt plats.",
            "Start and end must not be compared if they are of different people. The cause may be respondent codes that are missing or written in different ways, or phases that were swapped.",
        ),
        "end_count is null or start_count is null or end_count <= coalesce(pair_count, 0)",
        f"(({counted}) as counted left join ({pairs}) as paired using ({place}))",
        owner="quality_reviewer",
        severity="warning",
    )
