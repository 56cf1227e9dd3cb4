"""Why squares are published of ten people and more only: in how many random groups a score is determined.

Run: python -m tests.attacks.moment_table (three minutes). Belongs here: random groups and what is
published of them. Does not belong here: counting what agrees (moment_solver).
"""

from __future__ import annotations

import itertools
import random
import sys
from collections.abc import Callable, Iterator
from statistics import median, stdev
from typing import NamedTuple

import numpy as np

from tests.attacks.moment_solver import (
    FEWEST_ANSWERED,
    HUNDREDTHS_PER_STEP,
    ITEMS,
    Steps,
    agreeing,
    groups,
    in_all,
    pairings,
    possible_scores,
    score,
    totals,
)

BLANKS = 0.1
_MOST_COMBINATIONS = 3_000
# A change of 0 is the middle of the scale of Steps.
_MIDDLE = 50


class Finding(NamedTuple):
    """Of one random group: solutions, whether somebody is determined, also for a member of it."""

    solutions: int
    is_determined: bool
    is_for_member: bool


def person(source: random.Random, blanks: float) -> tuple[int, int]:
    """Start and end of one person, in hundredths; `blanks`: share of forms with one or two."""
    trait = source.gauss(3.6, 0.8)
    return _form(source, trait, blanks), _form(source, trait + source.gauss(0.25, 0.5), blanks)


def _form(source: random.Random, trait: float, blanks: float) -> int:
    answered = ITEMS if source.random() >= blanks else source.randint(FEWEST_ANSWERED, ITEMS - 1)
    return score(
        sum(min(5, max(1, round(source.gauss(trait, 0.9)))) for _ in range(answered)), answered
    )


def exact_level(source: random.Random, size: int, blanks: float) -> Finding:
    """Number, sum and sum of squares of single scores, with all their decimals."""
    group = [person(source, blanks)[0] for _ in range(size)]
    found = groups(possible_scores(), size, sum(group), sum(x * x for x in group))
    rest = [_less(each, group[0]) for each in found if group[0] in each]
    return Finding(len(found), bool(in_all(found)), bool(in_all(rest)))


def _less(group: tuple[int, ...], own: int) -> tuple[int, ...]:
    at = group.index(own)
    return group[:at] + group[at + 1 :]


def exact_pairs(source: random.Random, size: int, blanks: float) -> Finding:
    """All that is published of pairs: both sums, both sums of squares, the sum of products.

    The insider knows one person's start and wants the end.
    """
    pairs = [person(source, blanks) for _ in range(size)]
    sides = [
        groups(possible_scores(), size, sum(side), sum(x * x for x in side))
        for side in zip(*pairs, strict=True)
    ]
    is_determined = bool(in_all(sides[0]) or in_all(sides[1]))
    if len(sides[0]) * len(sides[1]) > _MOST_COMBINATIONS:
        return Finding(_MOST_COMBINATIONS, is_determined, False)
    found = list(pairings(*sides, sum(start * end for start, end in pairs)))
    ends = [{p[1] for each in found for p, _ in each if p[0] == start} for start, _ in pairs]
    return Finding(len(found), is_determined, any(len(each) == 1 for each in ends))


def rounded(
    steps: Steps, kind: str, mean_step: float, sd_step: float | None
) -> Callable[[random.Random, int, float], Finding]:
    """Number, mean and perhaps SD, rounded; at least the solutions of complete forms are counted."""

    def find(source: random.Random, size: int, blanks: float) -> Finding:
        pairs = [person(source, blanks) for _ in range(size)]
        group = [s / 100 if kind == "scores" else (e - s) / 100 + _MIDDLE for s, e in pairs]
        agree = agreeing(size, sum(group) / size, mean_step, stdev(group), sd_step)
        count, having = steps.solutions(size, *agree), steps.share_with(size, *agree)
        own = max(having, key=lambda v: (any(abs(v * 2.5 - x) < 1e-6 for x in group), having[v]))
        rest = steps.share_with(size - 1, agree[0] - own, agree[1] - own**2)
        return Finding(count, count in having.values(), having[own] in rest.values())

    return find


