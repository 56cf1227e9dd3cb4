"""Sabotages of change: pairs by cell and by background, directions and conditions."""

from __future__ import annotations

from decimal import Decimal

from tests.unit.gate.judging import Sabotage, both, update

_AT_THE_END = {"start_sum": Decimal(600), "change_sum": Decimal("-202.5")}

SABOTAGES = {
    # The reports' mean changes are compared with the same sum.
    "change that is not end minus start": Sabotage(
        "fct_indicator_change.change_is_end_minus_start"
        " rpt_indicator_change.same_as_facts rpt_indicator_attrition.same_as_facts",
        update("fct_indicator_change", change_sum=Decimal("32.5001")),
        "32.5",
    ),
    # Six people on 0-100 whose starts add up to 600 all start at 100; their change is then
    # 397.5 - 600 = -202.5, and the mean change of the reports -33.75.
    "starts at the end of the scale": Sabotage(
        "fct_indicator_change.scores_possible fct_indicator_change_by_background.scores_possible",
        both(
            update("fct_indicator_change", **_AT_THE_END),
            update("fct_indicator_change_by_background", **_AT_THE_END),
            update(
                "rpt_indicator_change",
                change_mean=-33.75,
                change_ci_low=-35.0,
                change_ci_high=-30.0,
                conclusion_code="declined",
            ),
            update("rpt_indicator_attrition", change_mean=-33.75),
        ),
    ),
    "spread of changes that are not end minus start": Sabotage(
        "fct_change_spread.change_is_end_minus_start",
        update("fct_change_spread", change_sum=Decimal("65.0001")),
        "65.0001",
    ),
    "squares of change that do not follow": Sabotage(
        "fct_change_spread.squares_agree",
        update("fct_change_spread", start_square_sum=Decimal("46876")),
    ),
    # On 0-100 the squares of twelve starts are at most 100 * 730 = 73000.
    "squares of starts too large for the scale": Sabotage(
        "fct_change_spread.scores_possible fct_change_spread.squares_agree",
        update("fct_change_spread", start_square_sum=Decimal(73001)),
    ),
    # sqrt(46875 * 72000) = 58094.7 is the largest cross sum; 46875 - 2 * 58200 + 72000 = 2475.
    "a correlation above one": Sabotage(
        "fct_change_spread.change_spread_possible",
        update(
            "fct_change_spread",
            end_square_sum=Decimal(72000),
            cross_sum=Decimal(58200),
            change_square_sum=Decimal(2475),
        ),
    ),
    # Twelve change by 5: sum 60, squares 300. Ends: 730 + 60 = 790, squares 46875 + 10 * 730 + 300;
    # cross sum 46875 + 5 * 730.
    "everybody with the same change": Sabotage(
        "fct_change_spread.scores_differ",
        update(
            "fct_change_spread",
            end_sum=Decimal(790),
            end_square_sum=Decimal(54475),
            change_sum=Decimal(60),
            change_square_sum=Decimal(300),
            cross_sum=Decimal(50525),
        ),
    ),
    "one square sum of a spread that is left out": Sabotage(
        "fct_change_spread.number_or_left_out",
        update(
            "fct_change_spread",
            spread_status_code="left_out",
            start_square_sum=None,
            change_square_sum=None,
            cross_sum=None,
        ),
    ),
    "a spread of other pairs than the cell's": Sabotage(
        "fct_change_spread.union_of_cells", update("fct_change_spread", pair_count=13)
    ),
    "change by background that is not end minus start": Sabotage(
        "fct_indicator_change_by_background.change_is_end_minus_start",
        update("fct_indicator_change_by_background", change_sum=Decimal("32.6")),
    ),
    "a pair more in the categories of a background than in the cells": Sabotage(
        "fct_indicator_change_by_background.people_of_the_cells"
        " fct_response_coverage.sums_of_published_rows",
        update("fct_indicator_change_by_background", pair_count=7),
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
