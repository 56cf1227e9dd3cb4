"""No sum or difference of published rows, over all tables about people, is about a few people.

Random small populations are put into publication cells and backgrounds by the functions that the
warehouse uses, and every combination of the rows is searched. The same search is shown to find the
people whom naive ways of publishing disclose.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.privacy.background_people import Categories, People
from orchestration.privacy.backgrounds import choose_categories
from orchestration.privacy.groups import Group, GroupKey, MinimumGroupSizes, Place
from orchestration.privacy.languages import choose_languages
from orchestration.privacy.publication_cells import AssignedGroup, assign_groups
from orchestration.privacy.uniform import ScoreSum
from tests.disclosure import fewest_people

K = 3
MINIMUM = MinimumGroupSizes(persons=K, persons_without_code=6, distribution=5)
SMALLEST_LANGUAGE = 5
PLACES = {
    1: Place("09", "398", "workshop"),
    2: Place("09", "398", "workshop"),
    3: Place("09", "398", "peer_support"),
    4: Place("09", "142", "workshop"),
}


class Member(NamedTuple):
    """One episode of one person; with the pairing status `paired` it has a start and an end."""

    number: int
    person: int
    service: int
    status: str
    gender: str
    age: str
    score: int
    language: str = "fi"


@st.composite
def populations(draw) -> list[Member]:
    services = st.sampled_from(sorted(PLACES))
    statuses = st.sampled_from(["paired", "paired", "paired", "start_only"])
    row = st.tuples(st.integers(0, 24), services, statuses, st.integers(0, 2))
    genders = draw(st.lists(st.sampled_from("wwmm-"), min_size=25, max_size=25))
    ages = draw(st.lists(st.sampled_from("yoo"), min_size=25, max_size=25))
    languages = draw(st.lists(st.sampled_from(["fi", "fi", "sv"]), min_size=25, max_size=25))
    rows = sorted(draw(st.sets(row, min_size=6, max_size=40)))
    return [
        Member(n, p, s, t, genders[p], ages[p], x, languages[p])
        for n, (p, s, t, x) in enumerate(rows)
    ]


Assigned = dict[GroupKey, AssignedGroup]


def assign(members: list[Member], *, scored: bool = True) -> Assigned:
    groups = defaultdict(list)
    for member in members:
        groups[key_of(member)].append(member)
    found = assign_groups(
        [
            Group(
                key,
                PLACES[key.service_key],
                frozenset(m.person for m in these),
                scores=(_score_sum([m.score for m in these]),) if scored else (),
            )
            for key, these in groups.items()
        ],
        MINIMUM,
    )
    return {a.group.key: a for a in found}


def _score_sum(scores: list[int]) -> ScoreSum:
    return ScoreSum(len(scores), sum(scores), min(scores), max(scores), None)


def key_of(member: Member) -> GroupKey:
    return GroupKey("q", 1, 20241, member.status, member.service)


def published_rows(members: list[Member]) -> list[frozenset[int]]:
    """Rows of every table about people, each as the numbers of the members that it is about.

    Cells: changes and levels. Distributions: answers, classes, directions, conditions. Places:
    reports of municipalities, counties and service types, with medians, and their counts including
    suppressed people. Then backgrounds, coverage, and reliability by language.
    """
    found = assign(members)
    rows = [*_rows_of_cells(members, found).values()]
    pairs = [m for m in members if m.status == "paired" and found[key_of(m)].cell is not None]
    categories = _categories(pairs, found)
    for background, parts in categories.items():
        rows += _grouped(pairs, lambda m, b=background, p=parts: p[getattr(m, b)])
    return [frozenset(row) for row in [*rows, *_rows_of_languages(members, found, categories)]]


def _rows_of_cells(members: list[Member], found: Assigned) -> dict[tuple, set[int]]:
    rows = defaultdict(set)
    for member in members:
        at, status = found[key_of(member)], member.status
        name = "suppressed" if at.cell is None else at.cell.groups[0].key
        rows["cell", status, name].add(member.number)
        for kind, cell in (("published", at.cell), ("distribution", at.distribution)):
            for level in ("service_type_code", "municipality_code", "region_code") if cell else ():
                rows[kind, status, level, getattr(cell.place, level)].add(member.number)
        if at.distribution is not None:
            rows["distribution", status, at.distribution.groups[0].key].add(member.number)
        elif at.cell is not None:
            rows["suppressed from distributions", status, ""].add(member.number)
    for name in [n for n in rows if n[2] in ("suppressed", "")]:
        if len({members[n].person for n in rows[name]}) < K:
            del rows[name]
        elif name[2] == "suppressed":
            # What a county counts: its cells and, where that is a number, the suppressed people.
            region = "published", name[1], "region_code", "09"
            rows["counted", name[1]] = rows[name] | rows.get(region, set())
    return rows


def rows_of_everybody(members: list[Member]) -> list[frozenset[int]]:
    """Rows about everybody, with or without a score: answers to questions that are no items."""
    found = assign(members, scored=False)
    rows = _rows_of_cells(members, found)
    counted = ("distribution", "suppressed from distributions", "cell")
    return [
        frozenset(row)
        for name, row in rows.items()
        # Cells by themselves are of scores; of the others only how many are suppressed.
        if name[0] in counted and (name[0] != "cell" or name[2] == "suppressed")
    ]


def _grouped(members: list[Member], name_of) -> list[set[int]]:
    rows = defaultdict(set)
    for member in members:
        rows[name_of(member)].add(member.number)
    return list(rows.values())


def _rows_of_languages(members, found: Assigned, categories) -> list[set[int]]:
    """All members in cells, and the languages that are published of them."""
    shown = [m for m in members if found[key_of(m)].cell is not None]
    if len(shown) < SMALLEST_LANGUAGE:
        return []
    profiles = [
        tuple(parts[getattr(m, b)] if m.status == "paired" else "" for b, parts in categories.items())
        for m in shown
    ]  # fmt: skip
    groups = np.unique([str(profile) for profile in profiles], return_inverse=True)[1]
    people = _people(shown, found, {}, groups)
    spoken = np.array([m.language for m in shown])
    languages = choose_languages(people, spoken, SMALLEST_LANGUAGE, MINIMUM)
    rows = [{m.number for m in shown if m.language == language} for language in languages]
    return [{m.number for m in shown}, *rows]


def _categories(pairs: list[Member], found: Assigned):
    if not pairs:
        return {}
    categories = {c: Categories.of([getattr(m, c) for m in pairs]) for c in ("gender", "age")}
    return choose_categories(_people(pairs, found, categories), minimum=MINIMUM)


def _people(members: list[Member], found: Assigned, categories, published_groups=None) -> People:
    numbers = {a.cell.groups[0].key: n for n, a in enumerate(found.values()) if a.cell}
    cells = np.array([numbers[found[key_of(m)].cell.groups[0].key] for m in members])
    persons, scores = (np.array([getattr(m, c) for m in members]) for c in ("person", "score"))
    return People(persons, cells, categories, scores[:, None], published_groups)


def fewest(rows, members: list[Member]) -> int:
    return fewest_people(rows, {m.number: m.person for m in members}, K)


@settings(max_examples=150, deadline=None)
@given(populations())
def test_no_sum_or_difference_of_published_rows_is_about_fewer_than_k(members):
    assert fewest(published_rows(members), members) >= K


@settings(max_examples=60, deadline=None)
@given(populations(), st.sets(st.integers(0, 39), max_size=12))
def test_nor_is_one_of_everybody_where_some_have_no_score(members, without_score):
    """Scores are of those who have one, and every other question of everybody."""
    with_score = [m for m in members if m.number not in without_score]
    scored = [m._replace(number=n) for n, m in enumerate(with_score)]
    assert fewest(published_rows(scored), scored) >= K
    assert fewest(rows_of_everybody(members), members) >= K


@given(
    st.lists(st.frozensets(st.integers(0, 7)), min_size=1, max_size=6),
    st.lists(st.integers(0, 5), min_size=8, max_size=8),
)
def test_the_search_finds_what_trying_every_set_of_people_finds(rows, persons):
    """Leaving out a set's columns lowers the rank if and only if a combination is about the set."""
    table = np.array([[member in row for member in range(8)] for row in rows], dtype=float)
    expected = [
        size
        for size in range(1, 4)
        for these in itertools.combinations(range(6), size)
        if np.linalg.matrix_rank(table * ~np.isin(persons, these)) < np.linalg.matrix_rank(table)
    ]
    assert fewest_people(rows, dict(enumerate(persons)), 4) == min(expected, default=4)


