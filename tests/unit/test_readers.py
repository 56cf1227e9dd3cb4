"""What each format's reader makes of the bytes: text at its address, or a refusal."""

import os
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyreadstat
import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import Limits, inflated_size, read_sheets, sav
from orchestration.ingest.readers.parser_errors import refuse_parser_errors
from tests.exports import FULL_HEADER, csv_text, full_row, xlsx

LIMITS = Limits(10**7, 10**8, 200)
# Written once with xlwt: a hidden sheet, then a banner in B1 and full_row twice from B4.
OLD = Path(__file__).parents[1] / "fixtures" / "vanha.xls"
# What a sheet is looked through for beside its extent: nothing.
NO_MARKS = ("no such text", bool)
ANSWERS = [4, 4, None, 5, 4, 3, 4, None, 4, 4]


def _rows(sheet):
    return [list(row) for row in zip(*(c.to_pylist() for c in sheet.columns), strict=True)]


def _code(path, limits=LIMITS):
    with pytest.raises(Refusal) as caught:
        read_sheets(path.read_bytes(), limits)
    [reason] = caught.value.reasons
    return reason.code


def _file(path, content):
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_an_old_xls_is_read_as_text_at_its_addresses():
    hidden, sheet = read_sheets(OLD.read_bytes(), LIMITS)
    assert (hidden.is_hidden, sheet.is_hidden) == (True, False)
    rows = _rows(sheet)
    assert rows[0][:2] == ["", "Osallisuuskysely"]
    assert rows[2] == ["", *FULL_HEADER]
    assert rows[3] == ["", *full_row("3MAR71", "Alku", ANSWERS)]


def _ole2(names):
    """The old workbook with its stream renamed, as the directory of another kind of file."""
    data = bytearray(OLD.read_bytes())
    old, new = "Workbook".encode("utf-16-le"), names.encode("utf-16-le")
    at = data.index(old)
    data[at : at + 64] = new.ljust(64, b"\0")
    data[at + 64 : at + 66] = (len(new) + 2).to_bytes(2, "little")
    return bytes(data)


def test_an_encrypted_package_is_distinguished_from_an_old_workbook(tmp_path):
    assert _code(_file(tmp_path / "a.xlsx", _ole2("EncryptedPackage"))) == "protected"
    assert _code(_file(tmp_path / "b.doc", _ole2("WordDocument"))) == "unreadable"
    # A FILEPASS record (0x2F) after the 20 bytes of the first one: a password of the old kind.
    data = OLD.read_bytes()
    at = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    locked = data[:at] + b"\x2f\x00\x02\x00\x00\x00" + data[at + 6 :]
    assert _code(_file(tmp_path / "c.xls", locked)) == "protected"


def test_a_chain_of_sectors_that_runs_in_a_circle_is_refused(tmp_path):
    data = bytearray(OLD.read_bytes())
    fat = (int.from_bytes(data[76:80], "little") + 1) * 512
    data[fat : fat + 4] = (0).to_bytes(4, "little")  # the first sector follows itself
    assert _code(_file(tmp_path / "a.xls", bytes(data))) in ("protected", "unreadable")


def test_two_cells_far_apart_are_refused_before_they_fill_the_memory(tmp_path):
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(0, 0, "x")
    sheet.write(1_048_575, 199, "y")
    book.close()
    assert (
        _code(tmp_path / "a.xlsx", replace(LIMITS, max_columns=16_384, max_cells=10**7))
        == "too_long"
    )
    assert _code(tmp_path / "a.xlsx", replace(LIMITS, max_columns=100)) == "too_wide"


def _workbook(path, sheet: str):
    """A workbook whose sheet, of the name of a person, is this XML."""
    xlsx(path, [["x"]], sheet="Maija Meikäläinen")
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet1.xml"] = f"<worksheet><sheetData>{sheet}</sheetData></worksheet>".encode()  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return path


def _row(number: int, cell: str = "A") -> str:
    return f'<row r="{number}"><c r="{cell}{number}"><v>1</v></c></row>'


@pytest.mark.parametrize(
    ("last", "reach"),
    [
        (_row(30_001), (0, 1, 30_001)),
        (_row(30_001, "GS"), (0, 201, 30_001)),  # 7 * 26 + 19
        (_row(30_001, "xfd"), (0, 16_384, 30_001)),  # (24 * 26 + 6) * 26 + 4
        ('<row r="30001"><c s="1" r="GS30001"><v>1</v></c></row>', (0, 201, 30_001)),
        (_row(2_000_001), (0, 1, 2_000_001)),
        ('<row r="2000001"><c><v>1</v></c></row>', (0, 1, 2_000_001)),
        # Only formatted: nothing has to be made room for.
        ('<row r="1048576"><c r="XFD1048576" s="1"/></row>', (0, 1, 30_000)),
    ],
)
def test_a_sheet_of_many_pieces_is_measured_to_its_last_cell(tmp_path, last, reach):
    """Thirty thousand rows are several pieces; no `dimension` states how far they reach."""
    file = _workbook(tmp_path / "a.xlsx", "".join(map(_row, range(1, 30_001))) + last)
    with zipfile.ZipFile(file) as archive:
        assert inflated_size.extent(archive, "xl/worksheets/sheet1.xml", *NO_MARKS) == reach


