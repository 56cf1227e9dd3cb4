"""Cells: which groups of people may be published, which stand together, and which are suppressed.

Belongs here: the one rule by which groups (questionnaire x family x period x stratum x
service) become published cells. Pure: no dbt, DuckDB, Dagster or environment. Does not belong
here: backgrounds across cells (background), counting people (the warehouse does) or writing
tables (a dbt model calls this).

A group too small, or one in which everybody has the same score, joins the others like it: of the
same municipality and service type, then of the municipality, then of the county. What is still
too small then is suppressed from every table alike. A cell counts distinct people: somebody in two
of its services counts once.

Why nothing is left to subtract: cells are disjoint, every published number is a sum over whole
cells, and no table speaks of anybody outside a cell except for one county-wide count, which
obeys the same bound. So a sum or difference of published numbers is a sum over cells again, or
over nobody; there is no total from which a suppressed group could be had by taking the others
away. That is why a lone suppressed group needs no second one suppressed with it. Distributions are
made of whole cells for the same reason.
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
_KEY_DIGITS = 13


class GroupKey(NamedTuple):
    """What tells one group from another; the finest a published number may speak of.

    A family is an indicator, or several that share items: they are of the same people.
    """

    questionnaire_code: str
    family_key: int
    period_key: int
    pairing_status_code: str
    service_key: int


class Place(NamedTuple):
    """Where a service belongs; a part is empty where services of several stand together."""

    region_code: str
    municipality_code: str | None
    service_type_code: str | None


# What small groups share when they stand together, from near to far: parts of their place.
_NEIGHBOURS = (Place._fields, ("region_code", "municipality_code"), ("region_code",))


@dataclass(frozen=True)
class Bounds:
    """Smallest numbers of people that may be published.

    `persons`: distinct people known by a respondent code. `persons_without_code`: people in all,
    where some have no code and so cannot be proved distinct. `distribution`: people in all, for
    how many answered what, who improved, and medians.
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
    """A group: its distinct identified people and its submissions without a code.

    `ranges` has the lowest and highest of each score that is published of it (start, end and
    change of pairs); it is empty where nothing is scored.
    """

    key: GroupKey
    place: Place
    persons: frozenset[int]
    uncoded_count: int = 0
    ranges: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Cell:
    """Groups that stand together, alike in all but the service."""

    groups: tuple[Group, ...]
    place: Place

    @cached_property
    def persons(self) -> frozenset[int]:
        """Distinct identified people."""
        return frozenset().union(*(group.persons for group in self.groups))

    @cached_property
    def total_count(self) -> int:
        """People at most: each submission without a code taken as one person."""
        return len(self.persons) + sum(group.uncoded_count for group in self.groups)

    @property
    def is_uniform(self) -> bool:
        """True if everybody has the same start, end, change or score: the mean tells each one's."""
        scores = zip(*(group.ranges for group in self.groups), strict=True)
        return any(min(s)[0] == max(high for _, high in s) for s in scores)

    @property
    def services(self) -> tuple[int, ...]:
        """Keys of the services that it covers, in order."""
        return tuple(sorted({group.key.service_key for group in self.groups}))

    @property
    def service_code(self) -> str | None:
        """Code of the services together; None where there is one, which has its own."""
        if len(self.services) == 1:
            return None
        listed = "+".join(str(key) for key in self.services)
        return f"several_{hashlib.md5(listed.encode()).hexdigest()[:12]}"

    @property
    def service_key(self) -> int:
        """Key of the one service, or of the services together."""
        code = self.service_code
        if code is None:
            return self.services[0]
        return int(hashlib.md5(code.encode()).hexdigest()[:_KEY_DIGITS], 16)


@dataclass(frozen=True)
class Assignment:
    """Where a group ended: its cell and distribution, or none, and then no table counts it."""

    group: Group
    cell: Cell | None
    distribution: Cell | None

    @property
    def status_code(self) -> str:
        """`published` or `suppressed`."""
        return SUPPRESSED if self.cell is None else PUBLISHED


def assign(groups: Iterable[Group], bounds: Bounds = BOUNDS) -> list[Assignment]:
    """Judge all groups at once and return one assignment per group, in order of their keys.

    The result does not depend on the order of `groups`. Raises ValueError if a key comes twice
    (its people would be judged apart) or a count is negative.
    """
    ordered = sorted(groups, key=lambda group: group.key)
    for group, following in itertools.pairwise(ordered):
        if group.key == following.key:
            raise ValueError(f"group comes twice: {group.key}")
    if any(group.uncoded_count < 0 for group in ordered):
        raise ValueError("a group has a negative count")
    alike = itertools.groupby(ordered, key=lambda group: group.key[:-1])
    return [found for _, these in alike for found in _assign_alike(list(these), bounds)]


def _assign_alike(groups: list[Group], bounds: Bounds) -> list[Assignment]:
    """Groups that differ in the service only."""

    def may_be_published(cell: Cell) -> bool:
        many = len(cell.persons) >= bounds.persons
        return (many or cell.total_count >= bounds.persons_without_code) and not cell.is_uniform

    def may_be_distributed(cell: Cell) -> bool:
        return cell.total_count >= bounds.distribution

    cells = _merge_small([Cell((group,), group.place) for group in groups], may_be_published)
    distributions = _merge_small(cells, may_be_distributed)
    cell_of = {group.key: cell for cell in cells for group in cell.groups}
    distribution_of = {group.key: cell for cell in distributions for group in cell.groups}
    return [Assignment(g, cell_of.get(g.key), distribution_of.get(g.key)) for g in groups]


def _merge_small(cells: Sequence[Cell], is_enough: Callable[[Cell], bool]) -> list[Cell]:
    """Cells that are enough, and those that are when they join the others near them."""
    made = [cell for cell in cells if is_enough(cell)]
    small = [cell for cell in cells if not is_enough(cell)]
    for shared in _NEIGHBOURS:
        near: dict[tuple, list[Cell]] = defaultdict(list)
        for cell in small:
            near[tuple(getattr(cell.place, part) for part in shared)].append(cell)
        small = []
        for parts, these in near.items():
            joined = _join(these, Place(**{**_NOWHERE, **dict(zip(shared, parts, strict=True))}))
            # Cells of several types have no neighbours of their type.
            if len(these) > 1 and None not in parts and is_enough(joined):
                made.append(joined)
            else:
                small += these
    return made


_NOWHERE: dict[str, None] = dict.fromkeys(Place._fields)


def _join(cells: Sequence[Cell], place: Place) -> Cell:
    groups = sorted((g for cell in cells for g in cell.groups), key=lambda group: group.key)
    return Cell(tuple(groups), place)
