"""Runs of `mukana dev` start in forks of a process that has imported everything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import dagster as dg
import pytest

from orchestration.assets.run_resource import is_busy
from orchestration.cli.dagster_home import prepare_home
from orchestration.core import processes
from orchestration.core.data_root import PROJECT
from orchestration.warm import code, forks
from orchestration.warm.launcher import WarmLauncher, _forked, socket_of
from tests.exports import HEADER, xlsx
from tests.ports import free_port
from tests.roots import Workplace, many, new_root

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks")


@pytest.fixture
def place(tmp_path) -> Workplace:
    return new_root(tmp_path)


def test_where_no_fork_is_offered_dagster_starts_a_run_itself(tmp_path):
    assert _forked(str(tmp_path / "nobody"), ["api"]) is None
    (tmp_path / "left").touch()
    assert _forked(str(tmp_path / "left"), ["api"]) is None


def test_a_fork_whose_code_has_changed_on_the_disk_starts_a_new_python(monkeypatch):
    started: list[list[str]] = []

    def start(_path, arguments):
        started.append(arguments)
        raise SystemExit

    monkeypatch.setattr(forks.os, "execv", start)
    monkeypatch.setattr(code, "AT_START", "of yesterday")
    with pytest.raises(SystemExit):
        forks._execute(["api", "execute_run", "{}"])
    assert started == [[sys.executable, "-m", "dagster", "api", "execute_run", "{}"]]


def test_a_run_is_ended_by_any_process_of_dagster(place):
    home = prepare_home(place.root)
    with (
        # Another test may have made this process, and so its children, ignore the signal.
        subprocess.Popen(
            ["sleep", "60"], preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL)
        ) as process,
        dg.DagsterInstance.from_config(str(home)) as instance,
    ):
        tags = {processes.RUN_TAG: str(process.pid)}
        run = dg.DagsterRun(job_name="any", status=dg.DagsterRunStatus.STARTED, tags=tags)
        instance.add_run(run)
        assert isinstance(instance.run_launcher, WarmLauncher)
        assert instance.run_launcher.terminate(run.run_id)
        assert process.wait(10) < 0
        assert instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.CANCELING


# The only test in which Dagster's page, daemon, sensor, launcher and a run meet: it takes what they take.
def test_a_file_that_is_dropped_while_dev_runs_is_read_in_a_fork_that_may_be_killed(
    place, tmp_path
):
    port = free_port()
    command = "from orchestration.cli.main import main; main()"
    settings = {"MUKANA_KEY_DIR": str(place.settings.key_dir), "MUKANA_SETTLE_SECONDS": "0.1"}
    own = {k: v for k, v in os.environ.items() if not k.startswith(("MUKANA_", "DAGSTER_"))}
    dev = subprocess.Popen(
        [sys.executable, "-u", "-c", command, "dev", f"--port={port}", f"--data={place.root.path}"],
        cwd=PROJECT,
        env=own | settings | {"PYTHONPATH": str(PROJECT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        if not any("token=" in line for line in dev.stdout):
            pytest.skip("mukana dev did not start here")
        sheet = xlsx(tmp_path / "a.xlsx", [HEADER, *many("Lahden paja", 6, "6MAR", 4)])
        place.land(sheet, "ngo/a.xlsx")
        _wait_until((place.root.raw / "deliveries.parquet").exists, "the file is read")
        with dg.DagsterInstance.from_config(str(place.root.dagster_home)) as instance:
            [run] = instance.get_runs()
            assert run.tags[processes.RUN_TAG].isdigit()
            assert "dagster/grpc_info" not in "".join(run.tags)
            # Killed, it frees the root, and the next run gets a fork: the sensor sees to the rest.
            os.kill(int(run.tags[processes.RUN_TAG]), signal.SIGKILL)
            _wait_until(lambda: not is_busy(place.root), "the lock is free")
            next_one = _forked(socket_of(instance), ["--version"])
            assert next_one not in (None, int(run.tags[processes.RUN_TAG]))
    finally:
        dev.terminate()
        assert dev.wait(20) == 128 + signal.SIGTERM


def _wait_until(is_so: Callable[[], bool], what: str) -> None:
    until = time.monotonic() + 180
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.1)
