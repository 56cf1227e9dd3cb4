"""`mukana release …`: what a person decides about a release that is held.

Belongs here: arguments and what the terminal shows. The decision is kept in `decisions/`; the next
run applies it.
"""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of

app = typer.Typer(no_args_is_help=True, help="Decide about a release that is held.")


@app.callback()
def group() -> None:
    """Decide about a release that is held."""


@app.command("accept-loss")
def accept_loss(
    name: Annotated[str, typer.Option(help="Who decides.")],
    reason: Annotated[str, typer.Option(help="Why the loss is right.")],
    data: DataOption = None,
) -> None:
    """Accept that the held candidate holds less than the release in use."""
    from orchestration.release import candidate_validation, loss_rule

    root = settings_of(data).root
    typer.echo(loss_rule.accept(root, candidate_validation.read(root), (name, reason)))
    typer.echo("Next: mukana run")
