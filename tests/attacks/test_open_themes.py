"""Themes of open answers: what a reader of two releases learns of somebody who leaves between them.

The reader knows how many answered, whose answer is among them, and when that person left. A world is how many
people have the theme, and whether that person has it. A rule discloses if some sequence of what is published is
possible in worlds of one kind only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from orchestration.open_answers import statements
from orchestration.privacy.open_themes import band_of, may_have_themes, theme_bands

PERSON, THEME = 0, "theme"
# A rule: themes of each person before and after somebody left -> what is published before and after.
Rule = Callable[[dict[int, set[str]], dict[int, set[str]]], tuple[Any, Any]]


def _counted(people: dict[int, set[str]]) -> str | None:
    return theme_bands(people.items(), [THEME])[THEME] if may_have_themes(len(people)) else None


def ours(before: dict[int, set[str]], after: dict[int, set[str]]) -> tuple[Any, Any]:
    """Published once; whoever leaves takes the group along."""
    band = _counted(before)
    themes = (statements.NamedTheme(THEME, "", "", "", band),)
    group = statements.Group("survey", 20241, "question")
    first = statements.Publication(group, themes, "", tuple(map(str, before)), "", "")
    gone = {str(person) for person in before.keys() - after.keys()}
    return band, statements.without(first, gone).themes


def newest(before: dict[int, set[str]], after: dict[int, set[str]]) -> tuple[Any, Any]:
    """Every release counts whoever is there."""
    return _counted(before), _counted(after)


def while_enough(before: dict[int, set[str]], after: dict[int, set[str]]) -> tuple[Any, Any]:
    """Published once, and suppressed when too few of a theme are left, or too few without it."""
    return _counted(before), _counted(before) if _counted(after) else None


def without_complement(before: dict[int, set[str]], _: dict[int, set[str]]) -> tuple[Any, Any]:
    """Published once; a theme may be everybody's."""
    having = sum(THEME in themes for themes in before.values())
    is_enough = len(before) - having in (0, *range(10, len(before)))
    return band_of(having) if is_enough else None, ()


def disclosed(rule: Rule) -> list[tuple[int, Any]]:
    """What is published, by how many answered, where it tells whether the person has the theme."""
    found = []
    for people in range(18, 62):
        kinds: dict[Any, set[bool]] = defaultdict(set)
        for has in (True, False):
            for others in range(people):
                rest = {n: ({THEME} if n <= others else set()) for n in range(1, people)}
                before = {PERSON: {THEME} if has else set(), **rest}
                kinds[rule(before, rest)].add(has)
        found += [(people, said) for said, which in kinds.items() if len(which) == 1]
    return found


def test_nobody_is_disclosed_by_a_group_that_is_published_once_and_leaves_whole():
    assert disclosed(ours) == []


@pytest.mark.parametrize("rule", [newest, while_enough, without_complement])
def test_the_attack_finds_somebody_under_a_weaker_rule(rule):
    assert disclosed(rule)
