"""`make parity`: the same roots published by DuckDB and by a Spark cluster must hold the same bytes.

Belongs here: the roots, the runs, and what is shown of them. A master and two workers run on loopback; in the
last run one of them is killed with -9. Does not belong here: the cluster (cluster), what differs (compare).

    python -m tests.parity.run FOLDER [--people 20000]
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from orchestration.core.data_root import DataRoot
from tests.benchmarks.generate import write_input
from tests.benchmarks.run import MUKANA, environment, prepared_root
from tests.parity import cluster, compare

# So many tasks are done when the worker is killed: the run is well under way, and far from its end.
_TASKS_BEFORE = 300


@dataclass(frozen=True)
class Bench:
    """Where everything is, and the cluster."""

    work: Path
    spark: cluster.Cluster

    def run(self, root: Path, *, on_spark: bool) -> None:
        """`mukana run`; a run that fails is started again once, as an operator would."""
        env = environment(self.work)
        if on_spark:
            env |= cluster.environment(self.work) | {
                "MUKANA_ENGINE": "spark",
                "MUKANA_SPARK_MASTER": self.spark.address,
            }
        for attempt in (1, 2):
            started = time.monotonic()
            log = root.with_suffix(".log")
            with log.open("ab") as out:
                command = [*MUKANA, "run", "--data", str(root)]
                code = subprocess.run(
                    command, env=env, stdout=out, stderr=out, check=False
                ).returncode
            engine = "Spark" if on_spark else "DuckDB"
            _say(f"   {root.name}: {engine}, {time.monotonic() - started:.0f} s, exit code {code}")
            if code == 0:
                return
            if attempt == 2 or not on_spark:
                raise SystemExit(f"mukana run ended with {code}: see {log}")


def main() -> int:
    """Publish the demo twice and a root of many people once; 0 if nothing differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--people", type=int, default=20_000)
    given = parser.parse_args()
    work = given.folder.resolve()
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    with cluster.running(work) as spark:
        bench = Bench(work, spark)
        holds = [_demo(bench), _many(bench, given.people)]
    holds.append(_executors_worked(work))
    _say("Both engines publish the same." if all(holds) else "FAILED")
    return 0 if all(holds) else 1


def _demo(bench: Bench) -> bool:
    """The demo, and a second release on its history."""
    _say("== The demo")
    ours, theirs = bench.work / "demo_duckdb", bench.work / "demo_spark"
    _run_hidden([*MUKANA, "demo", "--data", str(ours)], bench)
    late = max((ours / "landing").rglob("*.xlsx"), key=lambda path: path.stat().st_size)
    kept = bench.work / late.name
    shutil.move(late, kept)
    shutil.copytree(ours, theirs)
    is_same = _published_alike(bench, ours, theirs)
    _say("== A file more, and the history of the release before")
    for root in (ours, theirs):
        shutil.copy2(kept, root / late.relative_to(ours))
    return _published_alike(bench, ours, theirs) and is_same


def _many(bench: Bench, people: int) -> bool:
    """Many people, and a worker that dies while their warehouse is built."""
    _say(f"== {people} people, and one worker killed with -9")
    folder = bench.work / "people"
    write_input(folder, people)
    ours = prepared_root(folder, "people_duckdb", bench.work, environment(bench.work))
    theirs = ours.with_name("people_spark")
    shutil.copytree(ours, theirs)
    with _worker_dies(bench):
        is_same = _published_alike(bench, ours, theirs)
    return is_same and bench.spark.alive_count == 1


def _published_alike(bench: Bench, ours: Path, theirs: Path) -> bool:
    bench.run(ours, on_spark=False)
    bench.run(theirs, on_spark=True)
    ids = [compare.release_id(DataRoot(root)) for root in (ours, theirs)]
    found = list(compare.tables(DataRoot(ours), DataRoot(theirs)))
    for table in found:
        bytes_are = "same bytes" if table.is_same else "OTHER BYTES"
        differing = f"{table.missing_count} missing, {table.added_count} added"
        _say(f"   {table.name:45} {table.row_count:8} rows, {differing}, {bytes_are}")
    _say(f"   release id: {ids[0]} on DuckDB, {ids[1]} on Spark")
    return ids[0] == ids[1] and bool(found) and all(table.is_same for table in found)


@contextmanager
def _worker_dies(bench: Bench) -> Iterator[None]:
    known, is_over = set(cluster.event_logs(bench.work)), threading.Event()

    def kill() -> None:
        while not is_over.wait(0.5):
            new = set(cluster.event_logs(bench.work)) - known
            if any(log.read_text().count("TaskEnd") > _TASKS_BEFORE for log in new):
                bench.spark.kill_a_worker()
                _say(f"   a worker is dead after {_TASKS_BEFORE} tasks")
                return

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
        cluster.wait(lambda: bench.spark.alive_count == 1, "the master to miss the dead worker")


def _executors_worked(work: Path) -> bool:
    """Two executors ended tasks of every run, and the driver none."""
    counts = cluster.task_counts(work)
    for name, executors in counts.items():
        _say(f"   {name}: tasks by executor {dict(executors)}")
    return bool(counts) and all(
        len(executors) >= 2 and "driver" not in executors for executors in counts.values()
    )


def _run_hidden(command: list[str], bench: Bench) -> None:
    log = bench.work / "prepared.log"
    with log.open("ab") as out:
        subprocess.run(command, env=environment(bench.work), stdout=out, stderr=out, check=True)


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
