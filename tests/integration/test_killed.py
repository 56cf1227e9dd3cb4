"""A run that is killed at a stage's border leaves nothing half done, and the next one ends the same."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from orchestration.root import PROJECT
from tests.exports import HEADER, xlsx
from tests.roots import Workplace, many, new_root

# A run in a process of its own that kills itself, as SIGKILL does, when a stage says a text.
KILLED = """
import os, signal, sys
from contextlib import contextmanager
from pathlib import Path
import dagster as dg
from orchestration.definitions import definitions
from orchestration.progress import Step
from orchestration.refresh import prepare_home
from orchestration.settings import Settings

class Deadly:
    @contextmanager
    def stage(self, name):
        if sys.argv[3] == name:
            os.kill(os.getpid(), signal.SIGKILL)
        yield Step(lambda text: None)
        if sys.argv[3] == "after " + name:
            os.kill(os.getpid(), signal.SIGKILL)

settings = Settings(data=Path(sys.argv[1]), key_dir=Path(sys.argv[2]), settle_seconds=0.01)
job = definitions(settings, Deadly()).resolve_job_def("refresh")
with dg.DagsterInstance.from_config(str(prepare_home(settings))) as instance:
    job.execute_in_process(instance=instance)
"""


def _killed_at(place: Workplace, stage: str) -> int:
    where = [str(place.settings.data), str(place.settings.key_dir), stage]
    run = subprocess.run(
        [sys.executable, "-c", KILLED, *where],
        check=False,
        cwd=PROJECT,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        timeout=120,
    )
    return run.returncode


def _pointer(place: Workplace) -> str | None:
    file = place.root.published / "current.json"
    return json.loads(file.read_text())["release_id"] if file.exists() else None


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    folder = tmp_path_factory.mktemp("killed")
    place = new_root(folder)
    place.land(xlsx(folder / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)]), "ngo/a.xlsx")
    return place


def test_killed_at_a_border_again_and_again_and_then_finished(place, tmp_path):
    """Each attempt gets one border further; none shows readers anything until the last."""
    for stage in ("after raw", "after warehouse", "published"):
        assert _killed_at(place, stage) == -signal.SIGKILL, stage
        assert _pointer(place) is None, stage
    assert place.run().exit_code == 0

    undisturbed = new_root(tmp_path)
    for file in (place.root.identity,):
        Path(undisturbed.root.identity).write_bytes(file.read_bytes())
    undisturbed.settings.key_dir.mkdir(exist_ok=True)
    for key in place.settings.key_dir.iterdir():
        (undisturbed.settings.key_dir / key.name).write_bytes(key.read_bytes())
    undisturbed.land(place.root.landing / "ngo" / "a.xlsx", "ngo/a.xlsx")
    assert undisturbed.run().exit_code == 0
    assert undisturbed.content() == place.content()
    assert _pointer(undisturbed) == _pointer(place)
