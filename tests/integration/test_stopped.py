"""A run that does not get through: killed at a stage's border, or held by the gate.

What is killed leaves nothing half done, and the next run ends the same. When a blocking rule is
broken nothing is published, whichever way it is tried, until the data are corrected.
"""

import json
import os
import signal
import subprocess
import sys

import pytest

from orchestration.cli.engine import HELD
from orchestration.core.data_root import PROJECT
from tests.dagster_runs import materialised
from tests.exports import HEADER, xlsx
from tests.roots import SERVICES, Workplace, many, new_root, twin

# Runs, each in a process of its own, that kill themselves, as SIGKILL does, at the border of a
# stage. They are forked from a process that has paid for the imports and has run nothing.
KILLED = """
import gc, os, signal, sys
gc.disable()
from contextlib import contextmanager
from pathlib import Path
import dagster as dg
import dbt.adapters.duckdb, dbt.task.build, great_expectations
from expectations.gate import validate
from expectations.report import report
from orchestration.definitions import job
from orchestration.core.progress import Step
from orchestration.cli.dagster_home import prepare_home
from orchestration.core.settings import Settings

class Deadly:
    def __init__(self, border):
        self.border = border

    @contextmanager
    def stage(self, name):
        if self.border == name:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Step(lambda text: None)
        if self.border == "after " + name:
            os.kill(os.getpid(), signal.SIGKILL)

def run(border):
    places = {"data": Path(sys.argv[1]), "key_dir": Path(sys.argv[2])}
    settings = Settings(**places, settle_seconds=0.01, decision_policy="automatic")
    with dg.DagsterInstance.from_config(str(prepare_home(settings.root))) as instance:
        no_log = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        job(settings, Deadly(border)).execute_in_process(run_config=no_log, instance=instance)

gc.freeze()
gc.enable()
for border in sys.argv[3:]:
    child = os.fork()
    if child == 0:
        run(border)
        os._exit(0)
    _, result = os.waitpid(child, 0)
    is_shown = (Path(sys.argv[1]) / "published" / "current.json").exists()
    print("run", os.waitstatus_to_exitcode(result), is_shown, flush=True)
"""


def _killed_at(place: Workplace, *borders: str) -> list[list[str]]:
    """Run again and again; per run its exit code, and whether anything was published."""
    where = [str(place.settings.data), str(place.settings.key_dir)]
    runs = subprocess.run(
        [sys.executable, "-c", KILLED, *where, *borders],
        check=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=240,
    )
    return [line.split() for line in runs.stdout.splitlines() if line.startswith("run ")]


def _pointer(place: Workplace) -> str:
    return json.loads((place.root.published / "current.json").read_text())["release_id"]


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("stopped")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    place.release()
    return place


def test_killed_at_a_border_again_and_again_and_then_finished(released, tmp_path):
    """Each attempt gets one border further; none publishes anything until the last."""
    place = twin(released, tmp_path)
    place.land(released.root.landing / "ngo" / "a.xlsx", "ngo/a.xlsx")
    # What a run leaves that is killed before the warehouse.
    place.take()
    borders = ("after warehouse", "published")
    killed = ["run", str(-signal.SIGKILL), "False"]
    assert _killed_at(place, *borders) == [killed] * 2
    assert place.run().exit_code == 0
    assert place.content() == released.content()
    assert _pointer(place) == _pointer(released)


def test_a_broken_blocking_rule_holds_the_candidate_and_publishing_alone_does_not_go_past_it(
    released,
):
    before = released.published_files()
    services = released.root.registers / "services.csv"
    services.write_text(
        SERVICES.replace("Lahden paja,,", "Lahden paja,matti.meikalainen@example.org,")
    )
    outcome = released.run()
    assert outcome.exit_code == HELD
    assert outcome.status["held"] == [
        rule for rule in outcome.status["held"] if rule.startswith("dim_service.")
    ]
    assert outcome.status["held"]
    assert released.published_files() == before
    held = json.loads((released.root.published / "status.json").read_text())["newer_candidate"]
    assert held["status_code"] == "held"
    assert (
        "meikalainen"
        not in json.dumps(held) + (released.root.candidate / "validation.json").read_text()
    )

    assert not materialised(released, "published").success
    assert released.published_files() == before

    # The candidate stays held, and there is nothing to do until an input changes.
    again = released.run()
    assert (again.exit_code, again.was_due) == (HELD, False)


def test_bytes_that_were_not_validated_are_not_published(released):
    before = released.published_files()
    services = released.root.registers / "services.csv"
    services.write_text(SERVICES.replace("Lahden paja", "Lahden toinen paja"))
    released.release()
    after = released.published_files()
    assert after != before
    changed = released.root.candidate / "dim_service.parquet"
    changed.write_bytes(changed.read_bytes() + b" ")
    assert not materialised(released, "published").success
    assert released.published_files() == after
    assert released.status["release"] is not None
