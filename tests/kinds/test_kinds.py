"""Files of every tool, made from known answers, are read as known or refused for their cause.

`make kinds` does the same with thousands of files.
"""

import random
from dataclasses import replace
from fractions import Fraction

import pytest

from orchestration.ingest.messages.catalogue import MESSAGES
from orchestration.ingest.messages.refusal import Refusal, reason
from tests.kinds.cases import Case, case_of, made, outcome_of, read_made, single_cases
from tests.kinds.decorations import DECORATIONS
from tests.kinds.known import score
from tests.kinds.layouts import FORMATS, LAYOUTS
from tests.kinds.open_faults import OPEN
from tests.kinds.outcome import EQUAL, REFUSED, REPORTED, WRONG, judge
from tests.kinds.run import problems, read_all

FILES = 250


def _one_of_each(names: set[str]) -> list[Case]:
    """A case for each of these decorations, of a tool and format that the name decides."""
    by_name: dict[str, list[Case]] = {}
    for case in single_cases(0):
        by_name.setdefault(case.decorations[0], []).append(case)
    return [random.Random(name).choice(by_name[name]) for name in sorted(names)]


@pytest.mark.parametrize(
    ("layout", "kind"), [(layout, kind) for layout, kinds in FORMATS.items() for kind in kinds]
)
def test_a_plain_file_of_every_tool_and_format_is_read_as_known(layout, kind):
    outcome = outcome_of(Case(layout, kind, 1, ()))
    assert (outcome.kind, outcome.text) == (EQUAL, "")


def test_every_decoration_alone_is_read_as_known_or_named():
    results = read_all(_one_of_each(set(DECORATIONS) - OPEN))
    assert problems(results) == ""


def test_files_with_several_decorations_are_read_as_known_or_named():
    cases = [case_of(seed) for seed in range(FILES)]
    results = read_all(c for c in cases if OPEN.isdisjoint(c.decorations))
    assert problems(results) == ""
    kinds = {outcome.kind for _, outcome in results}
    assert {EQUAL, REPORTED, REFUSED} <= kinds


def test_an_open_fault_is_still_there():
    """A decoration whose fault is corrected is taken out of OPEN."""
    cases = [case for case in single_cases(0) if case.decorations[0] in OPEN]
    found: set[str] = set()
    for case in cases:
        if case.decorations[0] not in found and outcome_of(case).kind == WRONG:
            found.add(case.decorations[0])
    assert found == OPEN


def test_one_answer_that_is_another_is_noticed():
    this = made(Case("webropol", "csv", 3, ()))
    reading = read_made(this)
    assert judge(reading, this.table, frozenset(), False).kind == EQUAL
    form = next(f for _, f in this.table.answers if f.consent and f.answers["visits"] is not None)
    for name, value in (("visits", Fraction(7001)), ("help", frozenset({"else", "office"})), ("gender", "x")):  # fmt: skip
        before = form.answers[name]
        form.answers[name] = value
        outcome = judge(reading, this.table, frozenset(), False)
        assert (outcome.kind, name in outcome.text) == (WRONG, True)
        form.answers[name] = before
    form.person = "somebody else"
    assert judge(reading, this.table, frozenset(), False).kind == WRONG


def test_a_blank_is_accepted_only_where_a_message_with_an_accepted_code_has_its_address():
    this = made(Case("paper", "xlsx", 3, ()))
    reading = read_made(this)
    number, form = next(
        (i, f) for i, f in this.table.answers if f.consent and f.answers["hours"] is None
    )
    form.answers["hours"] = Fraction(3)
    there = f"H{this.table.first_row + number}"
    for cell, code, kind in (
        (there, "not_a_number", REPORTED),
        (f"H{this.table.first_row + number + 1}", "not_a_number", WRONG),
        (there, "implausible", WRONG),
    ):
        finding = reason(code, cell=cell, text="")
        reported = replace(reading, findings=[finding])
        assert judge(reported, this.table, frozenset({"not_a_number"}), False).kind == kind


def test_a_refusal_for_another_cause_is_wrong():
    table = made(Case("excel", "csv", 3, ())).table
    refusal = Refusal(reason("empty_file"))
    assert judge(refusal, table, frozenset({"bad_date"}), False).kind == WRONG
    assert judge(refusal, table, frozenset({"empty_file"}), False).kind == REFUSED


def test_the_expected_score_is_worked_out_as_the_survey_says():
    # Agreement 1-5 to 0-100; `tense` is reversed: (4 + 2 + (6 - 5)) / 3 = 7/3, and (7/3 - 1) / 4.
    assert score({"belong": "4", "heard": "2", "tense": "5"}) == Fraction(100, 3)
    assert score({"belong": "4", "heard": "dont_know", "tense": None}) is None
    assert score({"belong": "5", "heard": None, "tense": "4"}) == Fraction(125, 2)


def test_every_layout_has_a_format():
    assert LAYOUTS.keys() == FORMATS.keys()


def test_what_a_decoration_accepts_is_a_message_of_the_catalogue():
    accepted = {
        code for name, one in DECORATIONS.items() if name not in OPEN for code in one.accepted
    }
    assert accepted - {"load"} <= MESSAGES.keys()
