"""`mukana deliveries …`: what a person decides about a delivery.

Belongs here: arguments and what the terminal shows. The decisions are kept in the ledger and in
the registers; the next run applies them.
"""

from __future__ import annotations

from typing import Annotated, Any

import typer

from orchestration.cli.options import AsOption, DataOption, decider, settings_of

app = typer.Typer(no_args_is_help=True, help="List the deliveries, and decide about one.")
DeliveryArgument = Annotated[
    str,
    typer.Argument(metavar="DELIVERY", help="First characters of its id (mukana deliveries list)."),
]

Reason = Annotated[str, typer.Option(help="Why: kept with the delivery.")]


@app.command("list")
def show(data: DataOption = None) -> None:
    """List every delivery with its rows: new, changed, unchanged, gone."""
    from orchestration.intake.decisions import listed

    for line in listed(settings_of(data)):
        typer.echo(line)


@app.command("unknown-names")
def unknown_names(data: DataOption = None) -> None:
    """Show names in refused files that no register knows, with a line to paste into a register.

    The names come from cells of the files. They are shown here and kept nowhere.
    """
    show_unknown_names(settings_of(data))


def show_unknown_names(settings: Any) -> None:
    """Print the unknown names of refused files, nearest known names and lines for the registers."""
    from orchestration.intake.declared_inputs import Declared
    from orchestration.intake.unknown_names import find

    found = find(Declared(settings.root, settings))
    for one in found.shown:
        near = f"; nearest known: {', '.join(one.nearest)}" if one.nearest else ""
        typer.echo(f"{one.kind}: {one.name} ({one.rows} rows){near}")
        typer.echo(f"  registers/{one.register}.csv: {one.line}")
    if found.not_shown:
        typer.echo(
            f"Other unknown texts, not shown because they may be about a person: {found.not_shown}."
            " `mukana status` names their files and cells."
        )
    if not found.shown and not found.not_shown:
        typer.echo("No refused file in landing has an unknown name.")


@app.command()
def late(data: DataOption = None) -> None:
    """Show which expected deliveries are late today, with a text to send to each sender.

    What is expected is in registers/expected.csv. Its contacts are shown here and nowhere else.
    """
    from datetime import UTC, datetime

    from orchestration.intake.declared_inputs import Declared
    from orchestration.release import late_senders

    settings = settings_of(data)
    declared = Declared(settings.root, settings)
    found = late_senders.find(declared, datetime.now(UTC).date())
    for one in found:
        to = f"  To: {one.expected.contact}" if one.expected.contact else ""
        typer.echo(f"{late_senders.sentences(one)[-1]}{to}\n")
        for text in late_senders.letter(declared, one).values():
            typer.echo(f"{text}\n")
    if not found:
        expected = len(declared.expected())
        typer.echo(f"Nothing is late. Lines in registers/expected.csv: {expected}.")


@app.command("accept-removal")
def accept_removal(
    delivery: DeliveryArgument,
    partial: Annotated[
        bool, typer.Option("--partial", help="Keep the earlier rows: only a part was exported.")
    ] = False,
    reason: Reason = "",
    as_user: AsOption = None,
    data: DataOption = None,
) -> None:
    """Accept a delivery in which earlier rows are missing: they are removed, or kept with --partial.

    The answers of those who refuse consent in it are deleted in both cases.
    """
    from orchestration.intake.decisions import Asked
    from orchestration.intake.decisions import accept_removal as accept

    settings, asked = settings_of(data), Asked(reason)
    by = decider(settings, as_user)
    typer.echo(accept(settings, delivery, is_partial=partial, by=by, asked=asked))
    typer.echo("Next: mukana run")


@app.command("accept-services")
def accept_services(
    delivery: DeliveryArgument,
    reason: Reason = "",
    as_user: AsOption = None,
    data: DataOption = None,
) -> None:
    """Accept a delivery with forms of services that its sender may not send for.

    Only this delivery. Who may always send for a service is in registers/services.csv.
    """
    from orchestration.intake.decisions import Asked
    from orchestration.intake.decisions import accept_services as accept

    settings, asked = settings_of(data), Asked(reason)
    typer.echo(accept(settings, delivery, by=decider(settings, as_user), asked=asked))
    typer.echo("Next: mukana run")


@app.command("set-direction")
def set_direction(
    delivery: DeliveryArgument,
    scale: Annotated[str, typer.Argument(help="Code of the scale, or of one question.")],
    direction: Annotated[str, typer.Argument(metavar="as_declared|reversed")],
    reason: Annotated[str, typer.Option(help="Why: what the form shows.")],
    as_user: AsOption = None,
    data: DataOption = None,
) -> None:
    """Say in which direction bare numbers run; kept for this sender and form."""
    from orchestration.intake.decisions import set_direction as choose

    settings = settings_of(data)
    by = decider(settings, as_user), reason
    typer.echo(choose(settings, delivery, scale, direction, by))
    typer.echo("Next: mukana run")
