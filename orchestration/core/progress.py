"""How a run shows its progress: one line per stage, with its time.

Belongs here: the terminal's way (rich), and none at all where Dagster's own log is enough. Stages
say what they did; they never format a line themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol


@dataclass
class Step:
    """One stage under way. `say` replaces the text shown; the last text stays in its line."""

    say: Callable[[str], None]


class Progress(Protocol):
    """What a stage reports its progress to."""

    def stage(self, name: str) -> Iterator[Step]:
        """Context of one stage."""


class Silent:
    """Shows nothing; for runs that only Dagster's log follows, and for tests."""

    @contextmanager
    def stage(self, name: str) -> Iterator[Step]:  # noqa: ARG002
        """A stage that is not shown."""
        yield Step(lambda _: None)


class Terminal:
    """A spinner while a stage is under way, then one line: name, what it did, seconds."""

    def __init__(self) -> None:
        from rich.console import Console

        self.console = Console(highlight=False, emoji=False, soft_wrap=True)

    @contextmanager
    def spinner(self, text: str) -> Iterator[Callable[[str], None]]:
        """Show a text while something is under way, if anybody watches; gives a way to replace it."""
        if not self.console.is_terminal:
            yield lambda _: None
            return
        with self.console.status(text) as status:
            yield status.update

    @contextmanager
    def stage(self, name: str) -> Iterator[Step]:
        """Show one stage."""
        last = [""]
        start = time.perf_counter()
        with self.spinner(f"{name} …") as show:

            def say(text: str) -> None:
                last[0] = text
                show(f"{name:<10} {text}")

            try:
                yield Step(say)
            except BaseException:
                self._line("[red]✗[/red]", name, last[0], start)
                raise
        self._line("[green]✓[/green]", name, last[0], start)

    def _line(self, sign: str, name: str, text: str, start: float) -> None:
        seconds = time.perf_counter() - start
        self.console.print(f"{sign} {name:<10} {text}  [dim]{seconds:.1f} s[/dim]")