def crowd(*parts: tuple[int, int, str, str]) -> list[Member]:
    """(how many, service, pairing status, gender), everybody another person."""
    rows = [part for part in parts for _ in range(part[0])]
    return [Member(n, n, s, t, g, "o", n) for n, (_, s, t, g) in enumerate(rows)]


def test_the_search_finds_people_without_an_end_when_starts_and_pairs_are_published_naively():
    members = crowd((8, 1, "paired", "w"), (2, 1, "start_only", "w"))
    starts = frozenset(m.number for m in members)
    pairs = frozenset(m.number for m in members if m.status == "paired")
    assert fewest([starts, pairs], members) == 2
    assert fewest(published_rows(members), members) >= K


def test_the_search_finds_a_small_service_as_the_total_less_the_others():
    members = crowd((7, 1, "paired", "w"), (2, 2, "paired", "w"), (9, 3, "paired", "w"))
    services = [frozenset(m.number for m in members if m.service == s) for s in (1, 3)]
    total = frozenset(m.number for m in members)
    assert fewest([*services, total], members) == 2
    assert fewest(published_rows(members), members) >= K


def test_the_search_finds_a_category_less_the_services_inside_it():
    members = crowd(
        (7, 1, "paired", "w"), (6, 3, "paired", "w"), (9, 4, "paired", "m"), (1, 4, "paired", "w")
    )
    services = [frozenset(m.number for m in members if m.service == s) for s in (1, 3, 4)]
    women = frozenset(m.number for m in members if m.gender == "w")
    men = frozenset(m.number for m in members if m.gender == "m")
    # The one woman of the fourth service is all women less two services.
    assert fewest([*services, women, men], members) == 1
    assert fewest(published_rows(members), members) >= K