def test_a_far_cell_in_a_big_sheet_is_refused_before_it_fills_the_memory(tmp_path):
    """A rectangle of 30 001 rows and 16 384 columns; the parser would end the process."""
    rows = "".join(map(_row, range(1, 30_001))) + _row(30_001, "XFD")
    with pytest.raises(Refusal) as caught:
        read_sheets(_workbook(tmp_path / "a.xlsx", rows).read_bytes(), LIMITS)
    [reason] = caught.value.reasons
    # A tab's name may be a person's.
    assert (reason.code, reason.sheet) == ("too_wide", "1")


def test_a_sheet_measured_by_pieces_reaches_as_far_as_one_looked_through(tmp_path, monkeypatch):
    rows = [_row(n, "C" if n % 7 else "AB") for n in range(2, 20_000)]
    path = _workbook(tmp_path / "a.xlsx", _row(1, "A") + "".join(rows))
    with zipfile.ZipFile(path) as archive:
        part = "xl/worksheets/sheet1.xml"
        monkeypatch.setattr(inflated_size, "_PIECE", 50_000)
        by_pieces = inflated_size.extent(archive, part, *NO_MARKS)
        monkeypatch.setattr(inflated_size, "_FIRST_PIECE", 10**9)
        # From A to AB are 28 columns.
        assert by_pieces == inflated_size.extent(archive, part, *NO_MARKS) == (0, 28, 19_999)


def test_texts_that_inflate_to_more_than_the_package_says_are_refused(tmp_path):
    path = xlsx(tmp_path / "a.xlsx", [["x" * 5000, "y"]])
    data = bytearray(path.read_bytes())
    with zipfile.ZipFile(path) as archive:
        stated = archive.getinfo("xl/sharedStrings.xml").file_size
    # The size is in the part's own header and in the directory at the end.
    assert data.count(stated.to_bytes(4, "little")) == 2
    path.write_bytes(data.replace(stated.to_bytes(4, "little"), (100).to_bytes(4, "little")))
    assert _code(path) == "unreadable"


def test_what_a_parser_says_before_it_breaks_off_reaches_nobody(capfd):
    with pytest.raises(Refusal), refuse_parser_errors("xlsx"):
        os.write(2, b"thread panicked at: 'Virtanen'")
        raise RuntimeError
    os.write(2, b"afterwards")
    assert capfd.readouterr().err == "afterwards"


def test_an_xls_that_states_cells_far_apart_is_refused(tmp_path):
    data = bytearray(OLD.read_bytes())
    at = data.rindex(b"\xfd\x00\x0a\x00")  # the last text cell: row and column follow
    data[at + 4 : at + 8] = b"\xff\xff\xff\x00"
    assert _code(_file(tmp_path / "a.xls", bytes(data))) in ("too_long", "too_wide")


def test_a_row_that_is_only_formatted_widens_nothing(tmp_path):
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet()
    sheet.write(1, 1, "x")
    sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    book.close()
    [read] = read_sheets((tmp_path / "a.xlsx").read_bytes(), LIMITS)
    assert _rows(read) == [["", ""], ["", "x"]]


@pytest.mark.parametrize(
    ("limits", "code"),
    [
        (replace(LIMITS, max_bytes=100), "too_big"),
        (replace(LIMITS, max_rows=2), "too_long"),
        (replace(LIMITS, max_columns=2), "too_wide"),
        (replace(LIMITS, max_cells=8), "too_long"),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "xlsx", "sav"])
def test_every_limit_is_a_refusal_in_every_format(tmp_path, kind, limits, code):
    """Three rows of three cells; in a sav the names are the first of them."""
    file, rows = tmp_path / f"a.{kind}", [["a", "b", "c"], ["1", "2", "3"], ["4", "5", "6"]]
    if kind == "csv":
        _file(file, csv_text(rows) * 20 if code == "too_big" else csv_text(rows))
    elif kind == "xlsx":
        xlsx(file, rows)
    else:
        pyreadstat.write_sav(pd.DataFrame(rows[1:] + rows[2:], columns=rows[0]), str(file))
    assert _code(file, limits) == code


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('a;b\r\n"x\ny";z\r\n', [["a", "b"], ["x\ny", "z"]]),
        (
            "a;b;c\r\n1\r\n1;2;3;4\r\n",
            [["a", "b", "c", ""], ["1", "", "", ""], ["1", "2", "3", "4"]],
        ),
        ('"a, b";c\r\n1;2\r\n', [["a, b", "c"], ["1", "2"]]),
        ("a\tb\n1,5\t2\n", [["a", "b"], ["1,5", "2"]]),
        ("a;b\rc;d\r", [["a", "b"], ["c", "d"]]),
        ("a;b\n1;" + "\0" + "2" + "x" * 2000, [["a", "b"], ["1", "2" + "x" * 2000]]),
        ('a;b\n5" putki;2\n', [["a", "b"], ['5" putki', "2"]]),
    ],
    ids=["quoted line end", "ragged", "quoted delimiter", "tab", "old mac", "stray NUL", "inch"],
)
def test_delimited_text_is_read_as_it_stands(tmp_path, text, rows):
    [sheet] = read_sheets(_file(tmp_path / "a.csv", text).read_bytes(), LIMITS)
    assert _rows(sheet) == rows


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_wide_text_is_read_with_and_without_its_mark(tmp_path, encoding):
    text = "Vastausaika;Huom\r\n" * 20 + "1;ä\r\n"
    [sheet] = read_sheets(_file(tmp_path / "a.csv", text.encode(encoding)).read_bytes(), LIMITS)
    assert _rows(sheet)[-1] == ["1", "ä"]


