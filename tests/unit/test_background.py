"""Backgrounds county-wide: what may be told beside cells, and what stands together."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orchestration.privacy.backgrounds import Codes, People, tell
from orchestration.privacy.publication_cells import Bounds


def people(*rows: tuple[int, str, int], **more: list[str]) -> People:
    """Rows of (cell, gender, how many), everybody with a score of their own."""
    cells = [cell for cell, _, count in rows for _ in range(count)]
    genders = [gender for _, gender, count in rows for _ in range(count)]
    categories = {name: Codes.of(texts) for name, texts in ({"gender": genders} | more).items()}
    n = len(cells)
    return People(np.arange(n), np.array(cells), categories, np.arange(n)[:, None])


ALONE = {"m": ("m",), "w": ("w",)}


def test_categories_that_cross_the_cells_widely_are_told():
    found = tell(people((1, "w", 8), (1, "m", 6), (2, "w", 7), (2, "m", 9)))
    assert found == {"gender": ALONE}


def test_a_category_whose_rest_in_a_cell_is_small_is_not_told():
    # Women are cell 1 less three men, and nobody else: cell 1 - women = 3 men.
    assert tell(people((1, "w", 20), (1, "m", 3), (2, "m", 30))) == {}
    # Women are cell 1 and two of cell 2: women - cell 1 = 2 women.
    assert tell(people((1, "w", 20), (2, "w", 2), (2, "m", 30))) == {}
    # The rest is in two cells, one and four people: together five.
    found = tell(people((1, "w", 20), (1, "m", 1), (2, "w", 20), (2, "m", 4), (3, "m", 9)))
    assert found == {"gender": ALONE}


def test_a_category_that_is_exactly_a_cell_tells_nothing_new_and_is_told():
    assert tell(people((1, "w", 20), (2, "m", 30))) == {"gender": ALONE}


def test_a_small_category_stands_with_the_next_smallest():
    found = tell(people((1, "w", 30), (1, "m", 20), (1, "other", 3)))
    together = ("m", "other")
    assert found == {"gender": {"w": ("w",), "m": together, "other": together}}


def test_two_backgrounds_do_not_subtract_to_a_few():
    # Each alone is fine in one cell of 40, but the young are the women less two old ones.
    rows = [(1, "w", 20), (1, "m", 20)]
    ages = ["young"] * 18 + ["old"] * 22
    assert set(tell(people((1, "young", 18), (1, "old", 22)))) == {"gender"}
    assert tell(people(*rows)) == {"gender": ALONE}
    assert tell(people(*rows, age=ages)) == {"gender": ALONE}


def test_a_category_in_which_all_score_the_same_is_not_told():
    same = people((1, "w", 10), (1, "m", 10))
    scores = np.where(np.arange(20) < 10, 5000, np.arange(20))[:, None]
    assert tell(People(same.persons, same.cells, same.categories, scores)) == {}


def test_nobody_who_said_nothing_is_a_background():
    assert tell(people((1, "no_answer", 40))) == {}
    assert tell(people((1, "w", 40))) == {"gender": {"w": ("w",)}}


def test_a_person_with_two_pairs_counts_once():
    # Six men's rows in each cell, but only four men.
    found = people((1, "w", 20), (1, "m", 6))
    persons = np.concatenate([np.arange(20), [20, 20, 21, 21, 22, 23]])
    assert tell(People(persons, found.cells, found.categories, found.scores)) == {}
    assert tell(found) == {"gender": ALONE}


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcd")), min_size=5), st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    scores = {row: n for n, row in enumerate(sorted(set(rows)))}

    def told(these):
        cells, codes = map(np.array, zip(*these, strict=True))
        persons = np.arange(len(these))
        points = np.array([[scores[row]] for row in these])
        return tell(People(persons, cells, {"letter": Codes.of(codes)}, points), Bounds(2, 10, 10))

    assert told(rows) == told(shuffled)
