"""Runs one command in a process of its own and says what it cost.

Belongs here: CPU seconds, peak memory and number of processes of a child. Does not belong here:
which commands (run). Keep this module's imports few: a child's peak memory, as Linux counts it,
is never below that of the process that started it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY_SECONDS = 0.02
TAIL_LINES = 25
AT_WORK_SECONDS = 0.1


class CommandError(Exception):
    """A measured command ended with another exit code than 0; the message has its last lines."""


@dataclass(frozen=True)
class Cost:
    """`cpu_seconds`: user + system, of the process and its children that it waited for.

    `peak_bytes`: highest resident memory of all of them together, looked at again and again; memory
    that two share counts twice. `process_count`: most processes at
    work at once, itself included (0 where the system does not tell). One that has not used a tenth
    of a CPU second is not at work: libraries ask `uname`, and multiprocessing has one that waits.
    """

    cpu_seconds: float
    peak_bytes: int
    wall_seconds: float
    process_count: int


def measure(command: Sequence[str], log: Path, env: dict[str, str], cwd: Path) -> Cost:
    """Run `command`, its output to `log`; raises CommandError unless it exits with 0."""
    began = time.perf_counter()
    with log.open("wb") as output:
        child = subprocess.Popen(command, stdout=output, stderr=output, env=env, cwd=cwd)
    most, held, pid = 0, 0, 0
    while pid == 0:
        time.sleep(LOOK_EVERY_SECONDS)
        most = max(most, sum(map(_is_at_work, _processes(child.pid))))
        held = max(held, resident_bytes(child.pid))
        pid, status, usage = os.wait4(child.pid, os.WNOHANG)
    wall = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        tail = "\n".join(
            log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL_LINES:]
        )
        raise CommandError(f"{' '.join(command)}\nended with {child.returncode}:\n{tail}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss: bytes on macOS, KiB on Linux
    peak = max(usage.ru_maxrss * unit, held)
    return Cost(usage.ru_utime + usage.ru_stime, peak, wall, most)


def resident_bytes(pid: int) -> int:
    """Memory of a process and of all below it; 0 if the system does not tell."""
    return sum(map(_resident_bytes, _processes(pid)))


def _processes(pid: int) -> list[int]:
    """The process and all below it; none if the system keeps no such list or it has ended."""
    try:
        below = [task.read_text().split() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    children = [int(child) for line in below for child in line]
    return [pid, *(one for child in children for one in _processes(child))]


def _is_at_work(pid: int) -> bool:
    try:
        # The name, in brackets, may hold blanks; user and system ticks are fields 14 and 15.
        times = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    except OSError:
        return False
    return sum(map(int, times)) >= os.sysconf("SC_CLK_TCK") * AT_WORK_SECONDS


def _resident_bytes(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGESIZE")
    except (OSError, IndexError):
        return 0
