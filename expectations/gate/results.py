"""The results of a validation: one line per rule, with a status and plain sentences.

Belongs here: from outcomes of checks to a result. Does not belong here: running checks (validate),
the sentences themselves (wording); row values, which no result carries.
"""

from __future__ import annotations

from dataclasses import dataclass

from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.gate.gx import Outcome
from expectations.gate.wording import FILE_RULES, describe, has_passed, is_unchecked
from expectations.rules.rule import CheckedWith, Rule, Status


@dataclass(frozen=True)
class Result:
    """One line of a validation. `observed_count` counts violating rows, or a table's rows."""

    rule_id: str
    table_name: str
    rule_text_fi: str
    rule_text_en: str
    why: str
    owner: str
    severity_code: str
    checked_with_code: CheckedWith
    status_code: Status
    observed_count: int | None
    detail_fi: str
    detail_en: str

    @property
    def is_blocking(self) -> bool:
        """True if nothing may be published because of this."""
        return self.severity_code == "blocking" and self.status_code in ("fail", "error")


def of_file(table: str, name: str, status: Status) -> Result:
    """The result of a rule about files, manifest and suites; see FILE_RULES for their names."""
    text, why, action = FILE_RULES[name]
    passed = status == "pass"
    return Result(
        rule_id=f"{table}.{name}",
        table_name=table,
        rule_text_fi=text[0],
        rule_text_en=text[1],
        why=" / ".join(why),
        owner="data_engineer",
        severity_code="blocking",
        checked_with_code="python",
        status_code=status,
        observed_count=None,
        detail_fi="Kunnossa." if passed else action[0],
        detail_en="In order." if passed else action[1],
    )


def of_rule(
    files: CandidateFiles, rule: Rule, outcomes: list[Outcome | CannotCheckError]
) -> Result:
    """The result of a rule. If it could not be checked it is blocking, whatever its severity.

    `outcomes` are those of its checks; empty if it does not apply to a table without rows.
    """
    table = rule.rule_id.split(".")[0]
    if rule.rule_id == f"{table}.has_rows":
        count = files.tables[table].num_rows
        status = _status(outcomes, "not_applicable" if count == 0 else "pass")
    else:
        status = _status(outcomes, "pass")
        count = _count(outcomes, status)
    detail_fi, detail_en = describe(files, rule, status, count, outcomes)
    return Result(
        rule_id=rule.rule_id,
        table_name=table,
        rule_text_fi=rule.rule_text_fi,
        rule_text_en=rule.rule_text_en,
        why=rule.why,
        owner=rule.owner,
        severity_code="blocking" if status == "error" else rule.severity_code,
        checked_with_code=rule.checked_with,
        status_code=status,
        observed_count=count,
        detail_fi=detail_fi,
        detail_en=detail_en,
    )


def _status(outcomes: list[Outcome | CannotCheckError], if_passed: Status) -> Status:
    if not outcomes:
        return "not_applicable"
    if any(is_unchecked(outcome) for outcome in outcomes):
        return "error"
    return if_passed if all(has_passed(outcome) for outcome in outcomes) else "fail"


def _count(outcomes: list[Outcome | CannotCheckError], status: Status) -> int | None:
    """Violating rows; None where nothing was checked or the check does not count rows."""
    if status not in ("pass", "fail"):
        return None
    counts = [o.count for o in outcomes if isinstance(o, Outcome) and o.count is not None]
    return sum(counts) if counts or status == "pass" else None
