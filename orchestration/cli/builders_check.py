"""`mukana questionnaire check A FILE`: what a questionnaire and an export do not have in common.

Belongs here: reading the file, and what the terminal shows. Labels come from cells: they go to the
terminal of whoever asked and nowhere else, and where no person reads it they are only counted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.cli.compare import read_as, survey_of
from orchestration.core.settings import Settings
from orchestration.ingest.identity_codes import refuse_identity_codes
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import read_sheets
from orchestration.ingest.recognise.choose import closest
from orchestration.questionnaire.drafting.undeclared import Undeclared, UnknownLabels, undeclared

if TYPE_CHECKING:
    from rich.console import Console

_TITLES = {
    "not_found": ("Ilmoitettu, mutta tiedostossa ei ole", "Declared, and not in the file"),
    "headers": ("Tiedostossa, mutta ei ilmoitettu", "In the file, and not declared"),
    "labels": ("Vastauksia, joita ei ole ilmoitettu", "Answers that are not declared"),
}


def find(settings: Settings, questionnaire: str, file: Path) -> Undeclared:
    """What differs between a questionnaire, by code or folder, and a file. Raises UserError."""
    return read_as(settings, survey_of(settings, questionnaire), file, _undeclared)


def show(found: Undeclared) -> None:
    """For a person, Finnish first and English dim."""
    from rich.console import Console
    from rich.markup import escape

    out = Console(highlight=False)
    out.print(f"[bold]{found.form}[/bold]")
    if not found.is_any:
        out.print(
            "Kaikki on ilmoitettu ja kaikki löytyi.\n[dim]All is declared and all is there.[/dim]"
        )
    for name in ("not_found", "headers"):
        rows = getattr(found, name)
        _title(out, name, bool(rows))
        for first, text in rows:
            out.print(f"  [cyan]{first}[/cyan]  {escape(text or '–')}")
    _title(out, "labels", bool(found.labels))
    for one in found.labels:
        _show_labels(out, one)
    out.print("\n[dim]Mitään ei tallennettu. Nothing was stored.[/dim]")


def _title(out: Console, name: str, is_any: bool) -> None:
    if is_any:
        fi, en = _TITLES[name]
        out.print(f"\n[bold]{fi}[/bold] [dim]{en}[/dim]")


def _show_labels(out: Console, one: UnknownLabels) -> None:
    from rich.markup import escape

    is_read = _is_read_by_a_person()
    out.print(f"  [cyan]{one.code}[/cyan]")
    for label, rows in one.shown.items() if is_read else ():
        out.print(f"    {rows:>5} × {escape(' '.join(label.split()))}")
    count, rows = one.other_count, one.other_rows
    if not is_read:
        count, rows = count + len(one.shown), rows + sum(one.shown.values())
    if count:
        cells = f" ({', '.join(one.cells)})" if one.cells else ""
        out.print(f"    {count} muuta tekstiä, {rows} riviä{cells}")
        out.print(f"    [dim]{count} other texts, {rows} rows{cells}[/dim]")


def _is_read_by_a_person() -> bool:
    return sys.stdout.isatty()


def _undeclared(context: Context, data: bytes) -> Undeclared:
    """The part that is done in the process that reads a file."""
    sheets = read_sheets(data, context.limits)
    refuse_identity_codes(sheets)
    return undeclared(closest(sheets, context.indexes))
