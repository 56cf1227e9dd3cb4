"""A table as a workbook, and its package as other programs write it."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import datetime

import xlsxwriter

from tests.kinds.table import Cell, Table

_STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def xlsx_of(table: Table) -> bytes:
    """The workbook that holds the table."""
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
    for column, start, end in table.merges:
        number = table.columns.index(column)
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
