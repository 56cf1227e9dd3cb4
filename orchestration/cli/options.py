"""What several commands take: the data root.

Belongs here: options shared by commands. Imports nothing heavy: `mukana --help` answers at once.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

DataOption = Annotated[
    Path | None,
    typer.Option(
        "--data", help="Data root.", show_default="MUKANA_DATA, else data/", metavar="DIR"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="For programs.")]


def settings_of(data: Path | None) -> Any:
    """The settings, with the root that was asked for."""
    from orchestration.core.settings import Settings

    settings = Settings() if data is None else Settings(data=data)
    # Child processes and the engine see the same root and keep its history there.
    os.environ["MUKANA_DATA"] = str(settings.root.path)
    os.environ["DAGSTER_HOME"] = str(settings.root.dagster_home)
    return settings
