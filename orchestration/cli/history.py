"""`mukana history …`: what a person states about earlier releases.

Belongs here: arguments and what the terminal shows. Does not belong here: the history itself
(release).
"""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.cli.options import AsOption, DataOption, decider, settings_of

app = typer.Typer(no_args_is_help=True, help="What was published of people before.")


@app.callback()
def group() -> None:
    """What was published of people before."""


@app.command("start-anew")
def start_anew(
    reason: Annotated[
        str, typer.Option(help="How it is known that nobody has an earlier release.")
    ],
    as_user: AsOption = None,
    data: DataOption = None,
) -> None:
    """State that nobody has a copy of any earlier release: the next one need not heed them."""
    from orchestration.release import history_store

    settings = settings_of(data)
    name = decider(settings, as_user)
    typer.echo(history_store.start_anew(settings.root, name, reason))
    typer.echo("Next: mukana run")
