"""Unions: which published cells share a distribution.

Belongs here: putting published cells, which the history may hold together or apart otherwise than
the newest data would, into distributions of whole cells, and naming these. Pure. Does not belong
here: which measurements are in which cell (moves), or the minimum sizes (publication_cells).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from orchestration.privacy.columns import once
from orchestration.privacy.groups import (
    KEY_DIGITS,
    MINIMUM_GROUP_SIZES,
    Group,
    GroupKey,
    Place,
    PublicationCell,
)
from orchestration.privacy.history import NO_CELL, NO_PERSON, History
from orchestration.privacy.publication_cells import unite


@dataclass(frozen=True)
class Services:
    """Places by service, and the services of merged ones by their key."""

    places: Mapping[int, Place]
    members: Mapping[int, tuple[int, ...]]

    def of(self, service_key: int) -> tuple[int, ...]:
        """The services of a cell's service, which may be merged ones."""
        return self.members.get(service_key, (service_key,))

    def no_longer_known(self, labels: Iterable[str]) -> list[str]:
        """The labels of cells (period/status/service) of which a service is in the register no more."""
        services = {label: int(label.split("/")[2]) for label in labels if label != NO_CELL}
        return [
            label for label, key in services.items() if not self.places.keys() >= {*self.of(key)}
        ]

    def place(self, service_key: int) -> Place:
        """What all services of a cell have in common."""
        unknown = Place("unknown", "unknown", "unknown")
        found = [self.places.get(one, unknown) for one in self.of(service_key)]
        parts = (set(part) for part in zip(*found, strict=True))
        return Place(*(part.pop() if len(part) == 1 else None for part in parts))


@dataclass(frozen=True)
class Union:
    """The service that a distribution is published under; `code` is None for a single one."""

    service_key: int
    code: str | None


def unions(
    history: History, services: Services, open_periods: Collection[int] = ()
) -> dict[str, Union]:
    """Label of each published cell that has a distribution -> the union it belongs to.

    A label is period, pairing status and service key, joined by `/`. Cells of one period and
    pairing status may be united, once the period has closed.
    """
    alike: dict[str, list[PublicationCell]] = defaultdict(list)
    for label, persons, uncoded in _people(history):
        period, status, service = label.split("/")
        key = GroupKey("", 0, int(period), status, int(service))
        place = services.place(int(service))
        is_open = int(period) in open_periods
        cell = PublicationCell.of(Group(key, place, persons, uncoded, is_open=is_open))
        alike[f"{period}/{status}"].append(cell)
    found: dict[str, Union] = {}
    for kind, cells in sorted(alike.items()):
        names = {cell.service_keys[0] for cell in cells}
        for united in unite(cells):
            union = _named(united.service_keys, services, names)
            found |= {f"{kind}/{service}": union for service in united.service_keys}
    return found


def _people(history: History) -> list[tuple[str, frozenset[int], int]]:
    """Label, distinct people with a code and forms without one, of each published cell.

    Of many people only as many as a distribution needs: a cell that has so many is united with none.
    """
    enough = MINIMUM_GROUP_SIZES.distribution
    labels = history.labels
    order = np.argsort(labels.numbers, kind="stable")
    starts = np.searchsorted(labels.numbers[order], np.arange(len(labels.names) + 1))
    found = []
    for number, label in enumerate(labels.names.tolist()):
        persons = history.persons[order[starts[number] : starts[number + 1]]]
        if label != NO_CELL and len(persons):
            known = persons[persons != NO_PERSON]
            some = frozenset(once(known)[:enough].tolist())
            found.append((label, some, len(persons) - len(known)))
    return found


def _named(cells: tuple[int, ...], services: Services, names: set[int]) -> Union:
    """The name of some cells together: that of their services, if no other cell has it."""
    if len(cells) == 1:
        return Union(cells[0], _code(services.of(cells[0])))
    members = [service for cell in cells for service in services.of(cell)]
    code = _code(members)
    if len(set(members)) < len(members) or _key(code) in names:
        # A cell that the history keeps merged beside one of its services: two groups of people.
        code = f"several_{_digest('&'.join(map(str, cells)))[:12]}"
    return Union(_key(code), code)


def _code(members: list[int] | tuple[int, ...]) -> str | None:
    if len(members) == 1:
        return None
    return f"several_{_digest('+'.join(map(str, sorted(members))))[:12]}"


def _key(code: str | None) -> int:
    return int(_digest(code or "")[:KEY_DIGITS], 16)


def _digest(text: str) -> str:
    return hashlib.md5(text.encode()).hexdigest()
