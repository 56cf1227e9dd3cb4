"""Rules of fct_governance_metric: a numerator, a denominator, who answered, of which areas."""

from expectations.claims import holds, never_more_than, references
from expectations.rules import Suite
from expectations.standard import standard

TABLE = "fct_governance_metric"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key wave_code questionnaire_key metric_key area_set_key numerator"
            " denominator answered_count area_count metric_value",
            grain="wave_code questionnaire_key metric_key",
            nullable="metric_value",
        ),
        references(
            TABLE,
            period_key="dim_period",
            date_key="dim_date",
            questionnaire_key="dim_questionnaire",
            metric_key="dim_metric",
            area_set_key="dim_area_set",
        ),
        never_more_than(
            TABLE,
            "numerator_of_denominator",
            "numerator",
            "denominator",
        ),
        holds(
            f"{TABLE}.denominator_of_unit",
            (
                "Nimittäjä on enintään niiden alueiden tai vastaajien määrä, jotka vastasivat.",
                "The denominator is at most the areas or respondents that answered.",
            ),
            (
                "Osuus ilman oikeaa joukkoaan on väärä, vaikka luku näyttäisi oikealta.",
                "A share without its right set is wrong even when the number looks right.",
            ),
            """case unit_code when 'area' then denominator <= f.area_count
            when 'respondent' then denominator <= answered_count else false end""",
            f"{TABLE} as f left join dim_metric using (metric_key)",
        ),
        holds(
            f"{TABLE}.areas_of_set",
            (
                "Vastanneita alueita ei ole enempää kuin aluejoukossa on alueita.",
                "No more areas answered than the area set has.",
            ),
            (
                "Muuten mukana on alue, joka ei kuulu joukkoon, tai sama alue kahdesti.",
                "Otherwise an area outside the set, or one area twice, is counted.",
            ),
            "f.area_count between 0 and s.area_count",
            f"{TABLE} as f left join dim_area_set as s using (area_set_key)",
        ),
        holds(
            f"{TABLE}.value_is_ratio",
            (
                "Arvo on osoittaja jaettuna nimittäjällä; ilman nimittäjää arvoa ei ole.",
                "The value is numerator by denominator; without a denominator there is none.",
            ),
            (
                "Luku ja sen osat eivät saa kertoa eri asiaa.",
                "A number and its parts must not say different things.",
            ),
            """if(denominator = 0, metric_value is null,
            abs(metric_value - numerator / denominator) <= 0.0001)""",
        ),
        holds(
            f"{TABLE}.metric_of_questionnaire",
            (
                "Mittari kuuluu siihen kyselyyn, jonka alla se on.",
                "The metric is of the survey it stands under.",
            ),
            (
                "Muuten luku luettaisiin väärän kyselyn tulokseksi.",
                "Otherwise the number is read as another survey's result.",
            ),
            "m.questionnaire_code = s.questionnaire_code",
            f"""{TABLE} left join dim_metric as m using (metric_key)
            left join dim_questionnaire as s using (questionnaire_key)""",
        ),
    ),
)
