"""Writes a one-sheet xlsx fast: shared strings, as Excel and Webropol write it.

Belongs here: the xlsx format. Does not belong here: what stands in the cells. (xlsxwriter takes
about four times as long, and writes inline strings in its constant-memory mode.)
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, TypeVar
from xml.sax.saxutils import escape

Cell = str | int | None
Item = TypeVar("Item")

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PARTS = {
    "[Content_Types].xml": (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="rels"'
        ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{_TYPE}.sharedStrings+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1"'
        f' Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    ),
    "xl/workbook.xml": (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELS}">'
        '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
    ),
    "xl/_rels/workbook.xml.rels": (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>"
    ),
}


def write_sheet(path: Path, headers: list[str], rows: Iterable[list[Cell]]) -> int:
    """Write headers and rows to `path`; text as shared strings, integers as numbers, None blank.

    Returns the number of rows written, the header not counted. Same input, same bytes.
    """
    strings: dict[str, int] = {}
    with zipfile.ZipFile(path, "w") as book:
        for name, text in _PARTS.items():
            with _part(book, name) as part:
                part.write((_HEAD + text).encode())
        with _part(book, "xl/worksheets/sheet1.xml") as part:
            count = _write_rows(part, headers, rows, strings)
        with _part(book, "xl/sharedStrings.xml") as part:
            _write_strings(part, strings)
    return count


def _part(book: zipfile.ZipFile, name: str) -> IO[bytes]:
    info = zipfile.ZipInfo(name, date_time=(2024, 1, 1, 0, 0, 0))
    info.compress_type = zipfile.ZIP_DEFLATED
    return book.open(info, "w", force_zip64=True)


def _write_rows(
    part: IO[bytes], headers: list[str], rows: Iterable[list[Cell]], strings: dict[str, int]
) -> int:
    letters = [_letters(number) for number in range(len(headers))]
    part.write((_HEAD + f'<worksheet xmlns="{_MAIN}"><sheetData>').encode())
    part.write(_row(1, letters, headers, strings).encode())
    number = 1
    for block in _blocks(rows):
        lines = [_row(number + place, letters, row, strings) for place, row in enumerate(block, 1)]
        number += len(block)
        part.write("".join(lines).encode())
    part.write(b"</sheetData></worksheet>")
    return number - 1


def _row(number: int, letters: list[str], row: Sequence[Cell], strings: dict[str, int]) -> str:
    cells = [f'<row r="{number}">']
    for letter, value in zip(letters, row, strict=True):
        if isinstance(value, str):
            index = strings.setdefault(value, len(strings))
            cells.append(f'<c r="{letter}{number}" t="s"><v>{index}</v></c>')
        elif value is not None:
            cells.append(f'<c r="{letter}{number}"><v>{value}</v></c>')
    cells.append("</row>")
    return "".join(cells)


def _write_strings(part: IO[bytes], strings: dict[str, int]) -> None:
    part.write((_HEAD + f'<sst xmlns="{_MAIN}" uniqueCount="{len(strings)}">').encode())
    for block in _blocks(strings):
        lines = [f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in block]
        part.write("".join(lines).encode())
    part.write(b"</sst>")


def _letters(number: int) -> str:
    """Column letters of a zero-based column number: 0 -> A, 26 -> AA."""
    first, last = divmod(number, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def _blocks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Items in lists of at most a thousand, so that writing costs little and memory stays flat."""
    rest = iter(items)
    while block := list(islice(rest, 1000)):
        yield block
