"""Which themes of open answers may be published, and how their people are counted: in bands, once.

Belongs here: the rule. Pure. Does not belong here: who read what, or what was decided (open_answers).

A group is all people who answered one question in one half-year. A theme of it is published if at least
`SMALLEST` of them have it and at least as many have not. The group is published once; it is never counted
again, and leaves whole when anybody in it leaves. So a reader of all releases has one band of each theme, and
never the difference of two. docs/privacy.md has the argument, tests/attacks/test_open_themes.py the attack.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

# The minimum of distributions: it holds for people without a respondent code too.
SMALLEST = 10
_FEWEST_OF_BANDS = (10, 20, 50, 100)


def band_of(count: int) -> str | None:
    """How many people, as a band; None for fewer than `SMALLEST`."""
    reached = [fewest for fewest in _FEWEST_OF_BANDS if fewest <= count]
    if not reached:
        return None
    after = _FEWEST_OF_BANDS[len(reached) : len(reached) + 1]
    return f"{reached[-1]}-{after[0] - 1}" if after else f"{reached[-1]}+"


def may_have_themes(person_count: int) -> bool:
    """True if any theme of a group of so many people could be published."""
    return person_count >= 2 * SMALLEST


def theme_bands(
    answers: Iterable[tuple[Any, Collection[str]]], themes: Sequence[str]
) -> dict[str, str | None]:
    """Theme -> its band; None for a theme that may not be published.

    `answers`: for every answer of the group whose it is, and the themes it was given. Whoever answered
    twice is one person with the themes of both.
    """
    of_person: dict[Any, set[str]] = {}
    for person, given in answers:
        of_person.setdefault(person, set()).update(given)
    counts = Counter(theme for given in of_person.values() for theme in given)
    return {theme: _band(counts, theme, len(of_person)) for theme in themes}


def _band(counts: Mapping[str, int], theme: str, people: int) -> str | None:
    has_enough = min(counts[theme], people - counts[theme]) >= SMALLEST
    return band_of(counts[theme]) if has_enough else None
