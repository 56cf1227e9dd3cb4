"""Times of answering: formats, zones, and days that cannot be."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from tests.kinds.decorations.registry import decoration
from tests.kinds.known import Submission
from tests.kinds.table import Cell, Table

_HELSINKI = ZoneInfo("Europe/Helsinki")
_BAD = "bad_date"


def _rewrite(table: Table, write: Callable[[datetime], str]) -> None:
    for column in table.of("answered_at"):
        for i, form in table.answers:
            column.cells[i] = Cell(write(form.at))


def _late_june(forms: list[Submission]) -> None:
    """Put one end at half past midnight of 1 July, where the zone decides the half-year."""
    for form in [f for f in forms if f.phase == "end"][:2]:
        form.at = datetime(2024, 7, 1, 0, 30 + form.number % 20)


@decoration("times", kinds="csv xlsx json", without="wide", fault="written zones")
def zones_of_utc(table: Table, rng: random.Random) -> None:
    _late_june([form for _, form in table.answers])
    end = rng.choice(["Z", "+00:00"])
    _rewrite(table, lambda at: at.replace(tzinfo=_HELSINKI).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S") + end)  # fmt: skip


@decoration("times", kinds="csv xlsx json", without="wide", fault="written zones")
def zones_elsewhere(table: Table, rng: random.Random) -> None:
    _late_june([form for _, form in table.answers])
    zone = ZoneInfo(rng.choice(["Europe/Stockholm", "Asia/Tehran", "America/Denver"]))
    _rewrite(table, lambda at: at.replace(tzinfo=_HELSINKI).astimezone(zone).isoformat())


@decoration("times", kinds="csv", layouts="google_forms", fault="written zones")
def zones_of_google(table: Table, rng: random.Random) -> None:
    def write(at: datetime) -> str:
        there = at.replace(tzinfo=_HELSINKI).astimezone(UTC) + timedelta(hours=5)
        return f"{there:%Y/%m/%d} {there.hour % 12 or 12}:{there:%M:%S} {there:%p} GMT+5"

    _rewrite(table, write)


@decoration("times", kinds="csv xlsx json", without="wide")
def other_date_formats(table: Table, rng: random.Random) -> None:
    form = rng.choice(["%d.%m.%Y %H:%M", "%d.%m.%Y klo %H.%M", "%d.%m.%y %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S.000", "%d.%m.%Y  %H:%M:%S"])  # fmt: skip
    _rewrite(table, lambda at: at.strftime(form))


@decoration(
    "times",
    kinds="csv xlsx",
    layouts="surveymonkey alchemer qualtrics ms_forms google_forms",
    accepted=_BAD,
    fault="AM and PM",
)
def american_times(table: Table, rng: random.Random) -> None:
    _rewrite(table, lambda at: at.strftime("%m/%d/%Y %I:%M:%S %p"))


@decoration("times", kinds="csv xlsx", without="wide", fault="AM and PM")
def clocks_of_twelve_hours(table: Table, rng: random.Random) -> None:
    form = rng.choice(["%Y-%m-%d %I:%M:%S %p", "%d.%m.%Y %I:%M %p", "%Y/%m/%d %I:%M:%S %p"])
    _rewrite(table, lambda at: at.strftime(form))


@decoration("times", kinds="xlsx", without="wide")
def date_cells(table: Table, rng: random.Random) -> None:
    form = rng.choice(["d.m.yyyy h:mm", "yyyy-mm-dd hh:mm", "m/d/yy h:mm", "dddd d. mmmm yyyy"])
    for column in table.of("answered_at"):
        for i, one in table.answers:
            column.cells[i] = Cell(str(one.at), one.at, form)


@decoration("times", kinds="xlsx csv", without="wide")
def day_numbers(table: Table, rng: random.Random) -> None:
    for column in table.of("answered_at"):
        for i, one in table.answers:
            days = (one.at - datetime(1899, 12, 30)) / timedelta(days=1)
            column.cells[i] = Cell(f"{days:.7f}", days)


@decoration(
    "times",
    kinds="csv xlsx json",
    without="wide",
    accepted="impossible_date bad_date",
    must_report=True,
    fault="a date in 2034",
)
def one_future_date(table: Table, rng: random.Random) -> None:
    _, form = rng.choice([(i, f) for i, f in table.answers if f.consent])
    form.at = form.at.replace(year=2034, day=7)
    for column in table.of("answered_at"):
        for i, one in table.answers:
            if one is form:
                column.cells[i] = Cell(str(form.at))
