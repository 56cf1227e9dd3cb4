"""Where the table is and what its columns are, in sheets as people leave them."""

from dataclasses import replace

import pytest
import xlsxwriter

from orchestration.ingest.messages.refusal import Refusal
from orchestration.questionnaire.loading import loader
from tests.exports import xlsx
from tests.small_survey import (
    BELONG,
    EXPECTED,
    FIRST,
    FORM,
    FRIENDS,
    HEARD,
    HELP,
    NOWHERE,
    OFFICE,
    QUESTIONNAIRE,
    SECOND,
    STEM,
    WHY,
    chosen,
    read,
    small_context,
)

HEADER = ["Vastausaika", "Mittaus", BELONG, HEARD, HELP]
ROWS = [
    [f"5.2.2024 10.0{n}.00", "Alku", a[BELONG], a[HEARD], ";".join(a[HELP])]
    for n, a in enumerate((FIRST, SECOND), 1)
]


def _book(path, sheets, *, hidden=()):
    """Sheets by name, each rows of cells; `hidden` names those that Excel does not show."""
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, cells in enumerate(rows):
            page.write_row(number, 0, cells)
        if name in hidden:
            page.hide()
    book.get_worksheet_by_name(next(n for n in sheets if n not in hidden)).activate()
    book.close()
    return path


def _refused(path, context):
    with pytest.raises(Refusal) as caught:
        read(path, context)
    return caught.value.reasons


def test_banner_pivot_sheet_two_header_rows_and_a_total_do_not_hide_the_table(tmp_path):
    """A merged stem is written over its first column only; the total is no respondent."""
    ticks = [[label if label in a[HELP] else "" for label in (FRIENDS, OFFICE, NOWHERE)] for a in (FIRST, SECOND)]  # fmt: skip
    rows = [
        ["Osallisuuskysely, kevät 2024"],
        [],
        ["Vastausaika", "Mittaus", STEM, "", HELP, "", "", "Huom"],
        ["", "", BELONG, HEARD, FRIENDS, OFFICE, NOWHERE, ""],
        *([*row[:4], *tick, "soitettu"] for row, tick in zip(ROWS, ticks, strict=True)),
        [],
        ["Yhteensä (n=2)", "2", "2"],
    ]
    pivot = [["Row Labels", "Count"], ["Alku", 2], ["Grand Total", 2]]
    file = _book(tmp_path / "a.xlsx", {"Pivot Table 1": pivot, "Vastaukset": rows})
    reading = read(file, small_context(tmp_path))
    assert chosen(reading) == EXPECTED
    assert reading.tables["submissions"]["row_number"].to_pylist() == [5, 6]
    assert reading.recognised.sheet.name == "Vastaukset"
    choice = reading.recognised.choice()
    assert choice["header_rows"] == [3, 4]
    assert choice["sheets_passed_over"] == [1]
    # A column is addressed by the lower of two header rows, also where its name is in the upper one.
    assert reading.left_out == ["H4"]


@pytest.mark.parametrize("total", ["Yhteensä", "Total", "n=2", "n = 2", "Summa:", "Keskiarvo"])
def test_a_total_row_is_no_respondent(tmp_path, total):
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *ROWS, [total, "", "2", "2"]])
    assert read(file, small_context(tmp_path)).counts["read"] == 2


def test_a_hidden_sheet_is_read_only_if_no_other_fits(tmp_path):
    context = small_context(tmp_path)
    both = _book(tmp_path / "a.xlsx", {"Vanha": [HEADER, ROWS[1]], "Uusi": [HEADER, *ROWS]}, hidden=["Vanha"])  # fmt: skip
    reading = read(both, context)
    assert (reading.recognised.sheet.name, reading.counts["read"]) == ("Uusi", 2)
    only = _book(tmp_path / "b.xlsx", {"Vanha": [HEADER, *ROWS], "Ohje": [["Lue tämä"]]}, hidden=["Vanha"])  # fmt: skip
    assert chosen(read(only, context)) == EXPECTED


def test_two_sheets_with_answers_are_refused_and_a_copy_is_not(tmp_path):
    context = small_context(tmp_path)
    two = _book(tmp_path / "a.xlsx", {"Kevät": [HEADER, ROWS[0]], "Syksy": [HEADER, ROWS[1]]})
    assert [(r.code, r.sheet) for r in _refused(two, context)] == [("two_sheets_fit", "Kevät")]
    copy = _book(tmp_path / "b.xlsx", {"A": [HEADER, *ROWS], "A (2)": [HEADER, *ROWS]})
    assert chosen(read(copy, context)) == EXPECTED


def test_leading_empty_rows_and_columns_leave_addresses_right(tmp_path):
    """Everything two rows down and two columns to the right: the wrong cell is F5, not D3."""
    wrong = [ROWS[0], [*ROWS[1][:3], "jotain muuta", *ROWS[1][4:]]]
    rows = [[], [], *(["", "", *row] for row in (HEADER, *wrong))]
    rows = [[None if cell == "" else cell for cell in row] for row in rows]
    [reason] = _refused(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path))
    assert (reason.code, reason.cell) == ("unknown_label", "F5")


