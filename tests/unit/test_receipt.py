"""What a sender is told: the receipt, the sentences, and the list of cells to mend."""

import io
import re
import string
import time
import zipfile

import openpyxl
import pytest

from orchestration.ingest.messages import correction_workbook, receipt
from orchestration.ingest.messages.catalogue import SENTENCES
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


def test_a_receipt_tells_rows_columns_repairs_and_what_was_recognised_finnish_first():
    finnish, english = receipt.text(RECORD).split("\n\n")
    assert finnish.splitlines() == [
        "VASTAANOTTOKUITTI 3f2a3f2a3f2a",
        "Tiedosto: ngo_a/kevät.xlsx",
        "Tulos: hyväksytty",
        "Tunnistettu: osallisuuskysely, lomake webropol (versio 1), kieli suomi, taulukko Raportti, otsikkorivi 3",
        "Rivit: luettu 61, käytetty 58, jätetty pois 3 (ei suostumusta 3)",
        "Edellisiin vienteihin nähden: uusia 2, muuttuneita 3, ennallaan 53",
        "Sarakkeet, joita ei luettu ja jotka jäävät lähettäjälle: O3, P3",
        "Korjattu lukiessa: desimaalipilkku 2 (F2, F9)",
        "Huomiot:",
        "  - Raportti F7: Kysymyksen “Ikä” vastausta ei voi lukea lukuna ja jää puuttuvaksi, 1 solu. Kirjoita pelkkä luku, jos se on tiedossa.",
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


def test_a_second_copy_is_said_to_be_already_received():
    again = {"name": "ngo_a/kevät (1).xlsx", "byte_count": 9, "mtime_ns": 2}
    told = receipt.text(RECORD | {"files": [*RECORD["files"], again]})
    assert "Sama sisältö tuli myös nimellä ngo_a/kevät (1).xlsx: jo vastaanotettu" in told
    assert "already received, nothing needs to be done" in told


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_every_sentence_says_the_same_in_both_languages_and_what_to_do(code):
    fi, en = SENTENCES[code]

    def names(text: str) -> set[str]:
        found = {name for _, name, _, _ in string.Formatter().parse(text) if name}
        return {re.sub("_(fi|en)$", "", name) for name in found}

    assert names(fi) == names(en)
    # One that asks for nothing may be a single sentence, but then in both.
    assert bool(fi.partition(". ")[2]) == bool(en.partition(". ")[2])


def test_problem_and_what_is_wanted_part_where_the_sentence_does_not_where_a_text_has_a_dot():
    found = reason("missing_column", text="1. Iässä a. b", nearest=" (G1?)", cell="G1")
    assert found.wanted_fi == "Palauta otsikko lomakkeen mukaiseksi."
    assert found.wanted_en == "Restore the header as on the form."


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
        reason("missing_column", sheet="-x", text="+Ikä", nearest="").as_dict(),
    ]  # fmt: skip


def test_the_correction_workbook_has_a_row_per_cell_with_what_is_wanted_and_allowed():
    page = openpyxl.load_workbook(io.BytesIO(correction_workbook.workbook(_reasons()))).active
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    assert [row[:2] for row in rows] == [["=1+1", "F2"], ["=1+1", "F9"], ["-x", ""]]
    assert rows[0][2] == "Tuntematon vastausvaihtoehto kysymyksessä “@SUM(A1)”, 2 solua."
    assert rows[0][3] == (
        "Käytä jotakin näistä: Kyllä · Ei."
        " Vastaamattomuuden koodi kerrotaan kyselyssä kohdassa `missing:`."
    )
    assert rows[0][6] == "Kyllä\nEi"
    assert rows[2][2:6] == [
        "Pakollinen sarake puuttuu: “+Ikä”.",
        "Palauta otsikko lomakkeen mukaiseksi.",
        "A required column is missing: “+Ikä”.",
        "Restore the header as on the form.",
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
