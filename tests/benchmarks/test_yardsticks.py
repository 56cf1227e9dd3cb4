"""The yardsticks are only worth comparing with if their numbers are right."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from tests.benchmarks import fastest, generate, people
from tests.benchmarks.compare import Numbers, differences, from_file, published_differently
from tests.benchmarks.layout import read_layout
from tests.benchmarks.material import SERVICES, TINY
from tests.benchmarks.sheet import Cell, write_sheet

YARDSTICKS = pytest.mark.parametrize("script", [fastest, people], ids=["fastest", "people"])
# Raw sums 10-50 by respondent (golden B of the domain notes).
START = dict(zip("abcdefghijkl", [22, 25, 30, 28, 35, 31, 27, 33, 12, 14, 16, 13], strict=True))
END = dict(zip("abcdefghm", [26, 24, 34, 33, 35, 38, 25, 39, 40], strict=True))


def answer(script, folder: Path) -> Numbers:
    script.main(folder, folder / "out.parquet")
    return from_file(folder / "out.parquet")


def write_rows(folder: Path, rows: list[list[Cell]]) -> None:
    """An export with the columns time, code, phase, service, consent and the ten items."""
    generate.write_input(folder, people=0)
    layout = read_layout()
    fields = ["answered_at", "respondent_code", "phase", "service", "consent"]
    headers = [layout.header(code) for code in [*fields, *layout.items]]
    write_sheet(folder / "export.xlsx", headers, rows)


def filled(code: str, phase: str, day: str, items: list[int | None]) -> list[Cell]:
    labels = {step: text for text, step in read_layout().plain()["labels"].items()}
    service = SERVICES[0][1]
    steps = [None if step is None else labels[step] for step in items]
    return [f"{day}.2024 9.05.00", code, phase, service, "Kyllä", *steps]


def spread(total: int) -> list[int]:
    """Ten items with the given sum."""
    return [total // 10 + (place < total % 10) for place in range(10)]


@YARDSTICKS
def test_golden_b_gives_eight_pairs_and_a_mean_change_of_7_1875(script, tmp_path):
    rows = [filled(code, "Alku", "5.2", spread(total)) for code, total in START.items()]
    rows += [filled(code, "Loppu", "15.5", spread(total)) for code, total in END.items()]
    write_rows(tmp_path, rows)
    # Pairs a-h: starts sum to 231 -> (23.1 - 8) * 25 = 377.5; ends to 254 -> (25.4 - 8) * 25 = 435;
    # change 57.5 = 8 * 7.1875.
    sums = (8, Decimal("377.5"), Decimal("435"), Decimal("57.5"))
    assert answer(script, tmp_path) == {("palvelu_01", "2024H1"): sums}


@YARDSTICKS
def test_eight_answers_are_scored_to_a_whole_step_and_seven_are_not(script, tmp_path):
    # Sum 17 over 8 items: (17/8 - 1) * 25 = 28.125, of steps of 2.5 nearest 27.5. Ten fours are 75.
    start = [3, 2, 2, 2, 2, 2, 2, 2, None, None]
    rows = [filled(code, "Alku", "5.2", start) for code in "abcde"]
    rows += [filled("f", "Alku", "5.2", [*start[:7], None, None, None])]
    rows += [filled(code, "Loppu", "15.5", [4] * 10) for code in "abcdef"]
    write_rows(tmp_path, rows)
    # Five pairs: 5 * 27.5 = 137.5, 5 * 75 = 375, difference 237.5.
    sums = (5, Decimal("137.5"), Decimal("375"), Decimal("237.5"))
    assert answer(script, tmp_path) == {("palvelu_01", "2024H1"): sums}


@YARDSTICKS
def test_a_score_between_two_steps_takes_the_even_one(script, tmp_path):
    # Sums 18 and 22 over 8 items: 31.25 and 43.75 points, 12.5 and 17.5 steps: 12 and 18 of them.
    start, end = [3, 3, 2, 2, 2, 2, 2, 2], [3, 3, 3, 3, 3, 3, 2, 2]
    rows = [filled(code, "Alku", "5.2", [*start, None, None]) for code in "abcde"]
    rows += [filled(code, "Loppu", "15.5", [*end, None, None]) for code in "abcde"]
    write_rows(tmp_path, rows)
    sums = (5, Decimal("150"), Decimal("225"), Decimal("75"))
    assert answer(script, tmp_path) == {("palvelu_01", "2024H1"): sums}


@YARDSTICKS
def test_the_earliest_start_and_the_latest_end_count_however_the_code_is_written(script, tmp_path):
    rows = [
        filled(code, "Alku", "5.2", [2] * 10) for code in ("ka-1", "kb-2", "kc-3", "kd-4", "ke-5")
    ]
    rows += [filled("KA 1", "Alku", "20.2", [5] * 10), filled("Ka1", "Loppu", "30.6", [1] * 10)]
    rows += [filled(code, "Loppu", "1.7", [3] * 10) for code in ("ka1", "kb2", "kc3", "kd4", "ke5")]
    write_rows(tmp_path, rows)
    # Start 25, end 50 for each of five; the ends are in July.
    sums = (5, Decimal("125"), Decimal("250"), Decimal("125"))
    assert answer(script, tmp_path) == {("palvelu_01", "2024H2"): sums}


def test_both_yardsticks_give_the_same_numbers_and_leave_the_tiny_service_out(tmp_path):
    generate.write_input(tmp_path, people=400)
    expected, found = answer(people, tmp_path), answer(fastest, tmp_path)
    assert differences("people", expected, "fastest", found) == []
    services = {service for service, _ in expected}
    assert SERVICES[TINY][0] not in services
    assert len(services) > 8


def test_a_difference_of_one_hundredth_is_reported():
    one = {("s", "2024H1"): (5, Decimal("1.00"), Decimal("2.00"), Decimal("1.00"))}
    other = {("s", "2024H1"): (5, Decimal("1.01"), Decimal("2.00"), Decimal("1.00"))}
    assert differences("a", one, "b", dict(one)) == []
    assert len(differences("a", one, "b", other)) == 1
    assert differences("a", {}, "b", {}) == ["a has no groups"]


def test_a_release_may_merge_a_small_group_but_leave_out_no_other():
    small, big = (9, Decimal(1), Decimal(2), Decimal(1)), (10, Decimal(1), Decimal(2), Decimal(1))
    expected = {("s", "2024H1"): small, ("t", "2024H1"): big}
    assert published_differently(expected, {("t", "2024H1"): big}) == []
    assert len(published_differently(expected, {("s", "2024H1"): small})) == 1
    # Merged cells have a service of their own, which no export names.
    assert published_differently(expected, {("t", "2024H1"): big, ("s+u", "2024H1"): big}) == []
    other = (10, Decimal(2), Decimal(3), Decimal(1))
    assert len(published_differently(expected, {("t", "2024H1"): other})) == 1
    assert published_differently(expected, {}) == ["the release has none of the groups"]


def test_the_export_has_forty_columns_and_the_same_bytes_each_time(tmp_path):
    for folder in (tmp_path / "a", tmp_path / "b"):
        generate.write_input(folder, people=50)
    first = (tmp_path / "a" / "export.xlsx").read_bytes()
    assert first == (tmp_path / "b" / "export.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "a" / "export.xlsx").active
    headers = [cell.value for cell in sheet[1]]
    assert (len(headers), len(set(headers)), headers[0]) == (40, 40, "Vastausaika")
    assert sheet.max_row - 1 >= 50
