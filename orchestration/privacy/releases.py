"""One release of one indicator family: what is published of its cells, then of its distributions.

Belongs here: deciding both, the second inside the first. Pure. Does not belong here: the rule
(history, moves), or tables (a dbt model calls this).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from orchestration.privacy import moves
from orchestration.privacy.groups import MINIMUM_GROUP_SIZES, MinimumGroupSizes
from orchestration.privacy.history import Decision, History, Measurements, Minimum
from orchestration.privacy.unions import Services, Union, unions


@dataclass(frozen=True)
class Published:
    """What is published of each measurement, and the union of each published cell by its label."""

    cells: Decision
    distributions: Decision
    unions: dict[str, Union]


def decide_family(
    before: tuple[History, History],
    wanted: Measurements,
    services: Services,
    gone: tuple[Sequence[int], Collection[str]],
    minimum: MinimumGroupSizes = MINIMUM_GROUP_SIZES,
    open_periods: Collection[int] = (),
) -> Published:
    """Decide about cells and distributions.

    Args:
        before: the history of cells and of distributions; the labels of cells are those of `unions`.
        wanted: the newest data, labelled with the cells they want.
        services: places and members of all services that a label may have.
        gone: people who have withdrawn, and labels that can no longer be published.
        minimum: the smallest numbers of people.
        open_periods: half-years in which cells are not united for distributions yet.
    """
    least = minimum.distribution
    smallest = Minimum(minimum.persons, minimum.persons_without_code, least)
    withdrawn, expired = gone
    cells = moves.decide(before[0], wanted, smallest, withdrawn, expired=sorted(expired))
    found = unions(cells.history, services, open_periods)
    labels = {label: label_of_union(label, union) for label, union in found.items()}
    inside = cells.within(labels, wanted.scales)
    smallest = Minimum(least, least, least)
    distributions = moves.decide(before[1], inside, smallest, withdrawn, inside=cells)
    return Published(cells, distributions, found)


def label_of_union(label: str, union: Union) -> str:
    """The label of a distribution: its cells' period and pairing status, and its service."""
    period, status, _ = label.split("/")
    return f"{period}/{status}/{union.service_key}"
