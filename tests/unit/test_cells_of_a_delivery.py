"""What a file says of a cell beside its value reaches the answers, or the sender by its address."""

import io

import pytest
import xlsxwriter

from orchestration.ingest.convert.cell_answers import answer_reader
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import read_delivery
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire
from tests.small_survey import BELONG, HEARD, WHY, small_context

HEADER = ["Vastauksen aika", "Vastaajakoodi", "Mittaus", BELONG, WHY, HEARD]
CODES = ["p1", "p2", "p3", "p4"]


def _data(change=lambda page, book: None):
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made)
    page = book.add_worksheet()
    page.write_row(0, 0, HEADER)
    for row, code in enumerate(CODES, 1):
        page.write_row(row, 0, [f"{row}.2.2024 10:00", code, "Alku", "Samaa mieltä", "", "Eri mieltä"])  # fmt: skip
    change(page, book)
    book.close()
    return made.getvalue()


def _reading(tmp_path, data):
    return read_delivery(data, "d" * 64, "ngo", small_context(tmp_path))


def _refusal(tmp_path, change):
    with pytest.raises(Refusal) as caught:
        _reading(tmp_path, _data(change) if callable(change) else change)
    return [(one.code, one.cell, one.count) for one in caught.value.reasons]


def _people(reading):
    return reading.tables["submissions"]["person_key"].to_pylist()


def test_a_number_shown_with_leading_zeros_is_the_code_typed_as_text(tmp_path):
    def numbers(page, book):
        page.write(1, 1, 3, book.add_format({"num_format": "0000"}))
        page.write_string(2, 1, "0003")

    reading = _reading(tmp_path, _data(numbers))
    first, second, *_ = _people(reading)
    assert first == second
    assert reading.repairs["leading_zeros"] == {"count": 1, "cells": ["B2"]}


def _date(page, book):
    page.write(3, 1, 25_995, book.add_format({"num_format": "d-mmm-yy"}))


def _power(page, book):
    page.write(3, 1, 100_000, book.add_format({"num_format": "0.00E+00"}))


@pytest.mark.parametrize("change", [_date, _power], ids=["3MAR71 as a day", "1E5 as a power"])
def test_a_code_that_a_spreadsheet_changed_is_refused_by_address(tmp_path, change):
    assert _refusal(tmp_path, change) == [("changed_code", "B4", 1)]


@pytest.mark.parametrize("text", ["3.maalis.71", "1,00E+05", "3.3.1971"])
def test_a_csv_says_the_same_of_a_changed_code(tmp_path, text):
    rows = [HEADER, ["1.2.2024 10:00", text, "Alku", "Samaa mieltä", "", "Eri mieltä"]]
    data = "".join(";".join(row) + "\n" for row in rows).encode()
    assert _refusal(tmp_path, data) == [("changed_code", "B2", 1)]


@pytest.mark.parametrize("text", ["3MAR71", "3-Mar-71", "1E5", "12E34", "1-11"])
def test_a_code_as_people_write_it_is_a_code(tmp_path, text):
    reading = _reading(tmp_path, _data(lambda page, _: page.write_string(3, 1, text)))
    assert reading.counts["used"] == 4


@pytest.mark.parametrize("column", [0, 1, 2, 3, 5])
def test_a_formula_without_its_value_is_refused_by_address(tmp_path, column):
    wrong = _refusal(tmp_path, lambda page, _: page.write_formula(2, column, "=A1", None, ""))
    assert wrong == [("formula_without_value", f"{'ABCDEF'[column]}3", 1)]


@pytest.mark.parametrize("error", ["#REF!", "#VALUE!", "#DIV/0!", "#N/A"])
def test_the_error_of_a_formula_is_no_code(tmp_path, error):
    wrong = _refusal(tmp_path, lambda page, _: page.write_formula(2, 1, "=A1", None, error))
    assert wrong == [("formula_error", "B3", 1)]


def test_the_error_of_a_formula_is_no_answer(tmp_path):
    wrong = _refusal(tmp_path, lambda page, _: page.write_formula(2, 3, "=A1", None, "#REF!"))
    assert wrong == [("unknown_label", "D3", 1)]


def test_a_merged_code_is_the_code_of_each_of_its_rows(tmp_path):
    def merged(page, book):
        page.merge_range(1, 1, 2, 1, "p1", book.add_format({"bold": True}))
        page.write_row(2, 2, ["Loppu"])

    reading = _reading(tmp_path, _data(merged))
    first, second, third, _ = _people(reading)
    assert first == second != third
    assert reading.repairs["merged_cell"] == {"count": 1, "cells": ["B3"]}


def test_a_merged_text_makes_no_row_where_there_is_none(tmp_path):
    def merged(page, _):
        page.merge_range(3, 2, 9, 2, "Alku")
        page.write_row(10, 0, ["9.2.2024 10:00", "p9", "Alku", "Samaa mieltä", "", "Eri mieltä"])

    assert _reading(tmp_path, _data(merged)).counts["used"] == 5


def test_an_answer_merged_over_two_questions_is_refused_by_address(tmp_path):
    wrong = _refusal(tmp_path, lambda page, _: page.merge_range(3, 3, 3, 5, "Samaa mieltä"))
    assert wrong == [("merged_across", "D4", 1)]


@pytest.mark.parametrize(
    ("numbers", "text", "value"),
    [([0, 100], "45 %", "45"), ([0, 1], "45 %", "0.45"), ([0, 1], "0.45", "0.45"), ([0, 1], "0 %", "0")],
)  # fmt: skip
def test_a_percent_is_a_share_where_the_declared_range_is_one_of_shares(numbers, text, value):
    survey = Questionnaire.model_validate(
        {
            "questionnaire": "q", "subject": "person", "scope": "s", "title": {"en": "Q"},
            "questions": {"n": {"type": "number", "range": numbers, "text": {"en": "n"}}},
        }
    )  # fmt: skip
    found = answer_reader(survey, Form(form="f", tool="excel"), "n")(text)
    assert [str(one.number_low.normalize()) for one in found.answers] == [value]
    assert ("share_of_percent" in found.rules) == (numbers == [0, 1] and "%" in text)
