"""Which languages answers are published by: large enough together with the distributions, never alike."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.privacy.background_people import People
from orchestration.privacy.groups import MinimumGroupSizes
from orchestration.privacy.languages import choose_answer_languages
from tests.disclosure import fewest_people

DECLARED = ["ar", "en", "fi", "ru", "sv", "unknown"]
NOT_UNANIMOUS: dict = {}


def chosen(*groups: tuple[int, int, str], unanimous=NOT_UNANIMOUS, old: int = 0):
    """(atom, how many, language); the `old` first people were published before they came to their atom."""
    rows = [(atom, language) for atom, count, language in groups for _ in range(count)]
    atoms, languages = (np.array(column) for column in zip(*rows, strict=True))
    people = people_of(np.arange(len(rows)), atoms, np.arange(len(rows)) >= old)
    return choose_answer_languages(people, languages, unanimous, DECLARED)


def people_of(persons: np.ndarray, atoms: np.ndarray, is_new: np.ndarray | None = None) -> People:
    no_scores = np.zeros((len(persons), 0), dtype=np.int64)
    return People(persons, atoms, {}, no_scores, is_new=is_new)


def test_languages_of_ten_people_and_more_are_published_by_themselves():
    assert chosen((1, 30, "fi"), (1, 10, "ar")) == {"fi": ("fi",), "ar": ("ar",)}


def test_nothing_is_published_where_one_of_two_languages_has_nine_people():
    assert chosen((1, 30, "fi"), (1, 9, "ar")) == {}


def test_small_languages_are_merged_and_named_after_all_that_are_not_published_alone():
    others = ("ar", "en", "ru", "sv", "unknown")
    found = chosen((1, 30, "fi"), (1, 4, "ar"), (1, 6, "ru"))
    # Nobody answered in Swedish or English: the name does not tell.
    assert found == {"fi": ("fi",)} | dict.fromkeys(others, others)


def test_a_language_that_is_all_of_some_distributions_and_a_few_of_another_is_not_published():
    # Ten Arabic answers of distribution 2 less the one of distribution 1 would be had by subtracting.
    assert chosen((1, 30, "fi"), (2, 10, "ar")) == {"fi": ("fi",), "ar": ("ar",)}
    assert chosen((1, 30, "fi"), (1, 1, "ar"), (2, 10, "ar")) == {}


def test_people_who_were_published_before_they_came_do_not_count():
    assert chosen((1, 10, "ar"), (1, 30, "fi"), old=1) == {}


def test_a_language_in_which_all_chose_the_same_is_merged_with_another():
    groups = (1, 30, "fi"), (1, 12, "ar"), (1, 11, "ru")
    assert len(set(chosen(*groups).values())) == 3
    others = ("ar", "en", "ru", "sv", "unknown")
    found = chosen(*groups, unanimous={"ar": {"helped"}, "ru": {"did not help"}})
    assert found == {"fi": ("fi",)} | dict.fromkeys(others, others)


def test_languages_that_all_chose_the_same_are_not_published_together_either():
    groups = (1, 30, "fi"), (1, 12, "ar"), (1, 11, "ru")
    assert chosen(*groups, unanimous={"ar": {"helped"}, "ru": {"helped"}}) == {}


def test_what_those_chose_who_were_published_before_hides_nobody():
    # The only Russian answer is of somebody who came back: of those who came, all chose the same.
    groups = (1, 1, "ru"), (1, 12, "ar"), (1, 30, "fi")
    assert chosen(*groups, old=1) != {}
    assert chosen(*groups, old=1, unanimous={"ar": {"helped"}}) == {}


SMALL = MinimumGroupSizes(persons=3, persons_without_code=5, distribution=5)
# (person, distribution, language): distributions of five people or more, as they are published.
MEMBERS = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 3), st.sampled_from(["fi", "fi", "fi", "ar", "ru"])),
    min_size=10, max_size=45, unique_by=lambda member: member[:2],
)  # fmt: skip


def rows_of(members, group_of) -> list[frozenset[int]]:
    rows = defaultdict(set)
    for number, member in enumerate(members):
        rows[group_of(member)].add(number)
    return [frozenset(row) for row in rows.values()]


def published(members) -> list:
    """The members whose distribution has five people or more."""
    count = defaultdict(set)
    for person, atom, _ in members:
        count[atom].add(person)
    return [member for member in members if len(count[member[1]]) >= SMALL.distribution]


def fewest(members, groups) -> int:
    rows = rows_of(members, lambda m: m[1])
    rows += rows_of(members, lambda m: groups[m[2]]) if groups else []
    person_of = {number: member[0] for number, member in enumerate(members)}
    return fewest_people(rows, person_of, SMALL.distribution)


def languages_of(members) -> dict:
    persons, atoms, spoken = (np.array(column) for column in zip(*members, strict=True))
    return choose_answer_languages(people_of(persons, atoms), spoken, {}, ["ar", "fi", "ru"], SMALL)


@settings(max_examples=200)
@given(MEMBERS)
def test_no_sum_or_difference_with_distributions_is_about_fewer_people_than_these_have(members):
    if members := published(members):
        assert fewest(members, languages_of(members)) >= SMALL.distribution


@pytest.mark.parametrize(("count", "expected"), [(4, 4), (5, 5)])
def test_the_search_finds_the_people_of_a_language_that_is_too_small(count, expected):
    members = [(n, 0, "ar" if n < count else "fi") for n in range(20)]
    assert fewest(members, {"ar": "ar", "fi": "fi"}) == expected
    assert bool(languages_of(members)) == (count >= SMALL.distribution)
