"""The quality gate: judges the bytes of a candidate and says so in a validation.

Belongs here: asking every rule of every suite and turning answers into results with plain
sentences. Does not belong here: writing the validation, deciding, publishing; row values, which
no validation carries; the clock.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from expectations import suites as published
from expectations.candidate.reading import CannotCheckError, Reading
from expectations.gate.engine import Engine, Outcome, Question
from expectations.gate.wording import cannot, describe, plain
from expectations.rules.rule import OnTable, Rule, Status, Suite


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
    status_code: Status
    observed_count: int | None
    detail_fi: str
    detail_en: str

    @property
    def holds_back(self) -> bool:
        """True if nothing may be published because of this."""
        return self.severity_code == "blocking" and self.status_code in ("fail", "error")


def judge(
    candidate_dir: Path,
    *,
    suites: Mapping[str, Suite] | None = None,
    today: date | None = None,
) -> dict[str, Any]:
    """Judge a candidate folder; gives the validation, ready to be written as JSON.

    `tables` are the sha256 of the bytes that were judged. `passed` is true only if no blocking
    rule failed or could not be checked. `suites` (default: all published) and `today` (default:
    the clock; only for "in the future") are parameters for tests. Whatever is wrong with the
    candidate is a result, never an exception.
    """
    rules = published.load() if suites is None else dict(suites)
    reading = Reading(Path(candidate_dir), today or date.today())
    with _collector_paused():
        engine = Engine()
        outcomes = _ask(engine, reading, rules)
    results = [*_about_files(reading, rules), *_about_rules(reading, rules, outcomes)]
    results.sort(key=lambda result: result.table_name)
    return {
        "candidate_id": (reading.manifest or {}).get("candidate_id"),
        "tables": dict(sorted(reading.hashes.items())),
        "passed": bool(results) and not any(result.holds_back for result in results),
        "results": [asdict(result) for result in results],
        "library": engine.library,
    }


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No cycle collection meanwhile: importing the library makes a quarter of a million lasting objects,
    and looking through them again and again took a fifth of the gate's time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _about_files(reading: Reading, suites: Mapping[str, Suite]) -> Iterator[Result]:
    """Whether files, manifest and suites speak of the same tables and the same bytes."""
    if reading.manifest is None:
        yield plain(Result, "candidate", "manifest", "error")
    for table in sorted({*reading.hashes, *reading.listed, *suites}):
        bytes_agree = reading.hashes.get(table) == reading.listed.get(table, {}).get("sha256")
        if table not in reading.hashes or table not in reading.listed:
            yield plain(Result, table, "is_there", "error")
        elif not bytes_agree:
            yield plain(Result, table, "same_bytes", "error")
        elif table not in reading.tables:
            yield plain(Result, table, "readable", "error")
        else:
            yield plain(Result, table, "same_bytes", "pass")
        if table not in suites:
            yield plain(Result, table, "has_suite", "error")
        elif not suites[table].rules:
            yield plain(Result, table, "has_rules", "error")


def _ask(
    engine: Engine, reading: Reading, suites: Mapping[str, Suite]
) -> dict[str, Outcome | CannotCheckError]:
    """Answers by check: counts first, then one validation per table and one for all counts."""
    answers: dict[str, Outcome | CannotCheckError] = {}
    counts: dict[str, int] = {}
    for table, suite in suites.items():
        questions = []
        for rule in _applicable(reading, suite):
            for number, check in enumerate(rule.checks):
                check_id = f"{rule.rule_id}:{number}"
                try:
                    if isinstance(check, OnTable):
                        arguments = check.arguments
                        given = arguments(reading) if callable(arguments) else arguments
                        questions.append(Question(check_id, check.expectation, given))
                    else:
                        counts[check_id] = check.count(reading)
                except CannotCheckError as error:
                    answers[check_id] = error
        if questions:
            answers |= engine.ask(table, reading.frame(table), questions)
    return answers | (engine.ask_counts(counts) if counts else {})


def _applicable(reading: Reading, suite: Suite) -> list[Rule]:
    """The rules that say something: all of them, or for an empty table those about emptiness."""
    if suite.table_name not in reading.tables:
        return []
    has_rows = reading.tables[suite.table_name].num_rows > 0
    return [rule for rule in suite.rules if has_rows or rule.on_empty]


def _about_rules(
    reading: Reading,
    suites: Mapping[str, Suite],
    answers: Mapping[str, Outcome | CannotCheckError],
) -> Iterator[Result]:
    for suite in suites.values():
        applicable = _applicable(reading, suite)
        for rule in suite.rules:
            if rule in applicable:
                given = [answers[f"{rule.rule_id}:{n}"] for n in range(len(rule.checks))]
                yield _result(reading, rule, suite.table_name, given)
            elif suite.table_name in reading.tables:
                yield _result(reading, rule, suite.table_name, [])


def _result(
    reading: Reading, rule: Rule, table: str, answers: list[Outcome | CannotCheckError]
) -> Result:
    """One rule's result. A rule that could not be checked holds back, whatever its severity."""
    status, count = _status(rule, answers)
    detail_fi, detail_en = describe(
        rule, status, count, answers, (reading.manifest or {}).get("expected_rows", {}).get(table)
    )
    return Result(
        rule_id=rule.rule_id,
        table_name=table,
        rule_text_fi=rule.rule_text_fi,
        rule_text_en=rule.rule_text_en,
        why=rule.why,
        owner=rule.owner,
        severity_code="blocking" if status == "error" else rule.severity_code,
        status_code=status,
        observed_count=count,
        detail_fi=detail_fi,
        detail_en=detail_en,
    )


def _status(rule: Rule, answers: list[Outcome | CannotCheckError]) -> tuple[Status, int | None]:
    if not answers:
        return "not_applicable", None
    if any(cannot(answer) for answer in answers):
        return "error", None
    said = [answer for answer in answers if isinstance(answer, Outcome)]
    counts = [outcome.count for outcome in said if outcome.count is not None]
    if rule.checks[0].label == "rows":
        rows = counts[0]
        empty_as_expected = rows == 0 and all(outcome.success for outcome in said)
        status: Status = "not_applicable" if empty_as_expected else "pass"
        return (status if all(o.success for o in said) else "fail"), rows
    passed = all(outcome.success for outcome in said)
    return ("pass" if passed else "fail"), (sum(counts) if counts else None)
