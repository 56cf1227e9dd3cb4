"""The vocabulary of the gate: a rule, the checks that answer it, and a table's suite.

Belongs here: the shapes that suites fill in. Does not belong here: any rule itself (suites),
rules that many tables share (claims), or anything that computes (reading, engine, gate).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from expectations.candidate.reading import Reading

Owner = Literal["data_engineer", "quality_reviewer", "bi"]
Severity = Literal["blocking", "warning", "information"]
Status = Literal["pass", "fail", "error", "not_applicable"]


@dataclass(frozen=True)
class OnTable:
    """A Great Expectations expectation on the table itself.

    `label` is what a failing validation may name: a column, never a value. `arguments` may be a
    function where they come from the manifest.
    """

    label: str
    expectation: str
    arguments: Mapping[str, Any] | Callable[[Reading], Mapping[str, Any]]


@dataclass(frozen=True)
class Counted:
    """A count of violations that Great Expectations is asked to find to be zero.

    `label` may be empty where the rule's claim already says all there is to say.
    """

    label: str
    count: Callable[[Reading], int]


Check = OnTable | Counted


@dataclass(frozen=True)
class Rule:
    """One claim about a published table: why it is made, who owns it, how it is checked.

    A rule with several checks (one per column, say) holds when all of them do.
    `on_empty` tells whether it says something about a table without rows.
    """

    rule_id: str
    rule_text_fi: str
    rule_text_en: str
    why_fi: str
    why_en: str
    checks: tuple[Check, ...]
    owner: Owner = "data_engineer"
    severity_code: Severity = "blocking"
    on_empty: bool = False

    @property
    def why(self) -> str:
        """Both languages in one text, Finnish first, as validations and quality facts carry it."""
        return f"{self.why_fi} / {self.why_en}"


@dataclass(frozen=True)
class Suite:
    """All rules of one published table. The first one is always that the table has rows."""

    table_name: str
    rules: tuple[Rule, ...]
