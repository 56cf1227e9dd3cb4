"""A real Spark cluster on loopback: a master and workers, each a process of its own.

Belongs here: starting, ending and asking it. Does not belong here: what runs on it.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from tests.ports import free_port

HERE = Path(__file__).parent
_DEADLINE = 180
_CLASSES = "org.apache.spark.deploy"


def environment(folder: Path) -> dict[str, str]:
    """The environment of everything that is Spark: loopback only, and events written to `folder`."""
    import pyspark

    conf = folder / "conf"
    conf.mkdir(parents=True, exist_ok=True)
    (folder / "events").mkdir(exist_ok=True)
    events = f"spark.eventLog.enabled true\nspark.eventLog.dir {(folder / 'events').as_uri()}\n"
    text = (HERE / "spark-defaults.conf").read_text() + events
    (conf / "spark-defaults.conf").write_text(text + "spark.eventLog.compress false\n")
    return os.environ | {
        "SPARK_HOME": str(Path(pyspark.__file__).parent),
        "SPARK_CONF_DIR": str(conf),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(folder / "workers"),
        "SPARK_LOCAL_DIRS": str(folder / "local"),
    }


@dataclass
class Cluster:
    """A running cluster: `address` for drivers, and the processes of its workers."""

    address: str
    page: str
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """What the master says of workers and applications."""
        with urlopen(f"{self.page}/json/", timeout=10) as answer:
            return json.load(answer)

    @property
    def alive_count(self) -> int:
        """Workers that the master knows to be alive."""
        return self.state()["aliveworkers"]

    def kill_a_worker(self) -> None:
        """End one worker and its executors at once, as when a machine loses its power."""
        _kill(self.workers.pop())


@contextmanager
def running(folder: Path, worker_count: int = 2) -> Iterator[Cluster]:
    """A master and workers of one core each, ended when the block ends."""
    port, page = free_port(), free_port()
    cluster = Cluster(f"spark://127.0.0.1:{port}", f"http://127.0.0.1:{page}")
    ports = ("--port", str(port), "--webui-port", str(page))
    master = _start(folder, "master", "master.Master", "--host", "127.0.0.1", *ports)
    try:
        for number in range(worker_count):
            own = ("--host", "127.0.0.1", "--cores", "1", "--memory", "2g", "--webui-port", "0")
            name = f"worker_{number}"
            cluster.workers.append(_start(folder, name, "worker.Worker", *own, cluster.address))
        wait(lambda: cluster.alive_count == worker_count, "the workers to join the master")
        yield cluster
    finally:
        for process in (*cluster.workers, master):
            _kill(process)


def task_counts(folder: Path) -> dict[str, Counter[str]]:
    """Application -> executor -> number of tasks that it ended well, from the applications' events."""
    found: dict[str, Counter[str]] = {}
    for log in event_logs(folder):
        events = (json.loads(line) for line in log.read_text().splitlines())
        tasks = (e["Task Info"] for e in events if e["Event"] == "SparkListenerTaskEnd")
        ended = Counter(t["Executor ID"] for t in tasks if not t["Failed"])
        found[log.parent.name] = found.get(log.parent.name, Counter()) + ended
    return found


def event_logs(folder: Path) -> list[Path]:
    """The files in which applications write what happens to their tasks."""
    return sorted((folder / "events").glob("eventlog_*/events_*"))


def wait(holds: Callable[[], bool], what: str) -> None:
    """Ask until it holds. Raises TimeoutError, which says what was waited for."""
    until = time.monotonic() + _DEADLINE
    while time.monotonic() < until:
        try:
            if holds():
                return
        except OSError:
            pass
        time.sleep(0.5)
    raise TimeoutError(f"waited {_DEADLINE} s for {what}")


def _start(folder: Path, name: str, spark_class: str, *arguments: str) -> subprocess.Popen[bytes]:
    env = environment(folder) | {"SPARK_DAEMON_MEMORY": "256m"}
    command = [f"{env['SPARK_HOME']}/bin/spark-class", f"{_CLASSES}.{spark_class}", *arguments]
    log = (folder / f"{name}.log").open("wb")
    # A group of its own, so that executors end with their worker.
    return subprocess.Popen(command, env=env, stdout=log, stderr=log, start_new_session=True)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
