"""Rules of fct_governance_metric: a numerator, a denominator, who answered, of which areas."""

from expectations.rules.claims import holds, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "fct_governance_metric"
_WITH_METRIC = f"{TABLE} as f left join dim_metric using (metric_key)"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key wave_code questionnaire_key metric_key area_set_key numerator"
            " denominator answered_count area_count metric_value option_key value_low value_high",
            grain="wave_code questionnaire_key metric_key option_key",
            nullable="numerator metric_value value_low value_high",
        ),
        references(TABLE, "period date questionnaire metric area_set option"),
        holds(
            f"{TABLE}.numerator_of_denominator",
            (
                "Osuuden osoittaja on nollan ja nimittäjän väliltä.",
                "The numerator of a share lies between zero and its denominator.",
            ),
            (
                "Muuten osuudet olisivat yli sata prosenttia tai alle nollan.",
                "Otherwise shares would be over a hundred per cent or below zero.",
            ),
            """denominator >= 0 and if(kind_code in ('share', 'distribution'),
            numerator between 0 and denominator, kind_code is not null)""",
            _WITH_METRIC,
        ),
        holds(
            f"{TABLE}.options_of_distributions",
            (
                "Vain jakaumilla on vaihtoehtoja, ja niillä on aina.",
                "Distributions have options, and nothing else has.",
            ),
            (
                "Muuten saman mittarin rivit laskettaisiin raportissa yhteen.",
                "Otherwise rows of one metric would be added up in a report.",
            ),
            "(kind_code = 'distribution') = (option_key <> 0)",
            _WITH_METRIC,
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
            """case when denominator_code = 'asked' then denominator >= 0
            when unit_code = 'area' then denominator = f.area_count
            when unit_code in ('respondent', 'service') then denominator <= answered_count
            else false end""",
            _WITH_METRIC,
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
                "Osuus ja keskiarvo on osoittaja jaettuna nimittäjällä; ilman nimittäjää arvoa ei ole.",
                "A share or mean is numerator by denominator; without a denominator there is none.",
            ),
            (
                "Luku ja sen osat eivät saa kertoa eri asiaa.",
                "A number and its parts must not say different things.",
            ),
            """case when denominator = 0 or (kind_code in ('mean', 'sum') and numerator is null)
            then metric_value is null
            when kind_code in ('share', 'distribution', 'mean')
            then abs(metric_value - numerator / denominator) <= 0.0001
            when kind_code in ('sum', 'selected') then abs(metric_value - numerator) <= 0.0001
            else kind_code is not null end""",
            _WITH_METRIC,
        ),
        holds(
            f"{TABLE}.value_within_bounds",
            (
                "Alaraja ei ylitä ylärajaa, ja arvo on niiden välissä.",
                "The low bound does not exceed the high one, and the value lies between.",
            ),
            (
                "Väli kuten 1–2 on rehellinen vain, jos se on oikein päin.",
                "A range such as 1–2 is honest only the right way round.",
            ),
            "value_low is null or value_low <= value_high and coalesce(metric_value between value_low and value_high, value_low < value_high)",
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
