"""`results.xlsx`: it opens in another library, and its numbers are those of the Parquet files."""

import openpyxl
import pyarrow.parquet as pq
import pytest

from orchestration.outputs.questions.ask import ask_all
from orchestration.outputs.workbook import workbook
from tests import results_release

SHEETS = [
    "Lue ensin", "Muutos", "Taso", "Muutos taustan mukaan", "Jakaumat", "Vastaukset kielen mukaan", "Avovastausten teemat",
    "Avovastausten tiivistelmät", "Hallinto", "Toiminta",
    "Toiminnan kirjaukset", "Sovitut toimenpiteet",
    "Julkaisematta", "Palvelut ilman lukuja", "Toimitukset", "Sanasto", "Kysymykset",
]  # fmt: skip


@pytest.fixture(scope="module")
def book() -> openpyxl.Workbook:
    return openpyxl.load_workbook(results_release.release() / "results.xlsx")


def _column(book: openpyxl.Workbook, sheet: str, heading: str) -> list[object]:
    cells = next(c for c in book[sheet].iter_cols(min_row=2) if c[0].value == heading)
    return [cell.value for cell in cells[1:]]


def _published(table: str, column: str) -> list[object]:
    return pq.read_table(results_release.release() / f"{table}.parquet")[column].to_pylist()


def test_the_sheets_are_in_the_order_in_which_they_are_read(book):
    assert book.sheetnames == SHEETS


@pytest.mark.parametrize("name", SHEETS[1:])
def test_a_sheet_is_one_table_with_filters_and_a_head_that_stays(book, name):
    sheet = book[name]
    (table,) = sheet.tables.values()
    assert table.autoFilter is not None
    assert sheet.freeze_panes


@pytest.mark.parametrize(
    ("sheet", "heading", "table", "column"),
    [
        ("Muutos", "Muutoksen keskiarvo", "rpt_indicator_change", "change_mean"),
        ("Muutos", "Muutoksen luottamusväli, alaraja", "rpt_indicator_change", "change_ci_low"),
        ("Muutos", "Vastauspareja", "rpt_indicator_change", "pair_count"),
        ("Muutos", "Loppuvastaus puuttuu", "rpt_indicator_attrition", "lost_to_follow_up_count"),
        ("Taso", "Pisteiden summa", "fct_indicator_level", "score_sum"),
        ("Taso", "Ihmisiä", "fct_indicator_level", "person_count"),
        ("Jakaumat", "Vastauksia", "fct_answer_distribution", "answer_count"),
        ("Vastaukset kielen mukaan", "Ihmisiä", "fct_answer_by_language", "person_count"),
        ("Hallinto", "Osoittaja", "rpt_governance_metric", "numerator"),
        ("Hallinto", "Nimittäjä", "rpt_governance_metric", "denominator"),
        ("Toiminta", "Osallistujia", "fct_activity", "participant_count"),
    ],
)
def test_the_numbers_are_those_of_the_parquet_files(book, sheet, heading, table, column):
    key = lambda value: (value is None, value or 0)  # noqa: E731
    shown = sorted(_column(book, sheet, heading), key=key)
    published = [None if v is None else float(v) for v in _published(table, column)]
    assert shown == pytest.approx(sorted(published, key=key))


def test_a_code_is_a_word_and_a_missing_number_an_empty_cell(book):
    assert "ei selvää muutosta" in _column(book, "Muutos", "Johtopäätös")
    assert _column(book, "Muutos", "Loppuvastaus saatu, osuus").count(None) == 1
    assert set(_column(book, "Sovitut toimenpiteet", "Tilanne")) == {"Tehty"}


def test_the_dictionary_names_every_heading_in_three_languages(book):
    sheet = book["Sanasto"]
    named = {
        (row[0].value, row[2].value.removesuffix(" suomeksi"))
        for row in sheet.iter_rows(min_row=2)
        if all(cell.value for cell in row)
    }
    for name in SHEETS[1:-2]:
        headings = {cell.value for cell in book[name][2]}
        assert {(name, heading) for heading in headings} <= named


def test_rows_that_no_sheet_can_hold_are_left_out_and_the_sheet_says_so(tmp_path, monkeypatch):
    answers = ask_all(results_release.release())
    monkeypatch.setattr(workbook, "MOST_ROWS", 2)
    workbook.write_workbook(answers, tmp_path / "cut.xlsx")
    cut = openpyxl.load_workbook(tmp_path / "cut.xlsx")
    assert "Kaikki rivit eivät mahdu" in cut["Jakaumat"]["A1"].value
    assert cut["Jakaumat"].max_row == 4
    assert "mahdu" not in cut["Hallinto"]["A1"].value


def test_no_clock_is_in_the_workbook(book):
    assert (book.properties.created.year, book.properties.modified.year) == (2000, 2000)
