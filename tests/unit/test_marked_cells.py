"""What an xlsx says beside its values: where its parts are, errors, formulas, merged cells."""

import io
import re

import openpyxl
import pyarrow as pa
import pyarrow.compute as pc
import pytest
import xlsxwriter

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Limits, inflated_size, read_sheets
from orchestration.ingest.readers.marked_cells import MarkedCells
from orchestration.ingest.readers.spreadsheet_texts import NO_VALUE
from tests.packages import repacked

LIMITS = Limits(10**7, 10**8, 200)
SHEET, BOOK, LINKS = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def _book(write, **options):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, options)
    write(book.add_worksheet(), book)
    book.close()
    return made.getvalue()


def _plain(page, book):
    page.write_row(0, 0, ["koodi", "osuus"])
    page.write(1, 0, 3, book.add_format({"num_format": "0000"}))
    page.write(1, 1, 0.45, book.add_format({"num_format": "0%"}))


PLAIN, READ = _book(_plain), [["koodi", "0003"], ["osuus", "45 %"]]


def _texts(data):
    [sheet] = read_sheets(data, LIMITS)
    return [column.to_pylist() for column in sheet.columns]


def _moved(old, new):
    """The parts with one of them elsewhere, and everything that names it changed."""
    names = old.removeprefix("xl/").encode(), new.removeprefix("xl/").encode()

    def change(parts):
        named = {
            name: part.replace(*names) if name.endswith((".rels", "[Content_Types].xml")) else part
            for name, part in parts.items()
        }
        return {new if name == old else name: part for name, part in named.items()}

    return change


def _main_elsewhere(parts):
    parts = _moved(BOOK, "xl/workbook2.xml")(parts)
    return {"xl/_rels/workbook2.xml.rels" if n == LINKS else n: part for n, part in parts.items()}


def _another_folder(parts):
    """All parts in a folder of another name, as some reporting tools write them."""
    return {
        name.replace("xl/", "kirja/"): part.replace(b"xl/", b"kirja/")
        for name, part in parts.items()
    }


def _absolute(parts):
    links = parts[LINKS].replace(b'Target="', b'Target="/xl/')
    return parts | {LINKS: links}


def _strict(parts):
    pairs = [
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ]  # fmt: skip
    for old, new in pairs:
        parts = {name: part.replace(old, new) for name, part in parts.items()}
    return parts


def _prefixed(parts):
    def change(part):
        text = re.sub(r"<(/?)(\w+)(?=[\s/>])", r"<\1x:\2", part.decode())
        return text.replace("xmlns=", "xmlns:x=").encode()

    named = (BOOK, SHEET, "xl/sharedStrings.xml", "xl/styles.xml")
    return {name: change(part) if name in named else part for name, part in parts.items()}


def _single_quotes(parts):
    return {
        name: part.replace(b'"', b"'") if name in (BOOK, LINKS, SHEET) else part
        for name, part in parts.items()
    }


def _inline(parts):
    cell = b'<c r="A1" t="inlineStr"><is><r><t>koo</t></r><r><t>di</t></r></is></c>'
    return parts | {SHEET: parts[SHEET].replace(b'<c r="A1" t="s"><v>0</v></c>', cell)}


def _without_addresses(parts):
    return parts | {SHEET: re.sub(rb'<c r="[A-Z]+\d+"', b"<c", parts[SHEET])}


@pytest.mark.parametrize(
    "change",
    [_main_elsewhere, _another_folder, _absolute, _strict, _prefixed, _single_quotes, _inline, _without_addresses, _moved("xl/sharedStrings.xml", "xl/tekstit.xml"), _moved("xl/styles.xml", "xl/tyylit.xml"), _moved(SHEET, "xl/sheet1.xml")],
    ids=["main part", "folder", "absolute", "strict", "prefixed", "quotes", "inline", "no addresses", "texts", "styles", "sheet"],
)  # fmt: skip
def test_a_valid_package_is_read_however_it_is_laid_out(change):
    assert _texts(PLAIN) == READ
    assert _texts(repacked(PLAIN, change)) == READ


