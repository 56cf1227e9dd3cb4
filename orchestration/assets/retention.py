"""Retention every night, by Dagster's daemon: a job of its own that makes no data.

Belongs here: when it runs. What may go: upkeep.
"""

from datetime import UTC, datetime

import dagster as dg

from orchestration.core.settings import Settings
from orchestration.upkeep import retention


@dg.op(description="Removes what is older than the months in the settings.")
def remove_expired(context: dg.OpExecutionContext, settings: dg.ResourceParam[Settings]) -> None:
    """Carry out the retention of every zone that has months."""
    for line in retention.described(
        retention.carry_out(settings, datetime.now(UTC)), is_dry_run=False
    ):
        context.log.info(line)


@dg.job(description="Removes what has been kept for as long as the settings say.")
def keep_for_months() -> None:
    """One step."""
    remove_expired()


@dg.schedule(
    job=keep_for_months,
    cron_schedule="0 3 * * *",
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every night, if the settings have months for any zone.",
)
def nightly_retention(
    settings: dg.ResourceParam[Settings],
) -> dg.RunRequest | dg.SkipReason:
    """Request a run unless everything is kept."""
    if not retention.months_of(settings):
        return dg.SkipReason("No months are set, so everything is kept.")
    return dg.RunRequest()
