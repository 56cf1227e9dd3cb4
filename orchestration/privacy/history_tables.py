"""The tables of the history: names, columns and types.

Belongs here: their shape, which the release writes and the warehouse reads. Pure. Does not belong
here: reading or writing files.
"""

import pyarrow as pa

_TEXT, _KEY, _INT, _IS = pa.string(), pa.int64(), pa.int32(), pa.bool_()
_SCORE, _NUMBER = pa.decimal128(18, 10), pa.decimal128(18, 4)
_BACKGROUND = {
    "questionnaire_code": _TEXT, "family_key": _KEY, "indicator_key": _KEY, "period_key": _INT,
    "region_code": _TEXT, "background_code": _TEXT,
}  # fmt: skip
_ITEM_SUMS = ("item_sum", "item_square_sum", "cross_sum", "total_sum", "total_square_sum")
_ITEM_COUNTS = (
    "item_floor_count", "item_ceiling_count", "floor_count", "ceiling_count", "straight_count",
)  # fmt: skip
_ANSWERS_OF = {"questionnaire_code": _TEXT, "period_key": _INT, "pairing_status_code": _TEXT}
_ANSWER_COUNTS = ("answer_count", "answered_count", "selected_count", "person_count")
SCHEMAS = {
    "measurements": pa.schema(
        {
            "measurement_key": _KEY, "questionnaire_code": _TEXT, "family_key": _KEY,
            "person_number": _KEY, "service_key": _KEY, "period_key": _INT,
            "pairing_status_code": _TEXT, "publication_cell_service_key": _KEY,
            "publication_cell_service_code": _TEXT, "atom_number": _KEY, "is_new": _IS,
            "version_count": _INT, "distribution_service_key": _KEY,
            "distribution_service_code": _TEXT, "distribution_atom_number": _KEY,
            "distribution_is_new": _IS, "distribution_version_count": _INT,
            "bound_period_key": _INT, "bound_region_code": _TEXT,
        }
    ),
    "scores": pa.schema(
        {
            "measurement_key": _KEY, "version_number": _INT, "indicator_key": _KEY,
            "start_score": _SCORE, "end_score": _SCORE, "single_score": _SCORE,
        }
    ),
    "forms": pa.schema(
        {
            "measurement_key": _KEY, "version_number": _INT, "phase_code": _TEXT,
            "period_key": _INT, "language_code": _TEXT, "form_version": _TEXT,
            "assistance_code": _TEXT, "mode_code": _TEXT,
        }
    ),
    "answers": pa.schema(
        {
            "measurement_key": _KEY, "version_number": _INT, "phase_code": _TEXT,
            "question_code": _TEXT, "option_code": _TEXT, "number_low": _NUMBER,
            "number_high": _NUMBER, "missing_kind": _TEXT,
        }
    ),
    "background_counties": pa.schema(
        {
            "questionnaire_code": _TEXT, "family_key": _KEY, "period_key": _INT,
            "region_code": _TEXT,
        }
    ),
    "background_categories": pa.schema(
        {
            **_BACKGROUND, "category_code": _TEXT, "published_code": _TEXT,
        }
    ),
    "background_sums": pa.schema(
        {
            **_BACKGROUND, "published_code": _TEXT, "pair_count": _INT, "start_sum": _NUMBER,
            "end_sum": _NUMBER, "change_sum": _NUMBER,
        }
    ),
    "language_groups": pa.schema(
        {"family_key": _KEY, "period_key": _INT, "phase_code": _TEXT}
    ),
    "language_sums": pa.schema(
        {
            "family_key": _KEY, "indicator_key": _KEY, "period_key": _INT, "phase_code": _TEXT,
            "language_code": _TEXT, "question_code": _TEXT, "person_count": _INT,
            "answered_count": _INT, **dict.fromkeys(_ITEM_SUMS, _NUMBER),
            **dict.fromkeys(_ITEM_COUNTS, _KEY),
        }
    ),
    "answer_language_groups": pa.schema(_ANSWERS_OF),
    "answer_language_counts": pa.schema(
        {
            **_ANSWERS_OF, "phase_code": _TEXT, "published_code": _TEXT, "question_code": _TEXT,
            "option_code": _TEXT, "is_missing": _IS, **dict.fromkeys(_ANSWER_COUNTS, _INT),
        }
    ),
    "merged_services": pa.schema({"service_key": _KEY, "service_code": _TEXT, "member_key": _KEY}),
}  # fmt: skip
# Tables that a history of an earlier version may be without, since nothing of their kind had been
# published: they are empty. Any other that is missing stops the next release. With a table added here,
# raise STATE in intake/initialise.py: an earlier version would not carry the table on.
ADDED_LATER: frozenset[str] = frozenset({"answer_language_groups", "answer_language_counts"})


def file_name(table: str) -> str:
    """The file of a table, in the folder of a release."""
    return f"published_{table}.parquet"
