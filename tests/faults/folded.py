"""Kind 1: two different things become one. Kind 2: the reader drops what a person sees in the file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from tests.faults.survey import DAYS, LABELS, Case, Files, Row, csv_of, pairs, xlsx_of
from tests.packages import repacked

_SECTORS = ["1. sektori"] * 5 + ["2. sektori"] * 5 + ["3. sektori"] * 2
_BANDS = {"type": "number", "range": [0, 100], "bands": [0, 40, 50]}


def _numbered(name: str) -> Files:
    def phase(_: int, which: str) -> str:
        return {"Alku": "1. mittaus", "Loppu": "2. mittaus"}[which]

    more = {"Sektori": lambda k, _: _SECTORS[k], "Ryhmä": lambda k, _: f"{1 + k % 2}. kerroksen ryhmä"}  # fmt: skip
    rows = [
        [row[0], row[1], phase(0, row[2]) if at else row[2], *row[3:]]
        for at, row in enumerate(pairs(name, more=more))
    ]
    return {"a.csv": csv_of(rows)}


_PHASES = {"header": "Mittaus", "values": {"start": {"fi": "1. mittaus"}, "end": {"fi": "2. mittaus"}}}  # fmt: skip
_SECTOR_OPTIONS = {"a": {"fi": "1. sektori"}, "b": {"fi": "2. sektori"}, "c": {"fi": "3. sektori"}}


def _hyphens(name: str) -> Files:
    codes = [f"1-1{n}" for n in range(1, 10)] + [f"11-{n}" for n in range(1, 10)]
    rows = pairs(name, 18)
    for at, row in enumerate(rows[1:]):
        row[1] = codes[at // 2]
    return {"a.csv": csv_of(rows)}


def _twice(name: str) -> Files:
    rows = pairs(name)
    # The first person again at the start, a day later, with another answer.
    return {"a.csv": csv_of([*rows, ["6.2.2024 11.00", "koodi0", "Alku", LABELS[2]]])}


def _signs(name: str) -> Files:
    more = {"Ryhmä": lambda k, _: ("A", "A+", "A-")[k % 3]}
    return {"a.csv": csv_of(pairs(name, more=more))}


def _percent(name: str) -> Files:
    return {
        "a.xlsx": xlsx_of(
            pairs(name, more={"Osuus": lambda k, _: ((0.3, 0.45, 0.45)[k % 3], "0%")})
        )
    }


def _zeros(name: str) -> Files:
    rows = pairs(name)
    starts, ends = ([row for row in rows[1:] if row[2] == phase] for phase in DAYS)
    first = [[row[0], (k + 1, "0000"), *row[2:]] for k, row in enumerate(starts)]
    second = [[row[0], f"{k + 1:04}", *row[2:]] for k, row in enumerate(ends)]
    return {
        "alku.xlsx": xlsx_of([rows[0], *first]),
        "loppu.csv": csv_of([rows[0], *second]),
    }


_MONTHS = ("JAN", "FEB", "MAR", "APR")


def _dates(name: str) -> Files:
    """`3MAR71` and so on: Excel makes a date of what looks like one."""
    rows = pairs(name)
    starts, ends = ([row for row in rows[1:] if row[2] == phase] for phase in DAYS)

    def code(k: int) -> str:
        return f"{3 + k}{_MONTHS[k % 4]}71"

    def day(k: int) -> tuple[datetime, str]:
        return datetime(1971, 1 + k % 4, 3 + k), "dmmmyy"

    first = [[row[0], code(k), *row[2:]] for k, row in enumerate(starts)]
    second = [[row[0], day(k), *row[2:]] for k, row in enumerate(ends)]
    return {"alku.csv": csv_of([rows[0], *first]), "loppu.xlsx": xlsx_of([rows[0], *second])}


def _without_values(name: str) -> Files:
    rows = pairs(name)
    for row in rows[1:]:
        if row[2] == "Loppu":
            row[3] = ("=LOWER(Z1)", "")
    return {"a.xlsx": xlsx_of(rows)}


def _codes_without_values(name: str) -> Files:
    rows = pairs(name)
    for row in rows[1:]:
        row[1] = ("=LOWER(Z1)", "")
    return {"a.xlsx": xlsx_of(rows)}


def _errors(name: str) -> Files:
    texts = ("#REF!", "#VALUE!", "#DIV/0!")

    def cell(k: int, _: str) -> Any:
        return ("=Z1", texts[k]) if k < 3 else 45

    return {"a.xlsx": xlsx_of(pairs(name, more={"Osuus": cell}))}


def _merged(name: str) -> Files:
    rows = pairs(name, more={"Ryhmä": lambda *_: "Lahden paja"})
    codes = [f"B{at}:B{at + 1} {rows[at - 1][1]}" for at in range(2, 26, 2)]
    for at, row in enumerate(rows[1:]):
        row[1], row[4] = (row[1] if at % 2 == 0 else ""), ""
    return {"a.xlsx": xlsx_of(rows, merged=[*codes, "E2:E25 Lahden paja"])}


def _other_part(name: str) -> Files:
    def change(parts: dict[str, bytes]) -> dict[str, bytes]:
        found: dict[str, bytes] = {}
        for part, content in parts.items():
            renamed = part.replace("xl/workbook.xml", "xl/workbook2.xml")
            renamed = renamed.replace("_rels/workbook.xml.rels", "_rels/workbook2.xml.rels")
            if part.endswith((".rels", "[Content_Types].xml")):
                content = content.replace(b"workbook.xml", b"workbook2.xml")
            found[renamed] = content
        return found

    return {"a.xlsx": repacked(xlsx_of(pairs(name)), change)}


def _since_1904(name: str) -> Files:
    rows = pairs(name)
    for at, row in enumerate(rows[1:]):
        month = 2 if row[2] == "Alku" else 5
        row[0] = (datetime(2024, month, 5, 10, at // 2), "d.m.yyyy hh:mm")
    return {"a.xlsx": xlsx_of(rows, date_1904=True)}


def _durations(name: str) -> Files:
    """Four hours and a half, typed as 4:30 under the format of a duration."""
    return {"a.xlsx": xlsx_of(pairs(name, more={"Osuus": lambda *_: (4.5 / 24, "[h]:mm")}))}


def _anonymised(name: str) -> Files:
    rows: list[Row] = [["id", "submitdate", "lastpage", "startlanguage", *pairs(name)[0][1:]]]
    rows += [[str(n), "1980-01-01 00:00:00", "3", "fi", *row[1:]] for n, row in enumerate(pairs(name)[1:], 1)]  # fmt: skip
    return {"a.csv": csv_of(rows, ",")}


CASES: Mapping[str, Case] = {
    "numbered_texts": Case(
        "phases, options and services that only their numbers tell apart",
        _numbered,
        answers={"sector": {"a": 10, "b": 10, "c": 4}},
        survey={
            "fields": {"phase": _PHASES, "service": {"header": "Ryhmä"}},
            "questions": {"sector": {"text": "Sektori", "options": _SECTOR_OPTIONS}},
        },
    ),
    "hyphens_in_codes": Case(
        "codes 1-11 … 1-19 and 11-1 … 11-9 are eighteen people",
        _hyphens,
        outcome="fixable",
        said={"separated_codes": "B2"},
        pairs=(18, 450),
    ),
    "one_code_twice": Case(
        "one code on two rows of one time point",
        _twice,
        outcome="fixable",
        said={"repeated_time_point": "B26"},
    ),
    "options_of_signs": Case(
        "options that only a sign tells apart (not in the list)",
        _signs,
        answers={"group": {"a": 8, "plus": 8, "minus": 8}},
        survey={
            "questions": {
                "group": {
                    "text": "Ryhmä",
                    "options": {"a": {"fi": "A"}, "plus": {"fi": "A+"}, "minus": {"fi": "A-"}},
                }
            }
        },
    ),
    "percent_format": Case(
        "0.45 under the format 0% is 45 where the range is 0-100",
        _percent,
        answers={"share": {"from_0_to_40": 8, "from_40_to_50": 16}},
        survey={"questions": {"share": {**_BANDS, "text": "Osuus"}}},
    ),
    "duration_format": Case(
        "4:30 under the format of a duration is no 0.19 of an hour (not in the list)",
        _durations,
        outcome="fixable",
        said={"not_a_number": "E2"},
        survey={"questions": {"share": {**_BANDS, "text": "Osuus"}}},
    ),
    "zeros_of_codes": Case(
        "3 under the format 0000 in one file is 0003 in the other",
        _zeros,
        statuses=["accepted"] * 2,
    ),
    "dates_of_codes": Case(
        "a code that Excel made a date",
        _dates,
        outcome="fixable",
        said={"changed_code": "B2"},
        pairs=None,
        statuses=["accepted", "refused"],
    ),
    "formulas_without_values": Case(
        "answers that are formulas without values",
        _without_values,
        outcome="fixable",
        said={"formula_without_value": "D3"},
        statuses=["refused"],
        pairs=None,
    ),
    "codes_without_values": Case(
        "codes that are formulas without values",
        _codes_without_values,
        outcome="fixable",
        said={"formula_without_value": "B2"},
        statuses=["refused"],
        pairs=None,
    ),
    "errors_of_formulas": Case(
        "error values in a number",
        _errors,
        outcome="fixable",
        said={"not_a_number": "E2"},
        answers={"share": {"from_40_to_50": 18}},
        survey={"questions": {"share": {**_BANDS, "text": "Osuus"}}},
    ),
    "merged_cells": Case(
        "a code merged over start and end, a service over all rows",
        _merged,
        survey={"fields": {"service": {"header": "Ryhmä"}}},
    ),
    "removed_times": Case(
        "LimeSurvey's 1980-01-01 of an anonymous survey",
        _anonymised,
        outcome="fixable",
        said={"removed_times": "B2"},
        pairs=None,
        statuses=["refused"],
        form={"tool": "limesurvey"},
    ),
    "another_main_part": Case("a workbook whose main part is xl/workbook2.xml", _other_part),
    "days_since_1904": Case("a workbook that counts days from 1904 (not in the list)", _since_1904),
}
