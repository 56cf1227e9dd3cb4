"""What numbers and sums of a few people, and the squares of more, say about somebody's score.

Everything that is published of a group: of five to nine people their number and the sums of their
scores; of ten and more also squares, products and the distribution of each item. All scores are steps
on the scale of complete forms. A score is determined if every set of scores that fits has it.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator

import numpy as np
import pytest

from orchestration.privacy import spreads
from orchestration.privacy.spreads import Union, may_be_published
from orchestration.privacy.uniform import STEP, ScoreSum, tells_a_score
from tests.attacks.alternatives import search
from tests.attacks.moment_solver import Group, Steps

HIGHEST = 40  # ten items of 1 to 5


def all_groups(highest: int, size: int) -> list[Group]:
    return list(itertools.combinations_with_replacement(range(highest + 1), size))


def by_figures(groups: list[Group], *powers: int) -> dict[tuple, list[Group]]:
    """Groups with the same sums of these powers of their scores."""
    found: dict[tuple, list[Group]] = {}
    for group in groups:
        found.setdefault(tuple(sum(x**p for x in group) for p in powers), []).append(group)
    return found


def determined(groups: list[Group]) -> set[int]:
    return set.intersection(*map(set, groups))


def without(group: Group) -> Iterator[Group]:
    """The others, for each member who knows their own score."""
    for own in set(group):
        at = group.index(own)
        yield group[:at] + group[at + 1 :]


def score_sum(group: Group, highest: int) -> ScoreSum:
    scores = [x * STEP for x in group]
    return ScoreSum(len(group), sum(scores), min(scores), max(scores), highest * STEP)


# --- five to nine people: number and sum


@pytest.mark.parametrize(("highest", "size"), [(4, 5), (4, 6), (8, 5), (8, 6)])
def test_of_all_groups_that_are_published_the_sum_determines_nobody(highest, size):
    every = by_figures(all_groups(highest, size), 1)
    others = by_figures(all_groups(highest, size - 1), 1)
    published = [
        group
        for group in itertools.chain.from_iterable(every.values())
        if not tells_a_score([score_sum(group, highest)])
    ]
    assert published
    for group in published:
        assert not determined(every[(sum(group),)]), group
        for rest in without(group):
            assert not determined(others[(sum(rest),)]), (group, rest)


@pytest.mark.parametrize(("highest", "size"), [(4, 5), (8, 6)])
def test_without_the_rule_about_the_ends_of_the_scale_somebody_is_determined(highest, size):
    every = by_figures(all_groups(highest, size), 1)
    others = by_figures(all_groups(highest, size - 1), 1)
    unlike = [g for g in itertools.chain.from_iterable(every.values()) if len(set(g)) > 1]
    assert any(determined(every[(sum(group),)]) for group in unlike)
    # One of five has 10 steps and the others none: whoever knows of the 10 knows of the others.
    assert any(determined(others[(sum(rest),)]) for g in unlike for rest in without(g))


@pytest.mark.parametrize("size", range(5, 10))
def test_of_all_sums_on_the_scale_of_ten_items_none_that_is_published_determines(size):
    counts = _counts_by_sum(size)
    # The others of a published group are at least a step from either end, on average.
    rest = size - 1
    fewest = math.inf
    for total in range(rest, rest * (HIGHEST - 1) + 1):
        every = counts[rest][total]
        having = [
            counts[rest - 1][total - v] if 0 <= total - v < len(counts[rest - 1]) else 0
            for v in range(HIGHEST + 1)
        ]
        assert every > max(having), total
        fewest = min(fewest, every)
    assert fewest >= 5
    assert max(counts[rest - 1][1], counts[rest - 1][0]) == counts[rest][1]


def _counts_by_sum(largest: int) -> list[np.ndarray]:
    """Numbers of sets of scores, by size and sum."""
    counts = [np.zeros(largest * HIGHEST + 1, dtype=np.int64) for _ in range(largest + 1)]
    counts[0][0] = 1
    for value in range(HIGHEST + 1):
        for size in range(1, largest + 1):
            counts[size][value:] += counts[size - 1][: len(counts[0]) - value]
    return counts


# --- forms with blanks


def test_a_form_with_blanks_leaves_three_scores_or_more_beside_the_distribution_of_its_items():
    """The sum less what the items add up to is the published score less the answers of that form."""
    for answered in (8, 9):
        above = [(m, _published(m, answered)) for m in range(4 * answered + 1)]
        candidates: dict[int, set[int]] = {}
        for answers, published in above:
            candidates.setdefault(published - answers, set()).add(published)
        assert min(map(len, candidates.values())) >= 3
        # Without the grid the excess is m x blanks / answered: each m has its own.
        assert len({m * 10 / answered - m for m, _ in above}) == len(above)


def _published(above_lowest: int, answered: int) -> int:
    return round(above_lowest * 10 / answered)


# --- ten and more people: squares, products and distributions too


@pytest.fixture(scope="module")
def steps() -> Steps:
    return Steps(10)


@pytest.mark.parametrize("others", [9, 10])
def test_no_sum_and_sum_of_squares_that_pass_determine_a_score_on_the_scale_of_ten_items(
    steps, others
):
    """Every pair of sums that the others of a published group can have, by counting all sets."""
    sums, squares = np.nonzero(steps.counts[others])
    around_mean = squares - sums**2 / others
    room = sums - squares / HIGHEST
    everybody = steps.counts[others][sums, squares]
    having = np.zeros(len(sums), dtype=bool)
    for value in range(HIGHEST + 1):
        less, less_squares = sums - value, squares - value**2
        inside = (less >= 0) & (less_squares >= 0)
        count = np.zeros(len(sums), dtype=np.int64)
        count[inside] = steps.counts[others - 1][less[inside], less_squares[inside]]
        having |= count == everybody
    varies, has_room = around_mean >= others + 15, room >= others + HIGHEST / 2
    assert (varies & has_room).sum() > 200_000
    assert not (having & varies & has_room).any()
    # Neither condition is enough.
    assert (having & varies).any() and (having & has_room).any()
    assert everybody[varies & has_room].min() >= 2


def test_of_all_groups_of_ten_on_a_coarse_scale_those_that_pass_determine_nobody():
    highest = 10
    every = by_figures(all_groups(highest, 10), 1, 2)
    others = by_figures(all_groups(highest, 9), 1, 2)
    wrong = {figures for figures, groups in every.items() if determined(groups)}
    passing = 0
    # The rule sees the group; of groups with the same sums a few are looked at.
    for figures, groups in every.items():
        for group in groups[:2]:
            if may_be_published(_union([group], highest)):
                passing += 1
                assert figures not in wrong, group
                for rest in without(group):
                    same = others[sum(rest), sum(x * x for x in rest)]
                    assert not determined(same), (group, rest)
    assert passing > 500
    assert len(wrong) > 1_000


def test_nine_at_the_top_and_one_at_the_middle_have_no_published_spread(steps):
    """100 x 9 and 50: no other ten scores have their sum and sum of squares."""
    group = (20,) + (40,) * 9
    assert not may_be_published(_union([group], HIGHEST))
    assert steps.counts[10][sum(group), sum(x * x for x in group)] == 1
    # Spread around the middle the same ten would pass.
    assert may_be_published(_union([(8, 12, 15, 18, 20, 22, 24, 27, 30, 34)], HIGHEST))


def test_what_the_sums_of_two_cells_say_already_is_no_spread():
    """Five people at 10 and five at 30, each within a step: only the cells differ."""
    low, high = (9, 10, 10, 10, 11), (29, 30, 30, 30, 31)
    assert may_be_published(_union([low + high], HIGHEST))
    assert not may_be_published(_union([low, high], HIGHEST))


def _union(cells: list[Group], highest: int) -> Union:
    scores = np.array([x for cell in cells for x in cell], dtype=float)
    numbers = np.repeat(np.arange(len(cells)), [len(cell) for cell in cells])
    return Union(scores[:, None], numbers, highest)


# --- with the distribution of every item, pairs, and somebody who knows one person's forms

KINDS = ("usual", "high", "straight", "outlier")


def forms(source: np.random.Generator, kind: str, size: int) -> np.ndarray:
    """Answers of 0 to 4 to ten items: usual, high, nearly the same to all items, or one far off."""
    if kind == "straight":
        answers = np.repeat(np.rint(source.normal(3.4, 1, (size, 1))), 10, axis=1)
        answers += np.where(
            source.random(answers.shape) < 0.25, source.choice([-1, 1], answers.shape), 0
        )
    else:
        trait = source.normal(3.6 if kind == "usual" else 4.5, 0.8, (size, 1))
        answers = np.rint(trait + source.normal(0, 0.9, (size, 10)))
    answers = np.clip(answers, 1, 5).astype(np.int64) - 1
    if kind == "outlier":
        answers[0] = source.integers(0, 3, 10)
    return answers


def later(source: np.random.Generator, starts: np.ndarray) -> np.ndarray:
    trait = starts.mean(axis=1, keepdims=True) + 0.3 + source.normal(0, 0.6, (len(starts), 1))
    return np.clip(np.rint(trait + source.normal(0, 0.8, starts.shape)), 0, 4).astype(np.int64)


def pairs_union(starts: np.ndarray, ends: np.ndarray) -> Union:
    scores = np.column_stack([starts.sum(axis=1), ends.sum(axis=1)]).astype(float)
    return Union(scores, np.zeros(len(scores)), HIGHEST, [list(starts.T), list(ends.T)])


@pytest.mark.parametrize("kind", KINDS)
def test_pairs_that_pass_have_other_answers_with_the_same_published_numbers(kind):
    source = np.random.default_rng(KINDS.index(kind))
    passed = 0
    for size in (10, 10, 10, 10, 14, 14):
        starts = forms(source, kind, size)
        ends = later(source, starts)
        if not may_be_published(pairs_union(starts, ends)):
            continue
        passed += 1
        first = starts.sum(axis=1)
        furthest = int(np.argmax(abs(first - first.mean())))
        for known in ((), (furthest,)):
            found = search(source, starts, ends, known)
            assert not found.somebody_is_determined, (kind, size, known)
            assert len(found.sets) >= 2
    assert passed or kind == "straight"


def test_people_who_answer_all_items_alike_are_determined_by_their_squares(monkeypatch):
    """Their spread is the largest that the distributions of the items allow: only one set has it."""
    source = np.random.default_rng(1)
    starts = np.repeat(np.array([0, 1, 1, 2, 2, 2, 3, 3, 4, 4])[:, None], 10, axis=1)
    ends = later(source, starts)
    assert not may_be_published(pairs_union(starts, ends))
    monkeypatch.setattr(spreads, "LARGEST_SHARE", 1.0 + 1e-9)
    assert may_be_published(pairs_union(starts, ends))
    assert search(source, starts, ends, most=20).starts == {0, 10, 20, 30, 40}
