"""Files of text, SPSS and old workbooks that somebody made to stop or fool a reader.

Belongs here: making the bytes. Does not belong here: what is right.
"""

from __future__ import annotations

import json
import struct
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pyreadstat

from tests.exports import HEADER, csv_text, row
from tests.old_workbook import old_workbook

MEGABYTE = 1_000_000
_LONG = 120_000
# As long as a cell may be.
_ALLOWED = 32_000
TIME, CODE, PHASE, SERVICE, ITEM = range(5)
ROWS = [row(f"3MAR{n}", "Kerta", [4] * 10) for n in range(9)]


def cell(column: int, text: str) -> bytes:
    """An honest table with one hostile cell."""
    cells = list(ROWS[0])
    cells[column] = text
    return csv_text([HEADER, *ROWS, cells]).encode()


def header(text: str) -> bytes:
    """An honest table with one hostile header."""
    return csv_text([[*HEADER, text], *([*cells, "x"] for cells in ROWS)]).encode()


@cache
def _sav() -> bytes:
    frame = pd.DataFrame([cells[:4] for cells in ROWS], columns=["a", "b", "c", "d"])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "a.sav")
        pyreadstat.write_sav(frame, str(file), column_labels=HEADER[:4])
        return file.read_bytes()


@cache
def _xls() -> bytes:
    return old_workbook([[(text, "") for text in cells] for cells in [HEADER, *ROWS]])


def _sav_of_many_rows() -> bytes:
    """The number of rows is the 4 bytes at 80 of the header."""
    return _sav()[:80] + struct.pack("<i", 2**31 - 1) + _sav()[84:]


def _circular_xls() -> bytes:
    """Every entry of the allocation table leads back to the first sector."""
    data = _xls()
    size = 1 << struct.unpack_from("<H", data, 30)[0]
    first = struct.unpack_from("<I", data, 76)[0]
    at = (first + 1) * size
    return data[:at] + b"\0\0\0\0" * (size // 4) + data[at + size :]


def _pages(answers: list[dict[str, object]]) -> bytes:
    return json.dumps([{"ResponseId": 1, "RespondentAnswers": answers}]).encode()


Made = tuple[Callable[[], bytes], set[str]]
_FOREIGN = {
    "unknown_questionnaire",
    "weak_match",
    "unreadable",
    "empty_file",
    "bad_quote",
    "too_wide",
}
TEXTS: dict[str, Made] = {
    "a time of 120 000 blanks": (lambda: cell(TIME, " " * _LONG), {"long_cell"}),
    "a time with 32 000 blanks": (lambda: cell(TIME, "x" + " " * _ALLOWED + "x"), {"bad_date"}),
    "a code of 120 000 letters": (lambda: cell(CODE, "a" * _LONG), {"long_cell"}),
    "a code of 32 000 letters": (lambda: cell(CODE, "a" * _ALLOWED), {"read"}),
    "a code of 32 000 dashes": (lambda: cell(CODE, "a" + "-" * _ALLOWED + "a"), {"read"}),
    "a code of 16 000 accents": (lambda: cell(CODE, "a" + "\u0301\u0316" * 8_000), {"read"}),
    "a code of 32 000 footnote marks": (lambda: cell(CODE, "1" + "¹" * _ALLOWED + "x"), {"read"}),
    "a code of 16 000 addresses": (lambda: cell(CODE, "a@" * (_ALLOWED // 2)), {"read"}),
    "a code of 32 000 zero-width spaces": (lambda: cell(CODE, "\u200b" * _ALLOWED), {"read"}),
    "a phase of 32 000 dots": (lambda: cell(PHASE, "." * _ALLOWED + "x"), {"unknown_phase"}),
    "a service of 32 000 letters": (lambda: cell(SERVICE, "a " * (_ALLOWED // 2)), {"unknown_value"}),
    "an answer of 32 000 dots": (lambda: cell(ITEM, "1" + "." * _ALLOWED + "x"), {"unknown_label"}),
    "an answer of 32 000 digits": (lambda: cell(ITEM, "1" * _ALLOWED), {"unknown_label"}),
    "a header of 32 000 blanks": (lambda: header("x" + " " * _ALLOWED + "["), {"read"}),
    "a header of 32 000 brackets": (lambda: header("[" * _ALLOWED), {"read"}),
    "a header of 8 000 choices": (lambda: header("(choice=" * 4_000), {"read"}),
    "a header that steers the terminal": (lambda: header("\x1b[2J\x1b]0;x\x07"), {"read"}),
    "a quotation mark that never closes": (lambda: csv_text([HEADER, *ROWS]).encode() + b'"' + b"x" * MEGABYTE, {"bad_quote"}),
    "200 000 columns": (lambda: b";".join([b"x"] * 200_000) + b"\r\n", {"too_wide"}),
    "300 000 rows": (lambda: b"1;\n" * 300_000, {"too_long"}),
    "one line of 5 MB": (lambda: b"x" * (5 * MEGABYTE), _FOREIGN),
    "delimiters only": (lambda: b";" * MEGABYTE, _FOREIGN),
    "line ends only": (lambda: b"\r\n" * MEGABYTE, _FOREIGN),
    "the header 5 000 times": (lambda: csv_text([HEADER] * 5_000).encode(), {"all_left_out"}),
    "bytes of zero": (lambda: b"\0" * MEGABYTE, _FOREIGN),
    "a byte order mark alone": (lambda: b"\xef\xbb\xbf", {"empty_file"}),
    "wide characters cut off": (lambda: "a;b\r\n1;2".encode("utf-16")[:-1], _FOREIGN),
    "lone surrogates": (lambda: b"\xff\xfe" + b"\x00\xd8" * 1_000, _FOREIGN),
    "a delimiter that is a line end": (lambda: b"sep=\r\r\n" + csv_text([HEADER, *ROWS]).encode(), {"read", *_FOREIGN}),
    "random-looking bytes": (lambda: bytes(range(1, 256)) * 4_000, _FOREIGN),
    "a formula in an answer": (lambda: cell(SERVICE, "=cmd|'/C calc'!A0"), {"unknown_value"}),
    "JSON in 100 000 brackets": (lambda: b"[" * 100_000, {"unreadable"}),
    "a number of a million digits": (lambda: b"[" + b"9" * MEGABYTE + b"]", {"unreadable"}),
    "a number beyond all numbers": (lambda: _pages([{"Question": "x", "Answer": 1}]).replace(b": 1}", b": 1e999}"), {"read", *_FOREIGN}),
    "an answer of 120 000 letters in JSON": (lambda: _pages([{"Question": "x", "Label": "", "Answer": "a" * _LONG}]), {"long_cell"}),
    "5 000 questions in JSON": (lambda: _pages([{"Question": f"q{n}", "Label": "", "Answer": "a"} for n in range(5_000)]), {"too_wide"}),
    "SPSS cut off": (lambda: _sav()[:-200], {"unreadable"}),
    "SPSS of two thousand million rows": (_sav_of_many_rows, {"unreadable", "too_long", "missing_column", "too_much_memory", *_FOREIGN}),
    "SPSS without anything": (lambda: b"$FL2" + b"\0" * 500, {"unreadable"}),
    "an old workbook in a circle": (_circular_xls, {"unreadable", "protected"}),
    "an old workbook cut off": (lambda: _xls()[:-1_000], {"unreadable", "protected", *_FOREIGN}),
    "an old workbook without anything": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\xff" * 3_000, {"unreadable", "protected"}),
    "markup named as a table": (lambda: b"<html><script>" + b"<td>" * 100_000, {"unreadable"}),
}  # fmt: skip
