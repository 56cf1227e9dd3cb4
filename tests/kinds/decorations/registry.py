"""A decoration: one harmless or harmful thing that happens to files.

Belongs here: how one is registered. A decoration either leaves the answers certain, and then the
file must be read as known, or it states the codes of the messages that name what it did.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

Change = Callable[[Any, random.Random], Any]
# What a decoration of one stage is given: the words, the known forms, or the laid out table.
STAGES = ("words", "people", "table")


@dataclass(frozen=True)
class Decoration:
    """`touches` are the things it changes: two that touch the same do not meet in one file.

    `accepted` are codes of messages that name it; `load` stands for an error at load. With
    `must_report` reading without any of them is wrong even if every answer is as known. `fault`
    is the fault that it is a case of; `prepare` changes the words before a table is laid out.
    """

    name: str
    stage: str
    change: Change
    touches: frozenset[str]
    layouts: frozenset[str]
    kinds: frozenset[str]
    without: frozenset[str]
    accepted: frozenset[str]
    must_report: bool
    language: str
    fault: str
    prepare: Callable[[Any], Any] | None

    def fits(self, layout: str, kind: str) -> bool:
        """True if it can happen to a file of this layout and format."""
        is_named = not self.layouts or layout in self.layouts
        return is_named and layout not in self.without and (not self.kinds or kind in self.kinds)

    def goes_with(self, other: Decoration) -> bool:
        """True if both can happen to one file."""
        return self.touches.isdisjoint(other.touches) and self.name != other.name

    def words(self, words: Any, rng: random.Random) -> Any:
        words = self.prepare(words) if self.prepare else words
        return self.change(words, rng) if self.stage == "words" else words

    def people(self, forms: Any, rng: random.Random) -> None:
        if self.stage == "people":
            self.change(forms, rng)

    def table(self, table: Any, rng: random.Random) -> None:
        if self.stage == "table":
            self.change(table, rng)


DECORATIONS: dict[str, Decoration] = {}


def decoration(
    touches: str,
    *,
    stage: str = "table",
    layouts: str = "",
    kinds: str = "",
    without: str = "",
    accepted: str = "",
    must_report: bool = False,
    language: str = "",
    fault: str = "",
    prepare: Callable[[Any], Any] | None = None,
) -> Callable[[Change], Change]:
    """Register a function as a decoration; lists are given as words with blanks between."""

    def register(change: Change) -> Change:
        name = change.__name__
        sets = (frozenset(text.split()) for text in (touches, layouts, kinds, without, accepted))
        more = (must_report, language, fault, prepare)
        DECORATIONS[name] = Decoration(name, stage, change, *sets, *more)
        return change

    return register


def some(rng: random.Random, things: Collection[Any], share: float = 0.5) -> list[Any]:
    """About this share of the things, at least one if there is any."""
    things = list(things)
    chosen = [one for one in things if rng.random() < share]
    return chosen or things[:1]
