"""Publication cells: which groups of people are published, alone or merged, and which are suppressed.

Belongs here: the one rule that turns groups (questionnaire x family x period x pairing status x
service) into publication cells. Pure: no dbt, DuckDB, Dagster or environment. Does not belong here:
what a group is (groups), backgrounds across cells (backgrounds), counting people (the warehouse
does it) or writing tables (a dbt model calls this).

A group is merged with similar groups if it is too small or if everybody in it has the same score:
first with those of the same municipality and service type, then of the municipality, then of the
county. If the result is still too small, the group is suppressed from every table. A cell counts
distinct people: somebody who uses two of its services counts once.

A merged cell is named after all services of its place that are not published by themselves, whether
or not anybody of them is in it: the name tells nothing. So that the sizes of the merged groups do
not follow from their sum, a group up to a few people above the minimum is merged too, if there is a
smaller one to merge it with. How many above the minimum (`margin`) a reader cannot know.

While a half-year is open, more people come: a group is published if it is large enough by itself,
and merging waits until the half-year has closed, because it cannot be undone. Starts without an end
wait too: many of them are about to become pairs.

Why the published numbers of one release cannot be subtracted to a few people. No two cells have a
row in common. Every published number is a sum over whole cells. No table includes anybody outside a
cell, except one count per county, which has the same minimum size. So every sum or difference of
published numbers is again about whole cells, or about nobody. There is no total from which a
suppressed group could be had by subtracting the other groups, and so a single suppressed group
needs no second one suppressed with it. Distributions are made of whole cells for the same reason.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from orchestration.privacy.groups import (
    MINIMUM_GROUP_SIZES,
    Group,
    MinimumGroupSizes,
    Place,
    PublicationCell,
)

PUBLISHED, SUPPRESSED = "published", "suppressed"
# The pairing status of a start that awaits its end, or will never have one.
_START_ONLY = "start_only"
# What small groups must have in common to be merged, from the nearest to the widest.
_COMMON_PARTS = (Place._fields, ("region_code", "municipality_code"), ("region_code",))
_NO_PLACE: dict[str, None] = dict.fromkeys(Place._fields)
_NO_SERVICES: Mapping[int, Place] = {}


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
    groups: Iterable[Group],
    minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES,
    services: Mapping[int, Place] = _NO_SERVICES,
) -> list[AssignedGroup]:
    """Assign all groups to publication cells; one result per group, in order of their keys.

    `services`: every registered service; merged cells are named after them. The result does not
    depend on the order of `groups`. Raises ValueError if a key comes twice (the people of a group
    must be counted at once) or a count is negative.
    """
    ordered = sorted(groups, key=lambda group: group.key)
    for group, following in itertools.pairwise(ordered):
        if group.key == following.key:
            raise ValueError(f"group comes twice: {group.key}")
    if any(group.uncoded_count < 0 for group in ordered):
        raise ValueError("a group has a negative count")
    by_service = itertools.groupby(ordered, key=lambda group: group.key[:-1])
    return [a for _, these in by_service for a in _assign_services(list(these), minimum, services)]


def _assign_services(
    groups: list[Group], minimum: MinimumGroupSizes, services: Mapping[int, Place]
) -> list[AssignedGroup]:
    """Assign groups that differ in the service only."""
    alone = [PublicationCell.of(group) for group in groups]
    if groups[0].is_open:
        is_waiting = groups[0].key.pairing_status_code == _START_ONLY
        cells = [] if is_waiting else [cell for cell in alone if minimum.is_enough(cell)]
    else:
        places = {group.key.service_key: group.place for group in groups} | dict(services)
        cells = _named(_merge_small(alone, minimum.is_enough, minimum.is_clearly_enough), places)
    distributions = unite(cells, minimum)
    cell_of = {group.key: cell for cell in cells for group in cell.groups}
    distribution_of = {group.key: cell for cell in distributions for group in cell.groups}
    return [AssignedGroup(g, cell_of.get(g.key), distribution_of.get(g.key)) for g in groups]


def unite(
    cells: Sequence[PublicationCell], minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES
) -> list[PublicationCell]:
    """Return the distributions of published cells that differ in the service only."""
    if cells and cells[0].groups[0].is_open:
        return [cell for cell in cells if minimum.is_distribution(cell)]
    return _merge_small(cells, minimum.is_distribution, minimum.is_distribution)


_Test = Callable[[PublicationCell], bool]


def _merge_small(
    cells: Sequence[PublicationCell], is_enough: _Test, is_clearly_enough: _Test
) -> list[PublicationCell]:
    """Return the cells that are enough alone, and the merged ones that are enough together.

    Those that are enough, but not clearly, are merged only with smaller ones.
    """
    enough = [cell for cell in cells if is_clearly_enough(cell)]
    small = [cell for cell in cells if not is_clearly_enough(cell)]
    for common in _COMMON_PARTS:
        near: dict[tuple, list[PublicationCell]] = defaultdict(list)
        for cell in small:
            near[tuple(getattr(cell.place, part) for part in common)].append(cell)
        small = []
        for parts, these in near.items():
            merged = _merge(these, Place(**{**_NO_PLACE, **dict(zip(common, parts, strict=True))}))
            # Merged services of several types have no type in common with others.
            if None not in parts and is_enough(merged) and not all(map(is_enough, these)):
                enough.append(merged)
            else:
                small += these
    return [*enough, *filter(is_enough, small)]


def _merge(cells: Sequence[PublicationCell], place: Place) -> PublicationCell:
    groups = sorted((g for cell in cells for g in cell.groups), key=lambda group: group.key)
    keys = sorted({key for cell in cells for key in cell.service_keys})
    return PublicationCell(tuple(groups), place, tuple(keys))


def _named(cells: Sequence[PublicationCell], places: Mapping[int, Place]) -> list[PublicationCell]:
    """The cells, the merged ones named after all services of their place that are in no other cell.

    The nearest place first: who was merged within a municipality is not merged within the county.
    """
    alone = [cell for cell in cells if len(cell.service_keys) == 1]
    merged = [cell for cell in cells if len(cell.service_keys) > 1]
    free = places.keys() - {key for cell in alone for key in cell.service_keys}
    named = list(alone)
    for cell in sorted(merged, key=lambda cell: cell.place.count(None)):
        keys = {key for key in free if _is_within(places[key], cell.place)}
        free -= keys
        named.append(replace(cell, service_keys=tuple(sorted(keys))))
    return named


def _is_within(place: Place, wider: Place) -> bool:
    return all(part in (None, own) for own, part in zip(place, wider, strict=True))
