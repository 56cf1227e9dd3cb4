"""Where the points of a picture stand: the interval of a change on a common axis.

Belongs here: positions. Does not belong here: how a point looks (the template `pictures.html.j2`).
The pictures are drawn by a template, because that takes a thousandth of the time of a chart library
and every point can be read in the page (docs/decisions).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil
from typing import Any

from orchestration.outputs.questions.ask import Row
from orchestration.outputs.wording.language import Language

WIDTH, MARGIN, ROW_HEIGHT, FOOT_HEIGHT = 360, 14, 44, 40
# A picture never zooms in further, so that a tiny change does not look like a large one.
SMALLEST_REACH = 10


@dataclass(frozen=True)
class Point:
    """One change: label and value as text, and x of its mean and of both ends of its interval."""

    label: str
    value: str
    x_mean: float
    x_low: float | None
    x_high: float | None
    y: int


@dataclass(frozen=True)
class Picture:
    """A picture of changes around zero. `ticks`: x and text. Sizes are in units of the drawing."""

    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    x_zero: float
    height: int


def of_changes(rows: Iterable[Row], say: Language, *, has_labels: bool) -> Picture | None:
    """The changes of these rows, each with its interval; None where no row has a change.

    The columns are those of the question `change`, in points of the indicator.
    """
    shown = [row for row in rows if row["change_mean"] is not None]
    if not shown:
        return None
    reach = _reach(shown)
    points = tuple(
        Point(
            label=say.text(row, "period_name") if has_labels else "",
            value=change_text(row, say),
            x_mean=_x(row["change_mean"], reach),
            x_low=_x(row["change_ci_low"], reach),
            x_high=_x(row["change_ci_high"], reach),
            y=number * ROW_HEIGHT,
        )
        for number, row in enumerate(shown)
    )
    step = reach / 2
    ticks = tuple(
        (_x(n * step, reach), say.signed(n * step, 0 if step % 1 == 0 else 1)) for n in range(-2, 3)
    )
    return Picture(points, ticks, _x(0, reach), len(shown) * ROW_HEIGHT + FOOT_HEIGHT)


def change_text(row: Row, say: Language) -> str:
    """A change with its interval: +4,5 (2,1…7,0)."""
    mean = say.signed(row["change_mean"])
    if row["change_ci_low"] is None:
        return mean
    return f"{mean} ({say.number(row['change_ci_low'], 1)}…{say.number(row['change_ci_high'], 1)})"


def _reach(rows: list[Row]) -> float:
    columns = ("change_mean", "change_ci_low", "change_ci_high")
    largest = max(abs(row[column] or 0) for row in rows for column in columns)
    return max(SMALLEST_REACH, 10 * ceil(largest / 10))


def _x(value: Any, reach: float) -> Any:
    """The place of a value on an axis from -reach to reach; beyond None, nothing."""
    if value is None:
        return None
    return round(MARGIN + (float(value) + reach) / (2 * reach) * (WIDTH - 2 * MARGIN), 1)
