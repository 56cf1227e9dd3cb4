"""Rules of fct_indicator_reference: published means that results are read against."""

from expectations.claims import holds, references
from expectations.rules import Suite
from expectations.standard import standard

TABLE = "fct_indicator_reference"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "indicator_key reference_code population_fi population_en reference_year"
            " reference_mean reference_count source_text note_fi note_en",
            grain="indicator_key reference_code",
            nullable="reference_count note_fi",
        ),
        references(TABLE, indicator_key="dim_indicator"),
        holds(
            f"{TABLE}.mean_on_scale",
            (
                "Vertailuarvo on indikaattorin asteikolla ja vastaajamäärä nollaa suurempi.",
                "The reference mean is on the indicator's scale and its count above zero.",
            ),
            (
                "Asteikon ulkopuolinen vertailuarvo tekisi jokaisesta ryhmästä poikkeavan.",
                "A reference off the scale would make every group look odd.",
            ),
            """reference_mean between score_low and score_high
            and coalesce(reference_count > 0, true)""",
            f"{TABLE} left join dim_indicator using (indicator_key)",
        ),
    ),
)
