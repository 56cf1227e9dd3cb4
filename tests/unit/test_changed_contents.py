"""What counts as changed since it was published: every content of a measurement, in any order."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from orchestration.privacy.history_tables import SCHEMAS
from tests import sql

FORM = {"measurement_key": 1, "phase_code": "single", "period_key": 20241, "language_code": "fi"}
SCORE = {"measurement_key": 1, "indicator_key": 7, "single_score": 50}
CHOSE = {
    "measurement_key": 1,
    "phase_code": "single",
    "question_code": "q",
    "option_code": "refused",
}
OTHER = CHOSE | {"option_code": "b"}
MISSING = {name: CHOSE[name] for name in ("measurement_key", "phase_code", "question_code")} | {
    "missing_kind": "refused"
}
PUBLISHED = {"scores": [SCORE], "forms": [FORM], "answers": [CHOSE, OTHER]}


def changed(newest: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """The contents of what is found to be changed, when something else is the newest."""
    tables: dict[str, pa.Table] = {
        "stg_history__measurements": pa.Table.from_pylist(
            [{"measurement_key": 1, "version_count": 2, "publication_cell_service_key": 3}]
        )
    }
    for name, rows in PUBLISHED.items():
        schema = SCHEMAS[name]
        versions = [row | {"version_number": 2} for row in rows]
        versions += [row | {"version_number": 1} for row in rows[:1]]
        tables[f"stg_history__{name}"] = sql.table(versions, **_types(schema))
        tables[f"int_newest_{name}"] = sql.table(newest[name], **_types(schema))
    sums = "int_newest_content_sums", "int_published_content_sums", "int_changed_measurements"
    models = (*sums, "int_newest_contents", "int_published_contents", "int_changed_contents")
    return sql.run(tables | _delivered(newest), *models)


def _delivered(newest: dict[str, list[dict[str, Any]]]) -> dict[str, pa.Table]:
    """The form with its answers, before it is looked up what of it is published."""
    form, question = {"submission_key": 11}, {"questionnaire_code": "survey", "question_code": "q"}
    asked = {"family_key": 5}
    rows = {
        "int_measurement_forms": [{"measurement_key": 1, "phase_code": "single"} | asked | form],
        "int_submissions": [row | form for row in newest["forms"]],
        "int_answers": [row | question | form for row in newest["answers"]],
        "int_family_questions": [question | asked],
    }
    keys = {
        "submission_key": pa.int64(),
        "family_key": pa.int64(),
        "questionnaire_code": pa.string(),
    }
    types = keys | _types(SCHEMAS["answers"]) | _types(SCHEMAS["forms"])
    return {name: sql.table(of, **types) for name, of in rows.items()}


def _types(schema: pa.Schema) -> dict[str, pa.DataType]:
    return {field.name: field.type for field in schema}


def test_the_same_in_another_order_is_no_change():
    assert changed(PUBLISHED | {"answers": [OTHER, CHOSE]}) == []


@pytest.mark.parametrize(
    "newest",
    [
        {"scores": [SCORE | {"single_score": 51}]},
        {"forms": [FORM | {"mode_code": "paper"}]},
        {"answers": [CHOSE]},
        # An option and a kind of missing of the same code.
        {"answers": [MISSING, OTHER]},
    ],
)
def test_whatever_is_otherwise_than_published_is_found_with_its_content(newest):
    rows = changed(PUBLISHED | newest)
    versions = {
        version: {
            (row["place_code"], row["content"]) for row in rows if row["version_number"] == version
        }
        for version in (None, 2)
    }
    assert versions[None] != versions[2]
    assert {row["measurement_key"] for row in rows} == {1}
