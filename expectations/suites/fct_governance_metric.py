"""Rules of fct_governance_metric: numerator, denominator, who answered, of which areas."""

from expectations.rules.kinds import holds

TABLE = "fct_governance_metric"
_WITH_METRIC = f"{TABLE} as f left join dim_metric using (metric_key)"

RULES = (
    holds(
        f"{TABLE}.numerator_of_denominator",
        (
            "Osuuden osoittaja on nollan ja nimittäjän välissä.",
            "Andelens täljare är mellan noll och nämnaren.",
            "The numerator of a share is between zero and its denominator.",
        ),
        (
            "Muuten osuudet olisivat yli sata prosenttia tai alle nollan.",
            "Annars skulle andelar vara över hundra procent eller under noll.",
            "Otherwise shares would be over a hundred per cent or below zero.",
        ),
        """denominator >= 0 and if(kind_code in ('share', 'distribution'),
        numerator between 0 and denominator, kind_code is not null)""",
        _WITH_METRIC,
    ),
    holds(
        f"{TABLE}.options_of_distributions",
        (
            "Jakaumilla on aina vaihtoehtoja, eikä muilla tunnusluvuilla ole.",
            "Fördelningar har alltid alternativ, och inga andra nyckeltal har det.",
            "Distributions always have options, and no other metric has.",
        ),
        (
            "Muuten saman tunnusluvun rivit laskettaisiin raportissa yhteen.",
            "Annars skulle ett nyckeltals rader räknas ihop i en rapport.",
            "Otherwise rows of one metric would be added up in a report.",
        ),
        "(kind_code = 'distribution') = (option_key <> 0)",
        _WITH_METRIC,
    ),
    holds(
        f"{TABLE}.denominator_of_unit",
        (
            "Nimittäjä on vastanneiden alueiden määrä, tai enintään vastanneiden henkilöiden tai palvelujen määrä.",
            "Nämnaren är antalet områden som svarade, eller högst antalet svarande eller tjänster som svarade.",
            "The denominator is the number of areas that answered, or at most the number of respondents or services that did.",
        ),
        (
            "Väärästä nimittäjästä tulee väärä osuus, vaikka luku näyttäisi oikealta.",
            "Fel nämnare ger fel andel, även om talet ser rätt ut.",
            "A wrong denominator gives a wrong share, even if the number looks right.",
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
            "Vastanneita alueita on enintään niin monta kuin aluejoukossa on alueita.",
            "Högst så många områden har svarat som områdesgruppen har.",
            "No more areas answered than the area set has.",
        ),
        (
            "Muuten mukana on joukkoon kuulumaton alue tai sama alue kahdesti.",
            "Annars är ett område utanför gruppen med, eller samma område två gånger.",
            "Otherwise an area outside the set, or one area twice, is counted.",
        ),
        "f.area_count between 0 and s.area_count",
        f"{TABLE} as f left join dim_area_set as s using (area_set_key)",
    ),
    holds(
        f"{TABLE}.value_is_ratio",
        (
            "Osuus ja keskiarvo on osoittaja jaettuna nimittäjällä. Ilman nimittäjää arvoa ei ole.",
            "En andel eller ett medelvärde är täljaren dividerad med nämnaren. Utan nämnare finns inget värde.",
            "A share or mean is the numerator divided by the denominator. Without a denominator there is no value.",
        ),
        (
            "Luku ja sen osat eivät saa olla ristiriidassa.",
            "Ett tal och dess delar får inte motsäga varandra.",
            "A number and its parts must agree.",
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
            "Den nedre gränsen är inte högre än den övre, och värdet ligger mellan dem.",
            "The low end is not above the high end, and the value is between them.",
        ),
        (
            "Väli kuten 1–2 on oikein vain oikein päin.",
            "Ett intervall som 1–2 är rätt bara åt rätt håll.",
            "A range such as 1–2 is right only the right way round.",
        ),
        "value_low is null or if(value_high is null, metric_value is null, value_low <= value_high"
        " and coalesce(metric_value between value_low and value_high, value_low < value_high))",
    ),
    holds(
        f"{TABLE}.metric_of_questionnaire",
        (
            "Tunnusluku kuuluu rivin kyselyyn.",
            "Nyckeltalet hör till radens enkät.",
            "The metric belongs to the questionnaire of the row.",
        ),
        (
            "Muuten luku luettaisiin väärän kyselyn tulokseksi.",
            "Annars skulle talet läsas som en annan enkäts resultat.",
            "Otherwise the number would be read as the result of another questionnaire.",
        ),
        "m.questionnaire_code = s.questionnaire_code",
        f"""{TABLE} left join dim_metric as m using (metric_key)
        left join dim_questionnaire as s using (questionnaire_key)""",
    ),
)
