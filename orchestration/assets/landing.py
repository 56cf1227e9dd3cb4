"""Stage landing: what lies there and waits. Senders write it; Mukana only looks."""

import dagster as dg

from orchestration.assets.run_resource import Run
from orchestration.intake.landing import look


@dg.asset(group_name="deliveries", kinds={"file"}, description="Files as senders left them.")
def landing(run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """How many files lie in landing, and how many of them wait."""
    with run.progress.stage("landing") as step:
        waiting = len(run.declared.waiting())
        step.say(f"{waiting} files wait")
        files = len(look(run.root.landing))
    return dg.MaterializeResult(metadata={"files": files, "waiting": waiting})
