"""The Dagster code location: wiring only.

Belongs here: which assets, job, sensor and resources there are. What they do is in the folders
beside this file.
"""

from __future__ import annotations

import dagster as dg

from orchestration.assets.candidate import candidate
from orchestration.assets.decision import decide, decision
from orchestration.assets.landing import landing
from orchestration.assets.published import published
from orchestration.assets.raw import raw
from orchestration.assets.retention import keep_for_months, nightly_retention
from orchestration.assets.run_resource import run_resource
from orchestration.assets.sensor import JOB, landing_sensor, landing_to_published
from orchestration.assets.validation import validation
from orchestration.assets.warehouse import seeds, warehouse
from orchestration.core import zones
from orchestration.core.progress import Progress, Silent
from orchestration.core.settings import Settings


def definitions(settings: Settings, progress: Progress) -> dg.Definitions:
    """All of Mukana for one data root."""
    copies: list[dg.AssetsDefinition] = []
    if settings.published_copy:
        # Without such a place nothing that it needs is loaded.
        from orchestration.assets.published_copy import published_copy

        copies.append(published_copy)
    return dg.Definitions(
        assets=[
            landing,
            raw,
            *seeds,
            warehouse,
            candidate,
            validation,
            decision,
            published,
            *copies,
        ],
        jobs=[landing_to_published, decide, keep_for_months],
        schedules=[nightly_retention],
        sensors=[landing_sensor],
        resources={"settings": settings, "run": run_resource(settings, progress)},
        executor=dg.in_process_executor,
    )


def job(settings: Settings, progress: Progress) -> dg.JobDefinition:
    """The one job, for running it in this process."""
    return definitions(settings, progress).resolve_job_def(JOB)


zones.close_to_others()
defs = definitions(Settings(), Silent())
