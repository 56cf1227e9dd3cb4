"""Rules of fct_open_theme: bands of at least ten people, of half-years that have closed."""

from expectations.rules.kinds import holds
from expectations.rules.scores import day_of_period

TABLE = "fct_open_theme"
# The fewest and the most people of a band; more than a hundred are of no band with an end.
_FEWEST = "cast(regexp_extract({}, '^[0-9]+') as integer)"
_MOST = "coalesce(try_cast(regexp_extract({}, '-([0-9]+)$', 1) as integer), 1000000)"

RULES = (
    day_of_period(TABLE),
    holds(
        f"{TABLE}.smallest_group",
        (
            "Julkaistu teema on vähintään 10 ihmisellä, ja vähintään 10 voi olla ilman sitä.",
            "Minst 10 personer har ett publicerat tema, och minst 10 kan vara utan det.",
            "At least 10 people have a published theme, and at least 10 can be without it.",
        ),
        (
            "Muuten teemasta voisi päätellä, mitä yksi ihminen kirjoitti.",
            "Annars kunde temat avslöja vad en person skrev.",
            "Otherwise a theme could disclose what one person wrote.",
        ),
        "case theme_status_code when 'suppressed' then theme_person_band is null"
        f" else {_FEWEST.format('theme_person_band')} >= 10"
        f" and {_FEWEST.format('theme_person_band')} + 10 <= {_MOST.format('read_person_band')} end",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.only_closed",
        (
            "Teemat ovat puolivuosista, jotka ovat päättyneet.",
            "Temana gäller halvår som är slut.",
            "Themes are of half-years that have closed.",
        ),
        (
            "Teemat julkaistaan kerran: myöhemmin tulleiden vastaukset jäisivät pois.",
            "Teman publiceras en gång: svar som kommer senare skulle utelämnas.",
            "Themes are published once: answers that come later would be left out.",
        ),
        "is_closed",
        f"{TABLE} left join dim_period using (period_key)",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.same_people_in_a_question",
        (
            "Kysymyksen kaikki teemat ovat samojen ihmisten vastauksista.",
            "Alla teman i en fråga gäller samma personers svar.",
            "All themes of a question are of the answers of the same people.",
        ),
        (
            "Muuten teemoja ei voi verrata toisiinsa.",
            "Annars kan temana inte jämföras med varandra.",
            "Otherwise themes cannot be compared with each other.",
        ),
        "band_count = 1",
        f"(select count(distinct read_person_band) as band_count from {TABLE} group by period_key, question_key)",
    ),
)
