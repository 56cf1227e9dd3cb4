"""The assignment of people to cells: bounds, order, and what it refuses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orchestration.privacy.cells import Bounds, Group, GroupKey, assign


def group(persons: int, uncoded: int = 0, service: int = 1) -> Group:
    return Group(GroupKey("q", 1, 20241, "single", service), persons, uncoded)


@pytest.mark.parametrize(
    ("persons", "uncoded", "status", "distribution"),
    [
        (4, 0, "withheld", False),
        (5, 0, "published", False),
        (9, 0, "published", False),
        (10, 0, "published", True),
        # Without a code nobody is proved distinct: ten in all are needed.
        (0, 9, "withheld", False),
        (0, 10, "published", True),
        (4, 5, "withheld", False),
        (4, 6, "published", True),
        (5, 4, "published", False),
        (5, 5, "published", True),
        (0, 0, "withheld", False),
    ],
)
def test_five_people_make_a_cell_and_ten_a_distribution(persons, uncoded, status, distribution):
    (found,) = assign([group(persons, uncoded)])
    assert (found.status_code, found.has_distribution) == (status, distribution)
    assert (found.cell_code is None) == (status == "withheld")


def test_bounds_are_parameters():
    strict = Bounds(persons=8, persons_without_code=20, distribution=15)
    found = assign([group(7, service=1), group(8, service=2), group(15, service=3)], strict)
    assert [(a.status_code, a.has_distribution) for a in found] == [
        ("withheld", False),
        ("published", False),
        ("published", True),
    ]


def test_bound_for_identified_people_must_not_exceed_the_others():
    with pytest.raises(ValueError, match="identified people"):
        Bounds(persons=11)


def test_a_group_that_comes_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        assign([group(3), group(4)])


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        assign([group(-1)])


counts = st.integers(min_value=0, max_value=30)


@given(st.lists(st.tuples(counts, counts), max_size=8), st.randoms())
def test_assignment_does_not_depend_on_order_and_keeps_small_groups_out(sizes, random):
    groups = [group(p, u, service) for service, (p, u) in enumerate(sizes)]
    shuffled = random.sample(groups, len(groups))
    found = assign(shuffled)
    assert found == assign(groups)
    assert {a.group.key for a in found} == {g.key for g in groups}
    for a in found:
        if a.cell_code is not None:
            assert a.group.person_count >= 5 or a.group.total_count >= 10
        if a.has_distribution:
            assert a.cell_code is not None
            assert a.group.total_count >= 10
