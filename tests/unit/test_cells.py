"""Groups become publication cells: minimum sizes, merging, independence of order, refusals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.privacy.groups import Group, GroupKey, MinimumGroupSizes, Place
from orchestration.privacy.publication_cells import assign_groups
from orchestration.privacy.uniform import ScoreSum

LAHTI_WORKSHOP = Place("09", "398", "workshop")
LAHTI_PEERS = Place("09", "398", "peer_support")
IITTI_WORKSHOP = Place("09", "142", "workshop")
TAMPERE_WORKSHOP = Place("06", "837", "workshop")


def group(
    persons: int | set[int],
    uncoded: int = 0,
    service: int = 1,
    place: Place = LAHTI_WORKSHOP,
    ranges: tuple[tuple[int, int], ...] = ((0, 100),),
) -> Group:
    """A group of so many people of its own, or of just these, with lowest and highest scores."""
    own = range(service * 1000, service * 1000 + persons) if isinstance(persons, int) else persons
    key = GroupKey("q", 1, 20241, "single", service)
    scores = tuple(ScoreSum(2, low + high, low, high, None) for low, high in ranges)
    return Group(key, place, frozenset(own), uncoded, scores)


def cells_of(*groups: Group) -> list[tuple[int, ...] | None]:
    """The services in the cell of each group; None for a suppressed group."""
    return [a.cell and a.cell.service_keys for a in assign_groups(groups)]


@pytest.mark.parametrize(
    ("persons", "uncoded", "status", "distribution"),
    [
        (4, 0, "suppressed", False),
        (5, 0, "published", False),
        (9, 0, "published", False),
        (10, 0, "published", True),
        # Forms without a code may be of the same person: ten in all are needed.
        (0, 9, "suppressed", False),
        (0, 10, "published", True),
        (4, 5, "suppressed", False),
        (4, 6, "published", True),
        (5, 4, "published", False),
        (5, 5, "published", True),
        (0, 0, "suppressed", False),
    ],
)
def test_five_people_make_a_cell_and_ten_a_distribution(persons, uncoded, status, distribution):
    (found,) = assign_groups([group(persons, uncoded)])
    assert (found.status_code, found.distribution is not None) == (status, distribution)
    assert (found.cell is None) == (status == "suppressed")


def test_minimum_group_sizes_are_parameters():
    strict = MinimumGroupSizes(persons=8, persons_without_code=20, distribution=15)
    places = (LAHTI_WORKSHOP, IITTI_WORKSHOP, TAMPERE_WORKSHOP)
    sizes = (7, 8, 15)
    found = assign_groups(
        [group(n, service=s, place=p) for s, (n, p) in enumerate(zip(sizes, places, strict=True))],
        strict,
    )
    assert [(a.status_code, a.distribution is not None) for a in found] == [
        ("suppressed", False),
        ("published", False),
        ("published", True),
    ]


def test_the_minimum_for_people_with_a_code_must_not_exceed_the_other_minimums():
    with pytest.raises(ValueError, match="people with a code"):
        MinimumGroupSizes(persons=11)


def test_a_group_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        assign_groups([group(3), group(4)])


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        assign_groups([group(3, uncoded=-1)])


def test_small_groups_are_merged_with_their_type_first_and_large_ones_are_not_merged():
    found = cells_of(
        group(3, service=1),
        group(4, service=2),
        group(9, service=3),
        group(4, service=4, place=LAHTI_PEERS),
        group(4, service=5, place=IITTI_WORKSHOP),
    )
    # 3 + 4 people of two workshops in Lahti. Peer support in Lahti is the only one of its type there:
    # it is merged with the other small group of the county.
    assert found == [(1, 2), (1, 2), (3,), (4, 5), (4, 5)]


def test_small_groups_of_different_types_are_merged_in_their_municipality():
    found = cells_of(
        group(2, service=1),
        group(4, service=2, place=LAHTI_PEERS),
        group(4, service=3, place=IITTI_WORKSHOP),
    )
    assert found == [(1, 2), (1, 2), None]


def test_groups_of_different_counties_are_never_merged():
    assert cells_of(group(4, service=1), group(4, service=2, place=TAMPERE_WORKSHOP)) == [
        None,
        None,
    ]


def test_a_person_in_two_services_counts_once():
    # 3 + 3 rows, but four people: 1, 2, 3 and 2, 3, 4.
    assert cells_of(group({1, 2, 3}, service=1), group({2, 3, 4}, service=2)) == [None, None]
    assert cells_of(group({1, 2, 3}, service=1), group({3, 4, 5}, service=2)) == [(1, 2), (1, 2)]


def test_a_group_in_which_all_score_the_same_is_merged_or_suppressed():
    alike = group(9, service=1, ranges=((7500, 7500),))
    others = group(2, service=2, ranges=((5000, 5000),))
    also_alike = group(2, service=2, ranges=((7500, 7500),))
    assert cells_of(alike) == [None]
    assert cells_of(alike, others) == [(1, 2)] * 2
    assert cells_of(alike, also_alike) == [None] * 2
    # Starts and ends differ, but everybody has the same change.
    same_change = group(9, ranges=((0, 50), (10, 60), (10, 10)))
    assert cells_of(same_change) == [None]


def test_a_group_whose_mean_is_next_to_an_end_of_the_scale_is_merged_or_suppressed():
    # Ten items of 1 to 5 are 40 steps, in hundredths here. Without the one at 20 the other four are four steps from the top.
    near_the_top = ScoreSum(count=5, total=17600, lowest=2000, highest=3900, highest_possible=4000)
    nearer = ScoreSum(count=5, total=17700, lowest=2000, highest=4000, highest_possible=4000)
    key = GroupKey("q", 1, 20241, "single", 1)
    people = frozenset(range(5))
    assert cells_of(Group(key, LAHTI_WORKSHOP, people, 0, (near_the_top,))) == [(1,)]
    assert cells_of(Group(key, LAHTI_WORKSHOP, people, 0, (nearer,))) == [None]


def test_groups_of_different_pairing_statuses_and_periods_are_never_merged():
    groups = [
        Group(GroupKey("q", 1, period, status, 1), LAHTI_WORKSHOP, frozenset(range(4)))
        for period in (20241, 20242)
        for status in ("paired", "start_only")
    ]
    assert cells_of(*groups) == [None] * 4


def test_the_key_of_merged_services_depends_on_the_services_only():
    first, second = (
        assign_groups([group(n, service=1), group(n, service=2)])[0].cell for n in (3, 4)
    )
    other = assign_groups([group(3, service=1), group(3, service=3)])[0].cell
    assert first.service_code.startswith("several_")
    assert (first.service_code, first.service_key) == (second.service_code, second.service_key)
    assert first.service_key != other.service_key
    assert 0 < first.service_key < 2**52
    assert assign_groups([group(9, service=7)])[0].cell.service_key == 7


@st.composite
def populations(draw) -> list[Group]:
    """A county's services, with people who may use several."""
    sizes = draw(st.lists(st.sets(st.integers(0, 25), max_size=14), min_size=1, max_size=8))
    places = [LAHTI_WORKSHOP, LAHTI_PEERS, IITTI_WORKSHOP]
    return [
        group(
            persons,
            uncoded=draw(st.integers(0, 6)),
            service=service,
            place=draw(st.sampled_from(places)),
            ranges=((low := draw(st.integers(0, 3)), draw(st.integers(low, 4))),),
        )
        for service, persons in enumerate(sizes)
    ]


@given(populations(), st.randoms())
def test_cells_are_large_disjoint_and_mixed_and_distributions_are_made_of_whole_cells(
    groups, random
):
    found = assign_groups(random.sample(groups, len(groups)))
    assert found == assign_groups(groups), "depends on the order of groups"
    assert {a.group.key for a in found} == {g.key for g in groups}
    cell_of = {a.group.key: a.cell for a in found}
    distribution_of = {a.group.key: a.distribution for a in found}
    for a in found:
        for cell in filter(None, (a.cell, a.distribution)):
            members = [g for g in groups if g.key in {m.key for m in cell.groups}]
            people = set().union(*(g.persons for g in members))
            in_all = len(people) + sum(g.uncoded_count for g in members)
            assert len(people) >= 5 or in_all >= 10
            assert a.distribution is not cell or in_all >= 10
            lows, highs = zip(
                *((g.scores[0].lowest, g.scores[0].highest) for g in members), strict=True
            )
            assert min(lows) < max(highs)
            assert a.group in members
        if a.cell is not None:
            assert all(cell_of[g.key] == a.cell for g in a.cell.groups)
            assert all(distribution_of[g.key] == a.distribution for g in a.cell.groups)
        else:
            assert a.distribution is None
