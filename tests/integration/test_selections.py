"""Whatever is selected in Dagster is materialised, or refused in a sentence that says what to do."""

import os
import subprocess
import sys

import duckdb
import pytest

from orchestration.core.data_root import PROJECT
from tests.dagster_runs import Materialised, materialised
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root


@pytest.fixture(scope="module")
def alone(tmp_path_factory) -> tuple[Workplace, dict[str, Materialised]]:
    """Every stage started by itself, one after the other, on one root."""
    folder = tmp_path_factory.mktemp("selections")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    stages = ("raw", "rpt_indicator_change", "candidate", "validation", "published")
    return place, {stage: materialised(place, stage) for stage in stages}


@pytest.mark.parametrize(
    ("selection", "sentence"),
    [
        ("rpt_indicator_change", "Nothing has been read into"),
        ("candidate", "there is no warehouse yet"),
        ("validation", "there is no candidate yet"),
        ("published", "there is no candidate yet"),
    ],
)
def test_a_stage_whose_input_is_missing_is_refused_in_a_sentence(tmp_path, selection, sentence):
    outcome = materialised(new_root(tmp_path), selection)
    assert not outcome.success and outcome.assets == set()
    assert sentence in outcome.failure
    assert outcome.failure.endswith(".")


@pytest.mark.parametrize("stage", ["raw", "candidate", "validation", "published"])
def test_each_stage_is_materialised_by_itself(alone, stage):
    outcome = alone[1][stage]
    assert (outcome.success, outcome.failure, outcome.assets) == (True, None, {stage})


def test_selecting_one_model_builds_the_whole_warehouse_and_reports_all_of_it(alone):
    outcome = alone[1]["rpt_indicator_change"]
    assert (outcome.success, outcome.failure) == (True, None)
    assert {"rpt_indicator_change", "int_submission_account", "dim_service"} <= outcome.assets
    assert len(outcome.assets) >= 40
    assert outcome.checks == {}, "only checks that were selected are reported"


def test_what_was_made_stage_by_stage_is_a_release(alone):
    assert alone[0].query("select person_count from {fct_indicator_level}") == [(6,)]


def test_a_failed_validation_shows_the_broken_rules_with_their_texts_and_no_value(alone):
    place, _ = alone
    # As if a register had said so: the warehouse need not be built again for it.
    with duckdb.connect(str(place.root.warehouse)) as warehouse:
        warehouse.execute("update marts.dim_service set service_name_sv = 'matti@example.org'")
    assert materialised(place, "candidate").success
    outcome = materialised(place, "validation", "published")
    assert outcome.assets == {"validation"} and outcome.checks["blocking_rules"] is False
    rule = "dim_service.no_personal_data"
    assert outcome.failure.splitlines()[1].strip().startswith(f"{rule}: ")
    assert outcome.failure_metadata[rule] in outcome.failure
    assert outcome.failure_metadata["report"] == str(place.root.candidate / "report.html")
    assert "matti" not in outcome.failure + str(outcome.failure_metadata)


def test_the_command_of_dagster_materialises_a_selection_too(alone):
    settings = alone[0].settings
    (settings.root.dagster_home).mkdir(exist_ok=True)
    command = ["-m", "dagster", "asset", "materialize", "--select", "raw"]
    done = subprocess.run(
        [sys.executable, *command, "-m", "orchestration.definitions"],
        cwd=PROJECT,
        env=os.environ
        | {
            "PYTHONPATH": str(PROJECT),
            "DAGSTER_HOME": str(settings.root.dagster_home),
            "MUKANA_DATA": str(settings.data),
            "MUKANA_KEY_DIR": str(settings.key_dir),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert "RUN_SUCCESS" in done.stderr + done.stdout
