"""Stage published_copy: what readers get, copied to the place that the settings name.

Belongs here: the stage. It is there only where such a place is set.
"""

import dagster as dg

from orchestration.assets.labels import AGGREGATED, OWNERS
from orchestration.assets.published import published
from orchestration.assets.run_resource import Run
from orchestration.release import remote_copy


@dg.asset(
    group_name="release",
    deps=list(published.keys),
    owners=OWNERS,
    tags=AGGREGATED,
    kinds={"parquet"},
    description="A copy of everything in published/ in another place: releases first, the pointer when"
    " they are whole, and what is not here any more goes there, too. A copy that was cut is finished by"
    " the next run.",
)
def published_copy(run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """Bring the copy up to date; a place that does not do what it should fails the stage."""
    with run.stage("published_copy") as step:
        done = remote_copy.copy(run.declared.settings, step.say)
        count, removed = (done.put, len(done.removed)) if done else (0, 0)
        step.say(f"{count} files copied, {removed} removed")
        place = str(run.declared.settings.published_copy)
    return dg.MaterializeResult(metadata={"place": place, "copied": count, "removed": removed})
