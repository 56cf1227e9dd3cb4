"""The difference as a table and as the summary that reviewers see.

Belongs here: the rows of `release_difference` and of `difference.json`, and their order. Does not
belong here: the columns of the table (release.metadata_contracts), or working the difference out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from orchestration.difference.causes import CAUSES, ORDER
from orchestration.difference.labels import PLACES, TOPICS, Labels
from orchestration.difference.rows import MovedFigure
from orchestration.difference.telescoping import Part

MOST_SHOWN = 200
_LANGUAGES = ("fi", "sv", "en")
_DECIMAL_COMMA = ("fi", "sv")


def ordered(figures: Iterable[MovedFigure], labels: Labels) -> list[MovedFigure]:
    """The figures in the order of the table."""
    return sorted(
        figures,
        key=lambda one: (one.row.table_name, labels.what(one.row, one.figure_code).fi,
                         one.figure_code, str(one.row.columns)),
    )  # fmt: skip


def table_rows(figures: Sequence[MovedFigure], labels: Labels) -> list[dict[str, Any]]:
    """A row per figure and cause."""
    return [_described(figure, labels) | _part(part) for figure in figures for part in figure.parts]


def _described(figure: MovedFigure, labels: Labels) -> dict[str, Any]:
    row, what = figure.row, labels.what(figure.row, figure.figure_code)
    place, place_name = labels.first(row, PLACES)
    topic, topic_name = labels.first(row, TOPICS)
    return {
        "table_name": row.table_name,
        "questionnaire_code": labels.of(row, "questionnaire_key")[0] or None,
        "place_code": place or None,
        "place_name_fi": place_name.fi or None,
        "topic_code": topic or None,
        "topic_name_fi": topic_name.fi or None,
        "period_code": labels.of(row, "period_key")[0] or None,
        "wave_code": row.value("wave_code") or None,
        "pairing_status_code": row.value("pairing_status_code") or None,
        "option_code": labels.of(row, "option_key")[0] or None,
        "figure_code": figure.figure_code,
        **{f"what_{one}": getattr(what, one) for one in _LANGUAGES},
        "change_code": figure.change_code,
        "value_before": figure.before,
        "value_after": figure.after,
    }


def _part(part: Part) -> dict[str, Any]:
    sentences = {f"sentence_{one}": _sentence(part, one) for one in _LANGUAGES}
    return {"cause_code": part.cause, "part": part.part} | sentences


def _sentence(part: Part, language: str) -> str:
    """The cause as a sentence, with what it changed the figure by."""
    text = getattr(CAUSES[part.cause], language)
    by = "" if part.part is None else f" ({_signed(part.part, language)})"
    return f"{text[:1].upper()}{text[1:]}{by}."


def _signed(number: Decimal, language: str) -> str:
    shown = f"{number.normalize():+f}"
    return shown.replace(".", ",") if language in _DECIMAL_COMMA else shown


def summary_of(figures: Sequence[MovedFigure], labels: Labels) -> list[dict[str, Any]]:
    """The largest moves first: what is new or gone by its size, the others by their share."""
    largest = sorted(
        figures, key=lambda one: (-_size(one), one.row.table_name, _what(one, labels))
    )[:MOST_SHOWN]
    return [_shown(figure, labels) for figure in largest]


def _what(figure: MovedFigure, labels: Labels) -> str:
    return labels.what(figure.row, figure.figure_code).fi


def _size(figure: MovedFigure) -> Decimal:
    """How large a move is, as a share of the larger value; 1 where there is one value only."""
    if figure.before is None or figure.after is None:
        return Decimal(1)
    larger = max(abs(figure.before), abs(figure.after), Decimal(1))
    return abs(figure.after - figure.before) / larger


def _shown(figure: MovedFigure, labels: Labels) -> dict[str, Any]:
    what = labels.what(figure.row, figure.figure_code)
    return {
        "table_name": figure.row.table_name,
        "figure_code": figure.figure_code,
        **{f"what_{one}": getattr(what, one) for one in _LANGUAGES},
        "change_code": figure.change_code,
        "before": _plain(figure.before),
        "after": _plain(figure.after),
        "parts": [
            {
                "cause": part.cause,
                "part": _plain(part.part),
                **{f"cause_{one}": getattr(CAUSES[part.cause], one) for one in _LANGUAGES},
            }
            for part in sorted(figure.parts, key=lambda one: ORDER[one.cause])
        ],
    }


def _plain(number: Decimal | None) -> float | None:
    return None if number is None else float(number)
