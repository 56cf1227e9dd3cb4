"""Columns in which a dot or comma may part thousands: `1.250` beside `940`.

Belongs here: what these marks mean in one column. Pure. Does not belong here: reading one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from orchestration.core.text import ascii_digits

MARKS = ".,"
_NUMBER = re.compile(r"\d[\d.,]*\d")


def grouped(texts: Iterable[str], mark: str) -> list[str]:
    """The texts in which this mark may part thousands, if that may be so of every number in the column.

    With one `0.5` or `1.25` in it, a column has decimals.
    """
    found = {text: [n for n in _numbers(text) if mark in n] for text in texts if mark in text}
    are_decimals = any(_decimal(mark).fullmatch(n) for numbers in found.values() for n in numbers)
    may_be = [
        text for text, numbers in found.items() if any(map(_grouped(mark).fullmatch, numbers))
    ]
    return [] if are_decimals else may_be


def without_marks(text: str, mark: str) -> str:
    """The text with this mark taken out of its numbers that have thousands."""
    return _NUMBER.sub(
        lambda n: n[0].replace(mark, "") if _grouped(mark).fullmatch(n[0]) else n[0],
        ascii_digits(text),
    )


def are_thousands(
    texts: Iterable[str], mark: str, limits: tuple[float, float] | None, *, is_count: bool
) -> bool | None:
    """True if the marks in these texts part thousands, False if decimals, None if it is not certain.

    A count is a whole number, and `1.250.000` and `1.250,5` have no other reading; else the
    declared range decides.
    """
    numbers = [n for text in texts for n in _numbers(text) if mark in n]
    other = MARKS.replace(mark, "")
    if is_count or any(n.count(mark) > 1 or other in n for n in numbers):
        return True
    if limits is None:
        return None
    low, high = (Decimal(str(limit)) for limit in limits)
    as_decimals = all(low <= Decimal(n.replace(mark, ".")) <= high for n in numbers)
    as_thousands = all(low <= Decimal(n.replace(mark, "")) <= high for n in numbers)
    return as_thousands if as_decimals != as_thousands else None


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(ascii_digits(text))


def _grouped(mark: str) -> re.Pattern[str]:
    """`1.250`, `1.250.000` or `1.250,50`."""
    other = MARKS.replace(mark, "")
    return re.compile(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+(?:[{other}]\d+)?")


def _decimal(mark: str) -> re.Pattern[str]:
    """One mark, and before or after it what no thousands have."""
    return re.compile(rf"0\d*\{mark}\d+|\d{{4,}}\{mark}\d+|\d+\{mark}(?:\d{{1,2}}|\d{{4,}})")
