"""A number that lies halfway is written as the larger one, in sentences, on pages and in tables alike.

A double that should be 8.45 is a little less: rounded as it is, or to the even digit, a page said 8.4
beside a sentence that said 8.5.
"""

from __future__ import annotations

from fractions import Fraction
from math import floor

import duckdb
import pytest

from orchestration.html import formats
from tests import sql

# Sums of scores in steps of 2.5, and of person-years in tenths, over up to forty people or areas.
MEANS = sorted({Fraction(total, per * count) for per, totals in ((10, range(25, 4000, 25)), (10, range(1, 400)))
                for total in totals for count in range(1, 41)})  # fmt: skip


def halves(decimals: int) -> list[Fraction]:
    """Means that lie halfway between two numbers of so many decimals, above and below zero."""
    found = [mean for mean in MEANS if (mean * 10**decimals).denominator == 2]
    return [*found, *(-mean for mean in found)]


def up(mean: Fraction, decimals: int) -> Fraction:
    """The mean to so many decimals: half away from zero."""
    steps = floor(abs(mean) * 10**decimals + Fraction(1, 2))
    return Fraction(steps if mean > 0 else -steps, 10**decimals)


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_on_pages(decimals):
    means = halves(decimals)
    written = [formats.number(float(mean), "en", decimals) for mean in means]
    read = [Fraction(text.replace(",", "").replace("\u2212", "-")) for text in written]
    assert len(means) > 100 and read == [up(mean, decimals) for mean in means]


def test_shares_in_per_cent():
    shares = [Fraction(part, 200) for part in range(1, 200, 2)]
    written = [formats.percent(float(share), "en") for share in shares]
    assert written == [f"{up(100 * share, 0)}%" for share in shares]


def _ask(expression: str, means: list[Fraction]) -> list[Fraction]:
    query = sql.rendered(f"select {expression} from (select unnest(?) as mean)")
    rows = duckdb.connect().execute(query, [[float(mean) for mean in means]]).fetchall()
    return [Fraction(str(value).replace("\u2212", "-")) for (value,) in rows]


@pytest.mark.parametrize(
    ("expression", "decimals"),
    [
        ("{{ rounded('mean', 1) }}", 1),
        ("{{ rounded('mean', 2) }}", 2),
        ("{{ number_in_words('mean', 'en') }}", 1),
        ("case when mean < 0 then '-' else '' end || {{ number_text('abs(mean)', '.') }}", 2),
    ],
)
def test_in_the_tables_and_in_sentences(expression, decimals):
    means = halves(decimals)
    assert _ask(expression, means) == [up(mean, decimals) for mean in means]
