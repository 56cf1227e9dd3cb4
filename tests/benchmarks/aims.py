"""What the benchmark hopes for, and whether it came true. Said, never enforced.

Belongs here: the aims and the ratios as lines of text. Does not belong here: measuring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.benchmarks.measure import Cost

OF_PEOPLE = 0.5
OF_FASTEST = 5.0
RATIOS_FROM_PEOPLE = 100_000
SMALL_PEOPLE, SMALL_CPU_SECONDS = 1_000, 14.0
PEAK_BYTES = 1e9
SHORT_CPU_SECONDS = 0.3


@dataclass
class Bench:
    """Costs by (people, name), and CPU seconds of the short commands by name."""

    jobs: dict[tuple[int, str], Cost] = field(default_factory=dict)
    short: dict[str, float] = field(default_factory=dict)


def lines(bench: Bench) -> Iterator[str]:
    """One line per ratio or limit, with its aim where there is one."""
    for people in sorted({people for people, _ in bench.jobs}):
        mukana = bench.jobs[people, "mukana"]
        for name, limit in (("people", OF_PEOPLE), ("fastest", OF_FASTEST)):
            ratio = mukana.cpu_seconds / bench.jobs[people, name].cpu_seconds
            aim = limit if people >= RATIOS_FROM_PEOPLE else None
            yield _line(people, f"CPU of mukana / {name}", ratio, aim, "")
        small = SMALL_CPU_SECONDS if people == SMALL_PEOPLE else None
        yield _line(people, "CPU of mukana", mukana.cpu_seconds, small, " s")
        yield _line(
            people, "peak memory of mukana", mukana.peak_bytes / 1e6, PEAK_BYTES / 1e6, " MB"
        )
        yield _line(people, "processes of mukana", mukana.process_count, 1, "")
    for name, seconds in bench.short.items():
        yield _line(None, f"CPU of {name}", seconds, SHORT_CPU_SECONDS, " s")


def _line(people: int | None, what: str, value: float, aim: float | None, unit: str) -> str:
    size = f"{people:>8} people" if people is not None else " " * 15
    text = f"{size}  {what:<24} {_number(value)}{unit}"
    if aim is None:
        return text
    met = "[green]met[/]" if value <= aim else "[red]not met[/]"
    return f"{text}  (aim at most {aim:g}{unit}: {met})"


def _number(value: float) -> str:
    return f"{value:8}" if isinstance(value, int) else f"{value:8.2f}"
