"""Waves of one survey whose headers are the same: told apart by when they were answered.

Belongs here: leaving out the forms whose declared time the answers do not fall in. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pyarrow.compute as pc

from orchestration.ingest.readers import Sheet
from orchestration.ingest.readers.cell_values import parse_dates
from orchestration.questionnaire.matching.match import Layout


def within_time(layouts: list[Layout], sheet: Sheet, header_row: int) -> list[Layout]:
    """Layouts whose form may have been answered when the answers were, in the order given.

    A form that declares no time is left in, unless a form of the same survey that scores as well
    declares the right one.
    """
    if not any(_bounds(layout) for layout in layouts):
        return layouts
    days = _days(layouts[0], sheet, header_row)
    fitting = [layout for layout in layouts if _holds(layout, days)]
    declared = {
        (layout.questionnaire.questionnaire, layout.score) for layout in fitting if _bounds(layout)
    }
    return [
        layout
        for layout in fitting
        if _bounds(layout) or (layout.questionnaire.questionnaire, layout.score) not in declared
    ]


def _bounds(layout: Layout) -> tuple[date, date] | None:
    form = layout.form
    if form.answered_from is None and form.answered_to is None:
        return None
    return form.answered_from or date.min, form.answered_to or date.max


def _holds(layout: Layout, days: Sequence[date]) -> bool:
    bounds = _bounds(layout)
    return bounds is None or all(bounds[0] <= day <= bounds[1] for day in days)


def _days(layout: Layout, sheet: Sheet, header_row: int) -> list[date]:
    """First and last day of the answers, by column; none where no column tells it."""
    columns = {part.column_of("answered_at") for part in layout.parts} - {None}
    found: list[date] = []
    for column in sorted(columns):  # type: ignore[type-var]
        ends = pc.min_max(parse_dates(sheet.columns[column].slice(header_row + 1)))
        found += [end.date() for end in ends.as_py().values() if end is not None]
    return found
