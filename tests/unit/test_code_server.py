"""`mukana dev` keeps one code server: it is there again after it ended, and begins anew when the code changes."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from orchestration.core.data_root import PROJECT
from orchestration.warm import code, code_server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="forks")


class Server:
    """A process that answers at a socket."""

    def __init__(self, place: str) -> None:
        self._at = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._at.bind(place)
        self._at.listen()
        self.is_there = True

    def is_alive(self) -> bool:
        return self.is_there

    def terminate(self) -> None:
        self.is_there = False

    kill = terminate

    def join(self, _seconds: float) -> None:
        self._at.close()


@dataclass
class Forks:
    """Notes what is asked of it."""

    begun_anew: int = 0
    fails: int = 0
    servers: list[Server] = field(default_factory=list)

    def start(self, arguments: list[str]) -> Server:
        if self.fails:
            self.fails -= 1
            raise EOFError
        self.servers.append(Server(arguments[arguments.index("--socket") + 1]))
        return self.servers[-1]

    def begin_anew(self) -> None:
        self.begun_anew += 1


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(code_server, "_LOOKS_SECONDS", 0.01)
    monkeypatch.setattr(code_server, "_AGAIN_SECONDS", 0.01)
    monkeypatch.setattr(code, "on_disk", lambda: "one")


def test_page_and_daemon_share_a_server_that_answers_and_ends_with_them(tmp_path):
    forks = Forks()
    with code_server.kept(forks, tmp_path) as workspace:
        [named] = json.loads(workspace.read_text())["load_from"]
        with socket.socket(socket.AF_UNIX) as wire:
            wire.connect(named["grpc_server"]["socket"])
    assert [one.is_there for one in forks.servers] == [False]


@pytest.mark.parametrize("fails", [0, 2], ids=["at once", "where forking fails twice"])
def test_a_server_that_ended_is_started_again(tmp_path, fails):
    forks = Forks()
    with code_server.kept(forks, tmp_path):
        forks.fails = fails
        forks.servers[0].is_there = False
        _wait_until(lambda: len(forks.servers) == 2)
        assert forks.servers[1].is_there
    assert forks.begun_anew == 0


def test_server_and_fork_server_begin_anew_when_the_code_changes(tmp_path, monkeypatch):
    forks = Forks()
    with code_server.kept(forks, tmp_path):
        monkeypatch.setattr(code, "on_disk", lambda: "two")
        _wait_until(lambda: len(forks.servers) == 2)
        assert [one.is_there for one in forks.servers] == [False, True]
    assert forks.begun_anew == 1


def test_a_server_is_renewed_so_that_its_memory_does_not_grow_for_ever(tmp_path, monkeypatch):
    forks = Forks()
    with code_server.kept(forks, tmp_path):
        monkeypatch.setattr(code_server, "_RENEWED_SECONDS", 0.0)
        forks.servers[0].is_there = False
        _wait_until(lambda: len(forks.servers) > 2)
    assert not any(one.is_there for one in forks.servers) and forks.begun_anew == 0


def test_a_file_of_the_code_that_is_gone_for_a_moment_ends_nothing_for_good(tmp_path, monkeypatch):
    forks, looks = Forks(), iter(range(100_000))

    def sometimes() -> str:
        if next(looks) == 3:
            raise FileNotFoundError
        return "one"

    monkeypatch.setattr(code, "on_disk", sometimes)
    with code_server.kept(forks, tmp_path):
        _wait_until(lambda: len(forks.servers) == 2)
        assert [one.is_there for one in forks.servers] == [False, True]


def test_a_fork_does_not_import_the_page_anew():
    """Python's fork server imports the main module of who asks, but for the `__main__` of a package."""
    from orchestration.cli import serve_page

    assert (PROJECT / "orchestration" / "page" / "__main__.py").exists()
    source = Path(serve_page.__file__).read_text(encoding="utf-8")
    assert '"-m", "orchestration.page",' in source


def _wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(1000):
        with suppress(IndexError):
            if is_so():
                return
        code_server.time.sleep(0.01)
    raise AssertionError
