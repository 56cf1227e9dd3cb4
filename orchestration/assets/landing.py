"""Stage landing: files as senders left them. Senders write here; Mukana only looks."""

import dagster as dg

from orchestration.assets.labels import IDENTIFIABLE, OWNERS
from orchestration.assets.run_resource import Run
from orchestration.release import disk_space


@dg.asset(
    group_name="deliveries",
    owners=OWNERS,
    tags=IDENTIFIABLE,
    kinds={"file"},
    description="The files that senders put into their folders, fetched from there if they are on a"
    " server. Mukana never changes what senders put there.",
)
def landing(run: dg.ResourceParam[Run]) -> dg.MaterializeResult:
    """Count the files in landing, and those of them that have to be read.

    The first stage: a disk without room for the run is noticed here, before anything is written.
    """
    with run.stage("landing") as step:
        disk_space.require_for_run(run.root)
        run.fetch(step.say)
        step.say(f"{len(run.arrivals)} files, {len(run.waiting)} to read")
        return dg.MaterializeResult(
            metadata={
                "files": len(run.arrivals),
                "files_to_read": len(run.waiting),
                "folder": dg.MetadataValue.path(str(run.root.landing)),
            }
        )
