"""`mukana retention`: removes what has been kept long enough.

Belongs here: arguments and what the terminal shows.
"""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of


def retention(
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show how much would be removed.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Remove what is older than the months in the settings (MUKANA_KEEP_…_MONTHS)."""
    from datetime import UTC, datetime

    from orchestration.upkeep import retention as upkeep

    settings, now = settings_of(data), datetime.now(UTC)
    if not upkeep.months_of(settings):
        typer.echo("No months are set, so everything is kept: see Retention in docs/running.md.")
        return
    expired = upkeep.find(settings, now) if dry_run else upkeep.carry_out(settings, now)
    for line in upkeep.described(expired, is_dry_run=dry_run):
        typer.echo(line)
