"""Columns in which a dot or comma may part thousands: `1.250` beside `940`.

Belongs here: what these mean in one column. Pure. Does not belong here: reading one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from orchestration.core.text import ascii_digits

SIGNS = ".,"
_NUMBER = re.compile(r"\d[\d.,]*\d")


def grouped(texts: Iterable[str], sign: str) -> list[str]:
    """The texts in which this sign may part thousands, if that may be so of every number in the column.

    With one `0.5` or `1.25` in it, a column has decimals.
    """
    found = {text: [n for n in _numbers(text) if sign in n] for text in texts if sign in text}
    are_decimals = any(_decimal(sign).fullmatch(n) for numbers in found.values() for n in numbers)
    may_be = [
        text for text, numbers in found.items() if any(map(_grouped(sign).fullmatch, numbers))
    ]
    return [] if are_decimals else may_be


def without(text: str, sign: str) -> str:
    """The text with this sign taken out of its numbers that have thousands."""
    return _NUMBER.sub(
        lambda n: n[0].replace(sign, "") if _grouped(sign).fullmatch(n[0]) else n[0],
        ascii_digits(text),
    )


def are_thousands(
    texts: Iterable[str], sign: str, limits: tuple[float, float] | None, *, is_count: bool
) -> bool | None:
    """True if the signs in these texts part thousands, False if decimals, None if it is not certain.

    A count is a whole number, and `1.250.000` and `1.250,5` have no other reading; else the
    declared range decides.
    """
    numbers = [n for text in texts for n in _numbers(text) if sign in n]
    other = SIGNS.replace(sign, "")
    if is_count or any(n.count(sign) > 1 or other in n for n in numbers):
        return True
    if limits is None:
        return None
    low, high = (Decimal(str(limit)) for limit in limits)
    as_decimals = all(low <= Decimal(n.replace(sign, ".")) <= high for n in numbers)
    as_thousands = all(low <= Decimal(n.replace(sign, "")) <= high for n in numbers)
    return as_thousands if as_decimals != as_thousands else None


def _numbers(text: str) -> list[str]:
    return _NUMBER.findall(ascii_digits(text))


def _grouped(sign: str) -> re.Pattern[str]:
    """`1.250`, `1.250.000` or `1.250,50`."""
    other = SIGNS.replace(sign, "")
    return re.compile(rf"[1-9]\d{{0,2}}(?:\{sign}\d{{3}})+(?:[{other}]\d+)?")


def _decimal(sign: str) -> re.Pattern[str]:
    """One sign, and before or after it what no thousands have."""
    return re.compile(rf"0\d*\{sign}\d+|\d{{4,}}\{sign}\d+|\d+\{sign}(?:\d{{1,2}}|\d{{4,}})")
