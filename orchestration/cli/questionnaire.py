"""`mukana questionnaire …`: drafting what a survey asks, and comparing it.

Belongs here: arguments and exit codes. Does not belong here: reading files and what the terminal
shows of them (draft, builders_check, compare).
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli.options import DataOption, settings_of

app = typer.Typer(no_args_is_help=True, help="Draft, check and compare what surveys ask.")
_DIFFERENT = 1


@app.command()
def draft(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", exists=True, dir_okay=False)],
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The new folder.", show_default="the file's name, here"),
    ] = None,
    data: DataOption = None,
) -> None:
    """Draft the YAML of a survey from an export that no questionnaire knows.

    Further files are the same form in other languages, or the same answers as codes.
    """
    from orchestration.cli import draft as drafting

    drafted = drafting.make(settings_of(data), files, out)
    drafting.write(drafted)
    drafting.show(drafted, files[0])


@app.command()
def check(
    questionnaire: Annotated[
        str, typer.Argument(metavar="A", help="Code or folder of a questionnaire.")
    ],
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    data: DataOption = None,
) -> None:
    """Show what of a questionnaire an export does not have, and what it has that is not declared.

    For the person who writes the questionnaire. Labels out of cells are shown on a terminal only.
    Exit code 0: nothing is missing or undeclared; 1: something is.
    """
    from orchestration.cli import builders_check

    found = builders_check.find(settings_of(data), questionnaire, file)
    builders_check.show(found)
    raise typer.Exit(_DIFFERENT if found.is_any else 0)


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
