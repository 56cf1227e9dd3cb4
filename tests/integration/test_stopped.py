"""A run that is stopped: killed at a stage's border, or held by the gate.

What is killed leaves nothing half done, and the next run ends the same. When the gate says no,
nothing is published, by no way, until the data are mended.
"""

import json
import os
import signal
import subprocess
import sys

import dagster as dg
import pytest

from orchestration.cli.launch import HELD
from orchestration.cli.root_status import state
from orchestration.core.data_root import PROJECT
from orchestration.core.progress import Silent
from orchestration.definitions import definitions
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
from orchestration.definitions import definitions
from orchestration.core.progress import Step
from orchestration.cli.launch import prepare_home
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
    settings = Settings(data=Path(sys.argv[1]), key_dir=Path(sys.argv[2]), settle_seconds=0.01)
    job = definitions(settings, Deadly(border)).resolve_job_def("refresh")
    with dg.DagsterInstance.from_config(str(prepare_home(settings))) as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        job.execute_in_process(run_config=quiet, instance=instance)

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
    """Run again and again; per run its exit code, and whether readers were shown anything."""
    where = [str(place.settings.data), str(place.settings.key_dir)]
    told = subprocess.run(
        [sys.executable, "-c", KILLED, *where, *borders],
        check=True,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        timeout=240,
    )
    return [line.split() for line in told.stdout.splitlines() if line.startswith("run ")]


def _pointer(place: Workplace) -> str:
    return json.loads((place.root.published / "current.json").read_text())["release_id"]


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("stopped")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    assert place.run().exit_code == 0
    return place


def test_killed_at_a_border_again_and_again_and_then_finished(released, tmp_path):
    """Each attempt gets one border further; none shows readers anything until the last."""
    place = twin(released, tmp_path)
    place.land(released.root.landing / "ngo" / "a.xlsx", "ngo/a.xlsx")
    borders = ("after raw", "after warehouse", "published")
    killed = ["run", str(-signal.SIGKILL), "False"]
    assert _killed_at(place, *borders) == [killed] * 3
    assert place.run().exit_code == 0
    assert place.content() == released.content()
    assert _pointer(place) == _pointer(released)


def _materialise_published(place: Workplace) -> bool:
    defs = definitions(place.settings, Silent())
    job = dg.define_asset_job("alone", selection=["published"])
    alone = dg.Definitions.merge(defs, dg.Definitions(jobs=[job])).resolve_job_def("alone")
    with dg.DagsterInstance.ephemeral() as instance:
        quiet = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
        return alone.execute_in_process(
            run_config=quiet, instance=instance, raise_on_error=False
        ).success


def test_a_broken_blocking_rule_holds_the_candidate_and_publishing_alone_does_not_go_past_it(
    released,
):
    before = released.published_files()
    services = released.root.registers / "services.csv"
    services.write_text(
        SERVICES.replace("Lahden paja,", "Lahden paja,matti.meikalainen@example.org,")
    )
    outcome = released.run()
    assert outcome.exit_code == HELD
    assert outcome.state["held"] == [
        rule for rule in outcome.state["held"] if rule.startswith("dim_service.")
    ]
    assert outcome.state["held"]
    assert released.published_files() == before
    waiting = json.loads((released.root.published / "status.json").read_text())["waiting"]
    assert waiting["status_code"] == "held"
    assert (
        "meikalainen"
        not in json.dumps(waiting) + (released.root.candidate / "validation.json").read_text()
    )

    assert not _materialise_published(released)
    assert released.published_files() == before

    # Held stays held without another run, and without a new look the data stay as they are.
    again = released.run()
    assert (again.exit_code, again.was_due) == (HELD, False)


def test_bytes_that_nobody_judged_are_not_published(released):
    before = released.published_files()
    services = released.root.registers / "services.csv"
    services.write_text(
        SERVICES.replace("Lahden paja", "Lahden toinen paja") + "kolmas,Lahden paja,,,,,,398\n"
    )
    assert released.run().exit_code == 0
    after = released.published_files()
    assert after != before
    changed = released.root.candidate / "dim_service.parquet"
    changed.write_bytes(changed.read_bytes() + b" ")
    assert not _materialise_published(released)
    assert released.published_files() == after
    assert state(released.settings)["release"] is not None
