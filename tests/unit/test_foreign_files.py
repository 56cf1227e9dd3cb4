"""Files that are no form that is known: refused as a whole, for the reason that a stranger can act on."""

from functools import cache
from pathlib import Path

import pytest

from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.intake import self_check
from orchestration.questionnaire.loading import loader
from tests.exports import FULL_HEADER, HEADER, ITEMS, full_row, xlsx

TIME = "5.2.2024 10.00"
LIKE = "Siltä väliltä"
CODES = [f"{n}MAR71" for n in range(10, 16)]
FILES = {
    "payroll": ([["Henkilö", "Tehtävä", "Palkka"], ["17", "Ohjaaja", "4000"]], "unknown_questionnaire", ""),
    "visits": ([["Asiakas", "ICD-10", "Käynti"], ["17", "F32.1", "1.3.2024"]], "unknown_questionnaire", ""),
    "free texts": ([["Vastausaika", "Mitä kuuluu?"], [TIME, "Hyvää"]], "unknown_questionnaire", ""),
    "pivot table": ([["Rivitunnisteet", "Keskiarvo"], ["Lahti", "3,4"]], "unknown_questionnaire", ""),
    "numbers as headers": ([["1", "2", "3"], ["4", "4", "3"]], "unknown_questionnaire", ""),
    "no header": ([full_row(code, "Alku", [4] * 10) for code in CODES], "unknown_questionnaire", ""),
    "statistics": ([["Kunta", "2023", "2024"], ["Lahti", "1", "2"]], "unknown_questionnaire", ""),
    "two header rows": ([["Tausta", "", "Väittämät"], ["Ikä", "Sukupuoli", "Viihdyn"], ["30", "mies", "4"]], "unknown_questionnaire", ""),
    "another survey": ([["Aikaleima", "Ikäryhmä", "Sukupuoli", "Äidinkieli", "Arvosana"], ["1.2.2024", "a", "b", "c", "9"]], "weak_match", "A1"),
    "other wordings": ([[*HEADER[:4], *(f"{item[:-1]} nykyään" for item in ITEMS)], [TIME, "k", "Alku", "P", *[LIKE] * 10]], "reworded_form", "E1, F1, G1, H1"),
    "summary": ([["Väittämä", "Samaa", "Eri"], *([item, "3", "4"] for item in ITEMS)], "turned_table", "A2"),
    "turned": ([[header, *(full_row(code, "Alku", [4] * 10)[n] for code in CODES)] for n, header in enumerate(FULL_HEADER)], "turned_table", "A5"),
    "side by side": ([["Vastaajakoodi", *(f"{i} {when}" for when in ("(alku)", "(loppu)") for i in ITEMS)], ["k", *[LIKE] * 20]], "several_in_a_row", "B1, L1"),
    "half of the items": ([[*HEADER[:3], *ITEMS[:5]], [TIME, "k", "Alku", *[LIKE] * 5]], "missing_columns", ""),
    "no cells": ([[""]], "empty_file", ""),
}  # fmt: skip


@cache
def _known() -> Context:
    limits = Limits(10**7, 10**8, 300)
    none = registers.load(Path("/nowhere"))
    return Context(loader.load([SHIPPED_QUESTIONNAIRES]), none, b"s" * 32, limits)


def _check(file: Path):
    return self_check.check(file, "ngo", _known(), file.parent, any_service=True)


@pytest.mark.parametrize("name", FILES)
def test_a_foreign_file_is_refused_with_one_reason_and_what_to_do(tmp_path, name):
    rows, code, cell = FILES[name]
    found = _check(xlsx(tmp_path / "a.xlsx", rows))
    [problem] = found.problems
    assert (found.outcome, problem.code, problem.cell) == ("refused", code, cell)
    assert problem.action_fi and problem.action_en
    for secret in ("4000", "F32.1", "Hyvää", "10MAR71"):
        assert secret not in problem.fi + problem.en


@pytest.mark.parametrize("content", [b"", b"\n", b";", b"x", b"\xef\xbb\xbf", b" ;;\r\n;;\r\n"])
def test_a_text_file_without_a_word_is_empty(tmp_path, content):
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    found = _check(file)
    assert (found.outcome, [p.code for p in found.problems]) == ("refused", ["empty_file"])


def test_who_sends_an_unknown_file_is_shown_the_questionnaires_that_are_known(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", FILES["payroll"][0])
    [problem] = _check(file).problems
    assert "“Osallisuuskysely”" in problem.fi and "“Inclusion survey”" in problem.en


def test_what_is_missing_of_a_form_is_one_line_with_the_name_of_the_form(tmp_path):
    file = xlsx(tmp_path / "a.xlsx", FILES["half of the items"][0])
    [problem] = _check(file).problems
    assert problem.count == 5
    assert "“Osallisuuskysely” (osallisuuskysely/webropol_indicator_only)" in problem.fi
    assert all(f"“{item}”" in problem.fi for item in ITEMS[5:])
