"""Asking the gate about a candidate that a test has changed.

Belongs here: writing the changed candidate, asking all or some of the rules, and reading the
answers. Does not belong here: the changes (sabotages) or what the answers must be (tests).
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from expectations import suites
from expectations.gate.validate import validate
from expectations.rules.rule import Check, Expectation, Rule, SqlCheck, Suite
from orchestration.core.thresholds import Thresholds
from tests.unit import candidate_fixture as fixture

TODAY = date(2025, 1, 15)
# As shipped: no variable of the environment changes them.
THRESHOLDS = Thresholds().stated("MUKANA_")
Validation = dict[str, Any]
Change = Callable[[fixture.Rows], object]

# Rules that many tables have, by the end of their id; test_every_table breaks each of them in every
# table that has it. A code column's rule is a kind too: see kind_of.
SHARED_KINDS = (
    "has_rows", "columns", "reviewed_columns", "types", "filled", "grain", "references", "no_personal_data",
    "translated", "codes_distinct", "names_distinct", "day_of_period",
)  # fmt: skip
# Columns that count people, and the smallest count that may be published.
SMALLEST_GROUPS = {
    "fct_indicator_level": ("person_count", 5),
    "fct_indicator_change": ("pair_count", 5),
    "fct_indicator_change_by_background": ("pair_count", 5),
    "rpt_indicator_change": ("pair_count", 5),
    "rpt_indicator_attrition": ("pair_count", 5),
    "fct_indicator_class": ("person_count", 10),
    "fct_answer_distribution": ("person_count", 10),
    "fct_answer_by_language": ("person_count", 10),
    "fct_change_spread": ("pair_count", 10),
    "fct_level_spread": ("person_count", 10),
    "fct_change_direction": ("pair_count", 10),
    "fct_change_condition": ("pair_count", 10),
}


@dataclass(frozen=True)
class Sabotage:
    """A change of the sound candidate, and all the rules that must fail because of it.

    `fails`: rule ids, separated by spaces. `secret`: a value that the validation must not repeat.
    """

    fails: str
    change: Change
    secret: str = ""
    today: date = TODAY

    @property
    def rule_ids(self) -> set[str]:
        return set(self.fails.split())


def update(table: str, **values: Any) -> Change:
    """Change values of the table's last row."""
    return lambda content: content[table][-1].update(values)


def update_all(tables: str, **values: Any) -> Change:
    """Change values of every row of these tables (names separated by spaces)."""
    return lambda content: [
        row.update(values) for table in tables.split() for row in content[table]
    ]


def add(table: str, **values: Any) -> Change:
    """Add a row: the table's last row with other values."""
    return lambda content: content[table].append(content[table][-1] | values)


def both(*changes: Change) -> Change:
    """One change after the other."""
    return lambda content: [change(content) for change in changes]


@functools.cache
def all_rules() -> dict[str, Rule]:
    """Every rule about a table by its id; test_release_rules has those about the release."""
    of_tables = [suite for suite in suites.load().values() if suite.has_file]
    return {rule.rule_id: rule for suite in of_tables for rule in suite.rules}


@functools.cache
def kind_of(rule_id: str) -> str | None:
    """The kind of a rule that test_every_table breaks in every table; None for all others."""
    table, _, name = rule_id.partition(".")
    if name in SHARED_KINDS:
        return name
    if name == "smallest_group" and table in SMALLEST_GROUPS:
        return name
    is_text = isinstance(fixture.rows()[table][0].get(name.removesuffix("_known")), str)
    return "code_known" if name.endswith("_known") and is_text else None


def can_fail(rule_id: str, changed: set[str]) -> bool:
    """False for a rule that looks at none of the changed tables: at its own, or those of a query."""
    if rule_id.partition(".")[0] in changed:
        return True
    return any(_may_look_at(check, changed) for check in all_rules()[rule_id].checks)


def _may_look_at(check: Check, tables: set[str]) -> bool:
    if isinstance(check, SqlCheck):
        return not tables.isdisjoint(re.findall(r"\w+", check.rows))
    return not isinstance(check, Expectation)


def ask(folder: Path, rule_ids: Iterable[str], today: date = TODAY) -> Validation:
    """The validation of a written candidate, of these rules only."""
    rules, asked = all_rules(), dict[str, tuple[Rule, ...]]()
    for rule_id in rule_ids:
        table = rule_id.partition(".")[0]
        asked[table] = (*asked.get(table, ()), rules[rule_id])
    some = {table: Suite(table, these) for table, these in asked.items()}
    validation = validate(folder, suites=some, today=today, thresholds=THRESHOLDS)
    # Tables of which nothing is asked are reported as tables without a suite.
    validation["results"] = [r for r in validation["results"] if r["rule_id"] in rules]
    return validation


def judge_changed(folder: Path, change: Change, **expected: int) -> Validation:
    """The validation of the whole candidate after a change."""
    content = fixture.rows()
    change(content)
    return validate(fixture.write(folder, content, expected), today=TODAY, thresholds=THRESHOLDS)


def sha256(path: Path) -> str:
    """The hash of a file's bytes, as the manifest has it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def status_of(validation: Validation, rule_id: str) -> str:
    (result,) = (r for r in validation["results"] if r["rule_id"] == rule_id)
    return result["status_code"]


def with_status(validation: Validation, *codes: str) -> set[str]:
    return {r["rule_id"] for r in validation["results"] if r["status_code"] in codes}


def not_passed(validation: Validation) -> set[str]:
    return with_status(validation, "fail", "error")
