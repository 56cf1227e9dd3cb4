"""The sheets around the tables: what the workbook is, what its words mean, what was asked.

Belongs here: the first sheet, the dictionary, the questions. Does not belong here: numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import xlsxwriter

from orchestration.outputs.questions.ask import Answer, tables
from orchestration.outputs.wording.language import LANGUAGES, Language
from orchestration.outputs.workbook.cells import Format, in_finnish

_FINNISH = Language("fi")
_CODES = [say.code for say in LANGUAGES]


def add_first(
    book: xlsxwriter.Workbook, formats: Mapping[str, Format], answers: Mapping[str, Answer]
) -> None:
    """What the workbook is, in three languages, and what is on which sheet."""
    sheet = book.add_worksheet(_FINNISH("workbook_first"))
    sheet.set_column(0, 0, 110)
    release = answers["release"].records[0]
    lines: list[tuple[str, str]] = []
    for say in LANGUAGES:
        lines += [("title", say("site"))]
        lines += [("long", say("synthetic"))] if release["is_synthetic"] else []
        lines += [
            ("long", say("footer_release", release=release["release_id"], day=say.day(release["published_at"]))),
            *(("long", say(key)) for key in ("workbook_how", "falling", "no_ranking", "footer_rules")),
            ("text", ""),
        ]  # fmt: skip
    for number, (kind, text) in enumerate(lines):
        sheet.write_string(number, 0, text, formats[kind])


def add_dictionary(
    book: xlsxwriter.Workbook,
    formats: Mapping[str, Format],
    answers: Mapping[str, Answer],
    sheets: Mapping[str, list[str]],
) -> None:
    """Every heading of the workbook and every published column, in three languages."""
    rows = []
    for name, columns in sheets.items():
        question = answers[name].question
        for column in columns:
            heading = question.heading(in_finnish(column, answers[name].columns))
            captions = [heading.caption[say.code] for say in LANGUAGES]
            texts = [heading.description[say.code] for say in LANGUAGES]
            rows.append((question.title["fi"], heading.name, *captions, *texts))
    for table in tables().values():
        for stated in table.columns:
            captions = [stated.caption[say.code] for say in LANGUAGES]
            texts = [stated.text(say.code) for say in LANGUAGES]
            rows.append((table.table_name, stated.name, *captions, *texts))
    kinds = ("where", "column", *_CODES, *(f"text_{code}" for code in _CODES))
    headings = [_FINNISH(f"dictionary_{kind}") for kind in kinds]
    _add(book, formats, "index_dictionary", headings, rows, (24, 30, 34, 34, 34, 90, 90, 90))


def add_questions(book: xlsxwriter.Workbook, formats: Mapping[str, Format], answer: Answer) -> None:
    """The questions of the questionnaires with their options, in three languages."""
    names = ["questionnaire_title_fi", "question_code", *(f"question_text_{say.code}" for say in LANGUAGES)]  # fmt: skip
    names += [f"option_labels_{say.code}" for say in LANGUAGES]
    places = [answer.columns.index(name) for name in names]
    headings = [answer.question.heading(name).caption["fi"] for name in names]
    rows = [[row[place] or "" for place in places] for row in answer.rows]
    _add(book, formats, "questions_heading", headings, rows, (30, 26, 50, 50, 50, 60, 60, 60))


def _add(
    book: xlsxwriter.Workbook,
    formats: Mapping[str, Format],
    title: str,
    headings: list[str],
    rows: Sequence[Iterable[str]],
    widths: Sequence[int],
) -> None:
    sheet = book.add_worksheet(_FINNISH(title))
    columns = [{"header": heading} for heading in headings]
    options = {"name": f"t_{title}", "style": "Table Style Light 1", "columns": columns}
    sheet.add_table(0, 0, max(len(rows), 1), len(headings) - 1, options)
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row):
            sheet.write_string(number, column, text)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    sheet.set_row(0, None, formats["heading"])
    sheet.freeze_panes(1, 2)
