"""Sabotages of the reports of change, attrition and reliability."""

from __future__ import annotations

from tests.unit.gate.judging import Sabotage, update

_CHANGE, _ATTRITION = "rpt_indicator_change", "rpt_indicator_attrition"

SABOTAGES = {
    "a report with another change than the fact": Sabotage(
        f"{_CHANGE}.same_as_facts", update(_CHANGE, change_mean=17.64, change_ci_high=30.0), "17.64"
    ),
    "an improvement whose interval includes zero": Sabotage(
        f"{_CHANGE}.conclusion_by_interval", update(_CHANGE, conclusion_code="improved")
    ),
    "a decline whose interval includes zero": Sabotage(
        f"{_CHANGE}.conclusion_by_interval", update(_CHANGE, conclusion_code="declined")
    ),
    "no clear change though the interval is above zero": Sabotage(
        f"{_CHANGE}.conclusion_by_interval", update(_CHANGE, change_ci_low=1.0)
    ),
    "no interval, though there is one": Sabotage(
        f"{_CHANGE}.conclusion_by_interval", update(_CHANGE, conclusion_code="no_interval")
    ),
    "too few answers with a number of change": Sabotage(
        f"{_CHANGE}.conclusion_by_interval {_CHANGE}.interval_by_basis",
        update(_CHANGE, conclusion_code="too_few_answers", change_ci_low=None),
    ),
    "a fall without its caution": Sabotage(
        f"{_CHANGE}.said_safely", update(_CHANGE, interpretation_fi="Heikkeni.")
    ),
    "a suppressed count published as zero": Sabotage(
        f"{_CHANGE}.hidden_is_not_zero", update(_CHANGE, end_count=0)
    ),
    "a share of six pairs": Sabotage(
        f"{_CHANGE}.shares_of_enough", update(_CHANGE, improved_share=0.5, declined_share=0.0)
    ),
    "exact means of six pairs": Sabotage(
        f"{_CHANGE}.exact_means_of_many",
        update(_CHANGE, exact_start_mean=60.8, exact_end_mean=66.2, exact_change_mean=5.4),
    ),
    "an exact mean to two decimals": Sabotage(
        f"{_CHANGE}.exact_means_of_many {_CHANGE}.same_as_facts",
        update(
            _CHANGE,
            pair_count=100,
            exact_start_mean=60.83,
            exact_end_mean=66.2,
            exact_change_mean=5.4,
        ),
    ),
    "an exact mean of other people": Sabotage(
        f"{_CHANGE}.exact_means_of_many {_CHANGE}.same_as_facts",
        update(
            _CHANGE,
            pair_count=100,
            exact_start_mean=54.2,
            exact_end_mean=66.2,
            exact_change_mean=12.0,
        ),
    ),
    "a median of six pairs": Sabotage(
        f"{_CHANGE}.shares_of_enough", update(_CHANGE, change_median=5.0)
    ),
    # Shares of six pairs are published only from ten pairs on: that fails too.
    "shares of more than everybody": Sabotage(
        f"{_CHANGE}.shares_add_up {_CHANGE}.shares_of_enough",
        update(_CHANGE, improved_share=0.6, declined_share=0.5),
    ),
    # Six pairs have no published spread.
    "a negative spread": Sabotage(
        f"{_CHANGE}.numbers_possible {_CHANGE}.interval_by_basis {_CHANGE}.spreads_of_enough",
        update(_CHANGE, change_sd=-1.0),
    ),
    "an effect size of six pairs": Sabotage(
        f"{_CHANGE}.spreads_of_enough", update(_CHANGE, effect_dz=0.845512)
    ),
    "an interval that is called the row's own without its spread": Sabotage(
        f"{_CHANGE}.interval_by_basis", update(_CHANGE, interval_basis_code="own")
    ),
    "an interval to six decimals": Sabotage(
        f"{_CHANGE}.interval_by_basis", update(_CHANGE, change_ci_low=-1.306414)
    ),
    "more who stayed than started": Sabotage(
        f"{_CHANGE}.numbers_possible", update(_CHANGE, retention_share=1.5)
    ),
    "attrition of other pairs than the fact": Sabotage(
        f"{_ATTRITION}.same_as_facts", update(_ATTRITION, pair_count=7)
    ),
    "a mean of four who were lost to follow-up": Sabotage(
        f"{_ATTRITION}.lost_to_follow_up_are_enough",
        update(_ATTRITION, lost_to_follow_up_count=4, lost_to_follow_up_start_mean=41.375),
        "41.375",
    ),
    "an expected rise that does not follow": Sabotage(
        f"{_ATTRITION}.regression_possible",
        update(_ATTRITION, expected_change_mean=3.125),
        "3.125",
    ),
    "a correlation of start and end above one": Sabotage(
        f"{_ATTRITION}.regression_possible {_ATTRITION}.spreads_of_enough",
        update(_ATTRITION, start_end_correlation=1.5),
    ),
    "an alpha over one": Sabotage(
        "rpt_indicator_reliability.numbers_possible",
        update("rpt_indicator_reliability", alpha=1.25),
    ),
    "an item that runs against the others": Sabotage(
        "rpt_indicator_reliability.items_agree",
        update("rpt_indicator_reliability", item_rest_correlation=-0.2),
    ),
}
