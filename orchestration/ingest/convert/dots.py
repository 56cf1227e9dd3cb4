"""Columns in which a dot may part thousands: `1.250` beside `940`.

Belongs here: what the dots of one column mean. Pure. Does not belong here: reading one number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from orchestration.core.text import ascii_digits

_GROUPED = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")


def grouped(texts: Iterable[str]) -> list[str]:
    """The texts whose dots may part thousands, if that may be so of every dot in the column.

    With one `0.5` or `1.25` in it, a column has decimals.
    """
    dotted = [text for text in texts if "." in text and any(c.isdecimal() for c in text)]
    found = [text for text in dotted if _GROUPED.fullmatch(ascii_digits(text).strip())]
    return found if len(found) == len(dotted) else []


def are_thousands(
    texts: Iterable[str], limits: tuple[float, float] | None, *, is_count: bool
) -> bool | None:
    """True if the dots of these texts part thousands, False if decimals, None if it is not certain.

    A count is a whole number, and `1.250.000` has no other reading; else the declared range decides.
    """
    plain = [ascii_digits(text).strip() for text in texts]
    if is_count or any(text.count(".") > 1 for text in plain):
        return True
    if limits is None:
        return None
    low, high = (Decimal(str(limit)) for limit in limits)
    as_decimals = all(low <= Decimal(text) <= high for text in plain)
    as_thousands = all(low <= Decimal(text.replace(".", "")) <= high for text in plain)
    return as_thousands if as_decimals != as_thousands else None
