"""Groups of people and publication cells: who is in them, where they are, and what they are called.

Belongs here: the minimum group sizes, and counting the people of groups. Pure. Does not belong here:
which groups are merged (publication_cells).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from orchestration.privacy.uniform import ScoreSum, tells_a_score

# 13 hex digits are 52 bits: a key that is exact as a double too (the warehouse's code_key).
KEY_DIGITS = 13
# Two services of 8 people together: without a margin they have 4 each. With up to 3 a reader who
# knows all of this guesses one in four right (tests/attacks/test_merged_sizes.py).
LARGEST_MARGIN = 3


class GroupKey(NamedTuple):
    """What identifies a group, the smallest set of people that can become a publication cell.

    A family is one indicator, or several that share items and so have the same people.
    """

    questionnaire_code: str
    family_key: int
    period_key: int
    pairing_status_code: str
    service_key: int


class Place(NamedTuple):
    """Where a service is and of which type; None where merged services differ."""

    region_code: str
    municipality_code: str | None
    service_type_code: str | None


@dataclass(frozen=True)
class MinimumGroupSizes:
    """The smallest numbers of people that may be published.

    `persons`: distinct people known by a respondent code. `persons_without_code`: people in all,
    where some have no code and may be the same person twice. `distribution`: people in all, for
    how many answered what, for improved and declined, and for medians.
    """

    persons: int = 5
    persons_without_code: int = 10
    distribution: int = 10

    def is_enough(self, cell: PublicationCell, margin: int = 0) -> bool:
        """True if the cell may be published, and has `margin` people more than it needs."""
        enough_known = len(cell.persons) >= self.persons + margin
        enough = enough_known or cell.total_count >= self.persons_without_code + margin
        return enough and not cell.is_uniform

    def is_clearly_enough(self, cell: PublicationCell) -> bool:
        """True if the cell, of one group, may be published and is above its margin."""
        return self.is_enough(cell, cell.groups[0].margin)

    def is_distribution(self, cell: PublicationCell) -> bool:
        """True if distributions of the cell may be published."""
        return cell.total_count >= self.distribution

    def __post_init__(self) -> None:
        if not 1 <= self.persons <= min(self.persons_without_code, self.distribution):
            raise ValueError(
                "the minimum group size of people with a code must be at least 1 and at most"
                " each of the other minimum group sizes"
            )


MINIMUM_GROUP_SIZES = MinimumGroupSizes()


@dataclass(frozen=True)
class Group:
    """A group: its distinct people with a code, and its number of submissions without a code.

    Of many people any that are more than every minimum and margin do for all of them.
    `scores` has each score that is published (start, end and change of pairs), summed; it is empty
    where nothing is scored. `margin`: with at most so many people
    more than it needs, the group is still merged with a smaller one. `is_open`: its half-year is.
    """

    key: GroupKey
    place: Place
    persons: frozenset[int]
    uncoded_count: int = 0
    scores: tuple[ScoreSum, ...] = ()
    margin: int = 0
    is_open: bool = False


@dataclass(frozen=True)
class PublicationCell:
    """One group, or several merged ones that differ in the service only.

    `service_keys`: the services that it is named after, in order. Those of its groups are among
    them; there may be others, of whose people none is in it.
    """

    groups: tuple[Group, ...]
    place: Place
    service_keys: tuple[int, ...]

    @classmethod
    def of(cls, group: Group) -> PublicationCell:
        """A group by itself."""
        return cls((group,), group.place, (group.key.service_key,))

    @cached_property
    def persons(self) -> frozenset[int]:
        """Distinct people with a code."""
        return frozenset().union(*(group.persons for group in self.groups))

    @cached_property
    def total_count(self) -> int:
        """The largest number of people there can be: a person per submission without a code."""
        return len(self.persons) + sum(group.uncoded_count for group in self.groups)

    @property
    def is_uniform(self) -> bool:
        """True if the sum of starts, ends, changes or scores tells one of them (uniform)."""
        return any(map(tells_a_score, zip(*(group.scores for group in self.groups), strict=True)))

    @property
    def service_code(self) -> str | None:
        """Code of the merged services; None for a single service, which has its own code."""
        if len(self.service_keys) == 1:
            return None
        listed = "+".join(str(key) for key in self.service_keys)
        return f"several_{hashlib.md5(listed.encode()).hexdigest()[:12]}"

    @property
    def service_key(self) -> int:
        """Key of the single service, or of the merged services."""
        code = self.service_code
        if code is None:
            return self.service_keys[0]
        return int(hashlib.md5(code.encode()).hexdigest()[:KEY_DIGITS], 16)


def margin_of(key: GroupKey, secret_number: int | None) -> int:
    """How many people above the minimum a group is still merged with a smaller one.

    `secret_number`: of its service, made with the root's key, so that no reader can work out the
    margin; it does not depend on people, so that it does not change when they come. Without one
    there is no margin. Nor does it depend on the indicator: published by one and merged by another,
    the same people would be the size of the one less that of the other.
    """
    if secret_number is None:
        return 0
    parts = (secret_number, *key._replace(family_key=0))
    digest = hashlib.md5("/".join(map(str, parts)).encode()).hexdigest()
    return int(digest, 16) % (LARGEST_MARGIN + 1)
