"""Decorations that are not handled yet. Whoever corrects one takes its line out."""

from __future__ import annotations

OPEN = frozenset(
    {
        "an_option_named_no",
        "answers_on_two_sheets",
        "blank_rows_beside_merged_columns",
        "blanks_around_dashes_in_headers",
        "choices_split_by_blanks",
        "consent_in_other_words",
        "direction_marks_around_brackets",
        "english_with_two_forms",
        "everything_in_english",
        "header_repeated_below",
        "hyphened_codes",
        "marks_in_thousands",
        "numbered_options",
        "numbered_phases",
        "numbered_questions",
        "numbered_services",
        "one_code_on_two_rows",
        "one_item_under_two_stems",
        "options_that_differ_in_marks",
        "question_under_another_header",
        "superscripts",
        "time_point_not_declared",
        "time_point_without_columns",
        "unrelated_headers",
        "yes_and_no_without_option_names",
    }
)
