"""`mukana forget`: take a person out of everything that lies in the root.

Belongs here: asking for the codes, showing what would go, and asking again. A respondent code is never
an argument: the shell would keep it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from orchestration.cli.options import AsOption, DataOption, decider, settings_of
from orchestration.core.errors import UserError


def forget(
    questionnaire: Annotated[
        str, typer.Argument(help="Code of the questionnaire whose respondent code it is.")
    ],
    reason: Annotated[
        str, typer.Option(help="Why, without a name or code of the person.")
    ] = "asked for by the respondent",
    codes: Annotated[
        Path | None,
        typer.Option(
            help="A file of respondent codes, one per line; - for standard input.",
            show_default="asks for one",
            metavar="FILE",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would go, and leave it.")
    ] = False,
    as_user: AsOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    data: DataOption = None,
) -> None:
    """Forget people: their answers leave landing, raw, restricted and warehouse for good.

    Whoever sent the answers, on whichever form. A file that comes again brings nobody back. The next run
    takes them out of what is published. A code that nothing is found of waits: a file that comes with it
    leaves that person out. Exit code 1 then, since it may be a typing error.
    """
    from orchestration.intake import forget as forgetting
    from orchestration.intake import reasons
    from orchestration.intake.declared_inputs import Declared

    settings = settings_of(data)
    declared = Declared(settings.root, settings)
    declared.identity  # noqa: B018 (raises if this is no root)
    name = decider(settings, as_user)
    asked = _codes(codes)
    if reasons.names_one_of(reason, asked):
        raise UserError("The reason is kept for good: write it without the code of the person.")
    found = forgetting.find(declared, questionnaire, asked)
    _show(found)
    if dry_run:
        raise typer.Exit(1 if found.unmatched else 0)
    if not yes:
        typer.confirm("Forget them for good?", abort=True)
    forgetting.carry_out(declared, found, (name, reason))
    typer.echo(f"Forgotten. The proof, without names, is in {settings.root.decisions}.")
    if found.files:
        typer.echo(f"Ask the senders for new exports, then destroy {settings.root.quarantine}.")
    if found.files and settings.remote_landing:
        typer.echo(
            f"The same files are in {settings.remote_landing}, where Mukana changes nothing: remove"
            " them there, or they are fetched again (without bringing anybody back)."
        )
    typer.echo("Next: mukana run, which takes them out of what is published.")
    raise typer.Exit(1 if found.unmatched else 0)


def _codes(file: Path | None) -> list[str]:
    if file is None:
        return [typer.prompt("Respondent code", hide_input=True)]
    if str(file) == "-":
        return typer.get_text_stream("stdin").read().splitlines()
    try:
        return file.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"{file} cannot be read: {error.__class__.__name__}.") from None


def _show(found: Any) -> None:
    """What would go, for the eyes of who asked: names of files, never a code."""
    counts = found.counts
    typer.echo(
        f"Found: {counts['people']} people, {counts['submissions']} submissions in"
        f" {counts['deliveries']} deliveries."
    )
    if found.unmatched:
        typer.echo(
            f"Nothing was found under {found.unmatched} codes. Check them: is each spelled right, and is it"
            " the right questionnaire? They will wait for files that come later."
        )
    for file in found.files:
        typer.echo(f"  leaves landing: {file}")
    for file in found.unread:
        typer.echo(f"  could not be opened, look into it yourself: {file}")
