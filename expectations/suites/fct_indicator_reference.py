"""Rules of fct_indicator_reference: published means that results are read against."""

from expectations.rules.claims import holds, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "fct_indicator_reference"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "indicator_key reference_code population_fi population_en reference_year"
            " reference_mean reference_count source_text note_fi note_en is_drift_reference",
            grain="indicator_key reference_code",
            nullable="reference_count",
        ),
        references(TABLE, "indicator"),
        holds(
            f"{TABLE}.one_to_drift_to",
            (
                "Indikaattorilla on enintään yksi väestö, jota kohti matala ryhmä ajautuu.",
                "An indicator has at most one population that a low group drifts towards.",
            ),
            (
                "Keskiarvoon palautumisen odotus lasketaan siitä.",
                "The expected regression to the mean is worked out from it.",
            ),
            "reference_count <= 1",
            f"(select count(*) filter (where is_drift_reference) as reference_count"
            f" from {TABLE} group by indicator_key)",
        ),
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
