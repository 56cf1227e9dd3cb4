"""Rules of fct_open_summary: somebody answers for every text, of half-years that have closed."""

from expectations.rules.kinds import holds
from expectations.rules.scores import day_of_period

TABLE = "fct_open_summary"

RULES = (
    day_of_period(TABLE),
    holds(
        f"{TABLE}.has_author",
        (
            "Jokaisella tiivistelmällä on teksti, kirjoittaja ja päivä, joka on jo ollut.",
            "Varje sammandrag har en text, en författare och en dag som redan har varit.",
            "Every summary has a text, an author and a day that has been.",
        ),
        (
            "Tiivistelmä julkaistaan vain, kun nimetty ihminen on lukenut vastaukset ja vastaa tekstistä.",
            "Ett sammandrag publiceras bara när en namngiven person har läst svaren och svarar för texten.",
            "A summary is published only when a named person has read the answers and answers for the text.",
        ),
        "trim(summary_text) <> '' and trim(author_name) <> '' and written_date <= $today",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.only_closed",
        (
            "Tiivistelmät ovat puolivuosista, jotka ovat päättyneet.",
            "Sammandragen gäller halvår som är slut.",
            "Summaries are of half-years that have closed.",
        ),
        (
            "Myöhemmin tulleet vastaukset jäisivät pois tiivistelmästä.",
            "Svar som kommer senare skulle saknas i sammandraget.",
            "Answers that come later would be missing from the summary.",
        ),
        "is_closed",
        f"{TABLE} left join dim_period using (period_key)",
        owner="quality_reviewer",
    ),
)
