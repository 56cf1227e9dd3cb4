"""`mukana key …`: the key for pseudonyms.

Belongs here: arguments and what the terminal shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of

app = typer.Typer(no_args_is_help=True, help="The key for pseudonyms.")


@app.callback()
def group() -> None:
    """The key for pseudonyms."""


@app.command("rotate")
def rotate(data: DataOption = None) -> None:
    """Make another key. The next run reads every file in landing again with it."""
    from orchestration.upkeep import key_rotation

    settings = settings_of(data)
    old, made = key_rotation.rotate(settings)
    typer.echo(f"New key for pseudonyms: {made}. Back it up now, apart from the data.")
    typer.echo("Next: mukana run")
    typer.echo(f"When it has ended well, destroy {settings.key_dir / old}.key and its backups.")


@app.command("backup")
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy is written: never beside the data.")],
    data: DataOption = None,
) -> None:
    """Copy the key of a root, for a place apart from its backups."""
    from orchestration.upkeep import key_backup

    key_id = key_backup.copy(settings_of(data), file)
    typer.echo(f"The key {key_id} is in {file}. Keep it apart from the data and their backups.")


@app.command("restore")
def restore(
    file: Annotated[Path, typer.Argument(help="The copy of the key.")], data: DataOption = None
) -> None:
    """Put a copy of the key where keys are, if it is the one that the root needs."""
    from orchestration.upkeep import key_backup

    typer.echo(f"Key for pseudonyms: {key_backup.put_back(settings_of(data), file)}")
