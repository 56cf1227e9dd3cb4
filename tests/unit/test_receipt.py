"""What a sender reads: the receipt, the messages, and the list of cells to correct."""

import io
import string
import time
import zipfile

import openpyxl
import pytest

from orchestration.core.data_root import PROJECT
from orchestration.ingest.messages import correction_workbook, receipt
from orchestration.ingest.messages.catalogue import MESSAGES
from orchestration.ingest.messages.message import LANGUAGES, Phrase
from orchestration.ingest.messages.refusal import reason, some_cells

RECORD = {
    "delivery_id": "3f2a" * 16,
    "sender_code": "ngo_a",
    "files": [{"name": "ngo_a/kevät.xlsx", "byte_count": 9, "mtime_ns": 1}],
    "status": "accepted",
    "questionnaire_code": "osallisuuskysely",
    "form_code": "webropol",
    "form_version": "1",
    "language_code": "fi",
    "sheet": "Raportti",
    "header_row": 3,
    "counts": {"read": 61, "used": 58, "no_consent": 3},
    "account": {"new": 2, "changed": 3, "unchanged": 53, "gone": 0},
    "reasons": [],
    "findings": [
        reason("not_a_number", sheet="Raportti", cell="F7", text="Ikä", count=1).as_dict()
    ],
    "left_out_columns": ["O3", "P3"],
    "repairs": {"decimal_comma": {"count": 2, "cells": ["F2", "F9"]}},
}


def test_a_receipt_states_rows_columns_repairs_and_what_was_recognised_finnish_first():
    finnish, english = receipt.text(RECORD).split("\n\n")
    assert finnish.splitlines() == [
        "VASTAANOTTOKUITTI 3f2a3f2a3f2a",
        "Tiedosto: ngo_a/kevät.xlsx",
        "Tulos: hyväksytty",
        "Tunnistettu: osallisuuskysely, lomake webropol (versio 1), kieli suomi, välilehti Raportti, otsikkorivi 3",
        "Rivit: luettu 61, käytetty 58, jätetty pois 3 (ei suostumusta 3)",
        "Verrattuna aiempiin vienteihin: uusia 2, muuttuneita 3, ennallaan 53",
        "Sarakkeet, joita ei tuotu (ne pysyvät tiedostossanne): O3, P3",
        "Korjattu lukiessa: desimaalipilkku 2 (F2, F9)",
        "Huomiot:",
        "  - Raportti F7: Kysymyksen “Ikä” vastaus ei ole luku (1 solu). Se luettiin puuttuvaksi. Kirjoita pelkkä luku, jos se on tiedossa.",
    ]
    assert "Rows: 61 read, 58 used, 3 left out (no consent 3)" in english.splitlines()


def test_the_receipt_for_programs_says_the_same():
    content = receipt.content(RECORD)
    assert content["left_out_count"] == 3
    assert content["recognised"] == {
        "questionnaire": "osallisuuskysely",
        "form": "webropol",
        "version": "1",
        "language": "fi",
        "sheet": "Raportti",
        "header_row": 3,
    }


def test_a_second_copy_is_said_to_be_counted_once():
    again = {"name": "ngo_a/kevät (1).xlsx", "byte_count": 9, "mtime_ns": 2}
    text = receipt.text(RECORD | {"files": [*RECORD["files"], again]})
    assert "Sama sisältö vastaanotettiin myös nimellä ngo_a/kevät (1).xlsx." in text
    assert "also received as ngo_a/kevät (1).xlsx. It is counted once." in text


# What a message may be filled with: addresses, counts, and texts that somebody declared.
DECLARED = {
    "allowed", "cause", "cells", "count", "delivery", "difference", "first", "form", "found",
    "indicator", "kind", "limit", "line", "names", "nearest", "next", "other", "responses", "rows", "second", "seen", "services", "size", "text",
}  # fmt: skip


def _names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_every_message_says_the_same_in_both_languages(code):
    message = MESSAGES[code]
    assert _names(message.problem_fi) == _names(message.problem_en)
    assert _names(message.action_fi) == _names(message.action_en)
    assert message.problem_fi and message.problem_en
    assert bool(message.action_fi) == bool(message.action_en)
    # A short problem ends where the action begins.
    for text in (message.problem_fi, message.problem_en, message.action_fi, message.action_en):
        assert not text or text[-1] in ".}"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_filled_with_nothing_that_a_cell_holds(code):
    message = MESSAGES[code]
    texts = (message.problem_fi, message.problem_en, message.action_fi, message.action_en)
    assert set().union(*map(_names, texts)) <= DECLARED


