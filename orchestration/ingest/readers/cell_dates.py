"""The date and time in a cell's text, in the zone of the survey.

Belongs here: forms of dates, clocks of twelve hours, zones that are written. Pure; whatever cannot
be read with certainty is None, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from functools import cache
from typing import Literal
from zoneinfo import ZoneInfo

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.core.text import ascii_digits, is_blank
from orchestration.ingest.readers.cell_values import DIGITS, positions
from orchestration.ingest.readers.text_columns import plain_text

# A year outside these is a typing error; a year somewhat ahead may be a plan.
FIRST_DAY, END = datetime(1990, 1, 1), datetime(2101, 1, 1)
_EPOCH = datetime(1899, 12, 30)
_SERIAL = re.compile(r"^\d{5}(?:[.,]\d+)?$")
_FAST_FORMATS = ("%Y-%m-%d %H:%M:%S", "%d.%m.%Y %H.%M.%S", "%d.%m.%Y %H:%M:%S", "%d.%m.%Y %H:%M")
_TIME = re.compile(
    r"^(?P<day>\S.*?)(?:(?:[ ]+|T)(?:klo )?(?P<hour>\d{1,2})[.:](?P<minute>\d{2})(?:[.:](?P<second>\d{2}))?"
    r"(?:[.,](?P<fraction>\d{1,9}))?(?: ?(?P<half>(?i:am|pm|a\.m\.|p\.m\.|ap\.|ip\.|fm|em)))?"
    r"(?: ?(?P<zone>Z|[+-]\d{1,2}(?::?\d{2})?|(?i:[a-z]{2,5})(?:[+-]\d{1,2}(?::?\d{2})?)?))?)?$"
)
_DAY_FIRST = re.compile(r"^(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})$")
_YEAR_FIRST = re.compile(r"^(\d{4})([/-])(\d{1,2})\2(\d{1,2})$")
# `Feb 05, 2024` as Alchemer writes it.
_NAMED = re.compile(r"^([a-z]{3,9})\.? (\d{1,2}),? (\d{4})$", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_AFTERNOONS = ("pm", "p.m.", "ip.", "em")
# Abbreviations of one meaning only, in hours: CST, IST and the like have several.
_ZONES = {
    "z": 0, "utc": 0, "gmt": 0, "wet": 0, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3,
    "est": -5, "edt": -4, "pst": -8, "pdt": -7,
}  # fmt: skip
_OFFSET = re.compile(r"^([a-z]*)(?:([+-])(\d{1,2}):?(\d{2})?)?$")

# Rules by which a date was repaired.
SERIAL_DATE, SHORT_YEAR = "excel_serial_date", "two_digit_year"
COLUMN_ORDER, TIME_ZONE = "column_order", "time_zone"

_Found = tuple[datetime | None, tuple[str, ...]]
# Which number of `4/5/2024` is the day, where the whole column shows it.
_Order = Literal["", "day", "month"]


@dataclass(frozen=True)
class Clock:
    """The zone that times are kept in, and that of times which name none."""

    kept: ZoneInfo
    unnamed: ZoneInfo

    @classmethod
    def of(cls, kept: str, unnamed: str = "") -> Clock:
        """The clock of zones by name; times without a zone are in the one kept unless stated."""
        return cls(ZoneInfo(kept), ZoneInfo(unnamed or kept))


def parse_dates(texts: pa.Array, clock: Clock | None = None) -> pa.Array:
    """Timestamps (microseconds, naive) of date texts; null where blank or not certain.

    Day first as in Finland; ISO; Excel serial days. `04/05/2024` stays null: it is ambiguous.
    """
    return read_dates(texts, clock)[0]


def read_dates(
    texts: pa.Array, clock: Clock | None = None, *, any_year: bool = False
) -> tuple[pa.Array, dict[str, list[int]]]:
    """Timestamps as of `parse_dates`, and the positions of the cells repaired, by rule.

    A time with a zone is moved to the zone that `clock` keeps; without a clock it is not certain.
    `any_year`: years that cannot be true are returned too.
    """
    if clock is None or clock.kept == clock.unnamed:
        for form in _FAST_FORMATS:
            parsed = pc.strptime(plain_text(texts), format=form, unit="us", error_is_null=True)
            # `%Y` takes `24` for the year 24: such a column is read text by text.
            if parsed.null_count == 0 and len(parsed) and _is_calendar(texts, parsed, form):
                return parsed, {}
    encoded = texts.dictionary_encode()
    distinct = encoded.dictionary.to_pylist()
    order = _order(text for text in distinct if not is_blank(text))
    found = [_date(text, order, clock) for text in distinct]
    found = [(when if any_year else _plausible(when), rules) for when, rules in found]
    dates = pa.array([when for when, _ in found], pa.timestamp("us")).take(encoded.indices)
    return dates, positions(encoded.indices, [rules for _, rules in found])


def _is_calendar(texts: pa.Array, parsed: pa.Array, form: str) -> bool:
    """False where a text's day is not the day parsed: 31.2. rolls over to March, `24` to year 24."""
    pattern = r"^\d+-\d+-(?P<day>\d+)" if form.startswith("%Y") else r"^(?P<day>\d+)\."
    days = pc.struct_field(pc.extract_regex(plain_text(texts), pattern), "day").cast(pa.int64())
    ends = pc.min_max(parsed).as_py()
    in_time = _plausible(ends["min"]) and _plausible(ends["max"])
    return bool(in_time) and bool(pc.all(pc.equal(days, pc.day(parsed))).as_py())


