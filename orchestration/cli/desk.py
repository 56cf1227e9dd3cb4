"""`mukana desk`: the page for senders, reviewers and readers, until it is stopped.

Belongs here: arguments, and what the terminal shows. Does not belong here: pages (desk), who gets in (serving).
"""

from __future__ import annotations

from typing import Annotated

import typer

from orchestration.cli.options import DataOption, SiteOption, SocketOption, settings_of


def desk(
    data: DataOption = None,
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1.")] = 3001,
    socket: SocketOption = None,
    site: SiteOption = None,
) -> None:
    """Open the desk on 127.0.0.1: check and send files, review and decide, read the results."""
    from orchestration.cli import stopping
    from orchestration.desk.application import application
    from orchestration.intake.initialise import require_closed, require_root
    from orchestration.serving import listening

    settings = settings_of(data)
    require_root(settings.root, settings.key_dir)
    require_closed(settings.root, settings.key_dir)
    listener = listening.opened(listening.PageAddress(port, socket, site), _announce)
    pages = application(settings, is_proxied=listener.links is None)
    try:
        with stopping.stop_signals_interrupt():
            listener.serve(pages).run(sockets=[listener.socket])
    except (KeyboardInterrupt, stopping.StoppedError) as stopped:
        typer.echo("Stopped.", err=True)
        raise typer.Exit(getattr(stopped, "exit_code", 130)) from None


def _announce(link: str) -> None:
    typer.echo(f"The desk: {link}\n  It opens once; then the next link is shown here.")
