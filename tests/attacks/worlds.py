"""Small random worlds: people who start, end, are corrected, move and withdraw between releases.

Belongs here: who is who, the newest data of each release, and the rows that are published of them.
Does not belong here: what may be published (the code under test), or the search for a few people.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

import numpy as np

from orchestration.privacy.history import NO_CELL, NO_VALUE, History, Measurements
from tests.attacks.span_search import Row

SERVICES = "ABCD"
VALUES = ("start", "end", "item")
# Odd, so that reading a scale wrongly (the last bit turned) stays within it.
HIGHEST = 41


@dataclass(frozen=True)
class Episode:
    """One stay of one person in a service; `end` is None until it has one."""

    number: int
    person: int
    key: int
    service: str
    start: int
    end: int | None
    item: int

    @property
    def pairing_status(self) -> str:
        return "start_only" if self.end is None else "paired"

    def values(self) -> tuple[int, ...]:
        return (self.start, NO_VALUE if self.end is None else self.end, self.item)


@dataclass
class World:
    """What is known when a release is made, and what has happened since the last one.

    `k` and `k_distribution`: the smallest groups that are published by themselves.
    """

    source: random.Random
    k: int
    k_distribution: int
    episodes: dict[int, Episode] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    everybody: dict[int, int] = field(default_factory=dict)
    number_of_key: dict[int, int] = field(default_factory=dict)

    def live(self) -> None:
        """What happens between two releases."""
        source, k = self.source, self.k
        for _ in range(source.choice([0, 1, 1, k, 2 * k, 3 * k])):
            self._arrive(source.choice(SERVICES))
        for episode in self._some(source.choice([0, 0, 1, 1, 2, k, 2 * k])):
            if episode.end is None:
                self._change(episode, end=source.randint(0, HIGHEST))
        for episode in self._some(source.choice([0, 0, 1, 2, k])):
            self._change(episode, start=source.choice([0, HIGHEST, source.randint(0, HIGHEST)]))
        for episode in self._some(source.choice([0, 0, 1])):
            self._change(episode, item=source.randint(1, 5))
        for episode in self._some(source.choice([0, 0, 0, 1])):
            self._change(episode, service=source.choice(SERVICES))
        if source.random() < 0.2:
            self._misread(source.choice(SERVICES))
        for episode in self._some(source.choice([0, 0, 1])):
            self._change(episode, key=self._new_key(episode.number))
        for episode in self._some(source.choice([0, 1, 1])):
            self._withdraw(episode.person)

    def cells(self) -> dict[int, str]:
        """The newest partition: episode -> cell. Small services are merged, if that is enough."""
        groups = defaultdict(list)
        for episode in self.episodes.values():
            groups[episode.pairing_status, episode.service].append(episode)
        small, found = defaultdict(list), {}
        for (status, service), group in groups.items():
            if self._is_enough(group, self.k):
                found |= dict.fromkeys((e.number for e in group), f"{status}/{service}")
            else:
                small[status] += group
        for status, group in small.items():
            services = "+".join(sorted({episode.service for episode in group}))
            label = f"{status}/{services}" if self._is_enough(group, self.k) else NO_CELL
            found |= dict.fromkeys((episode.number for episode in group), label)
        return found

    def newest(self) -> Measurements:
        """The newest data, in no particular order."""
        cells, episodes = self.cells(), list(self.episodes.values())
        self.source.shuffle(episodes)
        return Measurements(
            np.array([e.key for e in episodes], dtype=np.int64),
            np.array([e.person for e in episodes], dtype=np.int64),
            np.array([cells[e.number] for e in episodes], dtype=str),
            np.array([e.values() for e in episodes], dtype=np.int64).reshape(-1, len(VALUES)),
        )

    def unions(self, cells: Iterable[str], sizes: Callable[[str], int]) -> dict[str, str]:
        """Cell -> distribution: large cells by themselves, the others of a status together."""
        found, small = {}, defaultdict(list)
        for cell in sorted(set(cells) - {NO_CELL}):
            if sizes(cell) >= self.k_distribution:
                found[cell] = cell
            else:
                small[cell.split("/")[0]].append(cell)
        for status, these in small.items():
            if sum(map(sizes, these)) >= self.k_distribution:
                found |= dict.fromkeys(these, f"{status}/" + "&".join(these))
        return found

    def rows(self, published: History, used: Iterable[str]) -> list[Row]:
        """Published sums of each cell, by the unknown values that they are sums of."""
        sums: dict[tuple, dict] = defaultdict(dict)
        for key, label, values in zip(
            published.keys.tolist(),
            published.labels.texts.tolist(),
            published.values.tolist(),
            strict=True,
        ):
            number = self.number_of_key[key]
            for name, value in zip(VALUES, values, strict=True):
                if label != NO_CELL and value != NO_VALUE and name in used:
                    unknown = (number, name, value)
                    row = sums[label, name]
                    row[unknown] = row.get(unknown, 0) + 1
        return list(sums.values())

    def person_of(self, rows: Iterable[Row]) -> dict:
        return {unknown: self.everybody[unknown[0]] for row in rows for unknown in row}

    def _is_enough(self, group: list[Episode], least: int) -> bool:
        columns = zip(*(episode.values() for episode in group), strict=True)
        varied = all(len(set(column)) > 1 or column[0] == NO_VALUE for column in columns)
        return len({episode.person for episode in group}) >= least and varied

    def _arrive(self, service: str) -> None:
        source, number = self.source, len(self.everybody) + 1
        known = [episode.person for episode in self.episodes.values()]
        again = bool(known) and source.random() < 0.1
        person = source.choice(known) if again else 1_000 + number
        end = source.randint(0, HIGHEST) if source.random() < 0.4 else None
        self.everybody[number] = person
        key = self._new_key(number)
        start, item = source.randint(0, HIGHEST), source.randint(1, 5)
        self.episodes[number] = Episode(number, person, key, service, start, end, item)

    def _new_key(self, number: int) -> int:
        key = self.source.randrange(1, 10**12)
        self.number_of_key[key] = number
        return key

    def _some(self, count: int) -> list[Episode]:
        found = list(self.episodes.values())
        return self.source.sample(found, min(count, len(found)))

    def _change(self, episode: Episode, **to) -> None:
        if episode.number in self.episodes:
            self.episodes[episode.number] = replace(self.episodes[episode.number], **to)

    def _misread(self, service: str) -> None:
        """A whole service's starts change; the second time they change back."""
        for episode in list(self.episodes.values()):
            if episode.service == service:
                self._change(episode, start=episode.start ^ 1)

    def _withdraw(self, person: int) -> None:
        self.withdrawn.add(person)
        self.episodes = {n: e for n, e in self.episodes.items() if e.person != person}
