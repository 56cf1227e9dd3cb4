"""`mukana check FILE`: what ingest would say of a file; nothing is stored.

Belongs here: arguments, exit codes and what the terminal shows.
Exit codes: 0 clean, 1 fixable in the cells that are named, 2 refused.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from orchestration.cli.options import DataOption, JsonOption, settings_of
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
    """Look at a file as ingest would, and store nothing. Exit: 0 clean, 1 fixable, 2 refused."""
    from orchestration.intake.self_check import EXIT_CODES

    try:
        found = _checked(file.resolve(), sender, settings_of(data))
    except UserError as trouble:
        # Not the file's fault, and not to be taken for 1: nothing is known of the file.
        typer.echo(str(trouble), err=True)
        raise typer.Exit(2) from None
    code = EXIT_CODES[found.outcome]
    if as_json:
        content = {"file": file.name, "exit_code": code, **found.as_dict()}
        typer.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        _show(file, found)
    raise typer.Exit(code)


def _checked(file: Path, sender: str | None, settings: Settings) -> Check:
    import secrets
    from dataclasses import replace

    from orchestration.core.atomic_files import sha256_of
    from orchestration.ingest.messages.refusal import as_reason, reason
    from orchestration.intake import self_check
    from orchestration.intake.declared_inputs import Declared
    from orchestration.intake.ledger import ACCEPTED, ON_HOLD, Ledger
    from orchestration.intake.take import context_of

    root = settings.root
    landing, folder = _place(file, root.landing.resolve())
    # No person is to be known again, so any key will do, and none has to be there.
    context = context_of(Declared(root, settings), secrets.token_bytes(32))
    any_service = not (root.registers / "services.csv").exists()
    found = self_check.check(file, sender or folder, context, landing, any_service=any_service)
    if found.counts:
        record = Ledger(root.ledger).record(sha256_of(file))
        if record and record["status"] in (ACCEPTED, ON_HOLD):
            waits = [as_reason(told) for told in record["reasons"]]
            notes = [*found.notes, reason("already_received"), *waits]
            return replace(found, notes=notes)
    return found


def _place(file: Path, landing: Path) -> tuple[Path, str]:
    """What stands for landing and for the sender: elsewhere, the file's own folder is its sender's."""
    if landing not in file.parents:
        return file.parent.parent, file.parent.name or "sender"
    folder, *below = file.relative_to(landing).parts
    return landing, folder if below else ""


_COLOURS = {"clean": "green", "fixable": "yellow", "refused": "red"}
_OUTCOMES = {
    "clean": ("kunnossa", "clean"),
    "fixable": ("korjattavaa", "to mend"),
    "refused": ("hylättäisiin", "would be refused"),
}
_PARTS = {
    "problems": ("Korjaa nämä", "Mend these"),
    "findings": ("Katso nämä", "Look at these"),
    "notes": ("Tiedoksi", "For your information"),
}


def _show(file: Path, found: Check) -> None:
    """For people: Finnish first, English dim below it."""
    from rich.console import Console
    from rich.markup import escape

    from orchestration.ingest.messages import receipt

    out = Console(highlight=False)
    colour, (fi, en) = _COLOURS[found.outcome], _OUTCOMES[found.outcome]
    out.print(f"[bold]{escape(file.name)}[/bold]  [{colour}]{fi}[/{colour}] [dim]{en}[/dim]")
    if told := found.recognised:
        _pair(out, receipt.described(told, 0), receipt.described(told, 1))
    if told := found.counts:
        _pair(out, receipt.rows(told, 0), receipt.rows(told, 1))
    if told := found.repairs:
        _pair(out, receipt.repairs(told, 0), receipt.repairs(told, 1))
    for name, (title_fi, title_en) in _PARTS.items():
        if part := getattr(found, name):
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
