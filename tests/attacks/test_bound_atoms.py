"""A table by background or language, published once, and the releases after it: nobody is given away.

The table divides the people of atoms. It is safe in its own release (tests/unit/test_disclosure,
test_answer_languages), and stays so if these atoms are never divided afterwards.
"""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np

from orchestration.privacy import moves
from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.backgrounds import choose_categories
from orchestration.privacy.groups import MinimumGroupSizes
from orchestration.privacy.history import NO_CELL, History, Measurements, Minimum
from orchestration.privacy.languages import choose_answer_languages
from tests.attacks.releases import SCORES, _allowed
from tests.attacks.span_search import Row, fewest_people
from tests.attacks.worlds import VALUES, World

K, K_LANGUAGE, RELEASES, SEQUENCES = 3, 4, 8, range(150)


def table_by_background(world: World, cells: History) -> tuple[list[Row], np.ndarray]:
    """Sums of pairs by gender, as far as they may be published; and who is in the table."""
    pairs = np.flatnonzero(np.char.startswith(cells.labels.texts, "paired/"))
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
        labels = np.full(len(cells.labels), NO_CELL, dtype="U9")
        labels[pairs[mine]] = "by gender"
        some = replace(cells, labels=labels)
        rows += world.rows(some, SCORES)
    bound = np.isin(cells.atoms, cells.atoms[pairs]) & (cells.labels.texts != NO_CELL)
    return rows, bound & bool(rows)


def table_by_language(world: World, distributions: History) -> tuple[list[Row], np.ndarray]:
    """Answers of everybody in distributions by language, as far as they may be published."""
    inside = np.flatnonzero(distributions.labels.texts != NO_CELL)
    nobody = np.zeros(len(distributions.keys), dtype=bool)
    if not len(inside):
        return [], nobody
    numbers = [world.number_of_key[key] for key in distributions.keys[inside].tolist()]
    languages = np.array(["ar" if number % 2 else "fi" for number in numbers])
    people = People(
        distributions.persons[inside],
        distributions.atoms[inside],
        {},
        distributions.values[inside][:, :0],
        is_new=distributions.is_new[inside],
    )
    minimum = MinimumGroupSizes(K, K_LANGUAGE, K_LANGUAGE)
    groups = choose_answer_languages(people, languages, {}, ["ar", "fi"], minimum)
    rows: list[Row] = []
    for language in groups:
        labels = np.full(len(nobody), NO_CELL, dtype="U9")
        labels[inside[languages == language]] = language
        some = replace(distributions, labels=labels)
        rows += world.rows(some, ["item"])
    return rows, (distributions.labels.texts != NO_CELL) & bool(groups)


def attack_by_language(seed: int) -> int:
    """The fewest people whom the answers of all releases and of the one table are about together."""
    world = World(random.Random(seed), K, K_LANGUAGE)
    cells, distributions = History.empty(len(VALUES)), History.empty(len(VALUES))
    rows: list[Row] = []
    is_made = False
    for _ in range(RELEASES):
        world.live()
        cells, distributions = _allowed(world, cells, distributions)
        rows += world.rows(distributions, ["item"])
        if not is_made:
            table, bound = table_by_language(world, distributions)
            is_made = bool(table)
            rows += table
            keys = distributions.keys[bound]
            cells = replace(cells, is_bound=np.isin(cells.keys, keys))
            distributions = replace(distributions, is_bound=bound)
    return fewest_people(rows, world.person_of(rows), K_LANGUAGE)


def attack_by_hand(*, is_bound: bool) -> int:
    """As that, where nine Arabic answers and one Finnish one of twenty move to another service."""
    people = np.arange(1, 21)
    arabic, moving = people <= 10, (people <= 9) | (people == 20)
    minimum = Minimum(10, 10, 10)
    services = [np.full(20, "paired/A"), np.where(moving, "paired/B", "paired/A")]
    values = people[:, None] % 5
    history, rows = History.empty(1), []
    for labels in services:
        newest = Measurements(people, people, labels, values)
        history = moves.decide(history, newest, minimum).history
        rows += [
            people[history.labels.texts == label] for label in set(history.labels.texts.tolist())
        ]
        history = replace(history, is_bound=np.full(20, is_bound))
    rows += [people[arabic], people[~arabic]]
    sums = [dict.fromkeys(row.tolist(), 1) for row in rows]
    return fewest_people(sums, {person: person for person in people.tolist()}, 4)


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
    # The first sequence that does it is the 724th.
    assert any(attack(seed, is_bound=False) < K for seed in range(720, 1_000))


def test_nor_by_a_table_by_language_of_distributions():
    assert [seed for seed in SEQUENCES[:60] if attack_by_language(seed) < K_LANGUAGE] == []


def test_somebody_is_given_away_if_every_language_is_published(monkeypatch):
    each = lambda people, languages, *_: {one: (one,) for one in set(languages.tolist())}  # noqa: E731
    monkeypatch.setattr(f"{__name__}.choose_answer_languages", each)
    assert any(attack_by_language(seed) < K_LANGUAGE for seed in SEQUENCES[:60])


def test_or_if_people_of_the_table_are_divided_by_a_move():
    assert attack_by_hand(is_bound=False) == 2
    assert attack_by_hand(is_bound=True) == 4
