"""Waves of one survey that have the same headers: distinguished by when they were answered.

Belongs here: leaving out forms whose declared period does not hold the answers. Pure.
"""

from __future__ import annotations

from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.cell_dates import Clock, parse_dates
from orchestration.questionnaire.matching.layout import Layout

# A few slips in the dates do not make a file another wave's: they are reported row by row.
_LEAST_INSIDE = 0.75


def within_time(layouts: list[Layout], sheet: Sheet, header_row: int) -> list[Layout]:
    """Layouts whose form may have been answered on the days of the answers, in the order given.

    A form that declares no period is kept, unless an equally good form of the same survey declares
    one that holds the answers.
    """
    if not any(_period(layout) for layout in layouts):
        return layouts
    days = _days(layouts[0], sheet, header_row)
    fitting = [layout for layout in layouts if _is_within(layout, days)]
    declared = {
        (layout.questionnaire.questionnaire, layout.score) for layout in fitting if _period(layout)
    }
    return [
        layout
        for layout in fitting
        if _period(layout) or (layout.questionnaire.questionnaire, layout.score) not in declared
    ]


def _period(layout: Layout) -> tuple[date, date] | None:
    form = layout.form
    if form.answered_from is None and form.answered_to is None:
        return None
    return form.answered_from or date.min, form.answered_to or date.max


def _is_within(layout: Layout, days: pa.ChunkedArray) -> bool:
    period = _period(layout)
    if period is None:
        return True
    first, last = (pa.scalar(day, pa.date32()) for day in period)
    inside = pc.and_(pc.greater_equal(days, first), pc.less_equal(days, last))
    return pc.sum(inside, min_count=0).as_py() >= _LEAST_INSIDE * len(days)


def _days(layout: Layout, sheet: Sheet, header_row: int) -> pa.ChunkedArray:
    """The days of the answers, one for each cell; none where no column holds the day."""
    clock = Clock.of(layout.questionnaire.timezone, layout.form.timezone or "")
    columns = {part.column_of("answered_at") for part in layout.parts} - {None}
    found = []
    for column in sorted(columns):  # type: ignore[type-var]
        dates = parse_dates(sheet.columns[column].slice(header_row + 1), clock)
        found.append(dates.drop_null().cast(pa.date32()))
    return pa.chunked_array(found, pa.date32())
