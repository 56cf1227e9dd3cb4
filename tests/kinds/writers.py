"""A table as the bytes of a file: csv, xlsx, Webropol's JSON or sav."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pandas as pd
import pyreadstat
import xlsxwriter

from tests.kinds.survey import ITEMS
from tests.kinds.table import Cell, Table

_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def written(table: Table, kind: str) -> bytes:
    """The file of this kind that holds the table."""
    writers = {"csv": _csv, "xlsx": _xlsx, "json": _json, "sav": _sav}
    return writers[kind](table)


def lines_of(table: Table) -> list[list[str]]:
    """Header rows and body as texts, without what comes before and after."""
    headers = zip(*(column.headers for column in table.columns), strict=True)
    body = ([column.cells[i].text for column in table.columns] for i in range(len(table.rows)))
    return [*map(list, headers), *body]


def _csv(table: Table) -> bytes:
    lines = [*table.before, *lines_of(table), *table.after]
    first = table.first_row - 1
    quoting = csv.QUOTE_ALL if table.quote_all else csv.QUOTE_MINIMAL
    texts = []
    for number, line in enumerate(lines):
        out = io.StringIO()
        csv.writer(out, delimiter=table.delimiter, quoting=quoting, lineterminator="\r\n").writerow(line)  # fmt: skip
        text = table.raw_lines.get(number - first, out.getvalue().removesuffix("\r\n"))
        texts.append(text + table.trailing * table.delimiter)
    data = "".join(text + table.line_end for text in texts).encode(table.encoding)
    if table.bad_byte:
        data = data.replace(table.bad_byte.encode(), b"\xe4", 1)
    return data


def _json(table: Table) -> bytes:
    pages = []
    for i in range(len(table.rows)):
        answers = []
        for number, column in enumerate(table.columns):
            stem, _, label = column.headers[0].partition(":")
            text = column.cells[i].text
            if column.role in ("answered_at", "response_id") or not text:
                continue
            if column.question == "help":
                label = text
            answers.append({"QuestionId": number, "Question": stem, "Label": label, "Answer": text})
            if column.question in ITEMS or column.question == "help":
                answers[-1]["QuestionId"] = 1000 if column.question == "help" else 1001
        at = next(column for column in table.columns if column.role == "answered_at").cells[i]
        pages.append({"ResponseId": i + 1, "ResponseDate": at.text, "RespondentAnswers": answers})
    return json.dumps({"Page": 1, "Responses": pages}, ensure_ascii=False).encode()


def _sav(table: Table) -> bytes:
    columns, labels, values, formats, ranges = {}, [], {}, {}, {}
    for number, column in enumerate(table.columns):
        name = f"V{number}"
        labels.append(column.headers[0])
        cells = [cell.value if cell.value is not None else cell.text for cell in column.cells]
        if column.role == "answered_at" and isinstance(cells[0], datetime):
            formats[name] = "DATETIME20"
        elif column.question in (*ITEMS, "gender", "sector", "phase", "consent"):
            known = list(dict.fromkeys(text for text in cells if text))
            values[name] = {float(code): text for code, text in enumerate(known, 1)}
            cells = [float(known.index(text) + 1) if text else None for text in cells]
        elif any(cell.value is not None for cell in column.cells) or column.role.startswith(
            "help:"
        ):
            cells = [None if text == "" else float(text) for text in cells]
        if column.role in table.missing:
            ranges[name] = [table.missing[column.role]]
        columns[name] = cells
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "file.sav"
        pyreadstat.write_sav(
            pd.DataFrame(columns), str(file), column_labels=labels, variable_value_labels=values,
            variable_format=formats, missing_ranges=ranges,
        )  # fmt: skip
        return file.read_bytes()


def _xlsx(table: Table) -> bytes:
    out = io.BytesIO()
    options = {"in_memory": True, "constant_memory": "inline" in table.package}
    book = xlsxwriter.Workbook(out, options)
    page = book.add_worksheet(table.name)
    formats = {"": None}
    first = table.first_row - 1
    above = [*table.before, *map(list, zip(*(c.headers for c in table.columns), strict=True))]
    for number, texts in enumerate(above):
        _write_texts(page, number, texts)
    for i in range(len(table.rows)):
        for number, column in enumerate(table.columns):
            cell = column.cells[i]
            if cell.number_format not in formats:
                formats[cell.number_format] = book.add_format({"num_format": cell.number_format})
            _write(page, first + i, number, cell, formats[cell.number_format])
    for number, texts in enumerate(table.after, first + len(table.rows)):
        _write_texts(page, number, texts)
    for number, start, end in table.merges:
        page.merge_range(first + start, number, first + end, number, table.columns[number].cells[start].text)  # fmt: skip
    for name, rows, is_hidden in table.sheets:
        other = book.add_worksheet(name)
        for number, texts in enumerate(rows):
            _write_texts(other, number, texts)
        if is_hidden:
            other.hide()
    book.close()
    return _repackaged(out.getvalue(), table.package)


def _write_texts(page: xlsxwriter.worksheet.Worksheet, row: int, texts: list[str]) -> None:
    for number, text in enumerate(texts):
        if text:
            page.write_string(row, number, text)


def _write(
    page: xlsxwriter.worksheet.Worksheet, row: int, column: int, cell: Cell, form: object
) -> None:
    if cell.formula:
        value = "" if cell.value is None else cell.value
        page.write_formula(row, column, cell.formula, None, value)
    elif isinstance(cell.value, bool):
        page.write_boolean(row, column, cell.value, form)
    elif isinstance(cell.value, datetime):
        page.write_datetime(row, column, cell.value, form)
    elif cell.value is not None:
        page.write_number(row, column, cell.value, form)
    elif cell.text:
        page.write_string(row, column, cell.text)


def _repackaged(data: bytes, unusual: set[str]) -> bytes:
    """The package with parts as other programs write them."""
    changes: list[Callable[[str, str], tuple[str, str]]] = [_without_caches]
    if "workbook2" in unusual:
        changes.append(_renamed)
    if "absolute" in unusual:
        changes.append(_absolute)
    if "strict" in unusual:
        changes.append(_strict)
    if "prefixed" in unusual:
        changes.append(_prefixed)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:  # fmt: skip
        for name in old.namelist():
            part = old.read(name).decode()
            for change in changes:
                name, part = change(name, part)
            new.writestr(name, part)
    return out.getvalue()


def _without_caches(name: str, part: str) -> tuple[str, str]:
    return name, part.replace("</f><v></v>", "</f>")


def _renamed(name: str, part: str) -> tuple[str, str]:
    name = name.replace("xl/workbook.xml", "xl/workbook2.xml").replace("workbook.xml.rels", "workbook2.xml.rels")  # fmt: skip
    return name, part.replace("xl/workbook.xml", "xl/workbook2.xml")


def _absolute(name: str, part: str) -> tuple[str, str]:
    if name.endswith(("workbook.xml.rels", "workbook2.xml.rels")):
        part = re.sub(r'Target="(?!/)', 'Target="/xl/', part)
    return name, part


def _strict(name: str, part: str) -> tuple[str, str]:
    for old, new in _STRICT.items():
        part = part.replace(old, new)
    return name, part


def _prefixed(name: str, part: str) -> tuple[str, str]:
    if name.startswith(("xl/worksheets/sheet", "xl/workbook")):
        if name.endswith(".rels"):
            return name, part
        part = part.replace(' xmlns="', ' xmlns:x="')
        part = re.sub(r"<(/?)([A-Za-z])", r"<\1x:\2", part)
    return name, part
