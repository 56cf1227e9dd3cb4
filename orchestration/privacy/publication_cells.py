"""Publication cells: which groups of people are published, alone or merged, and which are suppressed.

Belongs here: the minimum group sizes, and the one rule that turns groups (questionnaire x family x
period x pairing status x service) into publication cells. Pure: no dbt, DuckDB, Dagster or
environment. Does not belong here: backgrounds across cells (backgrounds), counting people (the
warehouse does it) or writing tables (a dbt model calls this).

A group is merged with similar groups if it is too small or if everybody in it has the same score:
first with those of the same municipality and service type, then of the municipality, then of the
county. If the result is still too small, the group is suppressed from every table. A cell counts
distinct people: somebody who uses two of its services counts once.

Why the published numbers of one release cannot be subtracted to a few people. No two cells have a
row in common. Every published number is a sum over whole cells. No table includes anybody outside a
cell, except one count per county, which has the same minimum size. So every sum or difference of
published numbers is again about whole cells, or about nobody. There is no total from which a
suppressed group could be had by subtracting the other groups, and so a single suppressed group
needs no second one suppressed with it. Distributions are made of whole cells for the same reason.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

PUBLISHED, SUPPRESSED = "published", "suppressed"
# 13 hex digits are 52 bits: a key that is exact as a double too (the warehouse's code_key).
KEY_DIGITS = 13


class GroupKey(NamedTuple):
    """What identifies a group, the smallest set of people that can become a publication cell.

    A family is one indicator, or several that share items and so have the same people.
    """

    questionnaire_code: str
    family_key: int
    period_key: int
    pairing_status_code: str
    service_key: int


class Place(NamedTuple):
    """Where a service is and of which type; None where merged services differ."""

    region_code: str
    municipality_code: str | None
    service_type_code: str | None


# What small groups must have in common to be merged, from the nearest to the widest.
_COMMON_PARTS = (Place._fields, ("region_code", "municipality_code"), ("region_code",))


@dataclass(frozen=True)
class MinimumGroupSizes:
    """The smallest numbers of people that may be published.

    `persons`: distinct people known by a respondent code. `persons_without_code`: people in all,
    where some have no code and may be the same person twice. `distribution`: people in all, for
    how many answered what, for improved and declined, and for medians.
    """

    persons: int = 5
    persons_without_code: int = 10
    distribution: int = 10

    def __post_init__(self) -> None:
        if not 1 <= self.persons <= min(self.persons_without_code, self.distribution):
            raise ValueError(
                "the minimum group size of people with a code must be at least 1 and at most"
                " each of the other minimum group sizes"
            )


MINIMUM_GROUP_SIZES = MinimumGroupSizes()


@dataclass(frozen=True)
class Group:
    """A group: its distinct people with a code, and its number of submissions without a code.

    `score_ranges` has the lowest and highest of each score that is published (start, end and
    change of pairs); it is empty where nothing is scored.
    """

    key: GroupKey
    place: Place
    persons: frozenset[int]
    uncoded_count: int = 0
    score_ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class PublicationCell:
    """One group, or several merged ones that differ in the service only."""

    groups: tuple[Group, ...]
    place: Place

    @cached_property
    def persons(self) -> frozenset[int]:
        """Distinct people with a code."""
        return frozenset().union(*(group.persons for group in self.groups))

    @cached_property
    def total_count(self) -> int:
        """The largest number of people there can be: a person per submission without a code."""
        return len(self.persons) + sum(group.uncoded_count for group in self.groups)

    @property
    def is_uniform(self) -> bool:
        """True if all have the same start, end, change or score: the mean is then each one's own."""
        scores = zip(*(group.score_ranges for group in self.groups), strict=True)
        return any(min(s)[0] == max(high for _, high in s) for s in scores)

    @property
    def service_keys(self) -> tuple[int, ...]:
        """Keys of the services of the cell, in order."""
        return tuple(sorted({group.key.service_key for group in self.groups}))

    @property
    def service_code(self) -> str | None:
        """Code of the merged services; None for a single service, which has its own code."""
        if len(self.service_keys) == 1:
            return None
        listed = "+".join(str(key) for key in self.service_keys)
        return f"several_{hashlib.md5(listed.encode()).hexdigest()[:12]}"

    @property
    def service_key(self) -> int:
        """Key of the single service, or of the merged services."""
        code = self.service_code
        if code is None:
            return self.service_keys[0]
        return int(hashlib.md5(code.encode()).hexdigest()[:KEY_DIGITS], 16)


