"""The status of a root on the terminal.

Belongs here: how `mukana status` and `mukana run` show it to people. What it is: root_status.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import typer
from typer import style

_ALTERED = (
    "not as published. `mukana run` makes it again; if it cannot, because a newer candidate is held,"
    " correct that one, or restore published/ from your backup."
)
_MOST_NAMES = 6
# Findings that say why an indicator of a delivery is not scored.
_NOT_SCORED = ("reworded_item", "unclear_direction", "suspect_direction")


def show_status(root: Path, status: dict[str, Any]) -> None:
    """Print what `root_status` found."""
    synthetic = "  " + style("synthetic demo data", fg="yellow") if status["is_synthetic"] else ""
    typer.echo(style(str(root), bold=True) + synthetic)
    for sentence in status["open_to_others"]:
        typer.echo(f"{style('Open', fg='red')}        {sentence}")
    for name in few_of(status["altered"]):
        typer.echo(f"{style('Altered', fg='red')}     published/{name}")
    if status["altered"]:
        typer.echo(f"            {_ALTERED}")
    counts = ", ".join(f"{n} {name.replace('_', ' ')}" for name, n in status["counts"].items())
    typer.echo(f"Deliveries  {counts or 'none yet'}; files to read: {status['waiting']}")
    _show_landing(status["landing"])
    for delivery in status["deliveries"]:
        _show_delivery(delivery)
    if count := status["services_of_any_sender"]:
        warning = style("Services", fg="yellow")
        typer.echo(
            f"{warning}    {count} of registers/services.csv do not say in `senders` who may"
        )
        typer.echo("            send for them: forms of any sender are accepted")
    _show_late(status["late"])
    if release := status["release"]:
        named = style(release["release_id"], fg="green")
        typer.echo(f"Release     {named}, published {release['published_at']}")
        typer.echo(f"  files     {release['folder']}")
        typer.echo(f"  report    {release['report']}")
        typer.echo(f"  results   {release['results']}")
    else:
        found = "cannot be read in published/" if status["altered"] else "none yet"
        typer.echo(f"Release     {found}")
    _show_copy(status["published_copy"])
    if status["held"]:
        typer.echo(f"{style('Held', fg='red')}        by {', '.join(status['held'])}")
        for line in status["held_loss"]:
            file = f"{line['file']}: " if "file" in line else ""
            typer.echo(f"  {file}{line['fi']}\n    {style(line['en'], dim=True)}")
        typer.echo(f"  report    {status['held_report']}")
    if status["decision"]:
        _show_decision(status["decision"])


def few_of(names: list[str]) -> list[str]:
    """Names to show, one to a line: a whole release is hundreds of files."""
    if len(names) <= _MOST_NAMES:
        return names
    return [*names[: _MOST_NAMES - 1], f"… and {len(names) - _MOST_NAMES + 1} other files"]


def _show_landing(landing: dict[str, Any] | None) -> None:
    """What landing has that could not be read or fetched, or not yet."""
    if landing is None:
        return
    to_fetch = f"; files to fetch: {landing['new']}" if "new" in landing else ""
    typer.echo(f"Landing     {landing['place']}{to_fetch}")
    for sentence in landing.get("problem", ()):
        typer.echo(f"  {style('failed', fg='red')} {sentence}")
    for one in landing["left"]:
        typer.echo(f"  {style('not taken', fg='yellow')} {one['name']}")
        typer.echo(f"    {one['fi']}\n    {style(one['en'], dim=True)}")


def _show_copy(copied: dict[str, Any] | None) -> None:
    """Whether the copy of what is published is whole."""
    if copied is None:
        return
    how = style("is behind", fg="red") if copied["is_behind"] else "is up to date"
    typer.echo(f"Copy        {copied['place']} {how}")
    if copied["is_behind"]:
        typer.echo("  next      mukana run: it says what is wrong, and finishes the copy")


def _show_late(late: list[dict[str, str]]) -> None:
    for line in late:
        typer.echo(f"{style('Late', fg='yellow')}        {line['fi']}")
        typer.echo(f"            {style(line['en'], dim=True)}")
    if late:
        typer.echo("  next      mukana deliveries late: a text to send to each")


def _show_decision(decision: dict[str, Any]) -> None:
    """A candidate that waits for a person, or that a person rejected or approved."""
    release_id, by = decision["release_id"], f"by {decision['name']}: {decision['reason']}"
    if decision["status"] == "rejected":
        typer.echo(f"{style('Rejected', fg='red')}    {release_id}, {by}")
        return
    if decision["status"] == "approved":
        typer.echo(f"{style('Approved', fg='green')}    {release_id}, {by}")
        typer.echo("  next      mukana run: it is published")
        return
    warnings = ", ".join(decision["open_warnings"]) or "none"
    typer.echo(f"{style('Waits', fg='yellow')}       {release_id} waits for a decision")
    typer.echo(f"  policy    {decision['policy']}; open warnings: {warnings}")
    typer.echo(f"  report    {decision['report']}")
    typer.echo("  next      mukana review")


def _show_delivery(delivery: dict[str, Any]) -> None:
    """One delivery, if there is anything that somebody has to do about it."""
    from orchestration.intake.record import TO_DECIDE

    for reason in delivery["reasons"]:
        place = " ".join(part for part in (reason["sheet"], reason["cell"]) if part)
        name = style(delivery["status"].replace("_", " "), fg="red")
        typer.echo(f"  {name} {delivery['name']} {place}".rstrip())
        typer.echo(f"    {reason['fi']}\n    {style(reason['en'], dim=True)}")
    for finding in delivery["findings"]:
        if finding["code"] in TO_DECIDE:
            typer.echo(f"  {style('to decide', fg='yellow')} {delivery['name']}")
            typer.echo(f"    {finding['fi']}\n    {style(finding['en'], dim=True)}")
    for code in delivery["blocked_indicators"]:
        typer.echo(f"  {style('not scored', fg='yellow')} {delivery['name']}: {code}")
        for finding in delivery["findings"]:
            if finding["code"] in _NOT_SCORED:
                typer.echo(f"    {finding['cell']} {finding['fi']}")