def test_an_open_question_after_each_item_belongs_to_the_item_before_it(tmp_path):
    """In another order than on the form, so that neither order nor count decides."""
    header = ["Vastausaika", "Mittaus", HEARD, WHY, BELONG, WHY, HELP]
    rows = [[r[0], r[1], r[3], "kuulosta", r[2], "joukosta", r[4]] for r in ROWS]
    reading = read(xlsx(tmp_path / "a.xlsx", [header, *rows]), small_context(tmp_path))
    assert chosen(reading) == EXPECTED
    opened = {(r["question_code"], r["answer_text"]) for r in reading.tables["open_answers"].to_pylist()}  # fmt: skip
    assert opened == {("heard_why", "kuulosta"), ("belong_why", "joukosta")}


def test_a_repeated_open_header_after_an_undeclared_question_is_left_out(tmp_path):
    header = [*HEADER[:4], WHY, "Aivan muuta?", WHY, HELP]
    rows = [[*r[:4], "kuulosta", "x", "muusta", r[4]] for r in ROWS]
    reading = read(xlsx(tmp_path / "a.xlsx", [header, *rows]), small_context(tmp_path))
    assert reading.left_out == ["F1", "G1"]
    assert set(reading.tables["open_answers"]["answer_text"].to_pylist()) == {"kuulosta"}


def test_a_closed_question_twice_is_refused_with_both_cells(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [[*HEADER, BELONG], *([*r, r[2]] for r in ROWS)])
    [reason] = _refused(file, small_context(tmp_path))
    assert (reason.code, reason.cell) == ("repeated_column", "C1, F1")


def test_numbers_as_repeated_headers_are_taken_in_the_forms_order(tmp_path):
    form = FORM + 'columns: {belong: ["37"], belong_why: ["37"], heard: ["38"]}\n'
    rows = [["Vastausaika", "Mittaus", 37, 37, 38], *([*r[:3], "siksi", r[3]] for r in ROWS)]
    reading = read(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path, form))
    assert chosen(reading) == {k: v for k, v in EXPECTED.items() if k != "help"}
    assert reading.tables["open_answers"]["question_code"].to_pylist() == ["belong_why"] * 2


TWO_FORMS = "form: alku\ntool: webropol\nconstants: {phase: start}\n---\nform: loppu\ntool: webropol\nconstants: {phase: end}\n"


def test_a_file_that_fits_two_forms_is_refused_naming_both_and_how_they_differ(tmp_path):
    rows = [[cell for i, cell in enumerate(row) if i != 1] for row in (HEADER, *ROWS)]
    [reason] = _refused(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path, TWO_FORMS))
    assert reason.code == "two_forms_fit"
    for part in ("pikkukysely/alku", "pikkukysely/loppu", "'phase': 'start'", "'phase': 'end'"):
        assert part in reason.en


def test_a_weak_match_is_refused_with_the_nearest_form_and_its_count(tmp_path):
    """Of the five questions and two fields that are there or should be, three are there."""
    rows = [["Vastausaika", "Mittaus", BELONG, "Palkka"], ["5.2.2024 10.01", "Alku", "x", "4000"]]
    [reason] = _refused(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path))
    assert reason.code == "weak_match"
    assert "“Pikkukysely” (pikkukysely/mika_tahansa)" in reason.en and "(3/7)" in reason.en
    assert "Missing headers: “Minua kuullaan.”" in reason.en
    assert "4000" not in reason.en


def test_without_a_phase_column_the_folder_must_state_the_phase(tmp_path):
    rows = [[cell for i, cell in enumerate(row) if i != 1] for row in (HEADER, *ROWS)]
    file, context = xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path)
    [reason] = _refused(file, context)
    assert reason.code == "no_phase"
    assert "delivery.yml" in reason.fi
    reading = read(file, context, phase="end")
    assert reading.tables["submissions"]["phase_code"].to_pylist() == ["end", "end"]
    assert reading.recognised.choice()["stated"] == {"phase": "end"}


def test_the_phase_of_a_column_wins_over_the_phase_of_the_folder(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", [HEADER, *ROWS])
    reading = read(file, small_context(tmp_path), phase="end")
    assert reading.tables["submissions"]["phase_code"].to_pylist() == ["start", "start"]


def test_an_unknown_phase_is_refused_with_the_allowed_ones_and_without_repeating_it(tmp_path):
    rows = [HEADER, *[[*row[:1], "Seuranta", *row[2:]] for row in ROWS]]
    [reason] = _refused(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path))
    assert (reason.code, reason.allowed) == ("unknown_phase", "Alku · Loppu · Kerta")
    assert "Seuranta" not in reason.fi + reason.en


def test_a_table_without_a_day_of_answering_is_refused(tmp_path):
    survey = QUESTIONNAIRE.replace(
        "  answered_at: {header: {fi: Vastauksen aika}, required: true}\n", ""
    )
    assert survey != QUESTIONNAIRE
    context = small_context(tmp_path)
    place = tmp_path / "surveys" / "pikkukysely" / "questionnaire.yml"
    place.write_text(survey, encoding="utf-8")
    context = replace(context, surveys=loader.load([tmp_path / "surveys"]))
    [reason] = _refused(xlsx(tmp_path / "a.xlsx", [HEADER, *ROWS]), context)
    assert reason.code == "no_day"
