"""Columns that must be filled are asked about together, and one by one where one has a gap."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.gate.gx import GreatExpectations, Outcome

NOT_NULL = {
    name: ("ExpectColumnValuesToNotBeNull", {"column": name}) for name in ("a", "b", "c", "gone")
}
FRAME = pd.DataFrame({"a": [1.0, None, 3.0], "b": ["x", "y", None], "c": [1, 2, 3]})


@pytest.fixture(scope="module")
def gate() -> GreatExpectations:
    return GreatExpectations()


def test_columns_without_gaps_are_asked_about_once(gate, monkeypatch) -> None:
    ran: list[list[str]] = []
    run = gate._run
    monkeypatch.setattr(
        gate,
        "_run",
        lambda name, frame, asked, form: ran.append([*asked]) or run(name, frame, asked, form),
    )
    whole = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": ["x", "y", "z"]})
    found = gate.validate("t", whole, {name: NOT_NULL[name] for name in ("a", "b")})
    assert found == {"a": Outcome(success=True), "b": Outcome(success=True)}
    assert len(ran) == 1
    assert len(ran[0]) == 1


def test_a_gap_is_found_in_its_column_and_row_and_a_missing_column_is_not_checked(gate) -> None:
    found = gate.validate("t", FRAME, NOT_NULL)
    assert [found[name].success for name in NOT_NULL] == [False, False, True, None]
    assert (found["a"].count, found["a"].rows) == (1, (1,))
    assert (found["b"].count, found["b"].rows) == (1, (2,))


def test_a_gap_in_one_column_alone_is_found(gate) -> None:
    assert gate.validate("t", FRAME, {"c": NOT_NULL["c"]})["c"].success is True
    assert gate.validate("t", FRAME, {"b": NOT_NULL["b"]})["b"].count == 1
