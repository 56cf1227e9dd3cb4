"""The stages of the dbt project, and that every number about people comes from publication cells.

Read from dbt's own manifest: what a model refers to, not what its text looks like.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from orchestration.core.data_root import DBT_PROJECT, PROJECT
from orchestration.warehouse import dbt_manifest

# Where it is decided what is published of each measurement.
DECISION = "int_published_measurements"
# Marts that count people.
ABOUT_PEOPLE = {
    "fct_answer_by_language", "fct_answer_distribution", "fct_change_condition", "fct_change_direction", "fct_change_spread",
    "fct_indicator_change", "fct_indicator_change_by_background", "fct_indicator_class",
    "fct_indicator_level", "fct_indicator_suppressed", "fct_level_spread", "fct_response_coverage",
    "rpt_indicator_attrition", "rpt_indicator_change", "rpt_indicator_reliability",
}  # fmt: skip
# Marts that take names of merged groups, the group that a service is published in, or the half-years
# of which something is published, from the cells.
NAMED_BY_CELLS = {
    "dim_background", "dim_language", "dim_service", "fct_agreed_action", "fct_service_suppressed", "dim_period", "dim_date",
}  # fmt: skip
# Marts of open answers: a person decided what they say, and only the half-years come from the cells.
OF_OPEN_ANSWERS = {"fct_open_summary", "fct_open_theme"}
# Who is there and with which scores, before anybody is in a cell.
PEOPLE = {
    "int_measurements", "int_repeated_submissions", "int_episodes", "int_pairs", "int_unpaired",
    "int_members", "int_groups",
}  # fmt: skip
# What the newest data would publish: the decision reads it, and what is made from the decision.
NEWEST = {
    "int_wanted_cells", "int_wanted_measurements", "int_measurement_forms", "int_newest_scores",
    "int_newest_forms", "int_newest_answers", "int_withdrawn_people", "int_changed_measurements",
    "int_changed_contents", "int_withdrawn_bounds", "int_newest_contents", "int_newest_content_sums",
}  # fmt: skip
# Forms and answers: what is read of them is joined to the people in cells.
FORMS = {
    "stg_raw__submissions", "stg_raw__answers", "int_submissions", "int_answers", "int_answer_contents",
    "int_superseded", "int_numbered_answers", "int_item_values", "int_item_totals", "int_item_scores",
}  # fmt: skip
# What became of every form, for those who may see it: nothing reads it but tests.
ACCOUNTS = {
    "int_delivered_forms",
    "int_form_fates",
    "int_submission_account",
    "int_submission_status",
}
# What marts read of forms without the cells: forms of organisations, and how old the data are.
NOT_PEOPLE = {
    "int_organisation_answers", "int_waves", "int_log_submissions", "int_activity_answers",
    "int_activities", "int_as_of",
}  # fmt: skip


@cache
def models() -> dict[str, dict[str, Any]]:
    """Model name -> its node of the manifest."""
    manifest = json.loads(dbt_manifest.ensure_manifest().read_bytes())
    return {n["name"]: n for n in manifest["nodes"].values() if n["resource_type"] == "model"}


def parents(model: str) -> set[str]:
    """Names of what a model refers to, sources as `source.table`."""
    found = (unique_id.split(".") for unique_id in models()[model]["depends_on"]["nodes"])
    return {".".join(parts[2:]) if parts[0] == "source" else parts[2] for parts in found}


def stage(model: str) -> str:
    """The folder that a model lies in: staging, intermediate or marts."""
    return models()[model]["path"].split("/")[0]


@cache
def ancestors(model: str) -> frozenset[str]:
    """Every model that a model is made from."""
    direct = frozenset(parents(model) & set(models()))
    return direct.union(*map(ancestors, direct))


def test_a_source_is_read_by_the_staging_model_of_its_name_and_by_nothing_else():
    readers = {m: {p for p in parents(m) if "." in p} for m in models()}
    assert {m: read for m, read in readers.items() if read} == {
        m: {m.removeprefix("stg_").replace("__", ".")} for m in models() if stage(m) == "staging"
    }


def test_a_staging_model_reads_nothing_else_and_is_no_table():
    staging = [m for m in models() if stage(m) == "staging"]
    assert len(staging) == 35
    assert [m for m in staging if len(parents(m)) != 1] == []
    assert {models()[m]["config"]["materialized"] for m in staging} == {"ephemeral"}


def test_a_mart_reads_no_delivery_behind_the_intermediate_models():
    assert [
        m for m in models() if stage(m) == "marts" and any("stg_raw__" in p for p in parents(m))
    ] == []


def test_every_mart_about_people_is_made_from_what_was_decided_to_be_published():
    marts = {m for m in models() if stage(m) == "marts"}
    assert {m for m in marts if DECISION in ancestors(m)} == (
        ABOUT_PEOPLE | NAMED_BY_CELLS | OF_OPEN_ANSWERS
    )


def test_what_is_published_of_open_answers_is_what_a_person_decided():
    read = {p for mart in OF_OPEN_ANSWERS for p in parents(mart)}
    assert read == {
        "stg_open__themes", "stg_open__summaries", "stg_codebook__questions", "dim_period",
    }  # fmt: skip


def test_people_and_forms_are_read_before_the_decision_by_nothing_that_is_published():
    before = {m for m in models() if DECISION not in ancestors(m)} - {DECISION}
    readers = {m for m in before if parents(m) & PEOPLE}
    assert readers - PEOPLE - NEWEST - ACCOUNTS == set()
    readers = {m for m in before if parents(m) & FORMS}
    assert readers - PEOPLE - FORMS - NEWEST - ACCOUNTS == NOT_PEOPLE
    assert {m for m in models() if ACCOUNTS & parents(m)} <= ACCOUNTS


def test_the_newest_data_are_read_for_the_decision_or_beside_it():
    readers = {m for m in models() if parents(m) & NEWEST} - NEWEST - {DECISION}
    beside = {"int_cell_services", "int_published_contents", "int_history_measurements"}
    assert {m for m in readers if DECISION not in ancestors(m)} == beside


def test_what_marts_read_of_forms_without_cells_is_of_organisations():
    for model in NOT_PEOPLE - {"int_as_of"}:
        texts = [models()[m]["raw_code"] for m in (model, *ancestors(model))]
        assert any("subject_code = 'organisation'" in text for text in texts), model


def test_members_meet_the_decision_in_one_model():
    read = {"int_newest_scores", "stg_history__scores", DECISION}
    assert {m for m in models() if read <= parents(m)} == {"int_cell_members", "int_kept_scores"}


def test_every_model_says_its_grain():
    texts = {name: node["description"] for name, node in models().items()}
    assert [name for name, text in texts.items() if "Grain:" not in text] == []


def test_every_model_has_a_primary_key_that_is_tested():
    manifest = json.loads(dbt_manifest.ensure_manifest().read_bytes())
    tested = {
        node["attached_node"].split(".")[2]
        for node in manifest["nodes"].values()
        if (node.get("test_metadata") or {}).get("name") == "unique_combination_of_columns"
    }
    # The key of a mart is stated in its contract, and the gate refuses a contract without one.
    assert {m for m in models() if stage(m) != "marts"} - tested == set()


def test_dbt_knows_no_survey_by_name():
    surveys = [
        folder.parent.name
        for folder in (PROJECT / "data" / "questionnaires").glob("*/questionnaire.yml")
    ]
    for file in DBT_PROJECT.glob("models/**/*.sql"):
        text = file.read_text(encoding="utf-8")
        assert not [name for name in [*surveys, "esis"] if name in text], file.stem


def _lines_of_sql(file: Path) -> int:
    """Lines that say something: neither blank nor a comment."""
    lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
    return sum(bool(line) and not line.startswith("--") for line in lines)


@pytest.mark.parametrize("file", sorted(DBT_PROJECT.rglob("models/**/*.sql")), ids=lambda f: f.stem)
def test_a_model_holds_one_idea(file):
    assert _lines_of_sql(file) <= 120, "split it: one idea a model"