@settings(max_examples=60, deadline=None)
@given(populations())
def test_something_is_published_wherever_there_are_enough_people(members):
    """The search would also pass if nothing were published."""
    people_by_status, scores_by_status = defaultdict(set), defaultdict(set)
    for member in members:
        people_by_status[member.status].add(member.person)
        scores_by_status[member.status].add(member.score)
    published = {key.pairing_status_code for key, a in assign(members).items() if a.cell}
    for status, people in people_by_status.items():
        # All these services are in one county: whoever is left is merged, if there are enough.
        if len(people) >= K and len(scores_by_status[status]) > 1:
            assert status in published


def test_the_search_finds_a_language_less_a_gender():
    # Twelve answered in Finnish, all eleven women among them: 12 - 11 is one man.
    members = [
        m._replace(language="fi" if n < 12 else "sv", gender="w" if n < 11 else "m")
        for n, m in enumerate(crowd((24, 1, "paired", "w")))
    ]
    women = frozenset(m.number for m in members if m.gender == "w")
    men = frozenset(m.number for m in members if m.gender == "m")
    finnish = frozenset(m.number for m in members if m.language == "fi")
    assert fewest([women, men, finnish], members) == 1
    assert fewest(published_rows(members), members) >= K


def test_two_scales_disclose_of_a_few_only_that_they_left_one_of_them_blank():
    """The decision about publication cells says why this is accepted, and what would prevent it."""
    first = crowd((12, 1, "paired", "w"))
    second = [member for member in first if member.number != 7]
    rows = {name: published_rows(m) for name, m in (("first", first), ("second", second))}
    # Scores of either scale are in the rows of that scale only: no combination is about a few.
    assert fewest(rows["first"], first) >= K
    assert fewest(rows["second"], second) >= K
    # Counts of people are comparable between the scales: twelve less eleven.
    assert fewest([*rows["first"], *rows["second"]], first) == 1
