"""The servers, started once per module; each test has a place of its own on each of them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest

from orchestration.core.address import parse
from orchestration.remote import place as places
from orchestration.remote.filesystems import open_filesystem
from tests.remote.servers import SERVERS, Network, Server

_NUMBERS = itertools.count()


@pytest.fixture(scope="module", params=sorted(SERVERS))
def running(request, tmp_path_factory) -> Iterator[Server]:
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as server:
        yield server


@pytest.fixture
def server(running, monkeypatch) -> Server:
    """A server, with a new place on it that is there and empty."""
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(places, "PAUSES", (0.05, 0.1))
    number = next(_NUMBERS)
    own = replace(running, url=running.url.replace("county", f"county{number}"))
    if running.folder:
        own.folder = running.folder / f"p{number}"
        own.folder.mkdir()
        own.url = f"{running.url}/p{number}"
    else:
        address = parse(own.url, "test")
        open_filesystem(address).mkdir(address.host)
    return own


@pytest.fixture
def network(running, server, monkeypatch) -> Iterator[Network]:
    """A bad network on the way to the server: from here on the place is reached through it."""
    made = Network(running.port)
    for name, value in running.environment.items():
        monkeypatch.setenv(name, value.replace(f":{running.port}", f":{made.port}"))
    if running.folder:
        known = running.folder.parents[1] / "home" / ".ssh" / "known_hosts"
        first = known.read_text().splitlines()[0]
        known.write_text(first + "\n" + first.replace(f":{running.port}", f":{made.port}") + "\n")
    server.url = server.url.replace(f":{running.port}", f":{made.port}")
    yield made
    made.down()
