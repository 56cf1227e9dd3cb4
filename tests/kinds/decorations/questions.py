"""Declared questions under other headers, twice, or not at all."""

from __future__ import annotations

import random
from dataclasses import replace

from tests.kinds.decorations.registry import decoration
from tests.kinds.survey import DAYS, ITEMS, Words
from tests.kinds.table import Cell, Column, Table

_TABLES = "csv xlsx"


@decoration(
    "headers questions",
    kinds="csv xlsx json",
    without="wide alchemer surveymonkey",
    accepted="missing_column missing_columns reworded_question absent_questions",
    must_report=True,
    fault="a declared question that no column has",
)
def question_under_another_header(table: Table, rng: random.Random) -> None:
    for column in table.of("sector"):
        column.headers = [f"Järjestäjätaho{number or ''}" for number in range(len(column.headers))]


@decoration(
    "headers items",
    kinds="csv xlsx json",
    without="redcap",
    accepted="reworded_item missing_column missing_columns shared_items",
)
def item_reworded(table: Table, rng: random.Random) -> None:
    for column in table.of(ITEMS[0]):
        column.headers = [
            h.replace("Kuulun joukkoon", "Kuulun porukkaan mukaan") for h in column.headers
        ]


@decoration(
    "headers questions",
    kinds=_TABLES,
    layouts="excel webropol google_forms ms_forms",
    accepted="repeated_column repeated_differing",
    fault="two equal headers with different answers",
)
def one_header_twice(table: Table, rng: random.Random) -> None:
    [column] = table.of("gender")
    cells = [Cell(rng.choice(["Nainen", "Mies"])) for _ in table.rows]
    table.columns.insert(table.columns.index(column) + 1, Column("", list(column.headers), cells))


@decoration(
    "headers items",
    kinds=_TABLES,
    layouts="webropol google_forms excel",
    accepted="repeated_column repeated_differing reworded_item several_in_a_row",
    fault="one item under two stems",
)
def one_item_under_two_stems(table: Table, rng: random.Random) -> None:
    """`Ennen` and `Nyt`: which is meant is not declared; the answers of now are the known ones."""
    for role in ITEMS:
        [now] = table.of(role)
        text = table.words.headers[role]["fi"]
        now.headers = [f"Nyt toiminnan lopussa - {text}"]
        cells = [
            Cell(rng.choice([t["fi"] for t in table.words.agreement.values()])) for _ in table.rows
        ]
        before = Column("", [f"Ennen toimintaa - {text}"], cells)
        table.columns.insert(table.columns.index(now), before)


@decoration(
    "headers",
    layouts="wide",
    accepted="unread_answers",
    must_report=True,
    fault="time points that are not declared",
)
def time_point_not_declared(table: Table, rng: random.Random) -> None:
    for role in ITEMS:
        text = table.words.headers[role]["fi"]
        cells = [Cell("Siltä väliltä") for _ in table.rows]
        table.columns.append(Column("", [f"{text}_t4"], cells))


def _with_a_third_time_point(words: Words) -> Words:
    form = {
        "time_points": {"Alku": "*_t0", "Loppu": "*_t1", "Seuranta": "*_t2"},
        "days": {
            **dict(zip(("Alku", "Loppu"), DAYS.values(), strict=True)),
            "Seuranta": "2024-12-01",
        },
    }
    return replace(words, form=form, phases={**words.phases, "single": {"fi": "Seuranta"}})


@decoration(
    "headers",
    layouts="wide",
    accepted="absent_time_point",
    must_report=True,
    fault="time points that no column has",
    prepare=_with_a_third_time_point,
)
def time_point_without_columns(table: Table, rng: random.Random) -> None:
    """The form declares a third time point; the file has no column of it."""


def _with_items_named_by_number(words: Words) -> Words:
    return replace(words, form={"columns": {item: [str(n)] for n, item in enumerate(ITEMS, 1)}})


@decoration(
    "headers questions items",
    kinds=_TABLES,
    layouts="excel wide",
    accepted="unknown_questionnaire weak_match",
    must_report=True,
    fault="an unrelated file",
    prepare=_with_items_named_by_number,
)
def unrelated_headers(table: Table, rng: random.Random) -> None:
    for number, column in enumerate(table.columns, 1):
        column.headers = [f"Muuttuja {chr(64 + number % 26)} {number % 4}"]
