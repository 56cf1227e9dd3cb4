"""`mukana review …`: what waits for a decision, and deciding it.

Belongs here: arguments and what the terminal shows. What may be decided, and by whom: release.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Annotated, Any

import typer
from typer import style

from orchestration.cli import review_difference
from orchestration.cli.options import AsOption, DataOption, JsonOption, settings_of

app = typer.Typer(
    invoke_without_command=True, help="Show what waits for a decision, and decide about it."
)
Reason = Annotated[str, typer.Option(help="Why.")]
Shown = Annotated[
    str, typer.Option("--release", help="The id that you looked at: another one is not decided.")
]


@app.callback()
def review(context: typer.Context, data: DataOption = None, as_json: JsonOption = False) -> None:
    """Show what waits for a decision: open warnings, what is new, and earlier decisions."""
    if context.invoked_subcommand:
        return
    from orchestration.intake.declared_inputs import Declared
    from orchestration.release.reviewing import review_of

    settings = settings_of(data)
    found = review_of(Declared(settings.root, settings))
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _show(found)


@app.command()
def approve(
    reason: Reason, as_user: AsOption = None, release: Shown = "", data: DataOption = None
) -> None:
    """Approve the candidate: exactly these bytes, checked by exactly these rules."""
    _decide(data, "approve", reason, user=as_user, shown=release)


@app.command()
def reject(
    reason: Reason, as_user: AsOption = None, release: Shown = "", data: DataOption = None
) -> None:
    """Reject the candidate: what is published stays."""
    _decide(data, "reject", reason, user=as_user, shown=release)


@app.command()
def waive(
    rule: Annotated[str, typer.Option(help="Id of a rule that warns.")],
    reason: Reason,
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="Last day of the waiver.")],
    as_user: AsOption = None,
    data: DataOption = None,
) -> None:
    """Let a warning hold nothing until a day. A blocking rule cannot be waived."""
    _decide(data, "waive", reason, user=as_user, rule=rule, until=until.date())


@app.command("accept-loss")
def accept_loss(reason: Reason, as_user: AsOption = None, data: DataOption = None) -> None:
    """Accept that the held candidate holds less than the release in use."""
    _decide(data, "accept_loss", reason, user=as_user)


@app.command()
def rollback(
    release_id: Annotated[str, typer.Argument(help="A release that is still kept.")],
    reason: Reason,
    as_user: AsOption = None,
    data: DataOption = None,
) -> None:
    """Make an earlier release the current one again."""
    _decide(data, "rollback", reason, user=as_user, release_id=release_id)


def _decide(data: Any, kind: Any, reason: str, **of_wish: str | date | None) -> None:
    from orchestration.intake.declared_inputs import Declared
    from orchestration.release.deciding import Wish, decide

    settings = settings_of(data)
    wish = Wish(kind, reason, **of_wish)  # type: ignore[arg-type]
    typer.echo(decide(Declared(settings.root, settings), wish))


def _show(found: dict[str, Any]) -> None:
    """Print what `review_of` found."""
    if found["candidate"] is None:
        typer.echo("Nothing to review: there is no validated candidate. Next: mukana run")
        return
    candidate = found["candidate"]
    named = style(candidate["release_id"], bold=True)
    typer.echo(f"Candidate   {named}  {candidate['status']}, policy {candidate['policy']}")
    typer.echo(f"In use      {found['in_use'] or 'none'}")
    typer.echo(f"  report    {candidate['report']}")
    typer.echo(f"  edit      {candidate['description']}")
    for delivery in found["new_deliveries"]:
        typer.echo(f"  new       {delivery['name']}  {delivery['status'].replace('_', ' ')}")
    for table in found["changed_tables"]:
        typer.echo(f"  changed   {table['table']}: {table['before']} → {table['now']} rows")
    for line in review_difference.lines(found["difference"]):
        typer.echo(line)
    for broken in found["broken"]:
        severity = f"{broken['severity']}{', waived' if broken['is_waived'] else ''}"
        typer.echo(f"  {style(severity, fg='red')}  {broken['rule_id']}: {broken['detail_fi']}")
        typer.echo(f"    {style(broken['detail_en'], dim=True)}")
        for key in broken["keys"]:
            typer.echo(f"    {', '.join(f'{name} {value}' for name, value in key.items())}")
    for line in found["decisions"]:
        about = line["rule"] or line["release_id"]
        typer.echo(
            f"  {line['decided_at']}  {line['kind']} {about}, {line['name']}: {line['reason']}"
        )
    if candidate["status"] == "waits":
        typer.echo(f"Next: mukana review approve --release {candidate['release_id']} --reason …")
