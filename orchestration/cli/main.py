"""The command line: `mukana …`. Thin; answers at once because it imports only what it needs.

Belongs here: arguments and exit codes.
Exit codes of `run`: 0 handled, 1 failed, 2 held by a blocking rule, 3 waits for a person's decision,
130 or 143 stopped midway, 64 wrong call.
"""

from __future__ import annotations

import gc
import json
import shlex
import sys
from pathlib import Path
from typing import Annotated

import typer

from orchestration.cli import deliveries, history, key, questionnaire, review
from orchestration.cli.backup import backup, restore
from orchestration.cli.check import check
from orchestration.cli.desk import desk
from orchestration.cli.forget import forget
from orchestration.cli.options import DataOption, JsonOption, SiteOption, SocketOption, settings_of
from orchestration.cli.powerbi import powerbi
from orchestration.cli.retention import retention
from orchestration.cli.template import template
from orchestration.cli.wrong_call import Command
from orchestration.core import short_lived, zones
from orchestration.core.errors import UserError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Survey exports in, checked Parquet for Power BI out.",
)
app.add_typer(deliveries.app, name="deliveries")
app.add_typer(questionnaire.app, name="questionnaire")
app.add_typer(review.app, name="review")
app.add_typer(history.app, name="history")
app.add_typer(key.app, name="key")


def main() -> None:
    """Entry point: a user error becomes one plain sentence on stderr and exit code 1."""
    short_lived.begin()
    # A command loads modules, and little of that is garbage: `status` looked through it 50 times.
    gc.set_threshold(100_000, 50, 100)
    zones.close_to_others()
    try:
        answer()
    except SystemExit as end:
        short_lived.ends_with(end)
        raise


def answer() -> None:
    """Run the command; every way to its end but an unforeseen error is a SystemExit."""
    try:
        app()
    except UserError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(1) from None
    except Exception as error:
        from orchestration.core import disk_problems
        from orchestration.core.settings import Settings

        sentence = disk_problems.sentence(error, Settings().root)
        if sentence is None:
            raise
        typer.echo(sentence, err=True)
        raise SystemExit(1) from None
    finally:
        # The process ends: looking through all that a run has loaded would take a second of it.
        gc.freeze()


def _show_version(is_asked: bool) -> None:
    if is_asked:
        from importlib.metadata import version

        typer.echo(f"mukana {version('mukana')}")
        raise typer.Exit


@app.callback()
def _options(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Show the version and exit.", callback=_show_version, is_eager=True
        ),
    ] = False,
) -> None:
    from orchestration.core.settings import wants_no_color

    if wants_no_color():
        context.color = False


@app.command()
def init(
    directory: Annotated[
        Path, typer.Argument(metavar="DIR", help="The data root to make.", file_okay=False)
    ],
    repair: Annotated[
        bool, typer.Option("--repair", help="Take the rights of other users away first.")
    ] = False,
) -> None:
    """Make a data root: folders, register templates, and a key outside it."""
    from orchestration.intake.initialise import initialise

    settings = settings_of(directory)
    if repair:
        count = zones.repair(settings.root, settings.key_dir)
        typer.echo(f"Closed to other users: {count} folders and files.")
    made = initialise(settings.root, settings.key_dir)
    if settings.dagster_url is not None:
        from orchestration.cli.dagster_home import prepare_history, prepare_home

        prepare_history(prepare_home(settings.root, in_postgres=True))
    typer.echo(f"Data root: {settings.root.path}")
    if made:
        typer.echo(f"Key for pseudonyms: {made}")
        typer.echo(
            "Back the key up now, apart from the data: without it no start can be matched with its end."
        )
    typer.echo(f"Next: fill {settings.root.registers}/services.csv, put an export into")
    typer.echo(
        f"{settings.remote_landing or settings.root.landing}/<sender>/ and run:"
        f" mukana run --data {shlex.quote(str(directory))}"
    )


@app.command()
def demo(data: DataOption = None) -> None:
    """Write synthetic demo deliveries into a root of their own (default data/demo)."""
    from orchestration.core.data_root import PROJECT
    from orchestration.demo import write
    from orchestration.intake.initialise import identity, initialise

    settings = settings_of(data or PROJECT / "data" / "demo")
    initialise(settings.root, settings.key_dir, synthetic=True)
    if not identity(settings.root).is_synthetic:
        raise UserError(f"{settings.root.path} holds real data; choose another folder.")
    files = write(settings.root.path)
    typer.echo(f"{len(files)} synthetic demo files in {settings.root.landing}")


@app.command(cls=Command)
def run(data: DataOption = None) -> None:
    """Read new files, build the warehouse, validate it, and publish what passed.

    Exit codes: 0 handled, 1 failed, 2 held by a blocking rule, 3 waits for a decision, 130 or 143
    stopped, 64 wrong call.
    """
    from orchestration.cli import engine, show_status, stopping
    from orchestration.intake.initialise import initialise, require_root

    settings = settings_of(data)
    require_root(settings.root, settings.key_dir)
    try:
        if made := initialise(settings.root, settings.key_dir):
            typer.echo(f"Key for pseudonyms: {made}. Back it up now, apart from the data.")
        with stopping.stop_signals_interrupt():
            outcome = engine.run(settings)
    except UserError:
        engine.alert_not_started(settings)
        raise
    except stopping.StoppedError as stopped:
        sentence = "Stopped. What was published stays. `mukana run` starts again."
        stopping.end_process(sentence, stopped.exit_code)
    for name in show_status.few_of(outcome.restored):
        typer.echo(f"published/{name} was altered after it was published, and was made again.")
    if not outcome.was_due and not outcome.status["altered"]:
        is_current = outcome.status["release"] and outcome.exit_code == engine.HANDLED
        also = " and the release is current" if is_current else ""
        typer.echo(f"Nothing new: every delivery is handled{also}.")
    for sentence in outcome.failures:
        typer.echo(f"Failed in {sentence}", err=True)
    show_status.show_status(settings.root.path, outcome.status)
    if outcome.status["held_loss"] and sys.stdout.isatty():
        # Names out of cells: for the eyes of a person, never for the log of a scheduled run.
        deliveries.show_unknown_names(settings)
    raise typer.Exit(outcome.exit_code)


@app.command()
def dev(
    data: DataOption = None,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3000,
    socket: SocketOption = None,
    site: SiteOption = None,
) -> None:
    """Show Dagster's page on 127.0.0.1, by links that open once; its sensor takes new files."""
    from orchestration.cli import serve_page, stopping
    from orchestration.serving.listening import PageAddress

    address = PageAddress(port, socket, site)
    try:
        with stopping.stop_signals_interrupt():
            code = serve_page.serve(settings_of(data), address)
    except stopping.StoppedError as stopped:
        typer.echo("Stopped.", err=True)
        code = stopped.exit_code
    raise typer.Exit(code)


@app.command()
def status(data: DataOption = None, as_json: JsonOption = False) -> None:
    """Show deliveries, refusals with their reasons, and the current release."""
    from orchestration.cli.root_status import root_status
    from orchestration.cli.show_status import show_status
    from orchestration.intake.declared_inputs import Declared
    from orchestration.intake.initialise import require_root

    settings = settings_of(data)
    if not settings.root.identity.exists():
        require_root(settings.root, settings.key_dir)
    found = root_status(Declared(settings.root, settings))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show_status(settings.root.path, found)


app.command()(desk)
app.command(cls=Command)(check)
app.command()(template)
app.command()(forget)
app.command()(retention)
app.command()(backup)
app.command()(restore)
app.command()(powerbi)
