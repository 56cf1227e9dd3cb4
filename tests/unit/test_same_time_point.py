"""Rows of one respondent code at one time point are named by cell address."""

import pytest

from tests.exports import HEADER, row, xlsx
from tests.roots import new_root


def _found(tmp_path, *rows) -> list[tuple[str, str]]:
    place = new_root(tmp_path)
    sheet = [row(code, phase, [4] * 10, at=at) for code, phase, at in rows]
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *sheet]), "ngo/a.xlsx")
    [record] = place.take()
    return [(found["code"], found["cell"]) for found in record.findings]


FIRST, LATER, LAST = "5.2.2024 10.00.00", "9.4.2024 10.00.00", "9.9.2024 10.00.00"


@pytest.mark.parametrize("phase", ["Alku", "Loppu"])
def test_two_rows_of_one_code_at_one_time_point_are_named_in_the_receipt(tmp_path, phase):
    rows = [("a1", phase, FIRST), ("b2", phase, FIRST), (" A1", phase, LATER)]
    assert _found(tmp_path, *rows) == [("repeated_time_point", "B2, B4")]


def test_a_start_after_an_end_is_a_new_episode_and_nothing_is_said(tmp_path):
    rows = [("a1", "Alku", FIRST), ("a1", "Loppu", LATER), ("a1", "Alku", LAST)]
    assert _found(tmp_path, *rows) == []


def test_eighteen_codes_of_two_numbers_are_eighteen_pairs(tmp_path):
    """Nine people `1-11` to `1-19`, nine `11-1` to `11-9`: without their hyphens nine codes."""
    place = new_root(tmp_path)
    codes = [f"1-1{n}" for n in range(1, 10)] + [f"11-{n}" for n in range(1, 10)]
    rows = []
    for n, code in enumerate(codes):
        start, rise = 2 + n % 2, 1 + n % 4
        end = [start + 1] * rise + [start] * (10 - rise)
        rows.append(row(code, "Alku", [start] * 10, at=f"5.2.2024 10.{n:02}.00"))
        rows.append(row(code, "Loppu", end, at=f"6.5.2024 10.{n:02}.00"))
    place.land(xlsx(tmp_path / "a.xlsx", [HEADER, *rows]), "ngo/a.xlsx")
    place.build("+fct_indicator_change")
    # Items that rose by one: 4 × (1 + 2 + 3 + 4) + 1 + 2 = 43, each 2.5 points of the score.
    found = place.built("select pair_count, change_sum::double from {fct_indicator_change}")
    assert found == [(18, 107.5)]
    [record] = place.records
    assert [(f["code"], f["count"]) for f in record.findings] == [("separated_codes", 36)]
