"""A csv is read by what most of it says: its delimiter, its encoding, the width of its rows."""

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import read_delivery
from orchestration.ingest.readers import Limits, read_sheets
from orchestration.ingest.readers.text_evidence import decoded, delimiter_of
from tests.small_survey import BELONG, HEARD, WHY, small_context
from tests.wide_survey import without_absent

HEADER = ["Vastauksen aika", "Vastaajakoodi", "Mittaus", BELONG, WHY, HEARD]
ROWS = [[f"{n}.2.2024 10:00", f"yö{n}", "Alku", "Samaa mieltä", "", "Eri mieltä"] for n in range(1, 10)]  # fmt: skip


def _text(rows, delimiter=";"):
    return "".join(delimiter.join(row) + "\r\n" for row in [HEADER, *rows])


def _reading(tmp_path, data):
    data = data if isinstance(data, bytes) else data.encode()
    return read_delivery(data, "d" * 64, "ngo", small_context(tmp_path))


def _refusal(tmp_path, data):
    with pytest.raises(Refusal) as caught:
        _reading(tmp_path, data)
    return [(one.code, one.cell, one.count) for one in caught.value.reasons]


def _with(row, column, text):
    rows = [list(one) for one in ROWS]
    rows[row - 2][column] = text
    return rows


def test_commas_in_notes_do_not_make_a_comma_the_delimiter(tmp_path):
    """Seven commas in each note: eight pieces a row, where the header has six columns."""
    rows = [[*row[:4], "a, b, c, d, e, f, g, h", row[5]] for row in ROWS]
    assert _reading(tmp_path, _text(rows)).counts["used"] == 9


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_each_delimiter_is_read(tmp_path, delimiter):
    assert _reading(tmp_path, _text(ROWS, delimiter)).counts["used"] == 9


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("sep=|\r\na;b|c;d\r\n", "|"),
        ("Raportti, kevät\r\n\r\na;b, c;d\r\n1;2;3\r\n4;5;6\r\n", ";"),
        ("Raportti\r\nTulostettu,1.8.2024\r\n\r\na,b,c\r\n1,2,3\r\n4,5,6\r\n", ","),
        ("a,b,c\r\n1;2;,3,4\r\n5;6;,7,8\r\n", ","),
        ("a;b, c, d, e\r\n", ","),
    ],
    ids=[
        "Excel's hint",
        "banner with a comma",
        "banner of two cells",
        "joined choices",
        "a header alone",
    ],
)
def test_the_delimiter_is_the_one_of_the_header_and_most_rows(text, delimiter):
    assert delimiter_of(text) == delimiter


def test_a_delimiter_without_quotation_marks_in_a_note_refuses_that_row(tmp_path):
    rows = _with(4, 4, "jono alkoi kello 10; 12")
    assert _refusal(tmp_path, _text(rows)) == [("row_too_wide", "A4", 1)]


def test_blank_cells_beyond_the_header_are_nothing(tmp_path):
    rows = [[*row, "", " "] for row in ROWS]
    assert _reading(tmp_path, _text(rows)).counts["used"] == 9


def test_a_row_broken_in_two_is_refused(tmp_path):
    text = _text(_with(5, 4, "ensin\r\nsitten"))
    assert _refusal(tmp_path, text) == [("row_too_narrow", "A5, A6", 2)]


def test_a_row_without_one_cell_is_refused_where_other_rows_end_with_blanks(tmp_path):
    rows = _with(3, 5, "")
    del rows[4][3]
    assert _refusal(tmp_path, _text(rows)) == [("row_too_narrow", "A6", 1)]


def test_a_writer_that_leaves_blank_cells_at_the_end_out_is_understood(tmp_path):
    rows = [*ROWS[:3], ROWS[3][:4], *ROWS[4:]]
    reading = _reading(tmp_path, _text(rows))
    findings = without_absent(reading.findings)
    assert (reading.counts["used"], findings) == (9, [])


def test_a_note_below_the_table_is_not_a_broken_row(tmp_path):
    assert _reading(tmp_path, _text([*ROWS, ["Yhteensä", "9"]])).counts["used"] == 9


def test_one_bad_byte_in_a_code_is_reported_and_changes_no_other_code(tmp_path):
    text = _text(ROWS).encode().replace("yö7".encode(), b"y\xf67")
    assert _refusal(tmp_path, text) == [("bad_letter", "B8", 1)]


def test_one_bad_byte_in_an_open_answer_is_a_finding(tmp_path):
    text = _text(_with(3, 4, "hyv@")).encode().replace(b"@", b"\xe4")
    [finding] = without_absent(_reading(tmp_path, text).findings)
    assert (finding.code, finding.cell) == ("bad_letter", "E3")


def test_one_bad_byte_in_a_header_is_reported(tmp_path):
    text = _text(ROWS).encode().replace(b"Perustelut", b"Perust\xe4lut")
    assert _refusal(tmp_path, text) == [("bad_letter_in_header", "E1", 1)]


def test_a_text_of_old_excel_stays_so_whatever_one_cell_was_pasted_from():
    text = "ä;ö;å\r\n" * 5
    assert decoded(text.encode("cp1252") + "ö\r\n".encode()) == text + "\ufffd\r\n"
    assert decoded(text.encode("cp1252")) == text


@pytest.mark.parametrize("data", [b"\n", b" ", b"x", b";", b"\xef\xbb\xbf", b"\xff\xfe", b"\r\n\r\n", b";;;\r\n;;;\r\n"])  # fmt: skip
def test_a_file_of_nothing_is_empty(data):
    with pytest.raises(Refusal) as caught:
        read_sheets(data, Limits(10**6, 10**6, 10))
    assert [one.code for one in caught.value.reasons] == ["empty_file"]
