"""Stage validation: Great Expectations reads the candidate's files and says what holds."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.assets.candidate import candidate
from orchestration.assets.run_resource import Run
from orchestration.release import candidate_validation

_BLOCKING, _OTHER = "blocking_rules", "other_rules"
_COLUMNS = dg.TableSchema(
    [dg.TableColumn("table"), dg.TableColumn("rules", "int"), dg.TableColumn("broken")]
)


@dg.asset(
    group_name="release",
    deps=[candidate],
    kinds={"greatexpectations"},
    description="What the quality gate found in exactly these bytes.",
    check_specs=[
        dg.AssetCheckSpec(_BLOCKING, asset="validation", blocking=True),
        dg.AssetCheckSpec(_OTHER, asset="validation"),
    ],
)
def validation(run: dg.ResourceParam[Run]) -> Iterator[dg.MaterializeResult]:
    """Judge the candidate; a broken blocking rule stops what comes after."""
    with run.progress.stage("validation") as step:
        step.say("reading the candidate")
        found = candidate_validation.judge(run.root, run.declared.records_for_readers)
        step.say(candidate_validation.told(found))
    blocking = [r for r in found["results"] if r["severity_code"] == "blocking"]
    other = [r for r in found["results"] if r["severity_code"] != "blocking"]
    yield dg.MaterializeResult(
        metadata={"candidate_id": found["candidate_id"], "passed": found["passed"]},
        check_results=[
            _check(_BLOCKING, blocking, dg.AssetCheckSeverity.ERROR, bool(blocking)),
            _check(_OTHER, other, dg.AssetCheckSeverity.WARN, True),
        ],
    )


def _check(
    name: str, results: list[dict[str, Any]], severity: dg.AssetCheckSeverity, were_asked: bool
) -> dg.AssetCheckResult:
    """One check for all rules of a kind; a line for each table says how many and which are broken."""
    broken = [r for r in results if r["status_code"] in ("fail", "error")]
    tables = sorted({r["table_name"] for r in results})
    lines = [
        dg.TableRecord(
            {
                "table": table,
                "rules": sum(r["table_name"] == table for r in results),
                "broken": ", ".join(r["rule_id"] for r in broken if r["table_name"] == table),
            }
        )
        for table in tables
    ]
    return dg.AssetCheckResult(
        check_name=name,
        passed=were_asked and not broken,
        severity=severity,
        metadata={"rules": len(results), "tables": dg.TableMetadataValue(lines, _COLUMNS)},
    )
