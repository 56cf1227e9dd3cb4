"""Reading takes time in proportion to what is read, whatever it is: four times as much, not sixteen.

Each is measured at two sizes; a bound far above the ratio of sizes and far below its square leaves
room for a computer with much else to do.
"""

import io
import time
import zipfile

import pyarrow as pa
import pytest

from orchestration.core.text import normalise, plain
from orchestration.ingest.readers.cell_dates import parse_dates
from orchestration.ingest.readers.cell_values import read_number
from orchestration.ingest.readers.inflated_size import extent
from orchestration.ingest.readers.marked_cells import MarkedCells
from orchestration.privacy.personal_data import has_identity_code, looks_personal
from orchestration.privacy.respondent_codes import name_like, near
from orchestration.questionnaire.matching.header_keys import header_keys

SMALL, TIMES, AT_MOST = 4_000, 8, 30
PATTERNS = {
    "blanks": "x{}x".format(" " * 8),
    "letters": "aaaaaaaa",
    "dots": "1.......x",
    "dashes": "a-a-a-a-",
    "digits": "11111111",
    "numbers": "1 000 00",
    "accents": "\u0301\u0316\u0301\u0316\u0301\u0316\u0301\u0316",
    "footnotes": "1¹¹¹¹¹¹¹",
    "addresses": "a@a@a@a@",
    "brackets": "x [x [x ",
    "identity": "010101-0",
}
LOOKS = {
    "plain": plain,
    "normalise": normalise,
    "header": header_keys,
    "number": read_number,
    "date": lambda text: parse_dates(pa.array([text, "x"])),
    "identity code": has_identity_code,
    "personal": looks_personal,
    "name": lambda text: name_like([text]),
    "near": lambda text: near([text, text + "b"]),
}


def _seconds(work) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _ratio(small, large) -> float:
    """The best of three each, so that a moment of somebody else's work does not count."""
    few = min(_seconds(small) for _ in range(3))
    many = min(_seconds(large) for _ in range(3))
    return many / max(few, 0.002)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_long_text_takes_time_by_its_length(pattern, look):
    # Different texts each time: what was seen before is remembered.
    texts = {
        size: iter([f"{n}{PATTERNS[pattern] * (size // 8)}" for n in range(3)])
        for size in (SMALL, SMALL * TIMES)
    }
    do = LOOKS[look]
    assert _ratio(lambda: do(next(texts[SMALL])), lambda: do(next(texts[SMALL * TIMES]))) < AT_MOST


def _sheet(rows: bytes) -> zipfile.ZipFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.xml", b"<worksheet><sheetData>" + rows + b"</sheetData></worksheet>")
    return zipfile.ZipFile(made)


ROWS = {
    "blanks between cells": b'<row r="1"><c r="A1"><v>1</v></c>' + b" " * 900 + b"</row>",
    "cells without address": b'<c t="e"><v>#REF!</v></c>' * 20,
    "formulas": b'<row r="1"><c r="A1"><f>B1</f></c></row>' * 10,
    "an address many times": b"<c " + b'r="A1" ' * 100 + b"/>",
    "tags without end": b"<c " * 200,
}


def _measured(rows: bytes) -> None:
    with _sheet(rows) as archive:
        marked = MarkedCells(frozenset({1}))
        extent(archive, "a.xml", marked.pattern, marked.look)


@pytest.mark.parametrize("kind", ROWS)
def test_a_sheet_is_measured_in_time_by_its_size(kind):
    small, large = ROWS[kind] * 200, ROWS[kind] * 1_600
    assert _ratio(lambda: _measured(small), lambda: _measured(large)) < AT_MOST
