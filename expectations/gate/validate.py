"""The quality gate: validates the files of a candidate.

Belongs here: running every check of every suite. Does not belong here: writing the validation,
deciding, publishing; row values, which no validation carries; the clock.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from expectations import suites as published
from expectations.candidate.files import CandidateFiles, CannotCheckError
from expectations.gate import keys, results
from expectations.gate.gx import Asked, GreatExpectations, Outcome
from expectations.rules.rule import Check, Expectation, Rule, SqlCheck, Suite

_Outcomes = dict[str, Outcome | CannotCheckError]


def validate(
    candidate_dir: Path,
    *,
    suites: Mapping[str, Suite] | None = None,
    today: date | None = None,
    thresholds: results.Thresholds | None = None,
    beside: Mapping[str, pa.Table] | None = None,
) -> dict[str, Any]:
    """Validate a candidate folder; gives the validation, ready to be written as JSON.

    `tables` are the sha256 of the bytes that were validated. `passed` is true only if no blocking
    rule failed or could not be checked. `suites` (default: all published) and `today` (default:
    the clock; only for rules about the future) are parameters for tests. `thresholds` are the
    settings that rules judge by; a rule whose threshold is missing cannot be checked. `beside`: what
    the candidate is compared with, as tables by name (see suites.release). Whatever is wrong with
    the candidate is a result, never an exception.
    """
    rules = published.load() if suites is None else dict(suites)
    limits = thresholds or {}
    values = {name: limit["value"] for name, limit in limits.items()}
    files = CandidateFiles(Path(candidate_dir), today or date.today(), values, beside)
    with _collector_paused():
        gx = GreatExpectations()
        found = [*_check_files(files, rules), *_check_rules(gx, files, rules, limits)]
    found.sort(key=lambda result: result.table_name)
    return {
        "candidate_id": (files.manifest or {}).get("candidate_id"),
        "tables": dict(sorted(files.hashes.items())),
        "passed": bool(found) and not any(result.is_blocking for result in found),
        "results": [asdict(result) for result in found],
        "library": gx.version,
    }


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Pause garbage collection: importing the library makes a quarter of a million lasting objects,
    and looking through them again and again took a fifth of the gate's time."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _check_files(files: CandidateFiles, suites: Mapping[str, Suite]) -> Iterator[results.Result]:
    """Whether files, manifest and suites are about the same tables and the same bytes."""
    if files.manifest is None:
        yield results.of_file("candidate", "manifest", "error")
    with_file = {table for table, suite in suites.items() if suite.has_file}
    for table in sorted({*files.hashes, *files.listed, *with_file}):
        if table not in files.hashes or table not in files.listed:
            yield results.of_file(table, "is_there", "error")
        elif files.hashes[table] != files.listed[table].get("sha256"):
            yield results.of_file(table, "same_bytes", "error")
        elif table not in files.tables:
            yield results.of_file(table, "readable", "error")
        else:
            yield results.of_file(table, "same_bytes", "pass")
        if table not in suites:
            yield results.of_file(table, "has_suite", "error")
        elif not suites[table].rules:
            yield results.of_file(table, "has_rules", "error")


def _check_rules(
    gx: GreatExpectations,
    files: CandidateFiles,
    suites: Mapping[str, Suite],
    thresholds: results.Thresholds,
) -> Iterator[results.Result]:
    """The results of all rules on the tables that could be read."""
    for table, suite in suites.items():
        if suite.has_file and table not in files.tables:
            continue
        asked = [rule for rule in suite.rules if _applies(files, suite, rule)]
        checks = {
            _check_id(rule, number): check
            for rule in asked
            for number, check in enumerate(rule.checks)
        }
        outcomes = _run(gx, files, table, checks)
        for rule in suite.rules:
            ids = [_check_id(rule, number) for number in range(len(rule.checks))]
            found = [outcomes[i] for i in ids if i in checks]
            yield results.of_rule(files, rule, found, thresholds)


def _applies(files: CandidateFiles, suite: Suite, rule: Rule) -> bool:
    """False for a rule about rows where there are none, or without what it compares with."""
    if not suite.has_file:
        return files.has(*rule.needs)
    return rule.on_empty or files.tables[suite.table_name].num_rows > 0


def _check_id(rule: Rule, number: int) -> str:
    return f"{rule.rule_id}:{number}"


def _run(
    gx: GreatExpectations, files: CandidateFiles, table: str, checks: Mapping[str, Check]
) -> _Outcomes:
    """Check id -> outcome: counted by SQL or Python one by one, expectations all at once."""
    outcomes: _Outcomes = {}
    asked: dict[str, Asked] = {}
    for check_id, check in checks.items():
        try:
            if isinstance(check, Expectation):
                arguments = check.arguments
                given = arguments(files) if callable(arguments) else arguments
                asked[check_id] = (check.expectation_class, given)
            elif isinstance(check, SqlCheck):
                count = files.count(check.rows)
                found = keys.of_query(files, table, check) if count else ()
                outcomes[check_id] = Outcome(count == 0, count, keys=found)
            else:
                count = int(check.count(files))
                where = check.rows(files) if count and check.rows else ()
                outcomes[check_id] = Outcome(count == 0, count, rows=tuple(where))
        except CannotCheckError as error:
            outcomes[check_id] = error
    return outcomes | (gx.validate(table, files.frame(table), asked) if asked else {})
