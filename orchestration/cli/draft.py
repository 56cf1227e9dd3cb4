"""`mukana questionnaire draft FILE…`: reads the files, and writes the draft into a folder of its own.

Belongs here: reading, writing, and what the terminal shows. What the draft says is in
orchestration/questionnaire/drafting. The terminal shows texts of the draft only.
"""

from __future__ import annotations

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.ingest.identity_codes import refuse_identity_codes
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context
from orchestration.ingest.readers import read_sheets
from orchestration.ingest.recognise.choose import recognise
from orchestration.intake import file_content
from orchestration.intake.declared_inputs import Declared
from orchestration.intake.limited_reading import within_limits
from orchestration.intake.take import context_of
from orchestration.privacy.personal_data import about_a_person
from orchestration.questionnaire.drafting import twins
from orchestration.questionnaire.drafting.codes import code_of
from orchestration.questionnaire.drafting.draft import draft
from orchestration.questionnaire.drafting.file_table import FileTable, find_table
from orchestration.questionnaire.drafting.files import Files, files_of
from orchestration.questionnaire.drafting.known import KnownTexts

if TYPE_CHECKING:
    from rich.console import Console

_BY_NOBODY = b"no person is known again"


@dataclass(frozen=True)
class Drafted:
    """The files of a draft, their new folder, and the form as which the first file is read already, if it is."""

    files: Files
    folder: Path
    known_as: str


def make(settings: Settings, paths: list[Path], out: Path | None) -> Drafted:
    """Draft the survey of which the files are exports, for a new folder. Raises UserError."""
    context = context_of(Declared(settings.root, settings), _BY_NOBODY)
    # A file may be named after a person.
    name = "" if about_a_person(paths[0].stem.replace("_", " ")) else paths[0].stem
    code = code_of(name, context.surveys, "kysely")
    folder = out or Path(code)
    if folder.exists():
        # Somebody may have edited it.
        raise UserError(f"{folder} is there already; remove it or choose another name with --out.")
    found = [_read(path, context) for path in paths]
    try:
        table, wordings, is_guess = twins.with_twins([table for table, _ in found])
    except twins.NoTwinError as error:
        other = paths[error.number - 1].name
        raise UserError(
            f"{other} ei ole sama lomake kuin {paths[0].name} toisella kielellä tai koodeina. Tee luonnos"
            " yhdestä tiedostosta.",
            f"{other} is not the form of {paths[0].name} in another language or as codes. Draft from one file.",
        ) from None
    made = draft(table, code, wordings, KnownTexts(context.surveys), is_guess=is_guess)
    return Drafted(files_of(made), folder, found[0][1])


def write(drafted: Drafted) -> None:
    """Write the files into their folder."""
    for name, text in drafted.files.texts.items():
        (drafted.folder / name).parent.mkdir(parents=True, exist_ok=True)
        (drafted.folder / name).write_text(text, encoding="utf-8")


def show(drafted: Drafted, file: Path) -> None:
    """What was written, what a person must decide, and what to do next: Finnish first, English dim."""
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table
    from rich.text import Text

    out = Console(highlight=False)
    for name in drafted.files.texts:
        out.print(f"[bold]{escape(str(drafted.folder / name))}[/bold]", soft_wrap=True)
    if drafted.known_as:
        _pair(
            out,
            f"Tämä tiedosto luetaan jo lomakkeena {drafted.known_as}; luonnosta ei ehkä tarvita.",
            f"This file is read already as {drafted.known_as}; a draft may not be needed.",
        )
    decisions = drafted.files.decisions()
    _pair(out, f"Päätä {len(decisions)} kohtaa:", f"Decide {len(decisions)} things:")
    table = Table(box=None, padding=(0, 2, 0, 2), show_header=False)
    table.add_column(style="cyan", no_wrap=True)
    table.add_column()
    for name, line, fi, en in decisions:
        table.add_row(Text(f"{name}:{line}"), Text.assemble(fi, "\n", (en, "dim")))
    out.print(table)
    folder, named = (shlex.quote(str(path)) for path in (drafted.folder, file))
    _pair(out, "Katso, mitä puuttuu:", "See what is missing:")
    _command(out, f"mukana questionnaire check {folder} {named}")
    _pair(
        out,
        "Siirrä sitten kansio tietojuuren kansioon questionnaires/ ja tarkista tiedosto:",
        "Then move the folder to questionnaires/ of the data root, and check the file:",
    )
    _command(out, f"mukana check {named}")


def _command(out: Console, text: str) -> None:
    """A command to copy, on one line."""
    from rich.markup import escape

    out.print(f"  {escape(text)}", soft_wrap=True)


def _pair(out: Console, fi: str, en: str) -> None:
    from rich.markup import escape

    out.print(f"\n{escape(fi)}\n[dim]{escape(en)}[/dim]")


def _read(path: Path, context: Context) -> tuple[FileTable, str]:
    try:
        content = file_content.read(path.resolve(), context.limits)
        return within_limits(_table, context, content.data)
    except Refusal as refusal:
        texts = (f"{path.name}: {one.fi}\n{one.en}" for one in refusal.reasons)
        raise UserError(*texts) from None


def _table(context: Context, data: bytes) -> tuple[FileTable, str]:
    """The part that is done in the process that reads a file."""
    sheets = read_sheets(data, context.limits)
    refuse_identity_codes(sheets)
    try:
        known_as = recognise(sheets, context.indexes).layout.name
    except Refusal:
        known_as = ""
    return find_table(sheets), known_as
