"""Times of answering: in the survey's zone, and which of them cannot be true.

Belongs here: what the form and the delivery say about a column of times. Pure; the time of arrival
is handed in. Does not belong here: the text of one cell (readers/cell_dates).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.readers.cell_dates import END, FIRST_DAY, Clock, read_dates
from orchestration.ingest.readers.cell_values import blank_cells
from orchestration.ingest.readers.survey_tools import tool_named
from orchestration.ingest.recognise.recognised_sheet import RecognisedSheet
from orchestration.questionnaire.matching.layout import Layout

# Clocks of tools and computers differ, and so do zones.
_LATEST_AFTER_ARRIVAL = timedelta(days=1)
_MOMENT = pa.timestamp("us")


@dataclass
class AnsweringTimes:
    """A column of times, in the survey's zone; null where there is none, or none that is certain.

    `repaired` are positions by rule. `problems` are the rows by code that refuse the delivery,
    `impossible` those by cause whose date cannot be true, `blank` those without any time.
    """

    dates: pa.Array
    repaired: dict[str, list[int]]
    blank: pa.Array
    problems: dict[str, pa.Array] = field(default_factory=dict)
    impossible: dict[str, pa.Array] = field(default_factory=dict)

    @property
    def possible(self) -> pa.Array:
        """True for rows whose date may be true, or that have none."""
        possible = _none(len(self.dates))
        for wrong in self.impossible.values():
            possible = pc.or_(possible, wrong)
        return pc.invert(possible)


def read(
    recognised: RecognisedSheet,
    texts: pa.Array,
    present: pa.Array,
    nominal_days: Callable[[], pa.Array],
    arrived_at: datetime | None,
) -> AnsweringTimes:
    """Read the times of a part of a sheet; `present` are its rows with a form filled in.

    `nominal_days` gives the form's own days, for a tool that removed the times.
    """
    layout = recognised.layout
    dates, repaired = _read(recognised, texts)
    blank = blank_cells(texts)
    # An unfinished form has no time; a log's row without its date would vanish without a message.
    wrong = present if layout.questionnaire.activity is not None else pc.invert(blank)
    unread = pc.and_(pc.is_null(dates), wrong)
    times = AnsweringTimes(dates, repaired, pc.and_(blank, present), {"bad_date": unread})
    removed = _removed(recognised, dates)
    if pc.any(removed).as_py():
        if layout.form.days:
            times.dates = pc.if_else(removed, nominal_days(), dates)
        else:
            times.problems["removed_times"] = removed
    found = _impossible(times.dates, layout, arrived_at)
    times.impossible = {cause: pc.and_(one, present) for cause, one in found.items()}
    # If most answers are from after the file, it is the file's own time that is wrong.
    known, late = len(dates) - dates.null_count, times.impossible.get("arrival")
    if late is not None and 2 * (pc.sum(late).as_py() or 0) > known:
        times.problems["answers_after_arrival"] = late
    return times


def _read(recognised: RecognisedSheet, texts: pa.Array) -> tuple[pa.Array, dict[str, list[int]]]:
    layout = recognised.layout
    column = layout.column_of("answered_at")
    stated = recognised.zones.get(-1 if column is None else column) or layout.form.timezone or ""
    try:
        clock = Clock.of(layout.questionnaire.timezone, stated)
    except (ZoneInfoNotFoundError, ValueError):
        # The file names a zone that nobody knows: then its times are not certain.
        return pa.nulls(len(texts), _MOMENT), {}
    return read_dates(texts, clock, any_year=True)


def _removed(recognised: RecognisedSheet, dates: pa.Array) -> pa.Array:
    """True where the tool wrote its day for a time that it removed."""
    tool = tool_named(recognised.tool)
    if tool is None or tool.removed_day is None:
        return _none(len(dates))
    day = pa.scalar(datetime.combine(tool.removed_day, time()), _MOMENT)
    return pc.fill_null(pc.equal(pc.floor_temporal(dates, unit="day"), day), False)


def _impossible(
    dates: pa.Array, layout: Layout, arrived_at: datetime | None
) -> dict[str, pa.Array]:
    """Cause -> true where a time cannot be true; a time has one cause at most."""
    form = layout.form
    found = {"year": _outside(dates, FIRST_DAY, END)}
    if arrived_at is not None:
        zone = ZoneInfo(layout.questionnaire.timezone)
        latest = arrived_at.astimezone(zone).replace(tzinfo=None) + _LATEST_AFTER_ARRIVAL
        found["arrival"] = _outside(dates, None, latest)
    first = form.answered_from and datetime.combine(form.answered_from, time())
    end = form.answered_to and datetime.combine(form.answered_to + timedelta(days=1), time())
    found["form"] = _outside(dates, first, end)
    seen = _none(len(dates))
    for cause, wrong in found.items():
        found[cause] = pc.and_(wrong, pc.invert(seen))
        seen = pc.or_(seen, wrong)
    return found


def _outside(dates: pa.Array, first: datetime | None, end: datetime | None) -> pa.Array:
    """True where a time is known and before `first`, or `end` or later."""
    outside = _none(len(dates))
    if first:
        outside = pc.or_(outside, pc.fill_null(pc.less(dates, pa.scalar(first, _MOMENT)), False))
    if end:
        late = pc.greater_equal(dates, pa.scalar(end, _MOMENT))
        outside = pc.or_(outside, pc.fill_null(late, False))
    return outside


def _none(count: int) -> pa.Array:
    return pa.array(np.zeros(count, bool))
