"""Logs of activities: what their YAML must say, and how their cells are read."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.questionnaire.loading import loader
from tests.exports import xlsx

LOG = """\
questionnaire: log
subject: organisation
scope: here
title: {fi: Loki}
fields:
  answered_at: {required: true, header: {fi: Lokin päivä}}
questions:
  kind: {type: single, text: {fi: Mitä tehtiin}, options: {talk: {fi: Puhe}, visit: {fi: Käynti}}}
  number: {type: number, text: {fi: Montako}}
  spent: {type: number, text: {fi: Menot}}
  agreed: {type: multi, text: {fi: Sovittu}, options: {more: {fi: Lisää}, less: {fi: Vähemmän}}}
  due: {type: date, text: {fi: Mihin asti}, missing: {dont_know: {fi: sovitaan myöhemmin}}}
  done: {type: multi, text: {fi: Tehty}, options: {more: {fi: Lisää}, less: {fi: Vähemmän}}}
  outcome: {type: single, text: {fi: Seuraus}, options: {better: {fi: Parani}}}
activity:
  kind: kind
  agreed: agreed
  due: due
  done: done
  outcome: outcome
  counts: {number: {talk: people, visit: encounters}}
"""
HEADER = [
    "Lokin päivä",
    "Mitä tehtiin",
    "Montako",
    "Menot",
    "Sovittu",
    "Mihin asti",
    "Tehty",
    "Seuraus",
]


def load(folder, text: str = LOG) -> dict[str, loader.Survey]:
    (folder / "log" / "forms").mkdir(parents=True)
    (folder / "log" / "questionnaire.yml").write_text(text, encoding="utf-8")
    (folder / "log" / "forms" / "excel.yml").write_text("form: excel\ntool: excel\n")
    return loader.load([folder])


def read(folder, *rows: list[str]):
    context = Context(load(folder), registers.load(folder), b"s" * 32, Limits(10**7, 10**8, 200))
    return read_delivery(
        xlsx(folder / "log.xlsx", [HEADER, *rows]).read_bytes(), "d" * 64, "ngo", context
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("visit: encounters}", "other: encounters}", "for every kind: talk, visit"),
        ("talk: people, visit: encounters}", "talk: people}", "for every kind: talk, visit"),
        ("  kind: kind\n", "", "no question is the `kind`"),
        ("  kind: kind\n", "  kind: number\n", "is a number question; it must be single"),
        ("  due: due\n", "  due: until\n", "activity.due: until is not declared; allowed: kind"),
        ("  agreed: agreed\n", "", "activity.due: it is the day by which something was agreed; give `agreed` too"),
        ("  agreed: agreed\n", "", "activity.done: it names what was agreed once more; give `agreed` too"),
        ("  agreed: agreed\n", "", "activity.outcome: it is what came of something agreed; give `agreed` too"),
        ("Tehty}, options: {more: {fi: Lisää}, ", "Tehty}, options: {", "done needs the options of agreed: more, less"),
        ("  done: done\n", "  done: agreed\n", "activity: agreed has two roles"),
        ("subject: organisation", "subject: person", "set `subject: organisation`"),
        ("required: true, ", "", "`fields.answered_at` with `required: true`"),
        ("{type: number, text: {fi: Montako}}", "{type: number, publish: no, text: {fi: Montako}}", "is published"),
    ],
)  # fmt: skip
def test_an_error_says_what_is_missing_in_a_log(tmp_path, old, new, message):
    assert LOG.count(old) >= 1
    with pytest.raises(loader.QuestionnaireError, match=re.escape(message)):
        load(tmp_path, LOG.replace(old, new, 1))


def test_a_number_in_brackets_is_read_where_it_counts_and_nowhere_else(tmp_path):
    # In a column of money brackets commonly mean a minus.
    reading = read(tmp_path, ["1.2.2024", "Puhe", "(18)", "(18)", "", ""])
    answers = {a["question_code"]: a for a in reading.tables["answers"].to_pylist()}
    assert answers["number"]["number_low"] == answers["number"]["number_high"] == Decimal(18)
    assert answers["spent"]["missing_kind"] == "no_answer"
    assert [finding.code for finding in reading.findings] == ["not_a_number"]


def test_a_day_is_a_number_and_a_day_not_given_is_missing(tmp_path):
    reading = read(
        tmp_path,
        ["1.2.2024", "Puhe", "", "", "Lisää", "31.5.2025"],
        ["2.2.2024", "Puhe", "", "", "Lisää", "-"],
        ["3.2.2024", "Puhe", "", "", "Lisää", "Sovitaan myöhemmin"],
        ["4.2.2024", "Puhe", "", "", "Lisää", "2025-05-31"],
    )
    due = [a for a in reading.tables["answers"].to_pylist() if a["question_code"] == "due"]
    found = [(a["number_low"], a["missing_kind"]) for a in due]
    assert found == [
        (Decimal(20250531), None),
        (None, "no_answer"),
        (None, "dont_know"),
        (Decimal(20250531), None),
    ]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (["", "Puhe", "18", "", "", ""], "A2"),
        (["1.2.2024", "Puhe", "18", "", "Lisää", "keväällä"], "F2"),
        (["1.2.2024", "Puhe", "18", "", "Lisää", "04/05/2025"], "F2"),
    ],
)
def test_a_log_row_without_a_certain_date_is_refused_by_cell(tmp_path, row, cell):
    with pytest.raises(Refusal) as refused:
        read(tmp_path, row)
    [why] = refused.value.reasons
    assert (why.code, why.cell) == ("bad_date", cell)
    assert "keväällä" not in why.fi
