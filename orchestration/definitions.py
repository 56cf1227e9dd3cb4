"""The Dagster code location: wiring only.

Belongs here: which assets, job, sensor and resources there are. Everything they do lies in the
rooms beside this file.
"""

from __future__ import annotations

import dagster as dg

from orchestration.assets.candidate import candidate
from orchestration.assets.landing import landing
from orchestration.assets.published import published
from orchestration.assets.raw import raw
from orchestration.assets.run_resource import run_resource
from orchestration.assets.sensor import landing_sensor, refresh
from orchestration.assets.validation import validation
from orchestration.assets.warehouse import warehouse
from orchestration.core.progress import Progress, Silent
from orchestration.core.settings import Settings


def definitions(settings: Settings, progress: Progress) -> dg.Definitions:
    """All of Mukana for one data root."""
    return dg.Definitions(
        assets=[landing, raw, warehouse, candidate, validation, published],
        jobs=[refresh],
        sensors=[landing_sensor],
        resources={"settings": settings, "run": run_resource(settings, progress)},
        executor=dg.in_process_executor,
    )


defs = definitions(Settings(), Silent())
