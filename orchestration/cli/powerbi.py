"""`mukana powerbi`: the Power BI project of the current release, written or checked.

Belongs here: arguments, and naming what differs. What is in the project is decided elsewhere.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of
from orchestration.core.errors import UserError


def powerbi(
    target: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the project is.")],
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if the project there differs.")
    ] = False,
    data: DataOption = None,
) -> None:
    """Write the Power BI project of the current release into a folder, or check one against it.

    Exit codes: 0 written or the same, 1 the project differs from contracts, files and measures.
    """
    from orchestration.outputs.powerbi import project
    from orchestration.release import pointer

    root = settings_of(data).root
    current = pointer.read(root)
    if not current:
        raise UserError("Nothing is published yet. Run: mukana run")
    release = root.published / current["path"]
    if not check:
        project.write_project(release, target)
        typer.echo(f"Power BI project: {target / 'Mukana.pbip'}")
        typer.echo(f"Set its parameter Julkaisukansio to: {root.published.resolve()}")
        return
    if differing := project.differences(release, target):
        for path in differing:
            typer.echo(f"differs: {path}")
        raise UserError(f"{target} is not the project of release {current['release_id']}.")
    typer.echo(f"{target} is the project of release {current['release_id']}.")
