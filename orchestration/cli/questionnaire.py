"""`mukana questionnaire …`: what a survey asks.

Belongs here: arguments and what the terminal shows; the comparison itself is in
orchestration/questionnaire/comparing/diff.py.
"""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of

app = typer.Typer(no_args_is_help=True, help="Compare what two versions of a survey ask.")
_DIFFERENT = 1


@app.callback()
def group() -> None:
    """Compare what two versions of a survey ask."""


@app.command()
def diff(
    first: Annotated[str, typer.Argument(metavar="A", help="Code or folder of a questionnaire.")],
    second: Annotated[
        str, typer.Argument(metavar="B", help="The same, or an export (xlsx, csv, sav).")
    ],
    data: DataOption = None,
) -> None:
    """Show what was added, removed, reworded or moved, and which indicators that concerns.

    Exit code 0: nothing differs; 1: something does.
    """
    from orchestration.cli.compare import compare

    changes = compare(settings_of(data), first, second)
    for change in changes:
        touched = f"  -> {', '.join(change.indicators)}" if change.indicators else ""
        typer.echo(f"{change.kind:9} {change.what}{touched}")
    if not changes:
        typer.echo("Nothing differs.")
    raise typer.Exit(_DIFFERENT if changes else 0)
