"""The workbook for typing paper answers in, made from the questionnaire.

Belongs here: how its sheets look. Pure: model in, bytes out, the same for the same
questionnaire. Does not belong here: its columns (paper), its texts (instructions).
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.model.questionnaire import Survey
from orchestration.questionnaire.templates.instructions import GUIDE, HEADINGS, KINDS, STOP
from orchestration.questionnaire.templates.paper import (
    Column,
    Names,
    TemplateError,
    check_recognised,
    columns,
    languages,
)

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

RIGHT_TO_LEFT = ("ar", "fa", "ckb")
_ROWS = 5_000
_ANSWERS, _GUIDE, _LISTS = "Vastaukset", "Ohje – Instructions", "Lists"
_CREATED = datetime(2000, 1, 1)
_HEAD: dict[str, Any] = {"bold": True, "text_wrap": True, "valign": "top", "border": 1}


def workbook(
    survey: Survey, language: str, surveys: Iterable[Survey], names: Names | None = None
) -> bytes:
    """The template as xlsx. `surveys` are all that a reader knows; `names` are those to choose from, by field.

    Raises TemplateError if the language is not there, or if a reader could take the template
    for something else.
    """
    import xlsxwriter

    if language not in languages(survey):
        raise TemplateError(
            f"{survey.questionnaire.questionnaire} is not worded in `{language}`; "
            f"choose one of: {', '.join(languages(survey))}."
        )
    layout = columns(survey, language, names or {})
    check_recognised(survey, language, layout, surveys)
    out = io.BytesIO()
    # A name that looks like a formula or an address is a name.
    as_text = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, {"in_memory": True, **as_text})
    title = caption(survey.questionnaire.title, language)
    book.set_properties({"title": title, "created": _CREATED})
    answers, guide, lists = (book.add_worksheet(name) for name in (_ANSWERS, _GUIDE, _LISTS))
    formats = {
        "text": book.add_format({"num_format": "@"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
        "head": book.add_format({**_HEAD, "bg_color": "#EDEDED"}),
        "required": book.add_format({**_HEAD, "bg_color": "#DCE6F1"}),
    }
    _answers(answers, layout, formats, right_to_left=language in RIGHT_TO_LEFT)
    _drop_downs(answers, lists, layout)
    _guide(guide, layout, formats, with_finnish=language != "fi")
    book.close()
    return out.getvalue()


def _answers(
    page: Worksheet, layout: list[Column], formats: dict[str, Format], *, right_to_left: bool
) -> None:
    """The sheet to type into: text cells only, so that codes keep their zeros."""
    for number, column in enumerate(layout):
        width = 34 if column.kind == "open" else max(14, min(30, len(column.header) // 2))
        page.set_column(number, number, width, formats["text"])
        page.write_string(
            0, number, column.header, formats["required" if column.is_required else "head"]
        )
    page.set_row(0, 75)
    page.freeze_panes(1, 0)
    if right_to_left:
        page.right_to_left()


def _drop_downs(page: Worksheet, lists: Worksheet, layout: list[Column]) -> None:
    """Choices as ranges of a hidden sheet: a list within the rule may have 255 characters at most."""
    places: dict[tuple[str, ...], int] = {}
    for number, column in enumerate(layout):
        title, message = KINDS[column.kind]
        rule: dict[str, Any] = {"validate": "any", "input_title": title, "input_message": message}
        if column.choices:
            place = places.setdefault(column.choices, len(places))
            lists.write_column(0, place, column.choices)
            rule |= {
                "validate": "list",
                "source": _range(place, len(column.choices)),
                "show_error": column.is_closed,
                "error_title": STOP[0],
                "error_message": STOP[1],
            }
        page.data_validation(1, number, _ROWS, number, rule)
    lists.hide()


def _range(column: int, count: int) -> str:
    from xlsxwriter.utility import xl_range_abs

    return f"={_LISTS}!{xl_range_abs(0, column, count - 1, column)}"


def _guide(
    page: Worksheet, layout: list[Column], formats: dict[str, Format], *, with_finnish: bool
) -> None:
    """Plain instructions, then what each column takes."""
    from xlsxwriter.utility import xl_col_to_name

    page.set_column(0, 0, 12)
    page.set_column(1, 3, 60)
    row = 0
    for title, *sentences in GUIDE:
        page.write_string(row, 1, title, formats["bold"])
        for sentence in sentences:
            row += 1
            page.write_string(row, 1, sentence, formats["wrap"])
        row += 2
    for place, heading in enumerate(HEADINGS[: 4 if with_finnish else 3]):
        page.write_string(row, place, heading, formats["bold"])
    for number, column in enumerate(layout):
        cells = [xl_col_to_name(number), column.header, " ".join(KINDS[column.kind])]
        cells += [column.header_fi] if with_finnish else []
        for place, text in enumerate(cells):
            page.write_string(row + 1 + number, place, text, formats["wrap"])
