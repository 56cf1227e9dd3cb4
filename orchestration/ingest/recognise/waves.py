"""Waves of one survey that have the same headers: distinguished by when they were answered.

Belongs here: leaving out forms whose declared period does not hold the answers. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow.compute as pc

from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.cell_values import parse_dates
from orchestration.questionnaire.matching.match import Layout


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


def _is_within(layout: Layout, days: Sequence[date]) -> bool:
    period = _period(layout)
    return period is None or all(period[0] <= day <= period[1] for day in days)


def _days(layout: Layout, sheet: Sheet, header_row: int) -> list[date]:
    """First and last day of the answers, by column; empty where no column holds the day."""
    columns = {part.column_of("answered_at") for part in layout.parts} - {None}
    found: list[date] = []
    for column in sorted(columns):  # type: ignore[type-var]
        ends = pc.min_max(parse_dates(sheet.columns[column].slice(header_row + 1)))
        found += [end.date() for end in ends.as_py().values() if end is not None]
    return found