def rest_of_one_prorated(steps: Steps, source: random.Random, size: int) -> int:
    """How many scores the one prorated form may have beside exact sums of a group."""
    prorated = [x for x in possible_scores() if x % HUNDREDTHS_PER_STEP]
    group = [person(source, 0)[0] for _ in range(size - 1)]
    group.append(next(x for x, _ in iter(lambda: person(source, 1), None) if x in set(prorated)))
    rests = ((sum(group) - x, sum(y * y for y in group) - x * x) for x in prorated)
    whole = [divmod(s, HUNDREDTHS_PER_STEP) + divmod(q, HUNDREDTHS_PER_STEP**2) for s, q in rests]
    return sum(
        not s_over and not q_over and s >= 0 <= q and steps.counts[size - 1][s, q] > 0
        for s, s_over, q, q_over in whole
    )


def furthest_determined(size: int, mean_step: float) -> float:
    """Of all groups not all alike: how far from an end of the scale a rounded mean determines."""
    counts = totals(size)
    sums = np.arange(1, size * 10_000)
    published = np.floor(sums / 100 / size / mean_step + 0.5 + 1e-9).astype(np.int64)
    everybody = np.bincount(published, counts[size][sums])
    determined = np.zeros(len(everybody), dtype=bool)
    for value in possible_scores():
        inside = (sums >= value) & (sums - value < len(counts[size - 1]))
        having = np.zeros(len(sums))
        having[inside] = counts[size - 1][sums[inside] - value]
        determined |= (np.bincount(published, having) == everybody) & (everybody > 0)
    means = np.flatnonzero(determined) * mean_step
    return float(np.minimum(means, 100 - means).max(initial=0))


def row(name: str, size: int, blanks: float, find: Callable, group_count: int = 200) -> str:
    source = random.Random(f"{name} {size} {blanks}")
    found = [find(source, size, blanks) for _ in range(group_count)]
    counts = [each.solutions for each in found if each.solutions]
    shares = [sum(each[column] for each in found) / group_count for column in (1, 2)]
    return (
        f"| {size} | {name} | {blanks:.0%} | {shares[0]:.1%} | {shares[1]:.1%} |"
        f" {min(counts)} | {median(counts):.0f} |"
    )


def table() -> Iterator[str]:
    """Lines of Markdown."""
    yield "| people | published | forms with blanks | somebody's score determined | for an insider | fewest solutions | median |"
    yield "|---|---|---|---|---|---|---|"
    for size, blanks in itertools.product((5, 6, 7), (0, BLANKS)):
        yield row(
            "n, sum, sum of squares, exact", size, blanks, exact_level, 50 if size > 6 else 200
        )
    for size, blanks in itertools.product((5, 6), (0, BLANKS)):
        yield row("pairs: all sums, exact", size, blanks, exact_pairs, 60)
    steps = Steps(12)
    for size, kind, (mean_step, sd_step) in itertools.product(
        (5, 6, 9, 10, 12),
        ("scores", "changes"),
        ((0.5, None), (1, None), (0.5, 1), (1, 2.5), (0.5, 0.1)),
    ):
        name = f"{kind}: n, mean to {mean_step}" + (f", SD to {sd_step}" if sd_step else "")
        yield row(name, size, BLANKS, rounded(steps, kind, mean_step, sd_step))
    yield ""
    for size in (5, 7, 10, 12):
        source = random.Random(size)
        found = [rest_of_one_prorated(steps, source, size) for _ in range(200)]
        share = sum(each == 1 for each in found) / len(found)
        yield f"{size} people, one with blanks, exact sums: that score is determined in {share:.0%}."
    for size, mean_step in itertools.product(range(5, 10), (0.01, 0.1, 0.5, 1)):
        yield f"{size} people, mean to {mean_step}: {furthest_determined(size, mean_step):.1f} from an end."


if __name__ == "__main__":
    sys.stdout.writelines(f"{line}\n" for line in table())
