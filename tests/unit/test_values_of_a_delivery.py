"""Repairs, dates of questions, and corrections, as one file shows them (synthetic survey)."""

from datetime import datetime

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader
from tests.exports import xlsx

SURVEY = """\
questionnaire: work
subject: person
scope: here
title: {fi: Työ}
fields:
  response_id: {header: {fi: Numero}}
  answered_at: {header: {fi: Aika}, required: true}
  phase: {header: {fi: Mittaus}, values: {start: {fi: Alku}, end: {fi: Loppu}}}
  service: {header: {fi: Palvelu}}
questions:
  pay: {type: number, text: {fi: Palkka}, missing: {dont_know: {fi: En osaa sanoa}}}
  age: {type: number, range: [0, 120], text: {fi: Ikä}}
  new: {since: 2024-08-01, text: {fi: Uusi kysymys}, options: {yes: {fi: Kyllä}, no: {fi: Ei}}}
  old:
    text: {fi: Vanha kysymys}
    options: {often: {fi: Usein}, weekly: {fi: Viikoittain}, never: {fi: En}}
    option_dates: {weekly: {since: 2024-08-01}}
"""
FORM = "form: web\ntool: webropol\nlanguage: fi\n"
HEADER = ["Numero", "Aika", "Mittaus", "Palvelu", "Palkka", "Ikä", "Uusi kysymys", "Vanha kysymys"]
SERVICES = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code\nlahti,Lahden paja,,,,,,\nhollola,Hollolan paja,,,,,,\n"
CORRECTIONS = "sender_code,form_code,response_id,answered_at,field,from,to,reason\n"


def _context(folder, corrections: str = "") -> Context:
    place = folder / "q" / "work"
    (place / "forms").mkdir(parents=True, exist_ok=True)
    (place / "questionnaire.yml").write_text(SURVEY, encoding="utf-8")
    (place / "forms" / "web.yml").write_text(FORM, encoding="utf-8")
    (folder / "services.csv").write_text(SERVICES, encoding="utf-8")
    (folder / "corrections.csv").write_text(CORRECTIONS + corrections, encoding="utf-8")
    surveys = loader.load([folder / "q"])
    return Context(surveys, registers.load(folder), b"s" * 32, Limits(10**7, 10**8, 200))


def _row(id_="1", at="5.3.2024", phase="Alku", service="", pay="1", age="30", new="", old="Usein"):
    return [id_, at, phase, service, pay, age, new, old]


def _read(folder, rows, corrections=""):
    file = xlsx(folder / "a.xlsx", [HEADER, *rows])
    return read_delivery(file.read_bytes(), "d" * 64, "ngo", _context(folder, corrections))


def _answers(reading, question):
    return [
        (a["option_code"] or a["number_low"], a["number_high"], a["missing_kind"])
        for a in reading.tables["answers"].to_pylist()
        if a["question_code"] == question
    ]


def test_numbers_are_repaired_with_a_trace_and_nothing_becomes_0(tmp_path):
    # Scenario S4, one cell a row.
    cells = [
        "4695,70",
        "44 375",
        "+20",
        "7500+",
        "2000-3400",
        "0,5 htv",
        "En osaa sanoa",
        "-",
        "99",
        "",
        "NA",
        "kuka tietää",
    ]
    reading = _read(tmp_path, [_row(id_=str(n), pay=cell) for n, cell in enumerate(cells)])
    found = [
        (None if a is None else float(a), None if b is None else float(b), kind)
        for a, b, kind in _answers(reading, "pay")
    ]
    assert found == [
        (4695.7, 4695.7, None),
        (44375, 44375, None),
        (20, 20, None),
        (7500, None, None),
        (2000, 3400, None),
        (0.5, 0.5, None),
        (None, None, "dont_know"),
        *[(None, None, "no_answer")] * 5,
    ]
    assert {rule: trace["cells"] for rule, trace in reading.repairs.items()} == {
        "decimal_comma": ["E2", "E7"],
        "blank_in_thousands": ["E3"],
        "plus_sign": ["E4"],
        "open_range": ["E5"],
        "unit": ["E7"],
        "missing_code": ["E10"],
    }
    assert [(f.code, f.cell) for f in reading.findings] == [("not_a_number", "E13")]


def test_99_is_a_number_where_the_declared_range_holds_it_and_200_is_implausible(tmp_path):
    reading = _read(tmp_path, [_row(id_="1", age="99"), _row(id_="2", age="200")])
    assert [float(a) if a else kind for a, _, kind in _answers(reading, "age")] == [99, "no_answer"]
    assert [(f.code, f.cell) for f in reading.findings] == [("implausible", "F3")]


