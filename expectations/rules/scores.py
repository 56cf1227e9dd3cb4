"""Rules about sums of scores, shared by the indicator facts.

Belongs here: what a sum and a square sum can be, given the indicator's scale and the number of
people. Does not belong here: rules about any other table (kinds, suites).
"""

from __future__ import annotations

from expectations.rules.kinds import holds
from expectations.rules.rule import Rule


def day_of_period(table: str) -> Rule:
    """date_key is the first day of the half-year."""
    return holds(
        f"{table}.day_of_period",
        (
            "Päiväavain on puolivuoden ensimmäinen päivä.",
            "Dagnyckeln är halvårets första dag.",
            "The date key is the first day of the half-year.",
        ),
        (
            "Muuten aikajana ja puolivuosi olisivat eri ajasta.",
            "Annars skulle tidslinjen och halvåret gälla olika tider.",
            "Otherwise the timeline and the half-year would be about different times.",
        ),
        "date_key = (period_key // 10) * 10000 + if(period_key % 10 = 1, 101, 701)",
    )


def change_is_end_minus_start(table: str) -> Rule:
    """The sum of changes is exactly the sum of ends less that of starts."""
    return holds(
        f"{table}.change_is_end_minus_start",
        (
            "Muutos on täsmälleen loppu miinus alku.",
            "Förändringen är exakt slut minus början.",
            "Change is exactly end minus start.",
        ),
        (
            "Muuten muutos olisi eri ihmisistä kuin alku ja loppu.",
            "Annars skulle förändringen gälla andra personer än början och slutet.",
            "Otherwise the change would be about other people than start and end.",
        ),
        "change_sum = end_sum - start_sum",
    )


def sums_inside(table: str, people: str, *totals: str) -> Rule:
    """No mean is at an end of the scale: everybody would have that score."""
    each = " union all ".join(
        f"select {people}::double as n, {total}::double as total, score_low::double as low,"
        f" score_high::double as high from {table} left join dim_indicator using (indicator_key)"
        for total in totals
    )
    return holds(
        f"{table}.scores_possible",
        (
            "Pisteiden summa on mahdollinen tälle ihmismäärälle ja asteikolle, eikä keskiarvo ole asteikon päässä.",
            "Summan av poängen är möjlig för så här många personer på skalan, och inget medelvärde ligger vid skalans ände.",
            "Sums of scores are possible for this number of people on this scale, and no mean is at an end of it.",
        ),
        (
            "Mahdoton summa on merkki väärästä asteikosta. Asteikon päässä oleva keskiarvo on jokaisen oma tulos.",
            "En omöjlig summa tyder på fel skala. Ett medelvärde vid skalans ände är var och ens eget resultat.",
            "An impossible sum is a sign of a wrong scale. A mean at an end of it is everybody's own result.",
        ),
        # Sums are published with four decimals.
        "total > n * low + 1e-3 and total < n * high - 1e-3",
        f"({each})",
        owner="quality_reviewer",
    )


def possible_squares(table: str, people: str, *pairs: tuple[str, str]) -> Rule:
    """Sums lie within scale x people, and square sums, where published, are those of such scores.

    For n scores x within [low, high]: n*low <= sum <= n*high; n*squares >= sum^2
    (Cauchy-Schwarz); (low+high)*sum - squares - n*low*high >= 0, which is the sum of
    (high - x)(x - low) (Bhatia & Davis 2000).
    """
    # Squares are compared as doubles, and sums are published with four decimals.
    slack = "(1e-9 * (1 + squares) + 1e-4 * (1 + abs(low) + abs(high)))"
    each = " union all ".join(
        f"select {people}::double as n, {total}::double as total, {squares}::double as squares,"
        f" score_low::double as low, score_high::double as high"
        f" from {table} left join dim_indicator using (indicator_key)"
        for total, squares in pairs
    )
    return holds(
        f"{table}.scores_possible",
        (
            "Pisteiden summa ja neliösumma ovat mahdollisia tälle ihmismäärälle ja asteikolle.",
            "Summan och kvadratsumman av poängen är möjliga för så här många personer på skalan.",
            "Sums and square sums of scores are possible for this number of people on this scale.",
        ),
        (
            "Mahdoton summa on merkki väärästä asteikosta tai kahdesti lasketuista vastauksista.",
            "En omöjlig summa tyder på fel skala eller på svar som har räknats två gånger.",
            "An impossible sum is a sign of a wrong scale or of answers counted twice.",
        ),
        f"""total between n * low and n * high and coalesce(squares >= 0
        and n * squares >= total ** 2 - n * {slack}
        and (low + high) * total - squares - n * low * high >= -{slack}, true)""",
        f"({each})",
    )


def near_reference(table: str, people: str, totals: tuple[str, ...]) -> Rule:
    """A warning where a group's mean is far from every published mean of the indicator."""
    means = " union all ".join(
        f"""select f.period_key, f.service_key, f.indicator_key,
        min(abs({total}::double / nullif({people}, 0) - reference_mean))
        / nullif(any_value(score_high - score_low), 0) as distance_share
        from {table} as f join fct_indicator_reference using (indicator_key)
        join dim_indicator using (indicator_key)
        where reference_mean is not null
        group by f.period_key, f.service_key, f.indicator_key, f.{total}, f.{people}"""
        for total in totals
    )
    return holds(
        f"{table}.near_reference",
        (
            "Minkään ryhmän keskiarvo ei ole kaukana kaikista julkaistuista vertailuluvuista.",
            "Ingen grupps medelvärde ligger långt från alla publicerade jämförelsetal.",
            "No group's mean is far from every published reference mean.",
        ),
        (
            "Asteikko on ehkä luettu väärin päin tai toisena asteikkona, kuten 0–4. Tarkista lomakkeen koodit.",
            "Skalan har kanske lästs åt fel håll eller som en annan skala, såsom 0–4. Kontrollera blankettens koder.",
            "The scale may have been read backwards, or as another scale such as 0–4. Check the form's codes.",
        ),
        "distance_share <= $far_share",
        f"({means})",
        owner="quality_reviewer",
        severity="warning",
        threshold="far_share",
    )
