"""Parts: the difference of a figure cause by cause, so that the parts add up to the whole.

Belongs here: changing one thing after the other in the order of the causes, and when parts may not
be separated. Pure. Does not belong here: what moved (people, elements), or the words (causes).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_EVEN, Decimal

from orchestration.difference.causes import ORDER, together

_PLACES = Decimal("0.0001")


@dataclass(frozen=True)
class Sums:
    """Numbers that add up over people or answers: how many, and sums by name, in score units."""

    count: Decimal
    totals: Mapping[str, Decimal] = field(default_factory=dict)

    def plus(self, other: Sums) -> Sums:
        """Both together."""
        names = sorted({*self.totals, *other.totals})
        zero = Decimal(0)
        totals = {n: self.totals.get(n, zero) + other.totals.get(n, zero) for n in names}
        return Sums(self.count + other.count, totals)


@dataclass(frozen=True)
class Share:
    """What one cause adds to a cell. `may_stand_alone`: its people are enough, and their number and
    sums tell no score; otherwise it is reported together with the others."""

    cause: str
    sums: Sums
    may_stand_alone: bool = True


@dataclass(frozen=True)
class Part:
    """What one cause changed a figure by; None where the figure is new or gone."""

    cause: str
    part: Decimal | None


def figures_of(sums: Sums, count_name: str) -> dict[str, Decimal]:
    """The published figures of a cell: how many, and the mean of each sum to four decimals."""
    found = {count_name: sums.count}
    for name, total in sums.totals.items():
        if sums.count:
            found[f"{name}_mean"] = rounded(rounded(total) / sums.count)
    return found


def rounded(value: Decimal) -> Decimal:
    """To four decimals, as sums are published."""
    return value.quantize(_PLACES, rounding=ROUND_HALF_EVEN)


def separated(shares: Sequence[Share]) -> list[Share]:
    """One share per cause in order; all in one where a part would tell of few."""
    by_cause: dict[str, Share] = {}
    for share in shares:
        had = by_cause.get(share.cause)
        sums = had.sums.plus(share.sums) if had else share.sums
        alone = share.may_stand_alone and (had.may_stand_alone if had else True)
        by_cause[share.cause] = Share(share.cause, sums, alone)
    ordered = sorted(by_cause.values(), key=lambda one: ORDER[one.cause])
    if len(ordered) < 2 or all(one.may_stand_alone for one in ordered):
        return ordered
    return [_merged(ordered)]


def _merged(shares: Sequence[Share]) -> Share:
    total = Sums(Decimal(0))
    for share in shares:
        total = total.plus(share.sums)
    return Share(together(share.cause for share in shares), total)


def parts(before: Sums, shares: Sequence[Share], count_name: str) -> dict[str, list[Part]]:
    """Figure -> its parts: shares are added one after the other, and differences taken.

    Args:
        before: the cell as it was published.
        shares: as `separated` gave them; with `before` they add up to the cell as it is now.
        count_name: the figure that says how many.

    Returns:
        For each figure the causes that changed it, in order. The parts of a figure add up exactly to
        the figure after less the figure before.
    """
    found: dict[str, list[Part]] = {}
    sums, figures = before, figures_of(before, count_name)
    for share in shares:
        sums = sums.plus(share.sums)
        following = figures_of(sums, count_name)
        if not set(figures) <= set(following):
            return parts(before, [_merged(shares)], count_name)
        for name, value in following.items():
            if value != figures.get(name):
                found.setdefault(name, []).append(Part(share.cause, value - figures[name]))
        figures = following
    return found