def test_dates_are_repaired_with_a_trace(tmp_path):
    rows = [_row(id_=str(n), at=at) for n, at in enumerate(["45383", "1.4.24", "1.4.2024"])]
    reading = _read(tmp_path, rows)
    # Excel's day 45383 is 1.4.2024.
    times = reading.tables["submissions"]["answered_at"].to_pylist()
    assert times == [datetime(2024, 4, 1)] * 3
    assert {rule: trace["cells"] for rule, trace in reading.repairs.items()} == {
        "excel_serial_date": ["B2"],
        "two_digit_year": ["B3"],
    }


def test_a_question_added_later_was_not_asked_before_and_a_moved_option_keeps_its_code(tmp_path):
    rows = [
        _row(id_="1", at="31.7.2024 23:59"),
        _row(id_="2", at="1.8.2024", old="Viikoittain"),
        _row(id_="3", at="2.8.2024", new="Kyllä", old="En"),
    ]
    reading = _read(tmp_path, rows)
    assert [a or kind for a, _, kind in _answers(reading, "new")] == [
        "not_asked",
        "no_answer",
        "yes",
    ]
    assert [a for a, _, _ in _answers(reading, "old")] == ["often", "weekly", "never"]
    assert reading.findings == []


def test_an_answer_from_before_its_question_or_option_is_read_and_reported(tmp_path):
    reading = _read(tmp_path, [_row(new="Ei", old="Viikoittain")])
    assert [(f.code, f.cell) for f in reading.findings] == [
        ("outside_validity", "G2"),
        ("outside_validity", "H2"),
    ]
    assert _answers(reading, "new") == [("no", None, None)]


def _submissions(reading):
    rows = reading.tables["submissions"].to_pylist()
    return [(row["phase_code"], row["service_code"]) for row in rows]


def test_corrections_change_a_phase_and_a_service(tmp_path):
    rows = [_row(id_="1", service="Lahden paja"), _row(id_="2", at="6.3.2024 10:00", phase="")]
    lines = 'ngo,,1,,service,Lahden paja,hollola,"moved, 5.3."\nngo,web,,6.3.2024 10:00,phase,,end,left blank\n'
    reading = _read(tmp_path, rows, lines)
    assert _submissions(reading) == [("start", "hollola"), ("end", None)]
    assert [(f.code, f.cell) for f in reading.findings] == [
        ("corrected", "C3"),
        ("corrected", "D2"),
    ]
    assert "moved" not in str(reading.findings)


def test_a_correction_of_another_sender_or_form_or_row_does_nothing(tmp_path):
    lines = (
        "other,,1,,phase,start,end,x\nngo,paper,1,,phase,start,end,x\nngo,,9,,phase,start,end,x\n"
    )
    assert _submissions(_read(tmp_path, [_row()], lines)) == [("start", None)]


def test_a_correction_stops_when_the_source_is_repaired(tmp_path):
    with pytest.raises(Refusal) as caught:
        _read(tmp_path, [_row(phase="Loppu")], "ngo,,1,,phase,start,end,x\n")
    [reason] = caught.value.reasons
    assert (reason.code, reason.cell) == ("correction_ended", "C2")
    assert "Line 2" in reason.en


def test_a_correction_by_time_that_fits_two_rows_asks_for_the_number(tmp_path):
    with pytest.raises(Refusal) as caught:
        _read(tmp_path, [_row(), _row(id_="2")], "ngo,,,5.3.2024,phase,start,end,x\n")
    assert [reason.code for reason in caught.value.reasons] == ["correction_unclear"]


@pytest.mark.parametrize(
    "line",
    [
        "ngo,,1,,age,1,2,x",
        "ngo,,1,,phase,start,middle,x",
        "ngo,,1,,service,lahti,moon,x",
        "ngo,,,,phase,start,end,x",
        "ngo,,1,,phase,start,end,",
        ",,1,,phase,start,end,x",
    ],
)
def test_a_line_that_cannot_be_followed_is_reported_with_its_number(tmp_path, line):
    with pytest.raises(registers.RegisterError, match=r"corrections.csv:2: "):
        _context(tmp_path, line + "\n")


def test_a_response_number_that_stands_twice_refuses_the_file(tmp_path):
    with pytest.raises(Refusal) as caught:
        _read(tmp_path, [_row(), _row(pay="2")])
    assert [(r.code, r.cell) for r in caught.value.reasons] == [("repeated_response", "A2, A3")]
