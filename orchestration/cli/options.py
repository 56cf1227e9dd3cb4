"""Options that several commands have.

Belongs here: the data root, JSON output, who decides, a proxy. Imports nothing heavy: `mukana --help` answers at once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data",
        help="Data root.",
        show_default="MUKANA_DATA, else data/",
        metavar="DIR",
        file_okay=False,
    ),
]
AsOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        help="Who decides, as in registers/people.csv.",
        metavar="NAME",
        show_default="your account",
    ),
]
SocketOption = Annotated[
    Path | None,
    typer.Option(help="A socket for your own proxy, which asks who somebody is."),
]
SiteOption = Annotated[
    str | None, typer.Option(help="The address of that proxy, such as https://example.org.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]


def decider(settings: Any, named: str | None) -> str:
    """Who decides. Raises UserError."""
    from orchestration.intake.deciders import decider as found

    return found(settings.root, named)


def settings_of(data: Path | None) -> Any:
    """The settings, with the root that was asked for."""
    from orchestration.core.settings import Settings

    settings = Settings() if data is None else Settings(data=data)
    # Child processes and Dagster use the same root, and Dagster keeps its history there.
    os.environ["MUKANA_DATA"] = str(settings.root.path)
    os.environ["DAGSTER_HOME"] = str(settings.root.dagster_home)
    return settings
