"""Workbooks that somebody made to stop or fool a reader, by what is wrong with them.

Belongs here: making the bytes, small ones that stand for much. Does not belong here: what is right.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from functools import cache
from itertools import pairwise

import xlsxwriter

from tests.exports import HEADER, row
from tests.packages import Parts, repacked

MEGABYTE = 1_000_000
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
RELATIONS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
Change = Callable[[Parts], Parts]


@cache
def sound(sheet: str = "Raportti") -> bytes:
    """A workbook as a survey tool writes it."""
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    page = book.add_worksheet(sheet)
    for number, cells in enumerate([HEADER, *(row(f"3MAR{n}", "Kerta", [4] * 10) for n in range(9))]):  # fmt: skip
        page.write_row(number, 0, cells)
    book.close()
    return made.getvalue()


def _with(part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with a text of one of its parts replaced once."""

    def change(parts: Parts) -> Parts:
        assert old in parts[part]
        return {**parts, part: parts[part].replace(old, new, 1)}

    return repacked(sound(), change)


def _with_rows(rows: bytes) -> bytes:
    return _with(SHEET, b"</sheetData>", rows + b"</sheetData>")


def _with_parts(more: Parts) -> bytes:
    return repacked(sound(), lambda parts: {**parts, **more})


def _sheets(count: int, part: Callable[[int], str]) -> bytes:
    """A workbook that lists so many more sheets."""

    def change(parts: Parts) -> Parts:
        listed = "".join(
            f'<sheet name="x{n}" sheetId="{n}" r:id="rX{n}"/>' for n in range(2, count)
        )
        kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
        related = "".join(
            f'<Relationship Id="rX{n}" Type="{kind}" Target="{part(n)}"/>' for n in range(2, count)
        )
        book = parts[BOOK].replace(b"</sheets>", listed.encode() + b"</sheets>")
        relations = parts[RELATIONS].replace(
            b"</Relationships>", related.encode() + b"</Relationships>"
        )
        return {**parts, BOOK: book, RELATIONS: relations}

    return repacked(sound(), change)


def _many_empty_parts() -> bytes:
    return _with_parts({f"xl/media/{n}.png": b"" for n in range(5_000)})


def _named_twice() -> bytes:
    made = io.BytesIO(sound())
    with zipfile.ZipFile(made, "a") as archive:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archive.writestr(SHEET, b"<worksheet><sheetData/></worksheet>")
    return made.getvalue()


def _stated_smaller() -> bytes:
    """The directory of the package states that a part of 30 MB has 30 bytes."""
    data = _with_rows(b" " * (30 * MEGABYTE))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = archive.getinfo(SHEET).file_size
    return data.replace(size.to_bytes(4, "little"), (30).to_bytes(4, "little"))


def _entities() -> bytes:
    names = "abcdefghij"
    levels = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in pairwise(names))
    start = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{levels}]>'.encode()
    cell = b'<row r="99"><c r="A99" t="inlineStr"><is><t>&j;</t></is></c></row></sheetData>'

    def change(parts: Parts) -> Parts:
        sheet = parts[SHEET].replace(b"<worksheet", start + b"<worksheet", 1)
        return {**parts, SHEET: sheet.replace(b"</sheetData>", cell)}

    return repacked(sound(), change)


def _foreign_entity() -> bytes:
    start = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    cell = b'<row r="99"><c r="B99" t="inlineStr"><is><t>&e;</t></is></c></row></sheetData>'

    def change(parts: Parts) -> Parts:
        sheet = parts[SHEET].replace(b"<worksheet", start + b"<worksheet", 1)
        return {**parts, SHEET: sheet.replace(b"</sheetData>", cell)}

    return repacked(sound(), change)


def _styles(text: bytes) -> bytes:
    return _with("xl/styles.xml", b"<cellXfs", text + b"<cellXfs")


