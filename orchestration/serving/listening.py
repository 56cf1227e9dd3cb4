"""Listening on this computer only: at a port, or at a socket for the proxy of a site.

Belongs here: the address of a page, its socket, and the server. Does not belong here: who gets in (guard).
"""

from __future__ import annotations

import errno
import os
import socket
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from orchestration.core.errors import UserError
from orchestration.serving.guard import Application, Guard
from orchestration.serving.links import Links

ADDRESS = "127.0.0.1"
# A site's own proxy is in the group of the socket; nobody else gets at it.
_SOCKET_RIGHTS = 0o660


@dataclass(frozen=True)
class PageAddress:
    """Where a page is: at a port of this computer (0: a free one), or at a socket for the proxy of `site`."""

    port: int
    socket: Path | None = None
    site: str | None = None

    def __post_init__(self) -> None:
        """Raises UserError for half a proxy."""
        is_half = (self.socket is None) != (self.site is None)
        if is_half or (self.site is not None and "://" not in self.site):
            raise UserError("Give both --socket and --site, the address as in https://example.org.")

    @property
    def arguments(self) -> list[str]:
        """For a process that serves the page."""
        if self.socket is None or self.site is None:
            return ["--port", str(self.port)]
        return ["--socket", str(self.socket.absolute()), "--site", self.site.rstrip("/")]


@dataclass(frozen=True)
class Listener:
    """What a page listens at, with its addresses; `links` is None where a proxy asks who somebody is."""

    socket: socket.socket
    origins: frozenset[str]
    links: Links | None

    def serve(self, application: Application) -> uvicorn.Server:
        """A server of an application behind the guard; the first link is announced."""
        if self.links:
            self.links.renew()
        return server_of(Guard(application, self.origins, self.links))


def opened(address: PageAddress, announce: Callable[[str], None]) -> Listener:
    """Listen at an address; `announce` gets each link. Raises UserError where that is not possible."""
    try:
        if address.socket and address.site:
            return Listener(at_socket(address.socket), frozenset({address.site.rstrip("/")}), None)
        listening = at_port(address.port)
    except OSError as error:
        raise UserError(
            f"The page cannot be served there: {error.strerror}. Choose another place."
        ) from None
    port = listening.getsockname()[1]
    origins = frozenset(f"http://{name}:{port}" for name in (ADDRESS, "localhost"))
    links = Links(f"http://{ADDRESS}:{port}", f"mukana_{port}", announce)
    return Listener(listening, origins, links)


def server_of(application: Application) -> uvicorn.Server:
    """A server that writes no log of addresses, since one may be a link."""
    settings = uvicorn.Config(
        application,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=1,
        lifespan="off",
    )
    return uvicorn.Server(settings)


def at_port(port: int) -> socket.socket:
    """A socket at a port of this computer. Raises OSError."""
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name != "nt":  # there it would let two programs share a port
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.bind((ADDRESS, port))
    made.listen()
    return made


def at_socket(path: Path) -> socket.socket:
    """A socket file; one that is left of a run that was killed is replaced. Raises OSError, also where one answers."""
    if path.is_socket():
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asked:
            if asked.connect_ex(str(path)) == 0:
                raise OSError(errno.EADDRINUSE, os.strerror(errno.EADDRINUSE))
        path.unlink()
    made = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    made.bind(str(path))
    path.chmod(_SOCKET_RIGHTS)
    made.listen()
    return made