def test_every_message_can_be_met():
    code = [file.read_text() for file in PROJECT.glob("orchestration/**/*.py")]
    written = {text for text in code if "Message(" not in text}
    assert not [name for name in MESSAGES if not any(f'"{name}"' in text for text in written)]


def test_only_what_needs_nothing_done_has_no_action():
    assert {code for code, message in MESSAGES.items() if not message.action_fi} == {
        "corrected",
        "extra_columns",
    }


def test_problem_and_action_are_kept_apart_whatever_stops_a_declared_text_has():
    found = reason("reworded_question", text="1. Iässä a. b", cell="G1")
    assert found.problem_fi.startswith("Otsikko muistuttaa kysymystä “1. Iässä a. b”, mutta")
    assert found.action_fi.startswith("Palauta lomakkeen sanamuoto tai")
    assert found.problem_en.startswith("The header resembles question “1. Iässä a. b”, but")
    assert found.action_en.startswith("Restore the form's wording, or")
    assert found.fi == f"{found.problem_fi} {found.action_fi}"
    assert found.en == f"{found.problem_en} {found.action_en}"


def test_a_phrase_is_put_into_the_text_of_its_own_language():
    found = reason("reworded_item", text="t", indicator=Phrase("Osallisuus", "Inclusion"))
    assert "Mittaria Osallisuus ei lasketa" in found.problem_fi
    assert "Inclusion is not scored" in found.problem_en


def test_a_recorded_reason_has_its_whole_text_in_each_language():
    found = reason("bad_date", sheet="1", cell=some_cells([2, 3], 5), text="t", count=2)
    record = found.as_dict()
    assert [record[language] for language in LANGUAGES] == [found.fi, found.en]


def test_cells_are_named_briefly_and_kept_as_ranges():
    where = some_cells([2, 3, 4, 9, 12, 13, 30], 5)
    assert str(where) == "F2, F3, F4, F9, F12 …"
    assert where.ranges == ("F2:F4", "F9", "F12:F13", "F30")
    found = reason("unknown_label", cell=where, text="t", count=7, allowed="A · B")
    assert (found.cell, found.cells, found.count) == (str(where), where.ranges, 7)


def _reasons() -> list[dict]:
    cells = some_cells([2, 9], 5)
    return [
        reason("unknown_label", sheet="=1+1", cell=cells, text="@SUM(A1)", count=2, allowed="Kyllä · Ei").as_dict(),
        reason("missing_column", sheet="-x", text="+Ikä", form="q/f").as_dict(),
    ]  # fmt: skip


def test_the_correction_workbook_has_a_row_per_cell_with_action_and_allowed_texts():
    page = openpyxl.load_workbook(io.BytesIO(correction_workbook.workbook(_reasons()))).active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert [row[:2] for row in rows] == [["=1+1", "F2"], ["=1+1", "F9"], ["-x", ""]]
    assert rows[0][2] == "Kysymyksessä “@SUM(A1)” on tuntematon vastausvaihtoehto (2 solua)."
    assert rows[0][3] == (
        "Käytä jotakin näistä: Kyllä · Ei."
        " Jos se on vastaamattomuuden koodi, pyydä lisäämään se kyselyn kohtaan `missing:`."
    )
    assert rows[0][6] == "Kyllä\nEi"
    assert rows[2][2:6] == [
        "Lomakkeen q/f pakollinen sarake puuttuu: “+Ikä”. Tämä otsikko muistuttaa sitä.",
        "Korjaa otsikko lomakkeen mukaiseksi.",
        "A required column of the form q/f is missing: “+Ikä”. This header resembles it.",
        "Correct the header to be as on the form.",
    ]
    assert page.freeze_panes == "C2" and page.auto_filter.ref == "A1:H4"


def test_a_text_that_looks_like_a_formula_is_written_as_text():
    made = correction_workbook.workbook(_reasons())
    page = openpyxl.load_workbook(io.BytesIO(made)).active
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_the_same_reasons_give_the_same_bytes_whenever_they_are_written():
    first = correction_workbook.workbook(_reasons())
    time.sleep(2.1)  # a zip keeps times in steps of two seconds
    assert correction_workbook.workbook(_reasons()) == first
