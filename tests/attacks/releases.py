"""Sequences of releases of a random world, published naively or by the rule, and attacked.

Belongs here: making releases one after another and collecting their rows. Does not belong here: the
world (worlds), the search (span_search).
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, replace

import numpy as np

from orchestration.privacy import moves
from orchestration.privacy.history import NO_CELL, Decision, History, Minimum
from tests.attacks.span_search import Row, fewest_people
from tests.attacks.worlds import VALUES, World

SCORES = ("start", "end")


@dataclass(frozen=True)
class Outcome:
    """What an attacker finds: fewest people by all rows, and by distributions alone.

    `published` and `wanted`: measurements, added over releases.
    """

    fewest: int
    fewest_in_distributions: int
    published: int
    wanted: int


def attack(seed: int, k: int, *, naive: bool = False, release_count: int = 5) -> Outcome:
    """Make releases and search all rows that were ever published for a few people."""
    world = World(random.Random(seed), k, 2 * k)
    cells, distributions = History.empty(len(VALUES)), History.empty(len(VALUES))
    sums: list[Row] = []
    items: list[Row] = []
    issued: list[tuple[History, History]] = []
    published = wanted = 0
    for _ in range(release_count):
        world.live()
        if naive:
            cells, distributions = _newest(world)
        else:
            cells, distributions = _allowed(world, cells, distributions)
        # Old releases are issued again without those who have withdrawn; readers have both.
        issued = [] if naive else [_reissued(world, old) for old in issued]
        issued.append((cells, distributions))
        for some, fewer in issued:
            sums += world.rows(some, SCORES) + world.rows(fewer, SCORES)
            items += world.rows(fewer, ["item"])
        published += int((cells.labels.texts != NO_CELL).sum())
        wanted += int((world.newest().labels.texts != NO_CELL).sum())
    rows = [*sums, *items]
    person_of = world.person_of(rows)
    return Outcome(
        fewest_people(rows, person_of, k),
        fewest_people(items, person_of, min(2 * k, 6)),
        published,
        wanted,
    )


def _allowed(world: World, cells: History, distributions: History) -> tuple[History, History]:
    k, gone = world.k, sorted(world.withdrawn)
    first = moves.decide(cells, world.newest(), Minimum(k, 2 * k, 2 * k), gone)
    wanted = first.within(_unions(world, first.history))
    second = decide_distributions(distributions, wanted, 2 * k, gone, first)
    return first.history, second.history


def _reissued(world: World, issue: tuple[History, History]) -> tuple[History, History]:
    cells, distributions = issue
    return cells.without(sorted(world.withdrawn)), distributions.without(sorted(world.withdrawn))


def decide_distributions(before, wanted, least: int, gone, inside: Decision) -> Decision:
    return moves.decide(before, wanted, Minimum(least, least, least), gone, inside=inside)


def _newest(world: World) -> tuple[History, History]:
    newest = world.newest()
    nothing = np.zeros(len(newest.keys), dtype=np.int64)
    columns = (newest.keys, newest.persons, newest.labels, newest.values, nothing, nothing == 0)
    cells = History(*columns)
    unions = _unions(world, cells)
    labels = [unions.get(label, NO_CELL) for label in newest.labels.texts.tolist()]
    return cells, replace(cells, labels=np.array(labels, dtype=str))


def _unions(world: World, cells: History) -> dict[str, str]:
    people = {
        (label, person)
        for label, person in zip(cells.labels.texts.tolist(), cells.persons, strict=True)
    }
    sizes = Counter(str(label) for label, _ in people)
    return world.unions(sizes, sizes.__getitem__)