@pytest.mark.parametrize("text", ['a;b\n"1;2\n3;4\n', 'a;b\n1;"' + "x" * 200_000 + '"\n'])
def test_a_quotation_mark_that_swallows_rows_is_refused(tmp_path, text):
    assert _code(_file(tmp_path / "a.csv", text)) == "bad_quote"


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7 a;b", b"\xff\xd8\xff\xe0a;b", b"\x1f\x8b\x08a;b", b" \n<html><table>", b"PK\x05\x06" + b"\0" * 18],
)  # fmt: skip
def test_what_only_carries_the_name_of_a_table_is_refused(tmp_path, content):
    assert _code(_file(tmp_path / "a.xls", content)) == "unreadable"


def test_a_zip_that_is_no_workbook_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("content.xml", "<x/>")
    assert _code(tmp_path / "a.xlsx") == "unreadable"


def _sav(path, **options):
    frame = pd.DataFrame(
        {
            "Q1": [1.0, 98.0, 99.0, np.nan],
            "AIKA": [13_926_506_400.0, 1e300, np.nan, 13_926_506_400.0],
            "KOODI": [7.0, 8.0, 1e16, 0.5],
        }
    )
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["Kuulun joukkoon.", "Vastausaika", "Koodi"],
        variable_value_labels={"Q1": {1.0: "Samaa mieltä", 98.0: "En osaa sanoa"}},
        missing_ranges={"Q1": [{"lo": 98, "hi": 99}]},
        variable_format={"AIKA": "DATETIME20"},
        **options,
    )
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_a_sav_keeps_labels_of_missing_codes_and_survives_impossible_dates(tmp_path, packed):
    """13 926 506 400 s after 14 October 1582 is 2024-02-05 10:00: Julian days 2460346 − 2299160."""
    file = _sav(tmp_path / "a.sav", compress=packed)
    [sheet] = read_sheets(file.read_bytes(), LIMITS)
    rows = _rows(sheet)
    assert rows[0] == ["Q1", "AIKA", "KOODI"]
    assert [row[0] for row in rows[1:]] == ["Samaa mieltä", "En osaa sanoa", "", ""]
    assert [row[1] for row in rows[1:]] == ["2024-02-05 10:00:00", "1e+300", "", "2024-02-05 10:00:00"]  # fmt: skip
    assert [row[2] for row in rows[1:]] == ["7", "8", "1e+16", "0.5"]
    assert sheet.captions == ("Kuulun joukkoon.", "Vastausaika", "Koodi")


def test_a_sav_that_is_read_in_blocks_gives_the_same_table(tmp_path, monkeypatch):
    """Two codes have one label, of which the second is only in the last rows."""
    frame = pd.DataFrame(
        {
            "q1": [float(n % 5) if n < 20 else 9.0 for n in range(25)],
            "name": [f"t{n}" if n % 3 else "" for n in range(25)],
        }
    )
    labels = {"q1": {0.0: "ei", 1.0: "kyllä", 9.0: "kyllä"}}
    pyreadstat.write_sav(frame, tmp_path / "a.sav", variable_value_labels=labels)
    data = (tmp_path / "a.sav").read_bytes()
    [whole] = read_sheets(data, LIMITS)
    monkeypatch.setattr(sav, "_BLOCK_ROWS", 4)
    monkeypatch.setattr(sav, "_MOST_BLOCKS", 100)
    [by_blocks] = read_sheets(data, LIMITS)
    assert _rows(by_blocks) == _rows(whole)
    assert _rows(whole)[-1] == ["kyllä", ""] and _rows(whole)[6] == ["ei", "t5"]
    # Rows 3, 8, 13 and 18 of the sheet hold 1, rows 22 to 26 hold 9.
    alike = {0: [3, 8, 13, 18, *range(22, 27)]}
    assert by_blocks.traces["same_label"] == whole.traces["same_label"] == alike
