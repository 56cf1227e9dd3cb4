"""Whoever also reads why figures moved finds nobody in all releases together.

The parts of a difference are sums over groups that move as one. Beside everything that was ever
published, no combination of them is about fewer than k people. Parts by what each person did, which
a reviewer would like to see, give people away.
"""

from __future__ import annotations

import random
from collections import defaultdict

import pytest

from orchestration.privacy import moves
from orchestration.privacy.history import NO_CELL, History, Minimum
from tests.attacks.releases import SCORES
from tests.attacks.span_search import Row, fewest_people
from tests.attacks.worlds import VALUES, World

K = 3
SEQUENCES = range(80)


def published(history: History) -> dict[int, tuple]:
    """Measurement -> cell, atom and values of all of which something is published."""
    columns = (history.labels.texts, history.atoms, history.values)
    rows = zip(history.keys.tolist(), *(column.tolist() for column in columns), strict=True)
    return {
        key: (label, atom, tuple(values)) for key, label, atom, values in rows if label != NO_CELL
    }


def parts(world: World, before: History, decision: moves.Decision, *, by_person: bool) -> list[Row]:
    """Sums of the groups that moved, what they were and what they are; `by_person`: divided by
    whether a person was published before."""
    had, has = published(before), published(decision.history)
    joined = set(decision.history.keys[decision.joined].tolist())
    sums: dict[tuple, Row] = defaultdict(dict)
    for key in {*had, *has}:
        was, now = had.get(key), has.get(key)
        kind = (was is not None,) if by_person else ()
        if was and (now is None or key in joined):
            add(world, sums, ("left", was[1], *kind), key, was)
        if now and key in joined:
            add(world, sums, ("joined", now[1], *kind), key, now)
        elif was and now and (was[0], was[2]) != (now[0], now[2]):
            add(world, sums, ("moved from", now[1], *kind), key, was)
            add(world, sums, ("moved to", now[1], *kind), key, now)
    return list(sums.values())


def add(world: World, sums: dict[tuple, Row], group: tuple, key: int, row: tuple) -> None:
    for name, value in zip(VALUES, row[2], strict=True):
        if name in SCORES:
            sums[*group, row[0], name][world.number_of_key[key], name, value] = 1


def fewest(seed: int, k: int, *, by_person: bool = False, release_count: int = 5) -> int:
    world, cells, rows = World(random.Random(seed), k, 2 * k), History.empty(len(VALUES)), []
    for _ in range(release_count):
        world.live()
        gone = sorted(world.withdrawn)
        decision = moves.decide(cells, world.newest(), Minimum(k, 2 * k, 2 * k), gone)
        rows += parts(world, cells, decision, by_person=by_person)
        cells = decision.history
        rows += world.rows(cells, SCORES)
    return fewest_people(rows, world.person_of(rows), k)


@pytest.mark.parametrize(("k", "release_count"), [(K, 5), (5, 4)])
def test_the_parts_of_differences_give_nobody_away_in_any_sequence(k, release_count):
    found = {seed: fewest(seed, k, release_count=release_count) for seed in SEQUENCES}
    assert {seed: few for seed, few in found.items() if few < k} == {}


def test_parts_by_what_each_person_did_give_people_away():
    found = [fewest(seed, K, by_person=True) for seed in SEQUENCES]
    assert sum(few < K for few in found) > 0.05 * len(SEQUENCES)
