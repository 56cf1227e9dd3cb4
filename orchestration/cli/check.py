"""`mukana check FILE`: what a run would say of a file; nothing is stored.

Belongs here: arguments, exit codes and what the terminal shows.
Exit codes: 0 clean, 1 fixable in the cells that are named, 2 refused, 64 for a wrong call, which
says nothing about the file.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.options import DataOption, JsonOption, settings_of
from orchestration.cli.wrong_call import WRONG_CALL
from orchestration.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from orchestration.core.settings import Settings
    from orchestration.ingest.messages.refusal import Reason
    from orchestration.intake.self_check import Check


def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False)],
    data: DataOption = None,
    sender: Annotated[
        str | None,
        typer.Option(
            metavar="SENDER",
            help="Whose file it is.",
            show_default="its folder; below landing, the sender's",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a file as a run would read it, and store nothing.

    Exit codes:
    0   clean
    1   fixable in the cells that are named
    2   would be refused
    64  wrong call, which says nothing about the file: an option, no such file, no such data root,
        a questionnaire or a register with an error
    """
    from orchestration.intake import root_check
    from orchestration.intake.self_check import EXIT_CODES

    try:
        found = root_check.check(file.resolve(), sender, _settings(data))
    except UserError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(WRONG_CALL) from None
    code = EXIT_CODES[found.outcome]
    if as_json:
        content = {"file": file.name, "exit_code": code, **found.as_dict()}
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        _show(file, found)
    raise typer.Exit(code)


def _settings(data: Path | None) -> Settings:
    """The settings; a root that was asked for has to be there, and without one none is needed."""
    settings = settings_of(data)
    if data is not None and not settings.root.identity.exists():
        raise UserError(f"{settings.root.path} is not a data root. Check --data, or leave it out.")
    return settings


_COLOURS = {"clean": "green", "fixable": "yellow", "refused": "red"}
_OUTCOMES = {
    "clean": ("kunnossa", "clean"),
    "fixable": ("korjattavaa", "to correct"),
    "refused": ("hylättäisiin", "would be refused"),
}
_PARTS = {
    "problems": ("Korjaa nämä", "Correct these"),
    "findings": ("Katso nämä", "Look at these"),
    "notes": ("Tiedoksi", "For your information"),
}


def _show(file: Path, found: Check) -> None:
    """For people: Finnish first, English dim below it."""
    from rich.console import Console
    from rich.markup import escape

    from orchestration.ingest.messages import receipt
    from orchestration.intake.root_check import NO_REGISTERS

    out = Console(highlight=False)
    for note in found.notes:
        if note.code == NO_REGISTERS:
            # First: it limits everything that is said below.
            out.print(f"[yellow]{escape(note.fi)}[/yellow]\n[dim]{escape(note.en)}[/dim]\n")
    colour, (fi, en) = _COLOURS[found.outcome], _OUTCOMES[found.outcome]
    out.print(f"[bold]{escape(file.name)}[/bold]  [{colour}]{fi}[/{colour}] [dim]{en}[/dim]")
    for fact, in_words in (
        (found.recognised, receipt.described),
        (found.counts, receipt.rows),
        (found.repairs, receipt.repairs),
    ):
        if fact:
            _pair(out, in_words(fact, 0), in_words(fact, 1))
    for name, (title_fi, title_en) in _PARTS.items():
        if part := [one for one in getattr(found, name) if one.code != NO_REGISTERS]:
            out.print(f"\n[bold]{title_fi}[/bold] [dim]{title_en}[/dim]")
            _table(out, part)
    out.print("\n[dim]Mitään ei tallennettu. Nothing was stored.[/dim]")


def _pair(out: Console, fi: str, en: str) -> None:
    from rich.markup import escape

    out.print(f"  {escape(fi)}\n  [dim]{escape(en)}[/dim]")


def _table(out: Console, reasons: Sequence[Reason]) -> None:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 2), show_header=False)
    table.add_column(style="cyan", max_width=28)
    table.add_column()
    for one in reasons:
        where = " ".join(part for part in (one.sheet, one.cell) if part)
        table.add_row(Text(where), Text.assemble(one.fi, "\n", (one.en, "dim")))
    out.print(table)
