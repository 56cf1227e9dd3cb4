"""A register as a file: csv as people and spreadsheets write it, to lines by column.

Belongs here: encodings, delimiters, quotation marks, and cells that stand under no column. Does not
belong here: what a line means.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
# Added later: a register that was made before does not have it.
_MAY_BE_ABSENT = {"senders"}
_NOT_CSV = "this is no csv file. In Excel, save it as “CSV UTF-8 (comma delimited)”"
_QUOTES = (
    "a quotation mark is not closed, or stands in the middle of a cell. Write a cell with a comma as"
    ' "Workshop, Lahti", and a quotation mark in it twice'
)


class Line(dict[str, str]):
    """A line of a register by column; `number` is that of its first line in the file."""

    def __init__(self, cells: dict[str, str], number: int) -> None:
        super().__init__(cells)
        self.number = number


def encoding_of(data: bytes) -> str:
    """UTF-8 unless a mark says otherwise, or the code page in which Excel saves a csv."""
    for mark, encoding in _BOMS.items():
        if data.startswith(mark):
            return encoding
    try:
        data.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def text_of(file: Path) -> str:
    """The text of a register."""
    data = file.read_bytes()
    return data.decode(encoding_of(data), "replace")


def delimiter_of(text: str) -> str:
    """What stands between the cells of the header."""
    header = text.split("\n", 1)[0]
    return next((one for one in ";\t" if one in header), ",")


def columns_of(header: Sequence[str]) -> list[str]:
    """The columns of a header; case and blanks around a name make no difference."""
    return [name.strip().casefold() for name in header]


def lines_of(file: Path, columns: Sequence[str], problems: list[str]) -> list[Line]:
    """The lines of a register by column; none of an absent file. What is wrong goes to `problems`, a
    `file:line: …` sentence each. Lines without any text are left out.
    """
    if not file.exists():
        return []
    text = text_of(file)
    if "\0" in text or text.startswith("PK\x03\x04"):
        problems.append(f"{file}:1: {_NOT_CSV}")
        return []
    rows = _rows(file, text, problems)
    header = columns_of(rows[0][1]) if rows else []
    if wrong := _wrong_header(header, columns):
        problems.append(f"{file}:1: {wrong}")
        return []
    found = []
    for number, cells in rows[1:]:
        if _has_text_beyond(header, cells):
            problems.append(f"{file}:{number}: {_beyond(header, cells)}")
            continue
        named = dict(zip(header, cells, strict=False))
        if any(named.values()):
            found.append(Line({column: named.get(column, "") for column in columns}, number))
    return found


def _rows(file: Path, text: str, problems: list[str]) -> list[tuple[int, list[str]]]:
    """The number of the first line of each row, and its cells without the blanks around them."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    rows, number = [], 1
    try:
        for cells in reader:
            rows.append((number, [cell.strip() for cell in cells]))
            number = reader.line_num + 1
    except csv.Error:
        problems.append(f"{file}:{number}: {_QUOTES}")
    return rows


def _wrong_header(header: Sequence[str], columns: Sequence[str]) -> str | None:
    missing = set(columns) - set(header) - _MAY_BE_ABSENT
    if missing:
        return f"columns missing: {', '.join(sorted(missing))}. The first line names the columns"
    twice = sorted(name for name in set(columns) if header.count(name) > 1)
    return f"columns that are there twice: {', '.join(twice)}" if twice else None


def _has_text_beyond(header: Sequence[str], cells: Sequence[str]) -> bool:
    """True if a line has more cells than the header has columns, or text in a column without a name."""
    if not any(cells):
        return False
    nameless = (cell for name, cell in zip(header, cells, strict=False) if not name)
    return len(cells) > len(header) or any(nameless)


def _beyond(header: Sequence[str], cells: Sequence[str]) -> str:
    count = len(header) - header.count("")
    return (
        f"the line has {len(cells)} cells, and the first line names {count} columns. Write a cell with a"
        ' comma as "Workshop, Lahti", and take out what stands in no column'
    )
