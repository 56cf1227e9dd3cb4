"""One `mukana run` with what each stage, and each model of dbt, took of processor and memory.

Belongs here: listening to a run. Does not belong here: the cost of the whole (measure), which is
measured without anybody listening.

    python -m tests.benchmarks.stages ROOT
"""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import resident_bytes

_MODELS_SHOWN = 12
_LOOK_EVERY_SECONDS = 0.05


@dataclass(frozen=True)
class Use:
    """Seconds of the processor, and the most memory of all processes together, in bytes."""

    seconds: float
    bytes: int = 0

    def __add__(self, other: Use) -> Use:
        return Use(self.seconds + other.seconds, max(self.bytes, other.bytes))


def cpu_seconds() -> float:
    """User and system time of this process and of those below it, ended or not."""
    times = os.times()
    ended = times.children_user + times.children_system
    return times.user + times.system + ended + sum(map(_of_process, _below(os.getpid())))


def _below(pid: int) -> list[int]:
    lists = [task.read_text().split() for task in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for line in lists for child in line]


def _of_process(pid: int) -> float:
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


class Memory(threading.Thread):
    """Looks at the memory of this process and of those below it, again and again."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self._most: dict[str, int] = {}

    def run(self) -> None:
        """Look until the process ends."""
        while True:
            self._look()
            time.sleep(_LOOK_EVERY_SECONDS)

    def _look(self) -> None:
        now = resident_bytes(os.getpid())
        for name in list(self._most):
            self._most[name] = max(self._most[name], now)

    def begin(self, name: str) -> None:
        """Note the most from here on under a name."""
        self._most[name] = 0
        self._look()

    def end(self, name: str) -> int:
        """The most since then."""
        self._look()
        return self._most.pop(name)


class Listener:
    """What was used between one moment of a run and the next."""

    def __init__(self) -> None:
        self.stages: dict[str, Use] = {}
        self.models: dict[str, Use] = {}
        self._memory = Memory()
        self._memory.start()

    @contextmanager
    def stage(self, real: Callable[..., Any], progress: Any, name: str) -> Iterator[Any]:
        """A stage of the run, with its use noted."""
        before = cpu_seconds()
        self._memory.begin("stage")
        with real(progress, name) as step:
            yield step
        self.stages[name] = Use(cpu_seconds() - before, self._memory.end("stage"))

    def build(self, real: Callable[..., Any], raw: Path, scratch: Path, **more: Any) -> Any:
        """The build of the warehouse, with each node noted as it is done."""
        last = [cpu_seconds()]
        self._memory.begin("node")

        def note(name: str, _count: int) -> None:
            now = cpu_seconds()
            use = Use(now - last[0], self._memory.end("node"))
            self.models[name] = self.models.get(name, Use(0.0)) + use
            last[0] = now
            self._memory.begin("node")

        return real(raw, scratch, note, **more)


def main(root: Path) -> int:
    """Run, and print a line per stage and per costly model."""
    # What a run imports later is counted with the stages that need it.
    import orchestration.definitions  # noqa: F401
    from orchestration.cli.engine import run
    from orchestration.core import zones
    from orchestration.core.progress import Terminal
    from orchestration.core.settings import Settings
    from orchestration.warehouse import build

    zones.close_to_others()
    imported, listener = cpu_seconds(), Listener()
    real_stage, real_build = Terminal.stage, build.build
    Terminal.stage = lambda progress, name: listener.stage(real_stage, progress, name)  # type: ignore[method-assign,assignment]
    build.build = lambda raw, scratch, _progress, **more: listener.build(
        real_build, raw, scratch, **more
    )
    outcome = run(Settings(data=root))
    total = cpu_seconds()
    rest = total - imported - sum(use.seconds for use in listener.stages.values())
    print_table({"imports": Use(imported), "engine": Use(rest), **listener.stages}, listener, total)
    return outcome.exit_code


def print_table(parts: dict[str, Use], listener: Listener, total: float) -> None:
    """Stages in their order, dbt's costliest models below the warehouse."""
    models = sorted(listener.models.items(), key=lambda item: (-item[1].seconds, item[0]))
    for name, use in parts.items():
        _print(name, use, total)
        if name == "warehouse":
            for model, each in models[:_MODELS_SHOWN]:
                _print(f"  {model}", each, total)
            others = sum((each for _, each in models[_MODELS_SHOWN:]), Use(0.0))
            _print(f"  {len(models[_MODELS_SHOWN:])} others", others, total)
            known = sum(each.seconds for _, each in models)
            _print("  dbt itself", Use(use.seconds - known), total)
    _print("all", Use(total, max(use.bytes for use in parts.values())), total)


def _print(name: str, use: Use, total: float) -> None:
    memory = f"{use.bytes / 1e6:6.0f} MB" if use.bytes else ""
    share = 100 * use.seconds / total
    sys.stdout.write(f"{name:<32} {use.seconds:8.2f} CPU s {share:5.1f} % {memory:>9}|\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
