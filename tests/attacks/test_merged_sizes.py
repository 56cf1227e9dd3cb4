"""How many people each of two merged services has, guessed from their sum and the rule of merging.

The attacker knows the rule, which services there are, and how likely each size is. The one thing
that they do not know is the key, from which it follows up to which size a service is merged.
"""

from __future__ import annotations

import random
from collections import Counter
from itertools import product

import pytest

from orchestration.privacy.groups import LARGEST_MARGIN, Group, GroupKey, Place, margin_of
from orchestration.privacy.publication_cells import assign_groups
from orchestration.privacy.uniform import ScoreSum

PLACE = Place("09", "398", "workshop")
SERVICES = dict.fromkeys((1, 2), PLACE)
# Any size from nobody to twelve people is equally likely: the best guess is of the rule alone.
SIZES = range(13)
MINIMUM = 5
Split = tuple[int, int]


def merged_size(sizes: Split, margins: Split) -> int | None:
    """The published size of the two services together; None where they are not merged."""
    groups = [
        Group(
            GroupKey("q", 1, 20241, "paired", service),
            PLACE,
            frozenset(range(100 * service, 100 * service + size)),
            scores=(ScoreSum(2, 9, 0, 9, None),),
            margin=margin,
        )
        for service, size, margin in zip(SERVICES, sizes, margins, strict=True)
        if size
    ]
    cells = {a.cell for a in assign_groups(groups, services=SERVICES) if a.cell is not None}
    found = [cell.total_count for cell in cells if cell.service_keys == (1, 2)]
    return found[0] if found else None


def likelihoods(largest_margin: int) -> dict[int, Counter[Split]]:
    """Published size -> split -> how many of all margins give it; worked out without the code."""
    found: dict[int, Counter[Split]] = {}
    margins = range(largest_margin + 1)
    for sizes in product(SIZES, SIZES):
        for both in product(margins, margins):
            candidates = all(n < MINIMUM + m for n, m in zip(sizes, both, strict=True))
            if candidates and min(sizes) < MINIMUM <= sum(sizes) and min(sizes):
                found.setdefault(sum(sizes), Counter())[sizes] += 1
    return found


def share_right(largest_margin: int, count: int = 4_000) -> tuple[float, dict[int, float]]:
    """How often the best guess of a merged cell is right: in all, and by its size."""
    source, guesses = random.Random(12), likelihoods(largest_margin)
    right: Counter[int] = Counter()
    seen: Counter[int] = Counter()
    for _ in range(count):
        sizes = (source.choice(SIZES), source.choice(SIZES))
        margins = (source.randint(0, largest_margin), source.randint(0, largest_margin))
        total = merged_size(sizes, margins)
        if total is not None:
            seen[total] += 1
            right[total] += sizes == guesses[total].most_common(1)[0][0]
    by_size = {total: right[total] / seen[total] for total in sorted(seen)}
    return sum(right.values()) / sum(seen.values()), by_size


def test_without_a_margin_the_sizes_of_two_merged_services_follow_from_their_sum():
    in_all, by_size = share_right(0)
    # 4 + 4 is the one way to make 8, and there are two ways to make 7.
    assert by_size[8] == 1
    assert in_all > 0.3


def test_with_the_margin_at_most_half_of_the_guesses_are_right_and_a_quarter_in_all():
    in_all, by_size = share_right(LARGEST_MARGIN)
    assert in_all < 0.25
    assert by_size[8] < 0.35
    # Eleven is 4 and 7: which of the two services has 4 remains open.
    assert max(by_size.values()) < 0.65


@pytest.mark.parametrize("service", [1, 2, 3])
def test_the_margin_needs_the_key_and_is_the_same_whoever_comes(service):
    key = GroupKey("q", 1, 20241, "paired", service)
    margins = [margin_of(key, number) for number in range(2_000)]
    assert all(400 < count < 600 for count in Counter(margins).values())
    assert set(margins) == set(range(LARGEST_MARGIN + 1))
    assert margin_of(key, 7) == margin_of(key, 7)
    assert margin_of(key, None) == 0


def test_two_indicators_of_the_same_people_merge_the_same_services():
    """Six of a service alone, and nine of it with another by the other indicator, leave three."""
    keys = [GroupKey("q", family, 20241, "paired", 7) for family in (0, 5, 6)]
    for number in range(200):
        assert len({margin_of(key, number) for key in keys}) == 1
