"""A desk that a browser of a test can open."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from orchestration.core.settings import Settings
from orchestration.desk.application import application
from orchestration.serving.listening import PageAddress, opened
from tests.web_server import running


@contextmanager
def desk_of(settings: Settings) -> Iterator[list[str]]:
    """Serve the desk of a root, for the account of this process; gives its links, the newest last."""
    links: list[str] = []
    listener = opened(PageAddress(0), links.append)
    server = listener.serve(application(settings, is_proxied=False))
    with running(server, listener.socket):
        yield links
