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

# A run, in a process of its own, that kills itself, as SIGKILL does, before a stage.
KILLED = """
import gc, os, signal, sys
gc.disable()
from contextlib import contextmanager
from pathlib import Path
import dagster as dg
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

places = {"data": Path(sys.argv[1]), "key_dir": Path(sys.argv[2])}
settings = Settings(**places, settle_seconds=0.01, decision_policy="automatic")
with dg.DagsterInstance.from_config(str(prepare_home(settings.root))) as instance:
    no_log = {"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}}
    job(settings, Deadly(sys.argv[3])).execute_in_process(run_config=no_log, instance=instance)
"""


def _killed_at(place: Workplace, border: str) -> tuple[int, bool]:
    """Run; its exit code, and whether anything was published."""
    where = [str(place.settings.data), str(place.settings.key_dir)]
    run = subprocess.run(
        [sys.executable, "-c", KILLED, *where, border],
        check=False,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=240,
    )
    return run.returncode, (place.root.published / "current.json").exists()


def _pointer(place: Workplace) -> str:
    return json.loads((place.root.published / "current.json").read_text())["release_id"]


@pytest.fixture(scope="module")
def released(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("stopped")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    place.release()
    return place


def test_killed_early_and_before_publishing_and_then_finished(released, tmp_path):
    """Each attempt gets further; none publishes anything until the last."""
    place = twin(released, tmp_path)
    place.land(released.root.landing / "ngo" / "a.xlsx", "ngo/a.xlsx")
    # What runs leave that are killed early: raw, and a warehouse that is not of today's inputs.
    place.build("+dim_language")
    assert _killed_at(place, "published") == (-signal.SIGKILL, False)
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
    services.write_text(SERVICES.replace("Kaupunki", "Lahden kaupunki"))
    released.release()
    after = released.published_files()
    assert after != before
    changed = released.root.candidate / "dim_service.parquet"
    changed.write_bytes(changed.read_bytes() + b" ")
    assert not materialised(released, "published").success
    assert released.published_files() == after
    assert released.status["release"] is not None
