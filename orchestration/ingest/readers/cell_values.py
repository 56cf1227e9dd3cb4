"""The value of one cell's text: a number or range, a date, or nothing.

Belongs here: conversions that hold for every survey. Pure; whatever cannot be read with
certainty is None, never a guess.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import ascii_digits, is_blank

# The code that surveys commonly print for a missing answer.
MISSING_NUMBER = "99"
TOTALS = frozenset({"yhteensä", "total", "summa", "totalt", "sammanlagt"})

_NUMBER = r"\d{1,3}(?: \d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
_RANGE = re.compile(rf"^({_NUMBER}) ?(?:-|–|—|\.\.\.?|…) ?({_NUMBER})$")
_EXACT = re.compile(rf"^([+-]?)({_NUMBER})$")
_OPEN = re.compile(rf"^({_NUMBER}) ?\+$")
_ABOUT = re.compile(r"^(?:~|≈|noin |n\. |ca\.? ?)")
_THOUSANDS = re.compile(rf"^([+-]?(?:{_NUMBER})) ?k$", re.IGNORECASE)
_UNIT = re.compile(r" ?(?:htv|hlö|kpl|€|e|eur|v|vuotta|%)\.?$", re.IGNORECASE)
# What a DECIMAL(18,4) can hold; a longer row of digits is not a number.
_BIGGEST = Decimal(10) ** 14
_DATE = re.compile(
    r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T]+(?:klo )?(\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?)?$"
)
# Google Forms: `2024/02/05 10:00:00 AM GMT+2`; the clock of the zone it names, which is dropped.
_YEAR_FIRST = re.compile(
    r"^(\d{4})/(\d{1,2})/(\d{1,2})(?: (\d{1,2})[.:](\d{2})(?:[.:](\d{2}))?(?: (am|pm|ap\.|ip\.|fm|em))?"
    r"(?: [a-z]{2,5}(?:[+-]\d{1,2}(?::?\d{2})?)?)?)?$",
    re.IGNORECASE,
)
_MORNINGS, _AFTERNOONS = ("am", "ap.", "fm"), ("pm", "ip.", "em")
_SERIAL = re.compile(r"^\d{5}(?:[.,]\d+)?$")
# A year outside these is a typing error; a year somewhat ahead may be a plan.
_EARLIEST, _LATEST = 1990, 2100
_EPOCH = datetime(1899, 12, 30)
_FAST_FORMATS = ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H.%M.%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")

# Rules by which a cell was repaired; blanks around a text and its case are not repairs.
DECIMAL_COMMA, THOUSANDS_BLANK, DIGITS = "decimal_comma", "blank_in_thousands", "other_digits"
PLUS, OPEN_RANGE, ABOUT, KILO, UNIT = "plus_sign", "open_range", "about", "thousands_k", "unit"
SERIAL_DATE, SHORT_YEAR = "excel_serial_date", "two_digit_year"


@dataclass(frozen=True)
class Number:
    """A number or range as a cell gives it: `high` is None above an open end such as `7500+`."""

    low: Decimal
    high: Decimal | None
    rules: tuple[str, ...] = ()


def read_number(text: str) -> Number | None:
    """The number that a text holds, and by which repairs; None if it is not certain.

    `2000-3400` stays a range and `7500+` a range whose upper end is not known; `+20` is 20 and
    `~62k` is 62 000, both with a trace.
    """
    cleaned, rules = _plain(text)
    if found := _OPEN.match(cleaned):
        low = _decimal(found[1])
        return None if low is None else Number(low, None, (*rules, OPEN_RANGE))
    if found := _EXACT.match(cleaned):
        value = _decimal(found[2])
        if value is None:
            return None
        sign = -1 if found[1] == "-" else 1
        scale = 1000 if KILO in rules else 1
        rules = (*rules, PLUS) if found[1] == "+" else rules
        return Number(value * sign * scale, value * sign * scale, rules)
    if found := _RANGE.match(cleaned):
        low, high = _decimal(found[1]), _decimal(found[2])
        if low is not None and high is not None and low <= high:
            return Number(low, high, rules)
    return None


def number_range(text: str) -> tuple[Decimal, Decimal | None] | None:
    """(low, high) of `read_number`, without the trace."""
    found = read_number(text)
    return found and (found.low, found.high)


def _plain(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without what people write around a number, and the rules that removed it."""
    cleaned = re.sub(r"\s+", " ", ascii_digits(text)).strip()
    rules = [DIGITS] if any(c.isdecimal() and not c.isascii() for c in text) else []
    for rule, pattern in ((ABOUT, _ABOUT), (UNIT, _UNIT)):
        shorter = pattern.sub("", cleaned)
        rules += [rule] if shorter != cleaned else []
        cleaned = shorter
    if found := _THOUSANDS.match(cleaned):
        rules, cleaned = [*rules, KILO], found[1]
    rules += [DECIMAL_COMMA] if re.search(r"\d,\d", cleaned) else []
    rules += [THOUSANDS_BLANK] if re.search(r"\d \d{3}", cleaned) else []
    return cleaned, tuple(rules)


