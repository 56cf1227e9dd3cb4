"""What merged groups are named after, what is merged beside the small, and what waits until a
half-year has closed.
"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from orchestration.privacy.groups import LARGEST_MARGIN, MINIMUM_GROUP_SIZES, Group, GroupKey, Place
from orchestration.privacy.publication_cells import assign_groups
from orchestration.privacy.uniform import ScoreSum
from tests import sql

WORKSHOP, PEERS = Place("09", "398", "workshop"), Place("09", "398", "peer_support")
IITTI, TAMPERE = Place("09", "142", "workshop"), Place("06", "837", "workshop")
REGISTERED = {1: WORKSHOP, 2: WORKSHOP, 3: WORKSHOP, 4: PEERS, 5: IITTI, 6: IITTI, 7: TAMPERE}


def group(service: int, count: int, status: str = "paired", **more) -> Group:
    people = frozenset(range(service * 100, service * 100 + count))
    key = GroupKey("q", 1, 20241, status, service)
    return Group(key, REGISTERED[service], people, scores=(ScoreSum(2, 9, 0, 9, None),), **more)


def names(*groups: Group) -> list[tuple[int, ...] | None]:
    """The services that the cell of each group is named after; None if suppressed."""
    found = assign_groups(groups, services=REGISTERED)
    return [a.cell and a.cell.service_keys for a in found]


def test_a_merged_cell_is_named_after_all_services_of_its_place_that_are_not_published_alone():
    # Nobody answered in service 3; it is a workshop of the municipality as 1 and 2 are.
    assert names(group(1, 3), group(2, 4)) == [(1, 2, 3)] * 2
    assert names(group(1, 3), group(2, 4), group(3, 9)) == [(1, 2), (1, 2), (3,)]
    # A workshop and peer support: all of the municipality. Of the county: all of the county.
    assert names(group(1, 3), group(4, 4)) == [(1, 2, 3, 4)] * 2
    assert names(group(1, 3), group(5, 4)) == [(1, 2, 3, 4, 5, 6)] * 2


def test_a_service_is_named_in_one_cell_only_the_nearest():
    found = names(group(1, 3), group(2, 4), group(4, 2), group(5, 4))
    assert found == [(1, 2, 3), (1, 2, 3), (4, 5, 6), (4, 5, 6)]


def test_the_name_is_the_same_whoever_of_the_small_services_answered():
    of_two = assign_groups([group(1, 3), group(2, 4)], services=REGISTERED)
    of_others = assign_groups([group(2, 4), group(3, 2)], services=REGISTERED)
    assert of_two[0].cell.service_code == of_others[0].cell.service_code


def test_of_a_group_more_people_are_known_than_any_minimum_and_margin_asks_for():
    sizes = MINIMUM_GROUP_SIZES
    asked = max(sizes.persons, sizes.persons_without_code, sizes.distribution) + LARGEST_MARGIN
    assert int(sql.rendered("{{ enough_people() }}").split()[-1]) > asked


@st.composite
def counties(draw) -> list[Group]:
    return [
        group(service, draw(st.integers(1, 12)), margin=draw(st.integers(0, 3)))
        for service in sorted(draw(st.sets(st.sampled_from(sorted(REGISTERED)), min_size=1)))
    ]


@given(counties())
def test_no_service_is_named_twice_and_none_of_suppressed_people(groups):
    found = assign_groups(groups, services=REGISTERED)
    cells = {a.cell for a in found if a.cell is not None}
    listed = [key for cell in cells for key in cell.service_keys]
    assert len(listed) == len(set(listed))
    assert not {a.group.key.service_key for a in found if a.cell is None} & set(listed)
    assert all(a.group.key.service_key in a.cell.service_keys for a in found if a.cell)


def test_a_group_within_its_margin_is_merged_with_a_smaller_one_and_else_published_alone():
    assert names(group(1, 6, margin=2), group(2, 3)) == [(1, 2, 3)] * 2
    assert names(group(1, 6, margin=1), group(2, 3)) == [(1,), None]
    assert names(group(1, 6, margin=3), group(2, 7, margin=3)) == [(1,), (2,)]
    assert names(group(1, 6, margin=3), group(7, 3)) == [(1,), None]


def test_in_an_open_half_year_nothing_is_merged_and_no_start_without_an_end_is_published():
    small = [group(1, 3, is_open=True), group(2, 4, is_open=True)]
    assert names(*small, group(4, 6, is_open=True, margin=3)) == [None, None, (4,)]
    assert names(group(1, 30, "start_only", is_open=True)) == [None]
    assert names(group(1, 30, "start_only")) == [(1,)]
    # Starts without a code never become pairs.
    assert names(group(1, 30, "start_uncoded", is_open=True)) == [(1,)]


def test_in_an_open_half_year_only_large_cells_have_distributions():
    found = assign_groups([group(1, 6, is_open=True), group(2, 7, is_open=True)])
    assert [a.distribution for a in found] == [None, None]
    (alone,) = assign_groups([group(1, 10, is_open=True)])
    assert alone.distribution == alone.cell
