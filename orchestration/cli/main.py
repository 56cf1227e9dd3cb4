"""The command line: `mukana …`. Thin; answers at once because it imports only what it needs.

Belongs here: arguments, exit codes and what the terminal shows.
Exit codes of `run`: 0 handled, 1 failed, 2 held by the gate, 3 waits for a decision.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from typer import style

from orchestration.cli import deliveries, questionnaire
from orchestration.cli.check import check
from orchestration.cli.options import DataOption, settings_of
from orchestration.cli.template import template
from orchestration.core.errors import UserError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Survey exports in, checked Parquet for Power BI out.",
)
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(questionnaire.app, name="questionnaire")
# Findings that say why an indicator of a delivery is not scored.
_BLOCKING = ("reworded_item", "unclear_direction", "suspect_direction")


def main() -> None:
    """Entry point: known troubles become one plain sentence on stderr and exit code 1."""
    try:
        app()
    except UserError as trouble:
        typer.echo(str(trouble), err=True)
        raise SystemExit(1) from None


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The data root to make.")],
) -> None:
    """Make a data root: folders, register templates, and a key outside it."""
    from orchestration.intake.initialise import initialise

    settings = settings_of(directory)
    made = initialise(settings.root, settings.key_dir)
    typer.echo(f"Data root: {settings.root.path}")
    if made:
        typer.echo(f"Key for pseudonyms: {made}")
        typer.echo("Back the key up now, apart from the data: without it no start meets its end.")
    typer.echo(f"Next: fill {settings.root.registers}/services.csv, put an export into")
    typer.echo(f"{settings.root.landing}/<sender>/ and run: mukana run --data {directory}")


@app.command()
def demo(data: DataOption = None) -> None:
    """Write synthetic demo deliveries into a root of their own (default data/demo)."""
    from orchestration.core.data_root import PROJECT
    from orchestration.demo import write
    from orchestration.intake.initialise import identity, initialise

    settings = settings_of(data or PROJECT / "data" / "demo")
    initialise(settings.root, settings.key_dir, synthetic=True)
    if not identity(settings.root).is_synthetic:
        typer.echo(f"{settings.root.path} holds real data; choose another folder.", err=True)
        raise typer.Exit(1)
    files = write(settings.root.path)
    typer.echo(f"{len(files)} synthetic demo files in {settings.root.landing}")


@app.command()
def run(data: DataOption = None) -> None:
    """Take all that waits: read, build, check, and publish what passed."""
    from orchestration.cli.launch import refresh
    from orchestration.intake.initialise import initialise

    settings = settings_of(data)
    if made := initialise(settings.root, settings.key_dir):
        typer.echo(f"Key for pseudonyms: {made}. Back it up now, apart from the data.")
    outcome = refresh(settings)
    if not outcome.was_due:
        typer.echo("Nothing new: every delivery is handled and the release is current.")
    for sentence in outcome.stopped:
        typer.echo(f"Stopped at {sentence}", err=True)
    _show(settings.root.path, outcome.state)
    raise typer.Exit(outcome.exit_code)


@app.command()
def dev(
    data: DataOption = None,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000,
) -> None:
    """Show the asset graph on 127.0.0.1 and take dropped files by themselves."""
    from orchestration.cli.launch import serve

    raise typer.Exit(serve(settings_of(data), port))


@app.command()
def status(
    data: DataOption = None,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Deliveries, refusals with their reasons, and the current release."""
    from orchestration.cli.root_status import state

    settings = settings_of(data)
    found = state(settings)
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _show(settings.root.path, found)


app.command()(check)
app.command()(template)


def _show(root: Path, found: dict[str, Any]) -> None:
    """The state of a root for people."""
    synthetic = "  " + style("synthetic demo data", fg="yellow") if found["is_synthetic"] else ""
    typer.echo(style(str(root), bold=True) + synthetic)
    counts = ", ".join(f"{n} {status}" for status, n in found["counts"].items()) or "none yet"
    typer.echo(f"Deliveries: {counts}; {found['waiting']} waiting")
    for delivery in found["deliveries"]:
        for reason in delivery["reasons"]:
            where = " ".join(part for part in (reason["sheet"], reason["cell"]) if part)
            typer.echo(f"  {style(delivery['status'], fg='red')} {delivery['name']} {where}")
            typer.echo(f"    {reason['fi']}\n    {style(reason['en'], dim=True)}")
        for code in delivery["blocked_indicators"]:
            typer.echo(f"  {style('not scored', fg='yellow')} {delivery['name']}: {code}")
            for finding in delivery["findings"]:
                if finding["code"] in _BLOCKING:
                    typer.echo(f"    {finding['cell']} {finding['fi']}")
    release = found["release"]
    if release is None:
        typer.echo("Release: none yet")
    else:
        named = style(release["release_id"], fg="green")
        typer.echo(f"Release: {named}, published {release['published_at']}")
        typer.echo(f"  files   {release['folder']}")
        typer.echo(f"  report  {release['report']}")
    if found["held"]:
        typer.echo(f"{style('Held by the gate:', fg='red')} {', '.join(found['held'])}")
        typer.echo(f"  report  {found['held_report']}")
