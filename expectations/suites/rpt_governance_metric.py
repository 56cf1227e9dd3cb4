"""Rules of rpt_governance_metric: the governance metrics worked out, equal to their fact."""

from expectations.rules.claims import holds, references
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "rpt_governance_metric"
_NAMES = ("questionnaire_title", "metric_name", "option_label", "area_set_name", "principle_name")
_COLUMNS = " ".join(f"{name}_{language}" for name in _NAMES for language in ("fi", "sv", "en"))

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "period_key date_key wave_code questionnaire_key metric_key area_set_key option_key"
            f" {_COLUMNS} kind_code unit_code numerator denominator answered_count area_count"
            " area_set_count metric_value value_low value_high value_text_fi value_text_sv"
            " value_text_en rank_number previous_wave_code change_value panel_count note_change_fi"
            " note_change_sv note_change_en is_series_break note_break_fi note_break_en"
            " is_comparable note_comparability_fi note_comparability_en source_text note_fi note_en",
            grain="wave_code metric_key option_key",
            nullable="numerator metric_value value_low value_high rank_number previous_wave_code"
            " change_value panel_count note_change_fi note_break_fi note_comparability_fi"
            " source_text note_fi",
        ),
        references(TABLE, "period date questionnaire metric area_set option"),
        holds(
            f"{TABLE}.same_as_fact",
            (
                "Luvut ovat samat kuin faktataulussa.",
                "The numbers are those of the fact table.",
            ),
            (
                "Kaksi taulua, jotka kertovat eri luvun, ovat huonompi kuin yksi.",
                "Two tables that tell different numbers are worse than one.",
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
                "Mittari, jota ei voi verrata, ei ole järjestyksessä eikä sillä ole muutosta.",
                "A metric that cannot be compared has no rank and no change.",
            ),
            (
                "Väärin ymmärretystä kysymyksestä ei tehdä sarjataulukkoa.",
                "A misunderstood question makes no league table.",
            ),
            "is_comparable or (rank_number is null and change_value is null)",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.broken_series_has_no_change",
            (
                "Missä sarja katkeaa, ei ole muutosta, ja syy on kerrottu.",
                "Where a series breaks there is no change, and the reason stands there.",
            ),
            (
                "Asteikon muutos näyttäisi muuten muutokselta alueilla.",
                "A changed scale would look like a change in the areas.",
            ),
            "not is_series_break or (change_value is null and coalesce(note_break_fi, '') <> '')",
            owner="quality_reviewer",
        ),
    ),
)
