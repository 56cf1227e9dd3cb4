"""A small file dropped while `mukana dev` runs: seconds until its release is there.

Belongs here: starting and stopping `mukana dev`, dropping files, waiting. Does not belong here: the
CPU of a run (run, stages). It is the one time on the clock that the benchmark takes: somebody waits.
"""

from __future__ import annotations

import json
import signal
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from orchestration.core.data_root import PROJECT
from tests.benchmarks.ingest import line, write_files
from tests.benchmarks.measure import CommandError
from tests.ports import free_port

AIM_SECONDS = 10.0
_FILES = 5
_LONGEST_SECONDS = 300.0


def dropped_files(root: Path, env: dict[str, str], command: list[str]) -> Iterator[str]:
    """One line: seconds from a drop to the release, the median of several.

    The first is not counted: it waits until `mukana dev` is ready. `command` runs Mukana.
    """
    prepared = root.parent / "to_drop"
    write_files(prepared, _FILES)
    files = sorted(prepared.rglob("*.xlsx"))
    seconds = []
    with _dev([*command, "dev", "--port", str(free_port()), "--data", str(root)], root, env):
        for file in files:
            place = root / "landing" / file.relative_to(prepared)
            place.parent.mkdir(parents=True, exist_ok=True)
            seconds.append(_drop(file, place, root))
    middle = statistics.median(seconds[1:])
    each = ", ".join(f"{one:.1f}" for one in seconds[1:])
    yield line("a dropped file to its release in dev, s", middle, AIM_SECONDS, each)


@contextmanager
def _dev(command: list[str], root: Path, env: dict[str, str]) -> Iterator[None]:
    with root.with_suffix(".log").open("wb") as log:
        page = subprocess.Popen(command, stdout=log, stderr=log, env=env, cwd=PROJECT)
    try:
        yield
    finally:
        page.send_signal(signal.SIGTERM)
        page.wait(60)


def _drop(file: Path, place: Path, root: Path) -> float:
    before, began = _release(root), time.monotonic()
    file.replace(place)
    while _release(root) == before:
        if time.monotonic() - began > _LONGEST_SECONDS:
            raise CommandError(f"no release came of {place.name}: see {root.with_suffix('.log')}")
        time.sleep(0.05)
    return time.monotonic() - began


def _release(root: Path) -> str:
    current = root / "published" / "current.json"
    return json.loads(current.read_text(encoding="utf-8"))["release_id"] if current.exists() else ""
