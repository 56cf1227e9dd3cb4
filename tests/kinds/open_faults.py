"""Decorations that are not handled yet. Whoever corrects one takes its line out."""

from __future__ import annotations

OPEN = frozenset(
    {
        "blank_rows_beside_merged_columns",
        "blanks_around_dashes_in_headers",
        "direction_marks_around_brackets",
        "english_with_two_forms",
        "everything_in_english",
        "header_repeated_below",
        "marks_in_thousands",
        "question_under_another_header",
        "time_point_not_declared",
        "time_point_without_columns",
        "yes_and_no_without_option_names",
    }
)
