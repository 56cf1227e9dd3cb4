"""What one cell's text means: a number or range, a date, nothing.

Belongs here: conversions that hold for every survey. Pure; whatever cannot be read with
certainty is None, never a guess.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.questionnaire.text import ascii_digits

# Cells that tools and people write for "nothing".
BLANKS = frozenset({"", "-", "–", "—", "n/a", "#n/a", "ei vastausta"})
# The code that surveys commonly print for a missing answer.
MISSING_NUMBER = "99"
TOTALS = frozenset({"yhteensä", "total", "summa", "totalt", "sammanlagt"})

_NUMBER = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"^({_NUMBER}) ?(?:-|–|—|\.\.\.?|…) ?({_NUMBER})$")
_EXACT = re.compile(rf"^([+-]?)({_NUMBER})$")
_OPEN = re.compile(rf"^(?:>|>=|yli )? ?({_NUMBER}) ?\+?$")
_UNIT = re.compile(r" ?(?:htv|hlö|kpl|€|e|eur|v|vuotta|%)\.?$", re.IGNORECASE)
_DATE = re.compile(
    r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]+(?:klo )?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?$"
)
_EPOCH = datetime(1899, 12, 30)
_FAST_FORMATS = ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H.%M.%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")


def number_range(text: str) -> tuple[Decimal, Decimal] | None:
    """Return (low, high) of `4695,70`, `44 375`, `1-2`, `0,5 htv`; None if it is no number.

    An open end such as `7500+` has no upper bound that is known and so is no number either.
    """
    cleaned = re.sub(r"\s+", " ", ascii_digits(text).replace(" ", " ")).strip()
    cleaned = _UNIT.sub("", cleaned)
    if found := _EXACT.match(cleaned):
        value = _decimal(found[2]) * (-1 if found[1] == "-" else 1)
        return value, value
    if found := _RANGE.match(cleaned):
        low, high = _decimal(found[1]), _decimal(found[2])
        return (low, high) if low <= high else None
    return None


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(" ", "").replace(",", ".")).quantize(Decimal("0.0001"))


def parse_dates(texts: pa.Array) -> pa.Array:
    """Timestamps (microseconds, naive) of date texts; null where blank or not certain.

    Day first as in Finland; ISO; Excel serial days. `04/05/2024` stays null: it is ambiguous.
    """
    for form in _FAST_FORMATS:
        parsed = pc.strptime(texts, format=form, unit="us", error_is_null=True)
        if parsed.null_count == 0:
            return parsed
    return pa.array([_date(text) for text in texts.to_pylist()], pa.timestamp("us"))


def _date(text: str) -> datetime | None:
    text = ascii_digits(text).strip()
    try:
        if re.fullmatch(r"\d{5}(\.\d+)?", text):
            return _EPOCH + timedelta(seconds=round(float(text) * 86_400))
        if found := _DATE.match(text):
            return _day_first(found)
        return datetime.fromisoformat(text).replace(tzinfo=None)
    except (ValueError, OverflowError):
        return None


def _day_first(found: re.Match[str]) -> datetime | None:
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] != "." and day <= 12 and month <= 12 and day != month:
        return None
    year += 2000 if year < 100 else 0
    clock = [int(part or 0) for part in found.group(5, 6, 7)]
    return datetime(year, month, day, *clock)
