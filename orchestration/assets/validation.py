"""Stage validation: Great Expectations reads the candidate's files and checks every rule."""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from orchestration.assets.candidate import candidate
from orchestration.assets.dbt_names import shown
from orchestration.assets.labels import AGGREGATED, REVIEWERS
from orchestration.assets.run_resource import Run
from orchestration.release import accepted_loss, candidate_validation, validating
from orchestration.release.approval import broken_rules

_BLOCKING, _OTHER = "blocking_rules", "other_rules"
_BY_TABLE = dg.TableSchema(
    [dg.TableColumn("table"), dg.TableColumn("rules", "int"), dg.TableColumn("broken")]
)


@dg.asset(
    group_name="release",
    deps=[candidate],
    owners=REVIEWERS,
    tags=AGGREGATED,
    kinds={"greatexpectations"},
    description="The result of every rule on exactly these files, and the report for reviewers.",
    check_specs=[
        dg.AssetCheckSpec(
            _BLOCKING,
            asset="validation",
            blocking=True,
            description="No blocking rule is broken. If one is, nothing is published.",
        ),
        dg.AssetCheckSpec(
            _OTHER,
            asset="validation",
            description="No rule is broken that only warns or informs. A warning stops nothing.",
        ),
    ],
)
def validation(run: dg.ResourceParam[Run]) -> Iterator[dg.MaterializeResult]:
    """Validate the candidate; a broken blocking rule fails the stage with its text."""
    with run.stage("validation") as step:
        step.say("reading the candidate")
        found = validating.validate(run.declared)
        step.say(candidate_validation.summary(found))
    report = dg.MetadataValue.path(str(run.root.candidate / candidate_validation.REPORT))
    blocking = [r for r in found["results"] if r["severity_code"] == "blocking"]
    other = [r for r in found["results"] if r["severity_code"] != "blocking"]
    yield dg.MaterializeResult(
        metadata={
            "candidate_id": found["candidate_id"],
            "passed": found["passed"],
            "report": report,
            "dropped": "\n".join(line["en"] for line in accepted_loss.cause(found)) or "nothing",
        },
        check_results=[
            _check(_BLOCKING, blocking, dg.AssetCheckSeverity.ERROR, is_needed=True),
            _check(_OTHER, other, dg.AssetCheckSeverity.WARN, is_needed=False),
        ],
    )
    if not found["passed"]:
        broken = {result["rule_id"]: result["rule_text_en"] for result in broken_rules(found)}
        dropped = "\n\n".join(line["en"] for line in candidate_validation.held_loss(found))
        cause = {"cause": dg.MetadataValue.md(shown(dropped))} if dropped else {}
        text = candidate_validation.held_text(found)
        raise dg.Failure(text, {**cause, "report": report, **broken})


def _check(
    name: str, results: list[dict[str, Any]], severity: dg.AssetCheckSeverity, *, is_needed: bool
) -> dg.AssetCheckResult:
    """One check for all rules of a kind: how many each table has, and which are broken.

    `is_needed`: no rule at all is a failure.
    """
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
        passed=not broken and (bool(results) or not is_needed),
        severity=severity,
        metadata={"rules": len(results), "tables": dg.TableMetadataValue(lines, _BY_TABLE)},
    )
