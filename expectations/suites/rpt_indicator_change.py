"""Rules of rpt_indicator_change: change follows from the sums and is worded safely."""

from expectations.rules.kinds import (
    SMALLEST_DISTRIBUTION,
    SMALLEST_GROUP,
    at_least,
    between,
    expects,
    holds,
    matches,
)
from expectations.rules.reports import same_change, spreads_of_enough
from expectations.rules.rule import Expectation

TABLE = "rpt_indicator_change"
# A mean of so many, to one decimal, says of their sum only within ten points.
_FEWEST_WITH_EXACT_MEANS = 100
_EXACT_MEANS = tuple(f"exact_{mean}_mean" for mean in ("start", "end", "change"))

RULES = (
    at_least(TABLE, "pair_count", SMALLEST_GROUP),
    same_change(TABLE),
    spreads_of_enough(
        TABLE, "start_sd", "end_sd", "change_sd", "effect_dz", "effect_dav", "effect_gav"
    ),
    holds(
        f"{TABLE}.conclusion_by_interval",
        (
            "Selvä muutos on vain silloin, kun luottamusväli ei sisällä nollaa.",
            "En tydlig förändring finns bara när konfidensintervallet inte innehåller noll.",
            "There is a clear change only where the confidence interval does not include zero.",
        ),
        (
            "Muuten sattuma luettaisiin muutokseksi.",
            "Annars skulle slumpen läsas som en förändring.",
            "Otherwise chance would be read as change.",
        ),
        """case conclusion_code
            when 'too_few_answers' then coalesce(pair_count, change_mean, change_ci_low,
                start_mean, end_mean, improved_share, declined_share, change_median) is null
            when 'no_interval' then change_mean is not null and change_ci_low is null
            when 'no_clear_change' then change_ci_low <= 0 and change_ci_high >= 0
            else change_ci_low > 0 or change_ci_high < 0 end
        -- The interval is rounded to one decimal.
        and coalesce(change_ci_low - 0.05 <= change_mean and change_mean <= change_ci_high + 0.05,
            change_ci_low is null and change_ci_high is null)""",
    ),
    holds(
        f"{TABLE}.interval_by_basis",
        (
            "Rivin omaan hajontaan perustuva väli on vain siellä, missä hajonta on julkaistu, ja muut on merkitty.",
            "Ett intervall enligt radens egen spridning finns bara där spridningen är publicerad, och andra är märkta.",
            "An interval from the row's own spread is only where that spread is published, and others are marked.",
        ),
        (
            "Muuten tarkka väli kertoisi pienen ryhmän hajonnan.",
            "Annars skulle ett exakt intervall säga en liten grupps spridning.",
            "Otherwise an exact interval would tell the spread of a small group.",
        ),
        """case interval_basis_code
            when 'own' then change_sd is not null and change_ci_low is not null
            when 'wider' then change_sd is null and (change_ci_low is null) = (change_mean is null)
            else change_sd is null and change_ci_low is null end
        and coalesce(change_ci_low = round(change_ci_low, 1) and change_ci_high = round(change_ci_high, 1), true)""",
        owner="quality_reviewer",
    ),
    expects(
        f"{TABLE}.said_safely",
        (
            "Jokaisessa tulkinnassa sanotaan, ettei lasku suoraan kerro palvelun epäonnistuneen.",
            "Varje tolkning säger att en sänkning inte direkt betyder att tjänsten misslyckas.",
            "Every interpretation says that a fall does not directly mean a failing service.",
        ),
        (
            "Muuten luku luettaisiin palvelun arvosanaksi.",
            "Annars skulle talet läsas som tjänstens vitsord.",
            "Otherwise the number would be read as a grade of the service.",
        ),
        matches(
            {
                "interpretation_fi": r"ei suoraan kerro, että palvelu epäonnistuisi\.$",
                "interpretation_sv": r"betyder inte direkt att tjänsten misslyckas\.$",
                "interpretation_en": r"does not directly mean a failing service\.$",
            }
        ),
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.hidden_is_not_zero",
        (
            "Julkaisematon lukumäärä on tyhjä ja sillä on tila; se ei ole nolla.",
            "Ett antal som inte publiceras är tomt och har en status; det är inte noll.",
            "A suppressed count is empty and has a status; it is not zero.",
        ),
        (
            "Nolla tarkoittaisi, ettei ketään ole.",
            "Noll skulle betyda att det inte finns någon.",
            "Zero would mean that there is nobody.",
        ),
        """(start_count is null) = (start_status_code <> 'number')
        and (end_count is null) = (end_status_code <> 'number')
        and (single_count is null) = (single_status_code <> 'number')""",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.shares_of_enough",
        (
            f"Osuudet ja mediaani lasketaan vähintään {SMALLEST_DISTRIBUTION} parista.",
            f"Andelar och median gäller minst {SMALLEST_DISTRIBUTION} par.",
            f"Shares and the median are of at least {SMALLEST_DISTRIBUTION} pairs.",
        ),
        (
            "Pienemmän ryhmän luvuista voisi päätellä yksittäisen ihmisen muutoksen.",
            "En mindre grupps tal kunde avslöja en enskild persons förändring.",
            "The numbers of a smaller group could disclose one person's change.",
        ),
        f"""coalesce(pair_count, 0) >= {SMALLEST_DISTRIBUTION} or (improved_share is null
        and declined_share is null and improved_unequal_share is null
        and declined_unequal_share is null and change_median is null)""",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.exact_means_of_many",
        (
            f"Tarkat keskiarvot ovat yhdellä desimaalilla ja vähintään {_FEWEST_WITH_EXACT_MEANS} parista,"
            " ja poikkeavat julkaistuista enintään pyöristyksen verran.",
            f"Exakta medelvärden har en decimal och gäller minst {_FEWEST_WITH_EXACT_MEANS} par,"
            " och avviker från de publicerade högst så mycket som avrundningen.",
            f"Exact means are to one decimal and of at least {_FEWEST_WITH_EXACT_MEANS} pairs,"
            " and differ from the published ones by no more than the rounding.",
        ),
        (
            "Tarkempi luku tai pienempi ryhmä kertoisi vajaasti vastanneiden pisteet.",
            "Ett noggrannare tal eller en mindre grupp skulle avslöja poängen för dem som lämnade något obesvarat.",
            "A more precise number or a smaller group would tell the scores of those who left blanks.",
        ),
        # Rounded by half an answer step at most; the answers of an item are at least one apart.
        f"""case when coalesce({", ".join(_EXACT_MEANS)}) is null then true
        else pair_count >= {_FEWEST_WITH_EXACT_MEANS}
        and {" and ".join(f"{mean} = round({mean}, 1)" for mean in _EXACT_MEANS)}
        and abs(exact_start_mean - start_mean) <= half_step + 0.05
        and abs(exact_end_mean - end_mean) <= half_step + 0.05
        and abs(exact_change_mean - exact_end_mean + exact_start_mean) < 0.151 end""",
        f"""(select r.*, (i.score_high - i.score_low)::double / (2 * i.item_count) as half_step
        from {TABLE} as r inner join dim_indicator as i using (indicator_key))""",
        owner="quality_reviewer",
    ),
    expects(
        f"{TABLE}.numbers_possible",
        (
            "Hajonnat eivät ole negatiivisia, ja osuudet ovat nollan ja yhden välissä.",
            "Standardavvikelser är inte negativa, och andelar är mellan noll och ett.",
            "Standard deviations are not negative, and shares are between zero and one.",
        ),
        (
            "Mahdoton luku on merkki väärin lasketusta raportista.",
            "Ett omöjligt tal tyder på en felräknad rapport.",
            "An impossible number is a sign of a report that was calculated wrong.",
        ),
        [
            *between("start_sd end_sd change_sd detectable_change reliable_change", 0),
            *between("improved_share declined_share", 0, 1),
            *between("improved_unequal_share declined_unequal_share", 0, 1),
            Expectation(
                "retention_share",
                "ExpectColumnValuesToBeBetween",
                {"column": "retention_share", "min_value": 0, "strict_min": True, "max_value": 1},
            ),
        ],
    ),
    holds(
        f"{TABLE}.shares_add_up",
        (
            "Parantuneiden ja heikentyneiden osuudet ovat yhteensä enintään yksi.",
            "Andelarna förbättrade och försämrade är sammanlagt högst ett.",
            "The shares of improved and declined are together at most one.",
        ),
        (
            "Muuten joku on laskettu kahdesti.",
            "Annars har någon räknats två gånger.",
            "Otherwise somebody is counted twice.",
        ),
        """coalesce(improved_share + declined_share, 0) <= 1 + 1e-9
        and coalesce(improved_unequal_share + declined_unequal_share, 0) <= 1 + 1e-9""",
    ),
)
