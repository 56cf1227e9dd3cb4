"""Sabotages of what is published of open answers: themes in bands, summaries with an author."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.unit.candidate_fixture import Rows
from tests.unit.gate.judging import Change, Sabotage, update, update_all


def _first_theme(**values: Any) -> Change:
    return lambda content: content["fct_open_theme"][0].update(values)


def _open(content: Rows) -> None:
    """The half-year of both has not closed."""
    content["dim_period"][0]["is_closed"] = False


SABOTAGES = {
    "a theme that few have": Sabotage(
        "fct_open_theme.smallest_group", _first_theme(theme_person_band="5-9")
    ),
    "a theme that only few can be without": Sabotage(
        "fct_open_theme.smallest_group",
        lambda content: [
            _first_theme(theme_person_band="50-99")(content),
            update_all("fct_open_theme", read_person_band="20-49")(content),
        ],
    ),
    "a published theme without its people": Sabotage(
        "fct_open_theme.smallest_group", _first_theme(theme_person_band=None)
    ),
    "a suppressed theme with its people": Sabotage(
        "fct_open_theme.smallest_group", update("fct_open_theme", theme_person_band="10-19")
    ),
    "themes of one question about other people": Sabotage(
        "fct_open_theme.same_people_in_a_question", _first_theme(read_person_band="50-99")
    ),
    "themes and a summary of a half-year that is open": Sabotage(
        "fct_open_theme.only_closed fct_open_summary.only_closed", _open
    ),
    "a summary without an author": Sabotage(
        "fct_open_summary.has_author", update("fct_open_summary", author_name=" ")
    ),
    "a summary of tomorrow": Sabotage(
        "fct_open_summary.has_author", update("fct_open_summary", written_date=date(2025, 1, 16))
    ),
}
