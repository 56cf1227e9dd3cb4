"""`mukana key …`: the key for pseudonyms.

Belongs here: arguments and what the terminal shows.
"""

from __future__ import annotations

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
