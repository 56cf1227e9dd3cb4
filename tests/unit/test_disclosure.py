"""No sum or difference of published rows, over all tables about people, speaks of a few.

Random small populations are put into cells and backgrounds as the warehouse does it, and every
combination of the rows is tried. The naive ways to publish are tried with the same search.
"""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from orchestration.privacy.background import Codes, People, tell
from orchestration.privacy.cells import Assignment, Bounds, Group, GroupKey, Place, assign
from tests.disclosure import smallest_told

K = 3
BOUNDS = Bounds(persons=K, persons_without_code=6, distribution=5)
PLACES = {
    1: Place("09", "398", "workshop"),
    2: Place("09", "398", "workshop"),
    3: Place("09", "398", "peer_support"),
    4: Place("09", "142", "workshop"),
}


class Member(NamedTuple):
    """One episode of one person; `stratum` paired has a start and an end."""

    number: int
    person: int
    service: int
    stratum: str
    gender: str
    age: str
    score: int


@st.composite
def populations(draw) -> list[Member]:
    services = st.sampled_from(sorted(PLACES))
    strata = st.sampled_from(["paired", "paired", "paired", "start_only"])
    row = st.tuples(st.integers(0, 24), services, strata, st.integers(0, 2))
    genders = draw(st.lists(st.sampled_from("wwmm-"), min_size=25, max_size=25))
    ages = draw(st.lists(st.sampled_from("yoo"), min_size=25, max_size=25))
    rows = sorted(draw(st.sets(row, min_size=6, max_size=40)))
    return [Member(n, p, s, t, genders[p], ages[p], x) for n, (p, s, t, x) in enumerate(rows)]


def assigned(members: list[Member]) -> list[Assignment]:
    groups = defaultdict(list)
    for member in members:
        groups[member.stratum, member.service].append(member)
    return assign(
        [
            Group(
                GroupKey("q", 1, 20241, stratum, service),
                PLACES[service],
                frozenset(m.person for m in these),
                ranges=((min(m.score for m in these), max(m.score for m in these)),),
            )
            for (stratum, service), these in groups.items()
        ],
        BOUNDS,
    )


def published(members: list[Member]) -> list[frozenset[int]]:
    """Rows of every table, as member rows: levels and changes, distributions, backgrounds, withheld."""
    found = {a.group.key: a for a in assigned(members)}

    def key_of(member: Member) -> GroupKey:
        return GroupKey("q", 1, 20241, member.stratum, member.service)

    rows = defaultdict(set)
    for member in members:
        place = found[key_of(member)]
        name = "withheld" if place.cell is None else place.cell.groups[0].key
        rows["cell", member.stratum, name].add(member.number)
        if place.distribution is not None:
            rows["distribution", member.stratum, place.distribution.groups[0].key].add(
                member.number
            )
    withheld = [name for name in rows if name[2] == "withheld"]
    for name in withheld:
        if len({members[n].person for n in rows[name]}) < K:
            del rows[name]
    pairs = [m for m in members if m.stratum == "paired" and found[key_of(m)].cell is not None]
    for background, categories in told(pairs, found, key_of).items():
        for member in pairs:
            part = categories[getattr(member, background)]
            rows["background", background, part].add(member.number)
    return [frozenset(row) for row in rows.values()]


def told(pairs, found, key_of):
    if not pairs:
        return {}
    numbers = {a.cell.groups[0].key: n for n, a in enumerate(found.values()) if a.cell}
    cells = [numbers[found[key_of(m)].cell.groups[0].key] for m in pairs]
    categories = {c: Codes.of([getattr(m, c) for m in pairs]) for c in ("gender", "age")}
    persons, scores = (np.array([getattr(m, c) for m in pairs]) for c in ("person", "score"))
    return tell(People(persons, np.array(cells), categories, scores[:, None]), BOUNDS)


def fewest(rows, members: list[Member]) -> int:
    return smallest_told(rows, {m.number: m.person for m in members}, K)


@settings(max_examples=150, deadline=None)
@given(populations())
def test_no_sum_or_difference_of_published_rows_speaks_of_fewer_than_k(members):
    assert fewest(published(members), members) >= K


def crowd(*parts: tuple[int, int, str, str]) -> list[Member]:
    """(how many, service, stratum, gender), everybody another person."""
    rows = [part for part in parts for _ in range(part[0])]
    return [Member(n, n, s, t, g, "o", n) for n, (_, s, t, g) in enumerate(rows)]


def test_the_search_finds_the_lost_when_starts_and_pairs_are_published_naively():
    members = crowd((8, 1, "paired", "w"), (2, 1, "start_only", "w"))
    starts = frozenset(m.number for m in members)
    pairs = frozenset(m.number for m in members if m.stratum == "paired")
    assert fewest([starts, pairs], members) == 2
    assert fewest(published(members), members) >= K


def test_the_search_finds_a_small_service_as_the_total_less_the_others():
    members = crowd((7, 1, "paired", "w"), (2, 2, "paired", "w"), (9, 3, "paired", "w"))
    services = [frozenset(m.number for m in members if m.service == s) for s in (1, 3)]
    total = frozenset(m.number for m in members)
    assert fewest([*services, total], members) == 2
    assert fewest(published(members), members) >= K


def test_the_search_finds_a_category_less_the_services_inside_it():
    members = crowd(
        (7, 1, "paired", "w"), (6, 3, "paired", "w"), (9, 4, "paired", "m"), (1, 4, "paired", "w")
    )
    services = [frozenset(m.number for m in members if m.service == s) for s in (1, 3, 4)]
    women = frozenset(m.number for m in members if m.gender == "w")
    men = frozenset(m.number for m in members if m.gender == "m")
    # The one woman of the fourth service is all women less two services.
    assert fewest([*services, women, men], members) == 1
    assert fewest(published(members), members) >= K


@settings(max_examples=60, deadline=None)
@given(populations())
def test_the_published_are_many_and_the_rest_is_counted_together(members):
    """The search would be content with nothing published: what can be told is told."""
    by_stratum = defaultdict(set)
    for member in members:
        by_stratum[member.stratum].add(member.person)
    shown = {a.group.key.stratum_code for a in assigned(members) if a.cell is not None}
    scores = {s: {m.score for m in members if m.stratum == s} for s in by_stratum}
    for stratum, people in by_stratum.items():
        # All these services are in one county: whoever is left joins, if there are enough.
        if len(people) >= K and len(scores[stratum]) > 1 and stratum not in shown:
            raise AssertionError(f"{len(people)} people of {stratum} stand nowhere")
