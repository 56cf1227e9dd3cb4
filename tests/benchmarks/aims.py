"""What the benchmark hopes for, and whether it came true. Said, never enforced.

Belongs here: the aims and the ratios as lines of text. Does not belong here: measuring.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.benchmarks.measure import Cost

# People -> the most CPU seconds of Mukana, and of its CPU to that of each yardstick.
CPU_SECONDS = {1_000: 12.0}
OF_FASTEST = {100_000: 5.0, 1_000_000: 10.0}
OF_PEOPLE = {100_000: 0.3}
# The most memory of all processes together, from so many people on.
PEAK_BYTES = {1_000: 1.0e9, 1_000_000: 1.5e9, 3_000_000: 2.0e9}
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
        for name, aims in (("people", OF_PEOPLE), ("fastest", OF_FASTEST)):
            ratio = mukana.cpu_seconds / bench.jobs[people, name].cpu_seconds
            yield _line(people, f"CPU of mukana / {name}", ratio, aims.get(people), "")
        yield _line(people, "CPU of mukana", mukana.cpu_seconds, CPU_SECONDS.get(people), " s")
        most = PEAK_BYTES[max((size for size in PEAK_BYTES if size <= people), default=1_000)]
        yield _line(people, "peak memory of mukana", mukana.peak_bytes / 1e6, most / 1e6, " MB")
        yield _line(people, "processes of mukana", mukana.process_count, None, "")
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
