"""Why published figures would move, as `mukana review` shows it: the largest moves in a few lines.

Belongs here: the lines. Does not belong here: working the difference out, or the words for causes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from typer import style

_SHOWN = 6
# Of several figures of one row, the one that a reader looks at.
_READ_FIRST = (
    "change_mean", "score_mean", "metric_value", "activity_count", "agreed_count", "pair_count",
    "person_count",
)  # fmt: skip
_CHANGES = {
    "new": "uusi / new",
    "gone": "poistunut / gone",
    "before_removed": "aiempaa ei säilytetä / earlier value not kept",
}


def lines(difference: dict[str, Any] | None) -> Iterator[str]:
    """At most fifteen lines; none where the difference was not worked out."""
    if difference is None:
        return
    if difference["instead_of"] is None:
        yield "  figures   ensimmäinen julkaisu: kaikki luvut ovat uusia / first release: every figure is new"
        return
    count, figures = difference["moved_count"], difference["figures"]
    yield f"  figures   {count} lukua muuttuisi / {count} figures would change"
    shown = [one for one in figures if one["figure_code"] in _READ_FIRST][:_SHOWN]
    for figure in shown:
        yield f"    {figure['what_fi']}: {_values(figure)}"
        yield style(f"      {'; '.join(map(_part, figure['parts']))}", dim=True)
    if count > len(shown):
        yield "    kaikki / all: candidate/difference/release_difference.parquet"
    if difference["held_people_band"] not in (None, "0"):
        band = difference["held_people_band"]
        yield f"    odottaa ryhmää / waiting for a group: {band}"


def _values(figure: dict[str, Any]) -> str:
    if figure["change_code"] == "changed":
        return f"{_number(figure['before'])} → {_number(figure['after'])}"
    after = "" if figure["after"] is None else f"{_number(figure['after'])}, "
    return f"{after}{_CHANGES[figure['change_code']]}"


def _part(part: dict[str, Any]) -> str:
    by = "" if part["part"] is None else f" {part['part']:+.2f}".rstrip("0").rstrip(".")
    return f"{part['cause_fi']} / {part['cause_en']}{by}"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
