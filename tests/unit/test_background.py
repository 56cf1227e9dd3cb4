"""Backgrounds of a county: which categories are published beside cells, and which are merged."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.backgrounds import choose_categories
from orchestration.privacy.groups import MinimumGroupSizes
from orchestration.privacy.uniform import Scale


def people(*rows: tuple[int, str, int], **more: list[str]) -> People:
    """Rows of (cell, gender, how many), everybody with a score of their own."""
    cells = [cell for cell, _, count in rows for _ in range(count)]
    genders = [gender for _, gender, count in rows for _ in range(count)]
    categories = {
        name: Categories.of(texts) for name, texts in ({"gender": genders} | more).items()
    }
    n = len(cells)
    return People(np.arange(n), np.array(cells), categories, np.arange(n)[:, None])


SEPARATE = {"m": ("m",), "w": ("w",)}


def test_categories_with_many_people_in_every_cell_are_published():
    found = choose_categories(people((1, "w", 8), (1, "m", 6), (2, "w", 7), (2, "m", 9)))
    assert found == {"gender": SEPARATE}


def test_a_category_that_differs_from_cells_by_a_few_people_is_not_published():
    # Women are cell 1 less three men, and nobody else: cell 1 - women = 3 men.
    assert choose_categories(people((1, "w", 20), (1, "m", 3), (2, "m", 30))) == {}
    # Women are cell 1 and two of cell 2: women - cell 1 = 2 women.
    assert choose_categories(people((1, "w", 20), (2, "w", 2), (2, "m", 30))) == {}
    # Women differ from cells 1 and 2 by one man and by four: by five people in all.
    found = choose_categories(
        people((1, "w", 20), (1, "m", 1), (2, "w", 20), (2, "m", 4), (3, "m", 9))
    )
    assert found == {"gender": SEPARATE}


def test_a_category_that_is_exactly_a_cell_says_nothing_new_and_is_published():
    assert choose_categories(people((1, "w", 20), (2, "m", 30))) == {"gender": SEPARATE}


def test_a_small_category_is_merged_with_the_next_smallest():
    found = choose_categories(people((1, "w", 30), (1, "m", 20), (1, "other", 3)))
    merged = ("m", "other")
    assert found == {"gender": {"w": ("w",), "m": merged, "other": merged}}


OPTIONS = ("ar", "en", "fa", "fi", "no_answer", "other", "ru", "sv")


def test_a_merged_category_stands_for_all_declared_ones_that_are_not_published_alone():
    found = choose_categories(
        people((1, "fi", 30), (1, "ar", 2), (1, "en", 4)), declared={"gender": OPTIONS}
    )
    rest = ("ar", "en", "fa", "no_answer", "other", "ru", "sv")
    assert found == {"gender": {"fi": ("fi",)} | dict.fromkeys(rest, rest)}
    # Whichever of them occur, the name is the same: it does not tell.
    few = people((1, "fi", 30), (1, "ru", 1), (1, "other", 3), (1, "fa", 2))
    assert choose_categories(few, declared={"gender": OPTIONS}) == found


def test_declared_categories_are_not_named_where_nothing_is_merged():
    found = choose_categories(people((1, "fi", 30), (1, "sv", 20)), declared={"gender": OPTIONS})
    assert found == {"gender": {"fi": ("fi",), "sv": ("sv",)}}


def test_two_backgrounds_cannot_be_subtracted_to_a_few():
    # Each by itself could be published, but the young are the women less two old women.
    rows = [(1, "w", 20), (1, "m", 20)]
    ages = ["young"] * 18 + ["old"] * 22
    assert set(choose_categories(people((1, "young", 18), (1, "old", 22)))) == {"gender"}
    assert choose_categories(people(*rows)) == {"gender": SEPARATE}
    assert choose_categories(people(*rows, age=ages)) == {"gender": SEPARATE}


def test_a_category_in_which_all_score_the_same_is_not_published():
    same = people((1, "w", 10), (1, "m", 10))
    scores = np.where(np.arange(20) < 10, 5000, np.arange(20))[:, None]
    assert choose_categories(People(same.persons, same.cells, same.categories, scores)) == {}


def test_a_category_whose_mean_is_near_the_end_of_the_scale_is_not_published():
    """Ten women have 398 of 400: leave out the one of 38, and the others have the highest score."""
    same = people((1, "w", 10), (1, "m", 10))
    scores = np.array([38, *[40] * 9, *range(15, 25)])[:, None]
    of_scale = People(same.persons, same.cells, same.categories, scores, scales=(Scale(0, 40, 1),))
    assert choose_categories(of_scale) == {}
    assert choose_categories(replace(of_scale, scales=())) == {"gender": SEPARATE}
    half_way = replace(of_scale, scores=np.array([25, 27, *[40] * 8, *range(15, 25)])[:, None])
    assert choose_categories(half_way) == {"gender": SEPARATE}


def test_a_background_that_nobody_answered_is_not_published():
    assert choose_categories(people((1, "no_answer", 40))) == {}
    assert choose_categories(people((1, "w", 40))) == {"gender": {"w": ("w",)}}


def test_a_person_with_two_pairs_counts_once():
    # Six rows of men, but only four men.
    found = people((1, "w", 20), (1, "m", 6))
    persons = np.concatenate([np.arange(20), [20, 20, 21, 21, 22, 23]])
    assert choose_categories(People(persons, found.cells, found.categories, found.scores)) == {}
    assert choose_categories(found) == {"gender": SEPARATE}


@given(st.lists(st.tuples(st.integers(1, 3), st.sampled_from("abcd")), min_size=5), st.randoms())
def test_the_order_of_rows_does_not_matter(rows, random):
    shuffled = random.sample(rows, len(rows))
    scores = {row: n for n, row in enumerate(sorted(set(rows)))}

    def published(these):
        cells, codes = map(np.array, zip(*these, strict=True))
        persons = np.arange(len(these))
        points = np.array([[scores[row]] for row in these])
        return choose_categories(
            People(persons, cells, {"letter": Categories.of(codes)}, points),
            minimum=MinimumGroupSizes(2, 10, 10),
        )

    assert published(rows) == published(shuffled)
