"""Cells: which groups of people may be published, and which are withheld.

Belongs here: the one rule by which a group (questionnaire x indicator x period x stratum x
service) becomes a published cell. Pure: no dbt, DuckDB, Dagster or environment. Does not belong
here: counting people (the warehouse does) or writing tables (a dbt model calls this).

Every table about people joins this assignment, so a group that is withheld is withheld from all
of them alike. Small groups are not merged yet: a cell holds one group. Callers must not rely on
that; several groups may share a cell code, and all of them are judged in one call.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

PUBLISHED, WITHHELD = "published", "withheld"


class GroupKey(NamedTuple):
    """What tells one group from another; the finest a published number may speak of."""

    questionnaire_code: str
    indicator_key: int
    period_key: int
    stratum_code: str
    service_key: int


@dataclass(frozen=True)
class Bounds:
    """Smallest numbers of people that may be published.

    `persons`: distinct people known by a respondent code. `persons_without_code`: people in all,
    where some have no code and so cannot be proved distinct. `distribution`: people in all, for
    how many answered what.
    """

    persons: int = 5
    persons_without_code: int = 10
    distribution: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.persons <= min(self.persons_without_code, self.distribution):
            raise ValueError("the bound for identified people must be from 1 to the other bounds")


BOUNDS = Bounds()


@dataclass(frozen=True)
class Group:
    """A group with its distinct identified people and its submissions without a code."""

    key: GroupKey
    person_count: int
    uncoded_count: int

    @property
    def total_count(self) -> int:
        """People at most: each submission without a code taken as one person."""
        return self.person_count + self.uncoded_count


@dataclass(frozen=True)
class Assignment:
    """Where a group ended: its cell, or none, and then no table may count its people."""

    group: Group
    cell_code: str | None
    has_distribution: bool

    @property
    def status_code(self) -> str:
        """`published` or `withheld`."""
        return WITHHELD if self.cell_code is None else PUBLISHED


def assign(groups: Iterable[Group], bounds: Bounds = BOUNDS) -> list[Assignment]:
    """Judge all groups at once and return one assignment per group, in order of their keys.

    The result does not depend on the order of `groups`. Raises ValueError if a key comes twice
    (its people would be judged apart) or a count is negative.
    """
    ordered = sorted(groups, key=lambda group: group.key)
    for group, following in itertools.pairwise(ordered):
        if group.key == following.key:
            raise ValueError(f"group comes twice: {group.key}")
    return [_assign_one(group, bounds) for group in ordered]


def _assign_one(group: Group, bounds: Bounds) -> Assignment:
    if group.person_count < 0 or group.uncoded_count < 0:
        raise ValueError(f"negative count in group {group.key}")
    published = (
        group.person_count >= bounds.persons or group.total_count >= bounds.persons_without_code
    )
    return Assignment(
        group=group,
        cell_code="/".join(str(part) for part in group.key) if published else None,
        has_distribution=published and group.total_count >= bounds.distribution,
    )
