"""Rules of rpt_governance_metric: governance metrics with their texts, equal to the fact."""

from expectations.rules.kinds import holds

TABLE = "rpt_governance_metric"
_NAMES = ("questionnaire_title", "metric_name", "option_label", "area_set_name", "principle_name")
_COLUMNS = " ".join(f"{name}_{language}" for name in _NAMES for language in ("fi", "sv", "en"))

RULES = (
    holds(
        f"{TABLE}.same_as_fact",
        (
            "Luvut ovat samat kuin faktataulussa.",
            "Talen är desamma som i faktatabellen.",
            "The numbers are those of the fact table.",
        ),
        (
            "Kaksi eri lukua samasta asiasta on pahempi kuin yksi.",
            "Två olika tal om samma sak är värre än ett.",
            "Two different numbers for the same thing are worse than one.",
        ),
        """f.metric_key is not null and r.numerator is not distinct from f.numerator
        and r.denominator = f.denominator
        and r.metric_value is not distinct from f.metric_value""",
        f"""{TABLE} as r left join fct_governance_metric as f
        using (wave_code, metric_key, option_key)""",
    ),
    holds(
        f"{TABLE}.incomparable_not_ranked",
        (
            "Tunnusluvulla, jota ei voi verrata, ei ole järjestystä eikä muutosta.",
            "Ett nyckeltal som inte kan jämföras har ingen rangordning och ingen förändring.",
            "A metric that cannot be compared has no rank and no change.",
        ),
        (
            "Eri tavoin ymmärretystä kysymyksestä ei tehdä paremmuusjärjestystä.",
            "En fråga som har förståtts på olika sätt ger ingen rangordning.",
            "A question that was understood in different ways gives no league table.",
        ),
        "is_comparable or (rank_number is null and change_value is null)",
        owner="quality_reviewer",
    ),
    holds(
        f"{TABLE}.broken_series_has_no_change",
        (
            "Kun sarja katkeaa, muutosta ei ole ja syy kerrotaan.",
            "När serien bryts finns ingen förändring, och orsaken anges.",
            "Where a series breaks there is no change, and the reason is given.",
        ),
        (
            "Muuten asteikon muutos näyttäisi alueiden muutokselta.",
            "Annars skulle en ändrad skala se ut som en förändring i områdena.",
            "Otherwise a changed scale would look like a change in the areas.",
        ),
        "not is_series_break or (change_value is null and coalesce(note_break_fi, '') <> '')",
        owner="quality_reviewer",
    ),
)
