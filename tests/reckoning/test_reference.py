"""The reference gives the figures that the papers and the domain print."""

from __future__ import annotations

from datetime import datetime
from fractions import Fraction

import pytest

from tests.reckoning import reference
from tests.reckoning.people import ITEMS, Form

GOLDEN_A = [(50, 57.5), (62.5, 60), (70, 80), (40, 52.5), (85, 82.5), (57.5, 65)]
STARTS, ENDS = zip(*[(Fraction(start), Fraction(end)) for start, end in GOLDEN_A], strict=True)
CHANGES = [end - start for start, end in zip(STARTS, ENDS, strict=True)]


def test_golden_a():
    mean, spread = reference.mean(CHANGES), reference.sd(CHANGES)
    width = reference.half_width(spread, 5, 6)
    assert (mean, spread) == (pytest.approx(5.416667, abs=1e-6), pytest.approx(6.406377, abs=1e-6))
    assert mean - width == pytest.approx(-1.306414, abs=1e-6)
    assert mean / spread == pytest.approx(0.845512, abs=1e-6)
    assert reference.correlation(STARTS, ENDS) == pytest.approx(0.923523, abs=1e-6)
    assert reference.reliable_change(STARTS) == pytest.approx(14.4385, abs=1e-4)
    assert reference.reliable_change_unequal(STARTS, ENDS) == pytest.approx(12.9774, abs=1e-4)


def test_blanks_are_left_out_of_a_score():
    given = ["4", "4", None, "5", "4", "3", "4", "dont_know", "4", "4"]
    form = Form(1, "k", "s", "start", datetime(2024, 1, 1), "fi", dict(zip(ITEMS, given, strict=True)))  # fmt: skip
    assert reference.score(form) == reference.Score(Fraction(75), Fraction(75), False)


def test_halves_are_rounded_away_from_zero():
    assert [reference.rounded(n, 1) for n in (Fraction(249, 4), Fraction(-1, 4))] == [62.3, -0.3]
