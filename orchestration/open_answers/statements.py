"""What a person can say of open answers: which themes they have, what is published of a group, a summary.

Belongs here: the shapes, and what is left of them when somebody leaves. Pure. Does not belong here: files (kept).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple


class Group(NamedTuple):
    """All answers to one question in one half-year."""

    questionnaire_code: str
    period_key: int
    question_code: str


# A group whose themes somebody has left, or a summary of it: its language, day and author.
Left = tuple[Group, tuple[str, str, str] | None]


class Reading(NamedTuple):
    """What a person made of an answer: the themes they gave it, of those that they could choose from."""

    themes: frozenset[str]
    offered: frozenset[str]


@dataclass(frozen=True)
class NamedTheme:
    """A theme as it is published. `band`: how many people have it; None: it is suppressed."""

    code: str
    name_fi: str
    name_sv: str
    name_en: str
    band: str | None


@dataclass(frozen=True)
class Publication:
    """The themes of a group as a person decided to publish them. `answers`: keys of all its answers; None
    where somebody has left it, so that it is published no more.
    """

    group: Group
    themes: tuple[NamedTheme, ...]
    read_person_band: str
    answers: tuple[str, ...] | None
    by: str
    at: str


@dataclass(frozen=True)
class Summary:
    """What a person wrote about a group in a language. `answers` as those of a publication; without them
    there is no text either.
    """

    group: Group
    language: str
    text: str
    author: str
    day: str
    answers: tuple[str, ...] | None

    @property
    def written(self) -> date:
        """The day on which it was written."""
        return date.fromisoformat(self.day)


def without(one: Publication, gone: Collection[str]) -> Publication:
    """A publication after these answers left: nothing of it, if one of them was in it."""
    has_left = one.answers is not None and not set(gone).isdisjoint(one.answers)
    return replace(one, answers=None, themes=()) if has_left else one


def summary_without(one: Summary, gone: Collection[str]) -> Summary:
    """The same of a summary: its text goes too."""
    has_left = one.answers is not None and not set(gone).isdisjoint(one.answers)
    return replace(one, answers=None, text="") if has_left else one
