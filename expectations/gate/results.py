"""The results of a validation: one line per rule, with a status and plain sentences.

Belongs here: from outcomes of checks to a result. Does not belong here: running checks (validate),
the sentences themselves (wording); row values, which no result carries.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.contracts.words import LANGUAGES
from expectations.gate import keys
from expectations.gate.file_rules import FILE_RULES
from expectations.gate.gx import Outcome
from expectations.gate.wording import IN_ORDER, describe, has_passed, is_unchecked
from expectations.rules.rule import CheckedWith, Family, Owner, Rule, Severity, Status, Texts

# Name of a threshold -> its `setting`, `value`, `why_fi`, `why_sv` and `why_en`.
Thresholds = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Result:
    """One line of a validation. `observed_count` counts violating rows, or a table's rows.

    `threshold` is the setting that it judges by. `keys` are those of the first rows that break it.
    """

    rule_id: str
    table_name: str
    rule_text_fi: str
    rule_text_sv: str
    rule_text_en: str
    owner: str
    severity_code: str
    checked_with_code: CheckedWith
    status_code: Status
    observed_count: int | None
    detail_fi: str
    detail_sv: str
    detail_en: str
    why_fi: str
    why_sv: str
    why_en: str
    family_code: Family
    threshold: Mapping[str, Any] | None = None
    keys: list[keys.Key] = field(default_factory=list)

    @property
    def is_blocking(self) -> bool:
        """True if nothing may be published because of this."""
        return self.severity_code == "blocking" and self.status_code in ("fail", "error")


def of_file(table: str, name: str, status: Status) -> Result:
    """The result of a rule about files, manifest and suites; see FILE_RULES for their names."""
    text, why, action = FILE_RULES[name]
    return Result(
        rule_id=f"{table}.{name}",
        table_name=table,
        **_texts(text, why, IN_ORDER if status == "pass" else action),
        owner="data_engineer",
        severity_code="blocking",
        checked_with_code="python",
        status_code=status,
        observed_count=None,
        family_code="files",
    )


def _texts(text: Texts, why: Texts, detail: Texts) -> dict[str, str]:
    """The fields of a result that are sentences."""
    said = {"rule_text": text, "why": why, "detail": detail}
    return {
        f"{name}_{language}": one
        for name, texts in said.items()
        for language, one in zip(LANGUAGES, texts, strict=True)
    }


def of_release(
    rule_id: str,
    text: Texts,
    why: Texts,
    detail: Texts,
    *,
    severity: Severity,
    status: Status,
    owner: Owner = "quality_reviewer",
    threshold: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The result of a rule about the release as a whole that others have checked, as plain values.

    Texts are Finnish, Swedish and English.
    """
    result = Result(
        rule_id=rule_id,
        table_name=rule_id.split(".")[0],
        **_texts(text, why, detail),
        owner=owner,
        severity_code=severity,
        checked_with_code="python",
        status_code=status,
        observed_count=None,
        family_code="release",
        threshold=threshold,
    )
    return asdict(result)


def of_rule(
    files: CandidateFiles,
    rule: Rule,
    outcomes: list[Outcome | CannotCheckError],
    thresholds: Thresholds,
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
    return Result(
        rule_id=rule.rule_id,
        table_name=table,
        **_texts(rule.text, rule.why, describe(files, rule, status, count, outcomes)),
        owner=rule.owner,
        severity_code="blocking" if status == "error" else rule.severity_code,
        checked_with_code=rule.checked_with,
        status_code=status,
        observed_count=count,
        family_code=rule.family_code,
        threshold=thresholds.get(rule.threshold) if rule.threshold else None,
        keys=_keys(files, table, outcomes) if status == "fail" else [],
    )


def _keys(
    files: CandidateFiles, table: str, outcomes: list[Outcome | CannotCheckError]
) -> list[keys.Key]:
    """The keys of the first rows that break a rule, each once."""
    found = [one for one in outcomes if isinstance(one, Outcome)]
    named = [key for one in found for key in one.keys]
    if rows := {row for one in found for row in one.rows}:
        named += keys.of_rows(files, table, rows)
    different = [key for number, key in enumerate(named) if key not in named[:number]]
    return different[: keys.MOST]


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
