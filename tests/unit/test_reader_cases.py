"""One table of cells for all readers: whatever the format, the text is the one that a person sees."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pyreadstat
import xlsxwriter

from orchestration.ingest.readers import Limits, read_sheets
from tests.old_workbook import old_workbook

LIMITS = Limits(10**7, 10**8, 200)
DAY = datetime(2024, 2, 5, 10)


@dataclass(frozen=True)
class Case:
    """A value and its format in a spreadsheet and in SPSS; the text of all readers.

    A percent of SPSS is not a share: 45 is 45 %.
    """

    value: object
    text: str
    format: str = ""
    spss: str = ""


CASES = {
    "a text": Case("Samaa mieltä", "Samaa mieltä"),
    "zeros of a text": Case("0003", "0003"),
    "letters that look like a power": Case("1E5", "1E5"),
    "a whole number": Case(3, "3"),
    "a number with decimals": Case(0.5, "0.5"),
    "a percent format": Case(0.45, "45 %", "0%", "PCT5.1"),
    "a percent format that rounds": Case(0.4567, "45.67 %", "0%"),
    "a percent format with a colour": Case(0.07, "7 %", "[Red]0.0%;-0.0%"),
    "a percent sign that is only a letter": Case(45, "45", '0"%"'),
    "a text under a percent format": Case("45 %", "45 %", "0%"),
    "leading zeros": Case(3, "0003", "0000", "N4"),
    "more digits than the format's": Case(12345, "12345", "0000", "N5"),
    "letters of a format": Case(7, "A007", '"A"000'),
    "a number in groups": Case(1234567, "123-4567", "000-0000"),
    "decimals that a format hides": Case(1.25, "1.25", "0"),
    "thousands of a format": Case(1234, "1234", "#,##0"),
    "a true": Case(True, "true"),
    "a false": Case(False, "false"),
    "a moment": Case(DAY, "2024-02-05 10:00:00", "d.m.yyyy h:mm", "DATETIME20"),
    "nothing": Case("", ""),
    "a formula's error": Case("#REF!", "#REF!"),
    "a missing value of a formula": Case("#N/A", "#N/A"),
}
SPREADSHEET = [*CASES]


def _texts(data):
    [sheet] = read_sheets(data, LIMITS)
    return [column.to_pylist() for column in sheet.columns]


def _xlsx(names):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet()
    for column, name in enumerate(names):
        case = CASES[name]
        style = book.add_format({"num_format": case.format}) if case.format else None
        page.write(0, column, name)
        if isinstance(case.value, str) and case.value.startswith("#"):
            page.write_formula(1, column, "=A1", style, case.value)
        elif isinstance(case.value, str):
            page.write_string(1, column, case.value, style)
        else:
            page.write(1, column, case.value, style)
        page.write(2, column, "x")
    book.close()
    return made.getvalue()


def test_a_csv_has_the_text_that_a_person_sees():
    shown = [case.text for case in CASES.values()]
    rows = [list(CASES), shown, ["x"] * len(CASES)]
    data = "".join(";".join(row) + "\n" for row in rows).encode()
    assert _texts(data) == [list(column) for column in zip(*rows, strict=True)]


def test_an_xlsx_has_the_text_that_a_person_sees():
    assert _texts(_xlsx(SPREADSHEET)) == [[name, CASES[name].text, "x"] for name in SPREADSHEET]


def _serial(value):
    """Days since 30 December 1899, as spreadsheets count them."""
    return (value - datetime(1899, 12, 30)).total_seconds() / 86_400 if value == DAY else value


def test_an_xls_has_the_text_that_a_person_sees():
    rows = [
        [(name, "") for name in CASES],
        [(_serial(case.value), case.format) for case in CASES.values()],
        [("x", "")] * len(CASES),
    ]
    assert _texts(old_workbook(rows)) == [[name, case.text, "x"] for name, case in CASES.items()]


def test_an_xls_says_which_cells_are_merged_and_what_was_changed():
    rows = [[("a", ""), ("b", "")], [("m", ""), (0.5, "0%")], [("", ""), (0.25, "0%")]]
    [sheet] = read_sheets(old_workbook(rows, [(1, 2, 0, 0)]), LIMITS)
    assert sheet.merged == ((1, 0, 2, 0),)
    assert sheet.traces == {"percent_format": {1: [2, 3]}}


def test_a_sav_has_the_text_that_a_person_sees():
    names = [n for n, c in CASES.items() if c.spss or not (c.format or isinstance(c.value, bool))]
    values = [45.0 if CASES[name].spss.startswith("PCT") else CASES[name].value for name in names]
    frame = pd.DataFrame({f"v{n}": [value, value] for n, value in enumerate(values)})
    formats = {f"v{n}": CASES[name].spss for n, name in enumerate(names) if CASES[name].spss}
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.sav")
        pyreadstat.write_sav(frame, str(file), variable_format=formats)
        found = _texts(file.read_bytes())
    assert [column[1] for column in found] == [CASES[name].text for name in names]


def test_json_has_the_text_that_a_person_sees():
    """Pages of an interface hold texts, numbers and Booleans; there is no format."""
    cases = {n: c for n, c in CASES.items() if not c.format}
    answers = [{"Question": name, "Answer": case.value} for name, case in cases.items()]
    page = [{"ResponseId": 1, "RespondentAnswers": answers}]
    found = _texts(json.dumps(page).encode())[2:]
    assert found == [[name, case.text] for name, case in cases.items()]


def test_labels_of_a_sav_are_read_without_markup_and_an_empty_one_hides_no_value():
    frame = pd.DataFrame({"q": [1.0, 2.0, 3.0, 8.0, 9.0, -5.0]})
    with TemporaryDirectory() as folder:
        file = Path(folder, "a.sav")
        pyreadstat.write_sav(
            frame,
            str(file),
            column_labels=["<p>Kuulun&nbsp;joukkoon.</p>"],
            variable_value_labels={"q": {1.0: "<b>Eri</b> mieltä", 2.0: " ", 8.0: "En osaa sanoa"}},
            missing_ranges={"q": [{"lo": 8, "hi": 9}]},
        )
        [sheet] = read_sheets(file.read_bytes(), LIMITS)
    texts = sheet.columns[0].to_pylist()[1:]
    assert texts == ["Eri mieltä", "2", "3", "En osaa sanoa", "", "-5"]
    assert sheet.captions == ("Kuulun\u00a0joukkoon.",)
