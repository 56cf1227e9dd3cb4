"""Kind 5: structure is not verified."""

from __future__ import annotations

from collections.abc import Mapping

from tests.faults.survey import Case, Files, csv_of, pairs, workbook

_NOTES = {"type": "open", "text": "Kerro"}
_VISITS = {"type": "number", "range": [0, 900], "bands": [0, 20], "text": "Käyntejä"}


def _visits(name: str):
    return pairs(name, more={"Kerro": lambda *_: "kiitos", "Käyntejä": lambda k, _: str(10 + 15 * (k % 2))})  # fmt: skip


def _wider(name: str) -> Files:
    lines = csv_of(_visits(name)).decode().splitlines()
    lines[3] = lines[3].replace("kiitos", "jono alkoi kello 10; 12")
    return {"a.csv": "\r\n".join(lines).encode()}


def _narrower(name: str) -> Files:
    """A row that ends before its last columns holds blanks there (not in the list)."""
    lines = csv_of(_visits(name)).decode().splitlines()
    lines[3] = ";".join(lines[3].split(";")[:4])
    return {"a.csv": "\r\n".join(lines).encode()}


def _two_sheets(name: str) -> Files:
    rows = _visits(name)
    first = [row[:4] for row in rows if row is rows[0] or row[2] == "Alku"]
    second = [row for row in rows if row is rows[0] or row[2] == "Loppu"]
    return {"a.xlsx": workbook({"Alku 2024": first, "Loppu 2024": second})}


def _commas(name: str) -> Files:
    rows = pairs(name, more={"Kerro": lambda *_: "a, b, c, d, e, f, g, h"})
    return {"a.csv": csv_of(rows)}


def _pipes(name: str) -> Files:
    return {"a.csv": csv_of(_visits(name), "|")}


def _wide_letters(name: str) -> Files:
    """UTF-16, as Excel writes its Unicode text."""
    return {"a.txt": csv_of(pairs(name, code="äö{}"), "\t", "utf-16")}


def _one_byte(name: str) -> Files:
    rows = pairs(name, code="äö{}", more={"Kerro": lambda k, _: "hyv?" if k == 3 else "kiitos"})
    return {"a.csv": csv_of(rows).replace(b"hyv?", b"hyv\xe4", 1)}


def _absent(name: str) -> Files:
    return {"a.csv": csv_of(pairs(name))}


def _foreign(name: str) -> Files:
    """A file of somebody else, in a root whose survey has an item with the text `1`."""
    rows = [
        ["Name", "1", "2", "3", "Salary"],
        *([f"n{k}", "3", "4", "5", "100"] for k in range(9)),
    ]
    return {"a.csv": csv_of(rows)}


CASES: Mapping[str, Case] = {
    "a_row_wider_than_its_header": Case(
        "a csv row wider than its header",
        _wider,
        outcome="fixable",
        said={"row_too_wide": "4"},
        pairs=None,
        statuses=["refused"],
        survey={"questions": {"words": _NOTES, "visits": _VISITS}},
    ),
    "a_row_narrower_than_its_header": Case(
        "a csv row that ends early has blanks (not in the list)",
        _narrower,
        answers={"visits": {"from_0_to_20": 12, "from_20": 11}},
        survey={"questions": {"words": _NOTES, "visits": _VISITS}},
    ),
    "two_sheets_of_answers": Case(
        "sheets Alku 2024 and Loppu 2024, the latter with a column more",
        _two_sheets,
        outcome="refused",
        said={"two_sheets_fit": "A1"},
        pairs=None,
        statuses=["refused"],
        survey={"questions": {"words": _NOTES, "visits": _VISITS}},
    ),
    "commas_in_notes": Case(
        "a semicolon csv whose notes hold seven commas", _commas, survey={"questions": {"words": _NOTES}}
    ),
    "pipes": Case(
        "a csv with pipes", _pipes, survey={"questions": {"words": _NOTES, "visits": _VISITS}}
    ),
    "two_byte_letters": Case("UTF-16 (not in the list)", _wide_letters),
    "one_byte_of_another_encoding": Case(
        "one byte 0xE4 in a utf-8 csv, codes with letters of Finnish",
        _one_byte,
        outcome="fixable",
        said={"bad_letter": "E8"},
        survey={"questions": {"words": _NOTES}},
    ),
    "a_question_without_a_column": Case(
        "a declared question that no header matches",
        _absent,
        outcome="fixable",
        said={"absent_questions": "A1"},
        survey={"questions": {"visits": _VISITS}},
    ),
    "an_item_named_1": Case(
        "a foreign file in a root with an item named 1 and time points",
        _foreign,
        outcome="refused",
        said={"weak_match": "B1"},
        pairs=None,
        statuses=["refused"],
        survey={
            "questions": {
                "belong": {"scale": "agreement", "text": "=1"},
                "heard": {"scale": "agreement", "text": "Minua kuullaan"},
                "calm": {"scale": "agreement", "text": "Olen rauhallinen"},
            }
        },
        form={
            "time_points": {"Alku": "*", "Loppu": "* x"},
            "days": {"Alku": "2024-02-05", "Loppu": "2024-05-06"},
        },
    ),
}  # fmt: skip
