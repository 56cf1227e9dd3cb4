"""Who is bound by reliability by language, which is published once: never a start that awaits its end."""

from __future__ import annotations

import pyarrow as pa
import pytest

from tests import sql

LONG, INT, TEXT, BOOL = pa.int64(), pa.int32(), pa.string(), pa.bool_()
PUBLISHED = {
    "measurement_key": LONG, "questionnaire_code": TEXT, "family_key": LONG, "person_number": LONG,
    "service_key": LONG, "period_key": INT, "pairing_status_code": TEXT, "status_code": TEXT,
    "publication_cell_service_key": LONG, "publication_cell_service_code": TEXT, "atom_number": LONG,
    "is_new": BOOL, "version_count": INT, "distribution_service_key": LONG,
    "distribution_service_code": TEXT, "distribution_atom_number": LONG, "distribution_is_new": BOOL,
    "distribution_version_count": INT, "is_bound": BOOL, "is_kept": BOOL,
}  # fmt: skip


@pytest.mark.parametrize(
    ("pairing_status", "bound_period"),
    [("start_only", None), ("paired", 20241), ("end_only", 20241), ("single", 20241)],
)
def test_a_start_stays_free_to_become_a_pair(pairing_status, bound_period):
    one = {
        "measurement_key": 1, "questionnaire_code": "q", "family_key": 7, "service_key": 3,
        "period_key": 20241, "pairing_status_code": pairing_status, "status_code": "published",
        "is_bound": False, "is_kept": True,
    }  # fmt: skip
    language = {"family_key": 7, "period_key": 20241}
    group = {"questionnaire_code": TEXT, "period_key": INT, "pairing_status_code": TEXT, "language_code": TEXT}  # fmt: skip
    tables = {
        "int_published_measurements": sql.table([one], **PUBLISHED),
        "int_services": sql.table([], service_key=LONG, region_code=TEXT),
        "stg_history__measurements": sql.table(
            [], measurement_key=LONG, bound_period_key=INT, bound_region_code=TEXT
        ),
        "int_new_background_categories": sql.table(
            [], questionnaire_code=TEXT, family_key=LONG, period_key=INT, region_code=TEXT
        ),
        "int_reliability_languages": sql.table([language], family_key=LONG, period_key=INT),
        "int_answer_language_members": sql.table([], measurement_key=LONG, **group),
        "int_new_answer_languages": sql.table([], **group),
    }
    [kept] = sql.run(tables, "int_answer_language_bounds", "int_kept_measurements")
    assert kept["bound_period_key"] == bound_period
