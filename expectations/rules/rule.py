"""What a rule is: a sentence about a published table, and the checks that test it.

Belongs here: the shapes that suites fill in. Does not belong here: any rule itself, or running
the checks (gate).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from expectations.candidate.files import CandidateFiles

Owner = Literal["data_engineer", "quality_reviewer", "bi"]
Severity = Literal["blocking", "warning", "information"]
Status = Literal["pass", "fail", "error", "not_applicable"]
# Where a rule comes from: files and manifest, the contract of its table, judgement about a table, or
# the release as a whole beside earlier ones, deliveries and the calendar.
Family = Literal["files", "contract", "table", "release"]
# Finnish, Swedish, English.
Texts = tuple[str, str, str]
# What a rule is checked with; docs/decisions/0009 says which rules go where.
CheckedWith = Literal["great_expectations", "sql", "python"]


@dataclass(frozen=True)
class Expectation:
    """An expectation of Great Expectations about the table.

    `label` is what a failed validation may name: a column, never a value. `arguments` are those of
    the expectation class; a function where they depend on the candidate.
    """

    label: str
    expectation_class: str
    arguments: Mapping[str, Any] | Callable[[CandidateFiles], Mapping[str, Any]]


@dataclass(frozen=True)
class SqlCheck:
    """The rows that break the rule, as `from …` of a query.

    It may use the parameter `$today`, and thresholds such as `$far_share`. `label` may be empty where
    the rule's text says all there is to say. `key`: columns that name a row beside those of the
    table's own key.
    """

    label: str
    rows: str
    key: tuple[str, ...] = ()


@dataclass(frozen=True)
class PythonCheck:
    """A function that counts what breaks the rule in the candidate's files.

    `rows`, where there is one, gives the numbers of the rows that break it.
    """

    label: str
    count: Callable[[CandidateFiles], int]
    rows: Callable[[CandidateFiles], Sequence[int]] | None = None


Check = Expectation | SqlCheck | PythonCheck
_CHECKED_WITH: dict[type, CheckedWith] = {
    Expectation: "great_expectations",
    SqlCheck: "sql",
    PythonCheck: "python",
}


@dataclass(frozen=True)
class Rule:
    """One rule about a published table: why it is there, who owns it, how it is checked.

    `text` says what must hold. `checks` are all of one kind; there are several where a rule is about several columns, and the
    rule passes when all of them do. `on_empty`: whether it is checked on a table without rows.
    `threshold`: the name of the setting that it judges by, if there is one. `needs`: tables beside
    the candidate without which it does not apply, such as those of the release in use.
    """

    rule_id: str
    text: Texts
    why: Texts
    checks: tuple[Check, ...]
    owner: Owner = "data_engineer"
    severity_code: Severity = "blocking"
    on_empty: bool = False
    family_code: Family = "table"
    threshold: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def checked_with(self) -> CheckedWith:
        """The kind of its checks."""
        return _CHECKED_WITH[type(self.checks[0])]


@dataclass(frozen=True)
class Suite:
    """All rules of one published table, the first of which is always that the table has its rows; or,
    where it has no file, all rules of the release as a whole."""

    table_name: str
    rules: tuple[Rule, ...]
    has_file: bool = True
