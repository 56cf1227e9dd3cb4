"""`mukana backup` and `mukana restore`: a root in one file, and back.

Belongs here: arguments, what is asked, and what the terminal shows.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from orchestration.cli.options import DataOption, settings_of

NOTHING = "none"


def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where the backup is written.")],
    without_landing: Annotated[
        bool,
        typer.Option(
            "--without-landing", help="Leave out the senders' files, which hold respondent codes."
        ),
    ] = False,
    data: DataOption = None,
) -> None:
    """Write all of a root that cannot be made again into one file; never the key for pseudonyms.

    Waits for a run that is under way. The file is whole, or not there.
    """
    from orchestration.upkeep import backup as upkeep

    settings = settings_of(data)
    file, manifest = upkeep.make(settings, folder, with_landing=not without_landing)
    size = sum(entry.byte_count for entry in manifest.files.values())
    typer.echo(f"Backup: {file} ({len(manifest.files)} files, {size / 1e6:.1f} MB).")
    if not manifest.about.is_synthetic:
        typer.echo("The key is not in it. Keep a copy of it elsewhere: mukana key backup FILE")


def restore(
    file: Annotated[Path, typer.Argument(metavar="BACKUP", help="The file that a backup is.")],
    newest_release: Annotated[
        str | None,
        typer.Option(
            help=f"Id of the newest release that readers have, or {NOTHING}.",
            show_default="asks if the root does not know",
            metavar="ID",
        ),
    ] = None,
    forgotten: Annotated[
        Path | None,
        typer.Option(help="A newer copy of restricted/forgotten.txt.", metavar="FILE"),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask again.")] = False,
    data: DataOption = None,
) -> None:
    """Make a root what it was when a backup was made, once every file of it was compared.

    Files in landing/ stay if there are any. People who were forgotten since stay forgotten.
    """
    from orchestration.intake.forgotten import listed
    from orchestration.upkeep import restore as upkeep

    settings = settings_of(data)
    planned = upkeep.plan(settings, file)
    also_forgotten = listed(forgotten) if forgotten else frozenset()
    _show(settings.root.path, planned)
    if newest_release is None and not planned.knows:
        newest_release = typer.prompt(_WHICH, default=planned.about.last_release or NOTHING)
    if not yes:
        typer.confirm("Put it in place?", abort=True)
    stated = None if newest_release == NOTHING else newest_release
    done = upkeep.carry_out(settings, planned, stated, also_forgotten)
    _show_done(settings, planned.about, done)


_WHICH = "Id of the newest release that readers have (release_id in current.json)"


def _show(path: Path, planned: Any) -> None:
    about = planned.about
    typer.echo(
        f"The backup was made on {about.made_at} by Mukana {about.mukana}. The release in use was"
        f" {about.last_release or NOTHING}."
    )
    if (path / "root.json").exists():
        typer.echo(f"What {path} holds now is replaced, but for files in landing/.")


def _show_done(settings: Any, about: Any, done: Any) -> None:
    typer.echo(f"Restored: {done.file_count} files were compared and are in {settings.root.path}.")
    if done.kept_landing:
        typer.echo("landing/ stayed as it was.")
    if done.forgotten_again:
        typer.echo(f"People who had asked to be removed are removed again: {done.forgotten_again}.")
    typer.echo(
        f"Whoever asked to be removed after {about.made_at}, and is not on the list that was there"
        " or that you gave, is back: mukana forget"
    )
    if done.later_release:
        typer.echo(
            f"Readers have release {done.later_release}, which the backup does not know. Nothing is"
            " published until a backup that knows it is restored, or nobody has a copy of it:"
            " mukana history start-anew",
            err=True,
        )
    if not about.is_synthetic and not (settings.key_dir / f"{about.key_id}.key").exists():
        typer.echo(f"The key {about.key_id} is not here: mukana key restore FILE", err=True)
    typer.echo("Next: mukana status, then mukana run")
