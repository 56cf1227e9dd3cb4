"""Stage verdict: Great Expectations reads the candidate's files and says what holds."""

from collections.abc import Iterator

import dagster as dg

from expectations import suites
from orchestration.assets.candidate import candidate
from orchestration.release import judgement
from orchestration.run import Run

_TABLES = sorted(suites.load())


@dg.asset(
    group_name="release",
    deps=[candidate],
    kinds={"greatexpectations"},
    description="What the quality gate found in exactly these bytes.",
    check_specs=[dg.AssetCheckSpec(name, asset="verdict", blocking=True) for name in _TABLES],
)
def verdict(run: dg.ResourceParam[Run]) -> Iterator[dg.MaterializeResult]:
    """Judge the candidate; a broken blocking rule stops what comes after."""
    with run.progress.stage("verdict") as step:
        step.say("reading the candidate")
        found = judgement.judge(run.root, run.declared.told_records)
        step.say(judgement.told(found))
    yield dg.MaterializeResult(
        metadata={"candidate_id": found["candidate_id"], "passed": found["passed"]},
        check_results=[_check(name, found["results"]) for name in _TABLES],
    )


def _check(table: str, results: list[dict]) -> dg.AssetCheckResult:
    """One check per table: ERROR if a blocking rule is broken, WARN if only others are."""
    mine = [result for result in results if result["table_name"] == table]
    broken = [r for r in mine if r["status_code"] in ("fail", "error")]
    blocking = any(r["severity_code"] == "blocking" for r in broken) or not mine
    return dg.AssetCheckResult(
        check_name=table,
        passed=bool(mine) and not broken,
        severity=dg.AssetCheckSeverity.ERROR if blocking else dg.AssetCheckSeverity.WARN,
        metadata={"rules": len(mine), "broken": ", ".join(r["rule_id"] for r in broken)},
    )