@dataclass(frozen=True)
class AssignedGroup:
    """A group with its publication cell and its distribution, which is made of whole cells.

    A group without a cell is in no published table.
    """

    group: Group
    cell: PublicationCell | None
    distribution: PublicationCell | None

    @property
    def status_code(self) -> str:
        """`published` or `suppressed`."""
        return SUPPRESSED if self.cell is None else PUBLISHED


def assign_groups(
    groups: Iterable[Group], minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES
) -> list[AssignedGroup]:
    """Assign all groups to publication cells; one result per group, in order of their keys.

    The result does not depend on the order of `groups`. Raises ValueError if a key comes twice
    (the people of a group must be counted at once) or a count is negative.
    """
    ordered = sorted(groups, key=lambda group: group.key)
    for group, following in itertools.pairwise(ordered):
        if group.key == following.key:
            raise ValueError(f"group comes twice: {group.key}")
    if any(group.uncoded_count < 0 for group in ordered):
        raise ValueError("a group has a negative count")
    by_service = itertools.groupby(ordered, key=lambda group: group.key[:-1])
    return [found for _, these in by_service for found in _assign_services(list(these), minimum)]


def _assign_services(groups: list[Group], minimum: MinimumGroupSizes) -> list[AssignedGroup]:
    """Assign groups that differ in the service only."""

    def may_be_published(cell: PublicationCell) -> bool:
        enough_known = len(cell.persons) >= minimum.persons
        enough = enough_known or cell.total_count >= minimum.persons_without_code
        return enough and not cell.is_uniform

    cells = _merge_small([PublicationCell((g,), g.place) for g in groups], may_be_published)
    distributions = unite(cells, minimum)
    cell_of = {group.key: cell for cell in cells for group in cell.groups}
    distribution_of = {group.key: cell for cell in distributions for group in cell.groups}
    return [AssignedGroup(g, cell_of.get(g.key), distribution_of.get(g.key)) for g in groups]


def unite(
    cells: Sequence[PublicationCell], minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES
) -> list[PublicationCell]:
    """Return the distributions of published cells that differ in the service only."""
    return _merge_small(cells, lambda cell: cell.total_count >= minimum.distribution)


def _merge_small(
    cells: Sequence[PublicationCell], is_enough: Callable[[PublicationCell], bool]
) -> list[PublicationCell]:
    """Return the cells that are enough alone, and the merged ones that are enough together."""
    enough = [cell for cell in cells if is_enough(cell)]
    small = [cell for cell in cells if not is_enough(cell)]
    for common in _COMMON_PARTS:
        near: dict[tuple, list[PublicationCell]] = defaultdict(list)
        for cell in small:
            near[tuple(getattr(cell.place, part) for part in common)].append(cell)
        small = []
        for parts, these in near.items():
            merged = _merge(these, Place(**{**_NO_PLACE, **dict(zip(common, parts, strict=True))}))
            # Merged services of several types have no type in common with others.
            if len(these) > 1 and None not in parts and is_enough(merged):
                enough.append(merged)
            else:
                small += these
    return enough


_NO_PLACE: dict[str, None] = dict.fromkeys(Place._fields)


def _merge(cells: Sequence[PublicationCell], place: Place) -> PublicationCell:
    groups = sorted((g for cell in cells for g in cell.groups), key=lambda group: group.key)
    return PublicationCell(tuple(groups), place)
