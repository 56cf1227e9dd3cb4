"""The guard of Dagster's page, asked with raw requests as a browser or another program sends them."""

from __future__ import annotations

import os
import re
import socket
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from orchestration.serving import peers
from orchestration.serving.guard import Guard
from orchestration.serving.links import Links
from orchestration.serving.listening import at_socket, server_of
from tests.web_server import running


@dataclass
class Page:
    """A server behind the guard, and what reached the application behind it."""

    port: int
    links: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def ask(self, line: str, *headers: str, host: str | None = None) -> str:
        """The whole answer to a request of these lines."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as wire:
            lines = [
                f"{line} HTTP/1.1",
                f"Host: {host or self.host}",
                "Connection: close",
                *headers,
            ]
            wire.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
            wire.settimeout(5)
            answer = b""
            # An accepted websocket stays open: its first bytes are the answer.
            while chunk := wire.recv(65536):
                answer += chunk
                if answer.startswith(b"HTTP/1.1 101"):
                    break
        return answer.decode()

    def opened(self) -> str:
        """The cookie that the newest link gives."""
        path = self.links[-1].split(str(self.port), 1)[1]
        return re.search(r"set-cookie: ([^;]+)", self.ask(f"GET {path}"))[1]


def _application(page: Page):
    async def application(scope, receive, send):
        page.reached.append(f"{scope['type']} {scope.get('method', '')} {scope['path']}")
        if scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.accept"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"inside"})

    return application


def _serving(page: Page, guard: Guard, listening: socket.socket) -> Iterator[Page]:
    with running(server_of(guard), listening):
        yield page


@pytest.fixture
def page() -> Iterator[Page]:
    listening = socket.create_server(("127.0.0.1", 0))
    page = Page(listening.getsockname()[1])
    links = Links(f"http://{page.host}", f"mukana_{page.port}", page.links.append)
    links.renew()
    origins = frozenset({f"http://{page.host}", f"http://localhost:{page.port}"})
    yield from _serving(page, Guard(_application(page), origins, links), listening)


@pytest.fixture
def behind_proxy() -> Iterator[Page]:
    listening = socket.create_server(("127.0.0.1", 0))
    page = Page(listening.getsockname()[1])
    guard = Guard(_application(page), frozenset({"https://mukana.example.org"}), None)
    yield from _serving(page, guard, listening)


WEBSOCKET = (
    "Upgrade: websocket",
    "Connection: Upgrade",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
)


def _status(answer: str) -> int:
    return int(answer.split(" ")[1])


def test_without_a_link_nobody_gets_in(page):
    for line in ("GET /", "GET /server_info", "GET /graphql", "POST /graphql", "GET /logs/a/b.out"):
        answer = page.ask(line, f"Origin: http://{page.host}")
        assert _status(answer) in (401, 405), line
    assert _status(page.ask("GET /graphql", f"Origin: http://{page.host}", *WEBSOCKET)) == 403
    made_up = f"Cookie: mukana_{page.port}=guess; mukana={page.port}"
    assert _status(page.ask("GET /", made_up)) == 401
    assert page.reached == []


def test_a_link_opens_once_and_its_browser_stays_in(page):
    first = page.links[-1]
    path = first.split(str(page.port), 1)[1]
    answer = page.ask(f"GET {path}")
    assert _status(answer) == 303
    assert "location: /\r\n" in answer
    cookie = re.search(r"set-cookie: ([^\r]+)", answer)[1]
    assert cookie.endswith("; Path=/; HttpOnly; SameSite=Strict")
    assert "inside" in page.ask("GET /", f"Cookie: {cookie.split(';')[0]}")
    assert _status(page.ask(f"GET {path}")) == 403
    assert len(set(page.links)) == 2
    assert "inside" in page.ask("GET /runs", f"Cookie: other=1; {page.opened()}")


def test_a_browser_is_forgotten_after_a_working_day(page, monkeypatch):
    cookie, opened_at = page.opened(), time.time()
    for hours, status in ((11.9, 200), (12.1, 401)):
        now = opened_at + hours * 3600
        monkeypatch.setattr("orchestration.serving.links.time.time", lambda now=now: now)
        assert _status(page.ask("GET /", f"Cookie: {cookie}")) == status


def test_a_cookie_that_another_account_of_the_computer_got_to_see_opens_nothing(page, monkeypatch):
    """Browsers send cookies to every port of a computer."""
    cookie = f"Cookie: {page.opened()}"
    assert _status(page.ask("GET /", cookie)) == 200
    monkeypatch.setattr(peers, "account_of", lambda *_: os.getuid() + 1)
    assert _status(page.ask("GET /", cookie)) == 401


@pytest.mark.skipif(not Path("/proc/net/tcp").exists(), reason="a table of Linux")
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_the_account_of_a_connection_is_known_until_its_program_closes_it(family):
    with socket.create_server(("127.0.0.1", 0)) as server:
        there = server.getsockname()
        with socket.socket(family) as client:
            client.connect(there if family == socket.AF_INET else ("::ffff:127.0.0.1", there[1]))
            accepted, here = server.accept()
            assert peers.account_of(here, there) == os.getuid()
            assert peers.account_of(("127.0.0.1", 1), there) is None
        assert peers.account_of(here, there) is None
        accepted.close()


@pytest.mark.parametrize("token", ["", "a", "%00", "ä", "a" * 5000])
def test_another_token_opens_nothing(page, token):
    answer = page.ask(f"GET /?token={token}".encode().decode("latin-1"))
    assert _status(answer) in (400, 401, 403)
    assert page.reached == []


def test_a_link_that_is_sent_by_another_method_is_not_used_up(page):
    path = page.links[-1].split(str(page.port), 1)[1]
    assert _status(page.ask(f"HEAD {path}")) == 405
    assert _status(page.ask(f"GET {path}")) == 303


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:1", "127.0.0.1:{port}.evil.example"])  # fmt: skip
def test_another_name_of_this_computer_is_refused(page, host):
    answer = page.ask("GET /", f"Cookie: {page.opened()}", host=host.format(port=page.port))
    assert _status(answer) == 421
    assert page.reached == []


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", ""])  # fmt: skip
def test_another_page_causes_nothing_though_the_browser_sends_the_cookie(page, origin):
    cookie = f"Cookie: {page.opened()}"
    sent = [cookie, *([f"Origin: {origin.format(port=page.port)}"] if origin else [])]
    assert _status(page.ask("POST /graphql", *sent)) == 403
    assert _status(page.ask("POST /report_asset_materialization/raw", *sent)) == 403
    assert _status(page.ask("GET /graphql", *sent, *WEBSOCKET)) == 403
    if origin:
        assert _status(page.ask("GET /server_info", *sent)) == 403
    assert page.reached == []


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/graphql?query=mutation{a}", "/graphql", "/graphql/", "/%67raphql?query=x"])  # fmt: skip
def test_only_post_queries(page, method, path):
    cookie, origin = f"Cookie: {page.opened()}", f"Origin: http://{page.host}"
    assert _status(page.ask(f"{method} {path}", cookie, origin)) == 405
    assert page.reached == []


def test_the_page_itself_queries_and_subscribes(page):
    cookie, origin = f"Cookie: {page.opened()}", f"Origin: http://{page.host}"
    assert "inside" in page.ask("POST /graphql", cookie, origin, "Content-Length: 0")
    assert _status(page.ask("GET /graphql", cookie, origin, *WEBSOCKET)) == 101
    assert page.reached == ["http POST /graphql", "websocket  /graphql"]


def test_no_other_page_shows_this_one_inside_itself(page):
    assert "x-frame-options: DENY" in page.ask("GET /", f"Cookie: {page.opened()}")


def test_a_sites_own_proxy_asks_who_somebody_is_and_the_rest_is_as_before(behind_proxy):
    site, page, user = "mukana.example.org", behind_proxy, "X-Forwarded-User: aino"
    assert "inside" in page.ask("GET /", user, host=site)
    assert "inside" in page.ask("POST /graphql", user, f"Origin: https://{site}", host=site)
    page.reached.clear()
    assert (
        _status(page.ask("POST /graphql", user, "Origin: https://evil.example", host=site)) == 403
    )
    assert _status(page.ask("POST /graphql", user, host=site)) == 403
    assert _status(page.ask("GET /graphql?query={a}", user, host=site)) == 405
    assert _status(page.ask("GET /", user)) == 421
    assert page.reached == []


@pytest.mark.parametrize("sent", [[], ["X-Forwarded-User: "], ["X-Forwarded-User: a", "X-Forwarded-User: b"]])  # fmt: skip
def test_a_proxy_that_does_not_say_who_somebody_is_lets_nobody_in(behind_proxy, sent):
    site, origin = "mukana.example.org", "Origin: https://mukana.example.org"
    for line, more in (("GET /", []), ("POST /graphql", [origin]), ("GET /server_info", [])):
        assert _status(behind_proxy.ask(line, *sent, *more, host=site)) == 401, line
    assert _status(behind_proxy.ask("GET /graphql", *sent, origin, *WEBSOCKET, host=site)) == 403
    assert behind_proxy.reached == []


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets of POSIX")
def test_the_socket_for_a_proxy_is_closed_to_other_users_and_one_that_is_left_is_replaced(tmp_path):
    path = tmp_path / "page.sock"
    for _ in range(2):
        at_socket(path).close()
        assert stat.S_IMODE(path.stat().st_mode) == 0o660


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="sockets of POSIX")
def test_a_socket_at_which_a_page_answers_is_not_taken_from_it(tmp_path):
    path = tmp_path / "page.sock"
    with at_socket(path) as first:
        with pytest.raises(OSError, match="in use"):
            at_socket(path)
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as proxy:
            proxy.connect(str(path))
            assert first.accept()