def test_a_document_that_is_no_workbook_is_refused():
    document = repacked(PLAIN, lambda parts: parts | {BOOK: b"<document/>"})
    with pytest.raises(Refusal):
        read_sheets(document, LIMITS)


def test_a_formula_whose_value_is_not_saved_is_not_blank():
    """openpyxl saves no values; xlsxwriter saves 0 and asks to be calculated."""
    made, book = io.BytesIO(), openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active.append(["=1+1", "x"])
    book.save(made)
    assert _texts(made.getvalue()) == [["a", NO_VALUE], ["b", "x"]]

    def write(page, _):
        page.write_row(0, 0, ["a", "b", "c"])
        page.write_formula(1, 0, "=1+1")
        page.write_formula(1, 1, "=1+1", None, 2)
        page.write_formula(1, 2, '=""', None, "x")

    assert _texts(_book(write)) == [["a", NO_VALUE], ["b", "2"], ["c", "x"]]


def test_what_a_spreadsheet_program_has_calculated_is_a_value():
    def calculated(parts):
        cells = b'<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="str"><f>""</f><v></v></c><c r="C1"><f>1-1</f><v>0</v></c></row>'  # fmt: skip
        sheet = re.sub(rb"<row.*</row>", cells, parts[SHEET], flags=re.DOTALL)
        return parts | {SHEET: sheet, BOOK: parts[BOOK].replace(b'fullCalcOnLoad="1"', b"")}

    assert _texts(repacked(PLAIN, calculated)) == [["koodi"], [""], ["0"]]


def test_an_attribute_quoted_in_a_text_marks_no_cell():
    def write(page, _):
        page.write_row(0, 0, ["a", "b"])
        page.write_string(1, 0, '<c t="e" s="1"><v>')

    inline = _book(write, constant_memory=True)
    assert _texts(inline)[0] == ["a", '<c t="e" s="1"><v>']


def test_marked_cells_of_a_big_sheet_are_found_at_their_addresses(monkeypatch):
    """Fifty thousand rows are many pieces, and most of them hold no such cell."""
    monkeypatch.setattr(inflated_size, "_FIRST_PIECE", 10_000)
    monkeypatch.setattr(inflated_size, "_PIECE", 10_000)

    def write(page, book):
        percent = book.add_format({"num_format": "0%"})
        for row in range(50_000):
            page.write(row, 0, row % 100 / 100, percent if row % 1_000 == 7 else None)
            page.write(row, 1, "x" * 100)
            if row % 5_000 == 9:
                page.write_formula(row, 2, "=A1", None, "#REF!")
        page.merge_range(40_000, 3, 40_002, 3, "m")

    [sheet] = read_sheets(_book(write), LIMITS)
    assert sheet.merged == ((40_000, 3, 40_002, 3),)
    assert sheet.traces["percent_format"] == {0: list(range(8, 50_000, 1_000))}
    errors = [n for n, text in enumerate(sheet.columns[2].to_pylist()) if text == "#REF!"]
    assert errors == list(range(9, 50_000, 5_000))


@pytest.mark.parametrize(
    "cells",
    [
        b'<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>',
        b"<x:row r='1'><x:c r='A1' s='9' t='e'><x:v>#N/A</x:v></x:c></x:row>",
        b'<row r="1"><c r="A1" s="3"><v>1</v></c></row>',
        b'<row r="1"><c r="A1" t="n" s="12"><v>1</v></c></row>',
        b'<row r="1"><c r="A1"><f>B1</f><v></v></c></row>',
        b'<x:row r="1"><x:c r="A1"><x:f>B1</x:f></x:c></x:row>',
        b'<mergeCells><mergeCell ref="A1:B1"/></mergeCells>',
    ],
)
def test_whatever_marks_a_cell_is_in_the_pattern_by_which_pieces_are_passed_over(cells):
    marked = MarkedCells(frozenset({3, 12}))
    marked.look(cells)
    assert marked != MarkedCells(frozenset({3, 12}))
    assert pc.match_substring_regex(pa.scalar(cells), marked.pattern).as_py()
