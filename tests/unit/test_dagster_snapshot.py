"""What Dagster shows: a change of the graph is a change of a file that is reviewed.

After a change that is meant, write the file again:

    .venv/bin/python -m tests.unit.test_dagster_snapshot
"""

import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import dagster as dg
import pytest

from orchestration.assets.compute_logs import NoComputeLogs
from orchestration.assets.dbt_names import shown
from orchestration.core.data_root import PROJECT
from orchestration.definitions import defs

SNAPSHOT = Path(__file__).with_suffix(".txt")
GRAPH = defs.resolve_asset_graph()
SPECS = {spec.key.to_user_string(): spec for spec in defs.resolve_all_asset_specs()}


def _graph() -> str:
    """Every job, sensor, schedule, asset with its group, kinds and tags, and check: one line each."""
    jobs = [f"job {job.name}" for job in defs.jobs or ()]
    sensors = [f"sensor {name.name}" for name in defs.sensors or ()]
    schedules = [f"schedule {one.name}" for one in defs.schedules or ()]
    assets = [
        f"asset {spec.group_name}/{name} ({', '.join(sorted(spec.kinds))};"
        f" {', '.join(f'{k}={v}' for k, v in sorted(spec.tags.items()) if '/kind/' not in k)})"
        for name, spec in SPECS.items()
    ]
    checks = [
        f"check {key.asset_key.to_user_string()}:{key.name}" for key in GRAPH.asset_check_keys
    ]
    parts = (sorted(part) for part in (jobs, sensors, schedules, assets, checks))
    return "\n".join(line for part in parts for line in part) + "\n"


def test_the_graph_is_the_one_that_was_reviewed():
    written = SNAPSHOT.read_text(encoding="utf-8").splitlines()
    assert _graph().splitlines() == written, "if this is meant: see the top of this file"


@pytest.mark.parametrize("name", sorted(SPECS))
def test_every_asset_says_what_it_is_and_who_to_ask(name):
    spec = SPECS[name]
    assert spec.owners and spec.kinds and spec.group_name
    assert {"rows_about_people"} <= set(spec.tags)
    assert spec.description
    assert "select" not in spec.description.lower()
    assert not re.search(r"<", re.sub(r"`[^`]*`", "", spec.description))


def test_a_table_about_single_people_is_never_tagged_as_aggregated():
    people = [spec for spec in SPECS.values() if spec.group_name == "restricted"]
    assert people
    assert {spec.tags["rows_about_people"] for spec in people} == {"pseudonymised"}


def test_a_table_that_nobody_publishes_is_shown_only_if_a_check_is_about_it():
    checked = {key.asset_key.to_user_string() for key in GRAPH.asset_check_keys}
    assert {name for name, spec in SPECS.items() if spec.group_name == "restricted"} <= checked


def test_what_is_not_shown_is_passed_through():
    upstream = {dep.asset_key.to_user_string() for dep in SPECS["fct_indicator_change"].deps}
    assert "raw" in upstream and not any(name.startswith("int_kept") for name in upstream)


def test_every_check_says_what_passes():
    for key in GRAPH.asset_check_keys:
        spec = defs.resolve_assets_def(key.asset_key).get_spec_for_check_key(key)
        assert spec.description and spec.description.endswith("."), key


def test_a_release_is_late_after_half_a_year():
    policy = SPECS["published"].freshness_policy
    assert policy == dg.FreshnessPolicy.time_window(
        fail_window=timedelta(days=184), warn_window=timedelta(days=92)
    )


def test_angle_brackets_of_a_description_are_shown():
    assert shown("reads <sender>, as `a<b`") == "reads &lt;sender>, as `a<b`"


def test_the_definitions_load_without_a_warning_of_dagster():
    code = (
        "import warnings, dagster as dg\n"
        "for kind in (dg.BetaWarning, dg.PreviewWarning, dg.SupersessionWarning):\n"
        "    warnings.simplefilter('error', kind)\n"
        "from orchestration.definitions import defs\n"
        "defs.resolve_asset_graph()\n"
    )
    subprocess.run(
        [sys.executable, "-W", "error::DeprecationWarning:orchestration", "-c", code],
        check=True,
        cwd=PROJECT,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        timeout=120,
    )


def test_nothing_that_a_stage_writes_to_the_terminal_is_kept(tmp_path):
    settings = (PROJECT / "dagster.yaml").read_text(encoding="utf-8")
    assert "dagster._" not in settings
    (tmp_path / "dagster.yaml").write_text(settings, encoding="utf-8")
    with dg.DagsterInstance.from_config(str(tmp_path)) as instance:
        assert type(instance.compute_log_manager) is NoComputeLogs
        with instance.compute_log_manager.capture_logs(["run"]):
            pass
    assert not list(tmp_path.rglob("compute_logs/*"))


if __name__ == "__main__":
    SNAPSHOT.write_text(_graph(), encoding="utf-8")
