"""Sabotages of change: pairs by cell and by background, directions and conditions."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.gate.judging import Change, Sabotage, add, both, update, update_all

_PAIRS = "fct_indicator_change fct_indicator_change_by_background"
_REPORTS = "rpt_indicator_change rpt_indicator_attrition"


def _pairs(**values: Decimal) -> Change:
    """Change the pairs of the first half-year, in their cell and by background."""
    return both(*(update(table, **values) for table in _PAIRS.split()))


SABOTAGES = {
    # The reports' mean changes are compared with the same sum.
    "change that is not end minus start": Sabotage(
        "fct_indicator_change.change_is_end_minus_start"
        " rpt_indicator_change.same_as_facts rpt_indicator_attrition.same_as_facts",
        update("fct_indicator_change", change_sum=Decimal("32.5001")),
        "32.5",
    ),
    "squares of change that do not follow": Sabotage(
        "fct_indicator_change.squares_agree",
        update("fct_indicator_change", start_square_sum=Decimal("23438.5")),
    ),
    # On 0-100 the squares of the starts are at most 100 * 365 = 36500.
    "squares of starts too large for the scale": Sabotage(
        "fct_indicator_change.scores_possible fct_indicator_change.squares_agree",
        update("fct_indicator_change", start_square_sum=Decimal(36501)),
    ),
    "squares of starts too large for the scale, by background": Sabotage(
        "fct_indicator_change_by_background.scores_possible"
        " fct_indicator_change_by_background.change_agrees",
        update("fct_indicator_change_by_background", start_square_sum=Decimal(36501)),
    ),
    # sqrt(23437.5 * 36000) = 29047.4 is the largest cross sum; 23437.5 - 2 * 29100 + 36000 = 1237.5.
    "a correlation above one": Sabotage(
        "fct_indicator_change.change_spread_possible",
        _pairs(
            end_square_sum=Decimal(36000),
            cross_sum=Decimal(29100),
            change_square_sum=Decimal("1237.5"),
        ),
    ),
    # All change by 5: sum 30, squares 150. Ends: 365 + 30 = 395, squares 23437.5 + 10 * 365 + 150;
    # cross sum 23437.5 + 5 * 365.
    "everybody with the same change": Sabotage(
        "fct_indicator_change.scores_differ fct_indicator_change_by_background.scores_differ",
        both(
            _pairs(
                end_sum=Decimal(395),
                end_square_sum=Decimal("27237.5"),
                change_sum=Decimal(30),
                change_square_sum=Decimal(150),
                cross_sum=Decimal("25262.5"),
            ),
            update_all(_REPORTS, change_mean=5.0),
        ),
    ),
    "change by background that is not end minus start": Sabotage(
        "fct_indicator_change_by_background.change_agrees",
        update("fct_indicator_change_by_background", change_sum=Decimal("32.6")),
    ),
    "pairs in two categories of one background": Sabotage(
        "fct_indicator_change_by_background.people_of_the_cells",
        both(
            add("dim_background", background_key=3002, category_code="20232", category_order=2),
            add("fct_indicator_change_by_background", background_key=3002),
        ),
    ),
    "directions of other pairs than the cell's": Sabotage(
        "fct_change_direction.union_of_cells",
        update("fct_change_direction", pair_count=13, unchanged_count=13),
    ),
    "directions that are not all": Sabotage(
        "fct_change_direction.directions_add_up",
        update("fct_change_direction", unchanged_count=11),
    ),
    "more pairs beyond the larger limit than beyond the smaller": Sabotage(
        "fct_change_direction.wider_bound_fewer",
        update("fct_change_direction", reliable_change_unequal=13.9, improved_unequal_count=1),
    ),
    # 1.96 * sqrt(2) * 50 = 138.6 is about the most that the scale of 0-100 allows; 150 is refused.
    "a reliable change beyond the scale": Sabotage(
        "fct_change_direction.bound_possible",
        update("fct_change_direction", reliable_change_unequal=150.1),
    ),
    "two pairs set apart by having been helped": Sabotage(
        "fct_change_condition.nobody_or_a_group", update("fct_change_condition", mixed_count=2)
    ),
    "two pairs set apart by not having been helped": Sabotage(
        "fct_change_condition.nobody_or_a_group", update("fct_change_condition", mixed_count=10)
    ),
    "a condition of other pairs than the cell's": Sabotage(
        "fct_change_condition.union_of_cells", update("fct_change_condition", pair_count=13)
    ),
}
