"""`results.xlsx`: the published numbers for people who live in Excel.

Belongs here: sheets as Excel tables with filters, frozen heads and number formats. Does not belong
here: numbers (questions), the meaning of codes (wording).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import xlsxwriter
import yaml

from orchestration.outputs.questions.ask import Answer, Heading
from orchestration.outputs.wording.language import Language
from orchestration.outputs.workbook import first_and_last
from orchestration.outputs.workbook.cells import FORMATS, Format, format_of, in_finnish

SHEETS = Path(__file__).with_name("sheets.yml")
FINNISH = Language("fi")
# No clock: the same tables give the same bytes.
CREATED = datetime(2000, 1, 1)
# What a sheet of Excel can hold, without the two rows at its top.
MOST_ROWS = 1_048_576 - 2
_WIDEST, _NARROWEST, _LOOKED_AT = 60, 9, 200


def write_workbook(answers: Mapping[str, Answer], file: Path) -> None:
    """Write the workbook. `answers` are those of `questions.ask_all`. Raises OSError."""
    content = BytesIO()
    options = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with xlsxwriter.Workbook(content, options) as book:
        book.set_properties({"title": FINNISH("site"), "created": CREATED})
        formats = {name: book.add_format(wanted) for name, wanted in FORMATS.items()}
        first_and_last.add_first(book, formats, answers)
        for name, columns in sheets().items():
            _add_sheet(book, formats, answers[name], columns)
        first_and_last.add_dictionary(book, formats, answers, sheets())
        first_and_last.add_questions(book, formats, answers["questionnaires"])
    file.write_bytes(content.getvalue())


@functools.cache
def sheets() -> dict[str, list[str]]:
    """Question -> the columns of its sheet; those with a language are in Finnish."""
    stated: dict[str, list[str]] = yaml.load(
        SHEETS.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return stated


def _add_sheet(
    book: xlsxwriter.Workbook, formats: Mapping[str, Format], answer: Answer, columns: list[str]
) -> None:
    title = answer.question.title["fi"]
    sheet = book.add_worksheet(title)
    names = [in_finnish(column, answer.columns) for column in columns]
    places = [answer.columns.index(name) for name in names]
    headings = [heading_of(answer.question.heading(name)) for name in names]
    listed = answer.rows[:MOST_ROWS]
    rows = [[_value(n, row[p]) for n, p in zip(names, places, strict=True)] for row in listed]
    kinds = [format_of(name) for name in names]
    cut = "" if len(listed) == len(answer.rows) else f" {FINNISH('sheet_cut')}"
    sheet.write_string(0, 0, answer.question.answers["fi"] + cut, formats["title"])
    sheet.add_table(
        1,
        0,
        1 + max(len(rows), 1),
        len(names) - 1,
        {
            "name": f"t_{answer.question.name}",
            "style": "Table Style Light 1",
            "columns": [
                {"header": heading, "format": formats[kind]}
                for heading, kind in zip(headings, kinds, strict=True)
            ],
        },
    )
    for number, row in enumerate(rows, start=2):
        for column, value in enumerate(row):
            if value is not None:
                _WRITERS[type(value)](sheet, number, column, value, formats[kinds[column]])
    for column, heading in enumerate(headings):
        sheet.set_column(column, column, _width(heading, [row[column] for row in rows]))
    sheet.set_row(1, 32, formats["heading"])
    sheet.freeze_panes(2, 1)


def heading_of(heading: Heading) -> str:
    """The Finnish heading of a column, without saying that it is in Finnish."""
    return heading.caption["fi"].removesuffix(" suomeksi")


def _value(name: str, value: Any) -> Any:
    if name.endswith(("_code", "_person_band")) or name == "level":
        return None if value is None else FINNISH.word(name, value)
    if isinstance(value, bool):
        return "kyllä" if value else "ei"
    if isinstance(value, datetime):
        return value.date()
    return float(value) if isinstance(value, Decimal) else value


def _width(heading: str, values: list[Any]) -> int:
    words = max(len(word) for word in re.split(r"[\s-]+", heading)) + 3
    texts = (len(value) for value in values[:_LOOKED_AT] if isinstance(value, str))
    return max(_NARROWEST, words, min(_WIDEST, max(texts, default=0) + 1))


_WRITERS = {
    str: xlsxwriter.worksheet.Worksheet.write_string,
    int: xlsxwriter.worksheet.Worksheet.write_number,
    float: xlsxwriter.worksheet.Worksheet.write_number,
    date: xlsxwriter.worksheet.Worksheet.write_datetime,
}
