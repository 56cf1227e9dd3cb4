"""One `mukana run` with what each stage, and each model of dbt, took of the processor.

Belongs here: listening to a run. Does not belong here: the cost of the whole (measure), which is
measured without anybody listening.

    python -m tests.benchmarks.stages ROOT
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

_MODELS_SHOWN = 12


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


class Listener:
    """What was used between one moment of a run and the next."""

    def __init__(self) -> None:
        self.stages: dict[str, float] = {}
        self.models: dict[str, float] = {}

    @contextmanager
    def stage(self, real: Callable[..., Any], progress: Any, name: str) -> Iterator[Any]:
        """A stage of the run, with its use of the processor noted."""
        before = cpu_seconds()
        with real(progress, name) as step:
            yield step
        self.stages[name] = cpu_seconds() - before

    def build(self, real: Callable[..., Any], raw: Path, scratch: Path, **more: Any) -> Any:
        """The build of the warehouse, with each node noted as it is done."""
        last = [cpu_seconds()]

        def note(name: str, _count: int) -> None:
            now = cpu_seconds()
            self.models[name] = self.models.get(name, 0.0) + now - last[0]
            last[0] = now

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
    rest = total - imported - sum(listener.stages.values())
    print_table(imported, rest, listener, total)
    return outcome.exit_code


def print_table(imported: float, rest: float, listener: Listener, total: float) -> None:
    """Stages in their order, dbt's costliest models below the warehouse."""
    parts = {"imports": imported, "engine": rest, **listener.stages}
    models = sorted(listener.models.items(), key=lambda item: (-item[1], item[0]))
    for name, seconds in parts.items():
        _print(name, seconds, total)
        if name == "warehouse":
            for model, each in models[:_MODELS_SHOWN]:
                _print(f"  {model}", each, total)
            others = sum(each for _, each in models[_MODELS_SHOWN:])
            _print(f"  {len(models[_MODELS_SHOWN:])} others", others, total)
            _print("  dbt itself", seconds - sum(listener.models.values()), total)
    _print("all", total, total)


def _print(name: str, seconds: float, total: float) -> None:
    sys.stdout.write(f"{name:<36} {seconds:8.2f} CPU s {100 * seconds / total:5.1f} %\n")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
