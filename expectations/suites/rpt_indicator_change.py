"""Rules of rpt_indicator_change: what is said of change follows from the sums, and is said safely."""

from expectations.rules.claims import (
    SMALLEST_DISTRIBUTION,
    SMALLEST_GROUP,
    at_least,
    holds,
    one_of,
    references,
)
from expectations.rules.reports import level_known, same_change
from expectations.rules.rule import Suite
from expectations.rules.standard import standard

TABLE = "rpt_indicator_change"
STATUSES = "number few merged"

SUITE = Suite(
    TABLE,
    (
        *standard(
            TABLE,
            "level group_code name_fi name_sv name_en covers_fi covers_en period_key"
            " period_code questionnaire_code indicator_key indicator_code pair_count"
            " start_mean end_mean change_mean start_sd end_sd change_sd change_ci_low"
            " change_ci_high change_median effect_dz effect_dav effect_gav"
            " detectable_change improved_share declined_share reliable_change"
            " reliable_change_unequal improved_unequal_share declined_unequal_share"
            " start_count start_status_code end_count"
            " end_status_code single_count single_status_code retention_share"
            " lost_to_follow_up_start_mean conclusion_code interpretation_fi interpretation_en"
            " discussion_fi discussion_en",
            grain="level group_code period_key indicator_key",
            nullable="pair_count start_mean end_mean change_mean start_sd end_sd change_sd change_ci_low change_ci_high change_median"
            " effect_dz effect_dav effect_gav detectable_change improved_share"
            " declined_share reliable_change reliable_change_unequal"
            " improved_unequal_share declined_unequal_share start_count"
            " end_count single_count retention_share lost_to_follow_up_start_mean",
        ),
        references(TABLE, "period indicator"),
        level_known(TABLE),
        at_least(TABLE, "pair_count", SMALLEST_GROUP),
        one_of(TABLE, "conclusion_code", "no_clear_change improved declined too_few_answers"),
        one_of(TABLE, "start_status_code", STATUSES),
        one_of(TABLE, "end_status_code", STATUSES),
        one_of(TABLE, "single_status_code", STATUSES),
        same_change(TABLE),
        holds(
            f"{TABLE}.conclusion_by_interval",
            (
                "Selvä muutos on vain siellä, missä luottamusväli ei sisällä nollaa.",
                "A clear change stands only where the confidence interval leaves zero out.",
            ),
            (
                "Muuten sattuma luettaisiin muutokseksi.",
                "Otherwise chance would be read as change.",
            ),
            """case conclusion_code
                when 'too_few_answers' then coalesce(pair_count, change_mean, change_ci_low,
                    start_mean, end_mean, improved_share, declined_share, change_median) is null
                when 'no_clear_change' then change_ci_low <= 0 and change_ci_high >= 0
                else change_ci_low > 0 or change_ci_high < 0 end
            and coalesce(change_ci_low <= change_mean and change_mean <= change_ci_high,
                change_ci_low is null and change_ci_high is null)""",
        ),
        holds(
            f"{TABLE}.said_safely",
            (
                "Jokainen tulkinta sanoo, ettei lasku suoraan kerro epäonnistuneesta palvelusta.",
                "Every interpretation says that a fall does not directly mean a failing service.",
            ),
            (
                "Ilman sitä luku luetaan palvelun arvosanaksi.",
                "Without it a number is read as the service's grade.",
            ),
            """interpretation_fi like '%ei suoraan kerro, että palvelu epäonnistuisi.'
            and interpretation_en like '%does not directly mean a failing service.'""",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.hidden_is_not_zero",
            (
                "Pidätetty lukumäärä on tyhjä ja merkitty, ei nolla.",
                "A suppressed count is empty and marked, not zero.",
            ),
            (
                "Nolla väittäisi, ettei ketään ole.",
                "Zero would claim that there is nobody.",
            ),
            """(start_count is null) = (start_status_code <> 'number')
            and (end_count is null) = (end_status_code <> 'number')
            and (single_count is null) = (single_status_code <> 'number')""",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.shares_of_enough",
            (
                f"Osuudet ja mediaani kertovat vähintään {SMALLEST_DISTRIBUTION} parista.",
                f"Shares and the median speak of at least {SMALLEST_DISTRIBUTION} pairs.",
            ),
            (
                "Pienemmästä ryhmästä voisi päätellä yksittäisen ihmisen muutoksen.",
                "From a smaller group one person's change could be worked out.",
            ),
            f"""coalesce(pair_count, 0) >= {SMALLEST_DISTRIBUTION} or (improved_share is null
            and declined_share is null and improved_unequal_share is null
            and declined_unequal_share is null and change_median is null)""",
            owner="quality_reviewer",
        ),
        holds(
            f"{TABLE}.numbers_possible",
            (
                "Hajonnat eivät ole negatiivisia ja osuudet ovat nollan ja yhden välillä.",
                "Spreads are not negative and shares lie between zero and one.",
            ),
            (
                "Mahdoton luku kertoo väärin lasketusta raportista.",
                "An impossible number tells of a report worked out wrong.",
            ),
            """coalesce(change_sd, 0) >= 0 and coalesce(start_sd, 0) >= 0 and coalesce(end_sd, 0) >= 0
            and coalesce(detectable_change, 0) >= 0 and coalesce(reliable_change, 0) >= 0
            and coalesce(improved_share, 0) >= 0 and coalesce(declined_share, 0) >= 0
            and coalesce(improved_share + declined_share, 0) <= 1 + 1e-9
            and coalesce(least(improved_unequal_share, declined_unequal_share), 0) >= 0
            and coalesce(improved_unequal_share + declined_unequal_share, 0) <= 1 + 1e-9
            and coalesce(retention_share > 0 and retention_share <= 1, true)""",
        ),
    ),
)