BLANKS, GAP = b" " * (40 * MEGABYTE), b" " * (3 * MEGABYTE)
# What is wrong -> the bytes, and the codes of reasons that are right; "read" where it may be read.
WORKBOOKS: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "blanks between rows": (lambda: _with_rows(BLANKS), {"unreadable"}),
    "blanks within a tag": (lambda: _with_rows(b'<row r="99"><c ' + GAP + b'r="A99"/></row>'), {"read", "unreadable"}),
    "blanks within a value": (lambda: _with_rows(b'<row r="99"><c r="A99"><v>' + GAP + b"</v></c></row>"), {"long_cell", "unreadable"}),
    "blanks within a string": (lambda: _with_rows(b'<row r="99"><c r="A99" t="inlineStr"><is><t xml:space="preserve">' + b" " * 900_000 + b"</t></is></c></row>"), {"long_cell"}),
    "a comment without end": (lambda: _with_rows(b"<!--" + GAP), {"unreadable"}),
    "tags that never end": (lambda: _with_rows(b"<c " * 300_000), {"unreadable"}),
    "rows that never end": (lambda: _with_rows(b'<row r="1" ' * 80_000), {"unreadable"}),
    "an address given many times": (lambda: _with_rows(b'<row r="99"><c ' + b'r="A99" ' * 100_000 + b"/></row>"), {"unreadable", "read"}),
    "a type given many times": (lambda: _with_rows(b'<row r="99"><c r="A99"' + b' t="e"' * 100_000 + b"><v>1</v></c></row>"), {"unreadable", "read"}),
    "errors without address": (lambda: _with_rows(b'<row r="99">' + b'<c t="e"><v>#REF!</v></c>' * 60_000 + b"</row>"), {"too_wide", "unreadable"}),
    "formulas without value": (lambda: _with_rows(b'<row r="99">' + b"<c><f>A1</f></c>" * 60_000 + b"</row>"), {"too_wide"}),
    "letters of a column without end": (lambda: _with_rows(b'<row r="99"><c r="' + b"A" * 400_000 + b'99"><v>1</v></c></row>'), {"unreadable"}),
    "digits of a row without end": (lambda: _with_rows(b'<row r="99"><c r="A' + b"9" * 400_000 + b'"><v>1</v></c></row>'), {"unreadable", "too_much_memory"}),
    "a cell at the far end": (lambda: _with_rows(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), {"too_wide", "too_long"}),
    "a dimension that is not true": (lambda: _with(SHEET, b"<dimension ref=", b'<dimension ref="A1:XFD1048576" x='), {"read", "unreadable"}),
    "everything merged": (lambda: _with(SHEET, b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), {"read", "merged_across"}),
    "merged many times": (lambda: _with(SHEET, b"</sheetData>", b"</sheetData><mergeCells>" + b'<mergeCell ref="A2:B3"/>' * 50_000 + b"</mergeCells>"), {"read", "merged_across"}),
    "one part as a thousand sheets": (lambda: _sheets(1_000, lambda _: "worksheets/sheet1.xml"), {"unreadable"}),
    "one part as two sheets": (lambda: _sheets(3, lambda _: "worksheets/sheet1.xml"), {"unreadable"}),
    "sheets without a part": (lambda: _sheets(5_000, lambda n: f"worksheets/none{n}.xml"), {"unreadable", "read"}),
    "a sheet that is another file": (lambda: _sheets(3, lambda _: "file:///etc/passwd"), {"unreadable", "read"}),
    "a sheet outside the package": (lambda: _sheets(3, lambda _: "../../../../etc/passwd"), {"unreadable", "read"}),
    "relations of itself": (lambda: _sheets(3, lambda _: "_rels/workbook.xml.rels"), {"unreadable", "read"}),
    "attributes without end": (lambda: _with(BOOK, b"<sheets>", b"<sheets><sheet " + b"a" * MEGABYTE + b"/>"), {"unreadable"}),
    "styles that never end": (lambda: _styles(b"<cellXfs " * 100_000), {"read", "unreadable"}),
    "a million styles": (lambda: _styles(b"<xf numFmtId='9'/>" * 200_000), {"read", "unreadable"}),
    "a format without end": (lambda: _styles(b'<numFmts><numFmt numFmtId="200" formatCode="' + b"0" * 15_000 + b'"/></numFmts>'), {"read"}),
    "a string of 30 MB": (lambda: _with("xl/sharedStrings.xml", b"</sst>", b"<si><t>" + b"x" * (30 * MEGABYTE) + b"</t></si></sst>"), {"read", "unreadable", "too_big"}),
    "more strings stated than there are": (lambda: _with("xl/sharedStrings.xml", b"uniqueCount=", b'uniqueCount="4000000000" x='), {"read", "unreadable", "too_much_memory"}),
    "a package of 5 000 parts": (_many_empty_parts, {"read", "unreadable"}),
    "a part named twice": (_named_twice, {"read", "unknown_questionnaire", "empty_file"}),
    "a part stated smaller than it is": (_stated_smaller, {"unreadable"}),
    "a part that unpacks to 120 MB": (lambda: _with_parts({"xl/media/a.bin": b"\0" * (120 * MEGABYTE)}), {"too_big"}),
    "parts named outside the package": (lambda: _with_parts({"../../../etc/cron.d/x": b"x", "/etc/passwd": b"x"}), {"read"}),
    "entities of entities": (_entities, {"unreadable", "read"}),
    "an entity that is a file": (_foreign_entity, {"unreadable", "read"}),
    "a macro": (lambda: _with_parts({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), {"read"}),
    "a link to another workbook": (lambda: _with_parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>"}), {"read"}),
    "a text document": (lambda: repacked(sound(), lambda _: {TYPES: b"<Types/>", "word/document.xml": b"<w/>"}), {"unreadable"}),
    "a package cut off": (lambda: sound()[:-300], {"unreadable"}),
    "a package cut in the middle": (lambda: sound()[: len(sound()) // 2], {"unreadable"}),
    "no package behind its start": (lambda: b"PK\x03\x04" + b"\xff" * 5000, {"unreadable"}),
    "an empty package": (lambda: repacked(sound(), lambda _: {}), {"unreadable"}),
}  # fmt: skip
