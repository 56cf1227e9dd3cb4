"""What is asked of every value of a column is asked together, and one by one where something is broken."""

from __future__ import annotations

import pandas as pd
import pytest

from expectations.gate.gx import GreatExpectations, Outcome
from expectations.gate.together import Asked, where_broken

FILLED, BETWEEN, IN_SET = (
    "ExpectColumnValuesToNotBeNull",
    "ExpectColumnValuesToBeBetween",
    "ExpectColumnValuesToBeInSet",
)


def between(column: str, low: float | None, high: float | None) -> Asked:
    return BETWEEN, {"column": column, "min_value": low, "max_value": high}


def in_set(column: str, *codes: str) -> Asked:
    return IN_SET, {"column": column, "value_set": list(codes)}


FRAME = pd.DataFrame(
    {
        "whole": [5, 6, 7],
        "part": [0.5, None, 1.0],
        "band": ["5-9", "500+", None],
        "flag": [True] * 3,
    }
)
HOLDS: dict[str, Asked] = {
    "filled": (FILLED, {"column": "whole"}),
    "at least": between("whole", 5, None),
    "share": between("part", 0, 1),
    "band": in_set("band", "5-9", "500+", "few"),
}
# Check -> the numbers of the rows that break it, counted by hand in FRAME.
BROKEN: dict[str, tuple[Asked, tuple[int, ...]]] = {
    "a gap": ((FILLED, {"column": "part"}), (1,)),
    "a gap among texts": ((FILLED, {"column": "band"}), (2,)),
    "below": (between("whole", 6, None), (0,)),
    "above": (between("whole", None, 6), (2,)),
    "outside": (between("part", 0.6, 0.9), (0, 2)),
    "another code": (in_set("band", "5-9"), (1,)),
}


@pytest.fixture(scope="module")
def gate() -> GreatExpectations:
    return GreatExpectations()


@pytest.fixture
def ran(gate, monkeypatch) -> list[list[str]]:
    """The ids of what Great Expectations is asked, by run."""
    runs: list[list[str]] = []
    run = gate._run
    monkeypatch.setattr(gate, "_run", lambda *given: runs.append([*given[2]]) or run(*given))
    return runs


def test_what_holds_is_asked_as_one(gate, ran) -> None:
    assert gate.validate("t", FRAME, HOLDS) == dict.fromkeys(HOLDS, Outcome(success=True))
    assert [len(run) for run in ran] == [1]


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_found_among_what_holds_with_its_rows(gate, name) -> None:
    asked, rows = BROKEN[name]
    assert where_broken(asked)
    found = gate.validate("t", FRAME, HOLDS | {name: asked})
    assert (found[name].success, found[name].count, found[name].rows) == (False, len(rows), rows)
    assert all(found[one].success for one in HOLDS)


def test_a_missing_column_or_numbers_asked_of_texts_are_not_checked_and_the_rest_is(gate) -> None:
    wrong = {"gone": (FILLED, {"column": "gone"}), "text": between("band", 0, 1)}
    found = gate.validate("t", FRAME, HOLDS | wrong)
    assert [found[name].success for name in wrong] == [None, None]
    assert all(found[one].success for one in HOLDS)


@pytest.mark.parametrize(
    "asked",
    [
        ("ExpectColumnValuesToBeUnique", {"column": "whole"}),
        (FILLED, {"column": "whole", "mostly": 0.9}),
        (BETWEEN, {"column": "part", "min_value": 0, "max_value": 1, "strict_min": True}),
        in_set("band", "it's"),
        (IN_SET, {"column": "whole", "value_set": [1, 2]}),
        between("whole", None, None),
    ],
)
def test_what_is_not_known_to_mean_the_same_is_asked_by_itself(asked) -> None:
    assert where_broken(asked) is None


def test_what_two_checks_ask_is_asked_once(gate, ran) -> None:
    columns = "ExpectTableColumnsToMatchSet", {"column_set": ["whole"], "exact_match": True}
    found = gate.validate("t", FRAME, {"contract": columns, "reviewed": columns})
    assert found["contract"] == found["reviewed"]
    assert found["reviewed"].columns == ("band", "flag", "part")
    assert ran == [["contract"], ["contract"]]