def _plausible(found: datetime | None) -> datetime | None:
    return found if found is not None and FIRST_DAY <= found < END else None


def _order(texts: Iterable[str]) -> _Order:
    """Whether `4/5/2024 10:00` means May or April, by a column that one tool wrote.

    Every cell must have the slashes and a clock, which people seldom type, and one of the two
    numbers must be above 12 somewhere, the other nowhere.
    """
    firsts, seconds = {0}, {0}
    for text in texts:
        found = _TIME.match(_plain(text))
        day = _DAY_FIRST.match(found["day"]) if found and found["hour"] else None
        if day is None or day[2] != "/":
            return ""
        firsts.add(int(day[1]))
        seconds.add(int(day[3]))
    if (max(firsts) > 12) == (max(seconds) > 12):
        return ""
    return "day" if max(firsts) > 12 else "month"


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", ascii_digits(text)).strip()


def _date(text: str, order: _Order, clock: Clock | None) -> _Found:
    plain = _plain(text)
    is_foreign = not text.isascii() and any(c.isdecimal() and not c.isascii() for c in text)
    rules = (DIGITS,) if is_foreign else ()
    try:
        if _SERIAL.match(plain):
            seconds = round(float(plain.replace(",", ".")) * 86_400)
            return _EPOCH + timedelta(seconds=seconds), (*rules, SERIAL_DATE)
        parts = _TIME.match(plain)
        day, more = _day(parts["day"], order) if parts else (None, ())
        if parts is None or day is None:
            return None, ()
        if parts["hour"] is None:
            return day, (*rules, *more)
        moment = day + _since_midnight(parts)
        kept = _in_zone(moment, parts["zone"], clock)
        moved = (TIME_ZONE,) if kept != moment else ()
        return kept, (*rules, *more, *moved) if kept else ()
    except (ValueError, OverflowError):
        return None, ()


def _day(text: str, order: _Order) -> _Found:
    if found := _YEAR_FIRST.match(text):
        return datetime(int(found[1]), int(found[3]), int(found[4])), ()
    if found := _NAMED.match(text):
        return datetime(int(found[3]), _MONTHS.index(found[1][:3].lower()) + 1, int(found[2])), ()
    found = _DAY_FIRST.match(text)
    if found is None:
        return datetime.combine(date.fromisoformat(text), time()), ()
    day, month, year = int(found[1]), int(found[3]), int(found[4])
    rules: tuple[str, ...] = ()
    if found[2] != "." and day <= 12 and month <= 12 and day != month:
        if not order:
            return None, ()
        rules = (COLUMN_ORDER,)
    if order == "month":
        day, month, rules = month, day, (COLUMN_ORDER,)
    rules = (*rules, SHORT_YEAR) if year < 100 else rules
    return datetime(year + (2000 if year < 100 else 0), month, day), rules


def _since_midnight(parts: re.Match[str]) -> timedelta:
    hour, minute, second = (int(parts[name] or 0) for name in ("hour", "minute", "second"))
    half = (parts["half"] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(half)
        hour = hour % 12 + (12 if half in _AFTERNOONS else 0)
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError(hour)
    fraction = int((parts["fraction"] or "0").ljust(6, "0")[:6])
    return timedelta(hours=hour, minutes=minute, seconds=second, microseconds=fraction)


def _in_zone(moment: datetime, written: str | None, clock: Clock | None) -> datetime | None:
    """The moment in the zone kept; None if the written zone is not known or cannot be placed."""
    if written is None and (clock is None or clock.kept == clock.unnamed):
        return moment
    if clock is None:
        return None
    zone = clock.unnamed if written is None else _zone(written)
    return zone and moment.replace(tzinfo=zone).astimezone(clock.kept).replace(tzinfo=None)


@cache
def _zone(written: str) -> tzinfo | None:
    found = _OFFSET.match(written.lower())
    if found is None or found[1] not in ("", *_ZONES):
        return None
    hours = _ZONES.get(found[1], 0)
    if found[2] and hours:
        return None  # `EET+2`: nobody knows whether the two hours are meant twice
    minutes = int(found[3] or 0) * 60 + int(found[4] or 0)
    return timezone(timedelta(hours=hours, minutes=-minutes if found[2] == "-" else minutes))