def _decimal(text: str) -> Decimal | None:
    value = Decimal(text.replace(" ", "").replace(",", "."))
    return value.quantize(Decimal("0.0001")) if value * 1000 < _BIGGEST else None


def blank_cells(texts: pa.Array) -> pa.Array:
    """True for each blank cell; every distinct text is looked at once."""
    encoded = texts.dictionary_encode()
    blank = [is_blank(text) for text in encoded.dictionary.to_pylist()]
    return pa.array(blank, pa.bool_()).take(encoded.indices)


def parse_dates(texts: pa.Array) -> pa.Array:
    """Timestamps (microseconds, naive) of date texts; null where blank or not certain.

    Day first as in Finland; ISO; Excel serial days. `04/05/2024` stays null: it is ambiguous.
    """
    return read_dates(texts)[0]


def read_dates(texts: pa.Array) -> tuple[pa.Array, dict[str, list[int]]]:
    """Timestamps as of `parse_dates`, and the positions of the cells repaired, by rule."""
    for form in _FAST_FORMATS:
        parsed = pc.strptime(texts, format=form, unit="us", error_is_null=True)
        # `%Y` takes `24` for the year 24: such a column is read text by text.
        if parsed.null_count == 0 and len(parsed) and _is_calendar(texts, parsed, form):
            return parsed, {}
    encoded = texts.dictionary_encode()
    found = [_date(text) for text in encoded.dictionary.to_pylist()]
    found = [(_plausible(date), rules) for date, rules in found]
    dates = pa.array([date for date, _ in found], pa.timestamp("us")).take(encoded.indices)
    return dates, positions(encoded.indices, [rules for _, rules in found])


def _is_calendar(texts: pa.Array, parsed: pa.Array, form: str) -> bool:
    """False where a text's day is not the day parsed: 31.2. rolls over to March, `24` to year 24."""
    pattern = r"^\d+-\d+-(?P<day>\d+)" if form.startswith("%Y") else r"^(?P<day>\d+)\."
    days = pc.struct_field(pc.extract_regex(texts, pattern), "day").cast(pa.int64())
    years = pc.min_max(pc.year(parsed)).as_py()
    in_time = years["min"] >= _EARLIEST and years["max"] <= _LATEST
    return in_time and bool(pc.all(pc.equal(days, pc.day(parsed))).as_py())


def _plausible(found: datetime | None) -> datetime | None:
    return found if found is None or _EARLIEST <= found.year <= _LATEST else None


def positions(indices: pa.Array, rules: list[tuple[str, ...]]) -> dict[str, list[int]]:
    """Where each rule was used: `rules` of the distinct texts, `indices` of the cells."""
    used: dict[str, list[int]] = {}
    for rule in dict.fromkeys(rule for by_text in rules for rule in by_text):
        has = pc.take(pa.array([rule in by_text for by_text in rules]), indices)
        used[rule] = pc.indices_nonzero(has).to_pylist()
    return used


def _date(text: str) -> tuple[datetime | None, tuple[str, ...]]:
    plain = ascii_digits(text).strip()
    rules = (DIGITS,) if any(c.isdecimal() and not c.isascii() for c in text) else ()
    try:
        if _SERIAL.match(plain):
            seconds = round(float(plain.replace(",", ".")) * 86_400)
            return _EPOCH + timedelta(seconds=seconds), (*rules, SERIAL_DATE)
        if found := _DATE.match(plain):
            date = _day_first(found)
            short = date is not None and len(found[4]) == 2
            return date, (*rules, SHORT_YEAR) if short else rules if date else ()
        if found := _YEAR_FIRST.match(re.sub(r"\s+", " ", plain)):
            return _year_first(found), rules
        return datetime.fromisoformat(plain).replace(tzinfo=None), rules
    except (ValueError, OverflowError):
        return None, ()


def _year_first(found: re.Match[str]) -> datetime:
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups()[:6])
    half = (found[7] or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(half)
    if half in _MORNINGS or half in _AFTERNOONS:
        hour = hour % 12 + (12 if half in _AFTERNOONS else 0)
    return datetime(year, month, day, hour, minute, second)


def _day_first(found: re.Match[str]) -> datetime | None:
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    if found[2] != "." and day <= 12 and month <= 12 and day != month:
        return None
    year += 2000 if year < 100 else 0
    clock = [int(part or 0) for part in found.group(5, 6, 7)]
    return datetime(year, month, day, *clock)
