"""A table by background, published once, and the releases after it: nobody is given away.

The table divides the people of atoms. It is safe in its own release (tests/unit/test_disclosure), and
stays so if these atoms are never divided afterwards.
"""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np

from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.backgrounds import choose_categories
from orchestration.privacy.groups import MinimumGroupSizes
from orchestration.privacy.history import NO_CELL, History
from tests.attacks.releases import SCORES, _allowed
from tests.attacks.span_search import Row, fewest_people
from tests.attacks.worlds import VALUES, World

K, RELEASES, SEQUENCES = 3, 8, range(150)


def table_by_background(world: World, cells: History) -> tuple[list[Row], np.ndarray]:
    """Sums of pairs by gender, as far as they may be published; and who is in the table."""
    pairs = np.flatnonzero(np.char.startswith(cells.labels, "paired/"))
    if not len(pairs):
        return [], np.zeros(len(cells.keys), dtype=bool)
    # By the episode: two of one person may be of two categories, which is no easier to hide.
    numbers = [world.number_of_key[key] for key in cells.keys[pairs].tolist()]
    genders = ["man" if number % 3 else "woman" for number in numbers]
    people = People(
        cells.persons[pairs],
        cells.atoms[pairs],
        {"gender": Categories.of(genders)},
        cells.values[pairs][:, :2],
        is_new=cells.is_new[pairs],
    )
    published = choose_categories(people, MinimumGroupSizes(K, 2 * K, 2 * K)).get("gender", {})
    rows: list[Row] = []
    for part in set(published.values()):
        mine = np.isin(genders, part)
        some = replace(cells, labels=np.full(len(cells.labels), NO_CELL, dtype="U9"))
        some.labels[pairs[mine]] = "by gender"
        rows += world.rows(some, SCORES)
    bound = np.isin(cells.atoms, cells.atoms[pairs]) & (cells.labels != NO_CELL)
    return rows, bound & bool(rows)


def attack(seed: int, *, is_bound: bool) -> int:
    """The fewest people whom all releases and the one table are about together."""
    world = World(random.Random(seed), K, 2 * K)
    cells, distributions = History.empty(len(VALUES)), History.empty(len(VALUES))
    rows: list[Row] = []
    is_made = False
    for _ in range(RELEASES):
        world.live()
        cells, distributions = _allowed(world, cells, distributions)
        rows += world.rows(cells, SCORES) + world.rows(distributions, SCORES)
        if not is_made:
            table, bound = table_by_background(world, cells)
            is_made = bool(table)
            rows += table
            if is_bound:
                cells = replace(cells, is_bound=bound)
    return fewest_people(rows, world.person_of(rows), K)


def test_nobody_is_given_away_if_atoms_of_the_table_are_never_divided():
    assert [seed for seed in SEQUENCES if attack(seed, is_bound=True) < K] == []


def test_somebody_is_given_away_if_they_are_divided_later():
    assert any(attack(seed, is_bound=False) < K for seed in range(1_000))
