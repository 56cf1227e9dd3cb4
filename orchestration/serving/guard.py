"""The guard that every request passes before the page behind it sees it.

Belongs here: who gets in. Dagster's page has no login, answers to any name, and changes things on
a GET request, which any web page can cause. Does not belong here: any page, or listening (listening).
Pure ASGI: it knows no server and no application.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs

from orchestration.serving import peers
from orchestration.serving.links import NO_LINK, Links, NotAdmittedError

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

_LOOKING = ("GET", "HEAD")
_GRAPHQL = "/graphql"
# No other page shows this one inside itself or reads what it loads.
_HEADERS = [
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-resource-policy", b"same-origin"),
]
# Where a site's own proxy asks who somebody is, it says so with every request.
USER = "x-forwarded-user"
_NO_USER = (
    "Palvelin ei kertonut, kuka olet, joten mitään ei näytetä. Kerro ylläpitäjälle.\n"
    "The proxy in front of this page has to ask who you are, and to say so: see deploy/README.md."
)
_OTHER_ADDRESS = (
    "Sivulla on toinen osoite. Käytä osoitetta, jonka ohjelma tai ylläpitäjä antoi.\n"
    "This page has another address. Use the one that the program or the administrator gave."
)
_OTHER_PAGE = (
    "Pyyntö ei tullut tältä sivulta, joten mitään ei tehty. Avaa sivu uudelleen ja yritä sieltä. Jos se ei"
    " auta, selaimen lisäosa voi salata, miltä sivulta pyyntö tuli.\n"
    "This request does not come from the page itself, so nothing was done. Open the page again and try"
    " there. If that does not help, an extension of the browser may hide where a request comes from."
)


@dataclass(frozen=True)
class Guard:
    """An ASGI application in front of another.

    `origins` are the addresses that the page has, such as `http://127.0.0.1:3000`. `links` is None
    where a site's own proxy asks who somebody is, and names them in the header `USER`.
    """

    application: Application
    origins: frozenset[str]
    links: Links | None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or answer it with why not."""
        if scope["type"] == "lifespan":
            await self.application(scope, receive, send)
            return
        try:
            self._require_own_page(scope)
            session = self._session_opened(scope)
        except NotAdmittedError as refused:
            await _refuse(scope, send, refused)
            return
        if session and self.links:
            cookie = f"{self.links.cookie}={session}; Path=/; HttpOnly; SameSite=Strict"
            headers = [(b"location", b"/"), (b"set-cookie", cookie.encode())]
            await _answer(send, 303, "", headers)
            return

        async def send_with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *_HEADERS]
            await send(message)

        await self.application(scope, receive, send_with_headers)

    def _require_own_page(self, scope: Scope) -> None:
        """Raises NotAdmittedError for another name of this computer, another page, a change by looking."""
        method = scope.get("method", "")
        hosts, sent_from = _header(scope, b"host"), _header(scope, b"origin")
        if len(hosts) != 1 or hosts[0] not in {one.split("//")[1] for one in self.origins}:
            raise NotAdmittedError(421, _OTHER_ADDRESS)
        # Browsers name the page that a request comes from wherever it can change anything.
        if (sent_from or method not in _LOOKING) and (
            len(sent_from) != 1 or sent_from[0] not in self.origins
        ):
            raise NotAdmittedError(403, _OTHER_PAGE)
        is_query = scope["path"].rstrip("/").endswith(_GRAPHQL)
        if is_query and scope["type"] == "http" and method != "POST":
            raise NotAdmittedError(405, "Queries are sent by POST.")

    def _session_opened(self, scope: Scope) -> str | None:
        """A new session if the request is a link; None if the browser is known already."""
        if self.links is None:
            if user_of(scope) is None:
                raise NotAdmittedError(401, _NO_USER)
            return None
        given = parse_qs(scope["query_string"].decode("latin-1")).get("token", [])
        if scope["type"] == "http" and scope["path"] == "/" and given:
            if scope["method"] != "GET":
                raise NotAdmittedError(405, NO_LINK)
            return self.links.exchange(given[0], _account(scope))
        account = _account(scope)
        if not any(self.links.knows(one, account) for one in _cookies(scope, self.links.cookie)):
            raise NotAdmittedError(401, NO_LINK)
        return None


def user_of(scope: Scope) -> str | None:
    """Whom the proxy names; None if it names nobody or several people. Names are in UTF-8, or else in Latin-1."""
    names = [name.encode("latin-1").strip() for name in _header(scope, USER.encode())]
    named = [name for name in names if name]
    if len(named) != 1:
        return None
    try:
        return named[0].decode()
    except UnicodeDecodeError:
        return named[0].decode("latin-1")


def _account(scope: Scope) -> int | None:
    client, server = scope.get("client"), scope.get("server")
    return peers.account_of(client, server) if client and server else None


def _header(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for key, value in scope["headers"] if key.lower() == name]


def _cookies(scope: Scope, name: str) -> list[str]:
    pairs = (
        pair.strip().partition("=") for one in _header(scope, b"cookie") for pair in one.split(";")
    )
    return [value for key, _, value in pairs if key == name]


async def _refuse(scope: Scope, send: Send, refused: NotAdmittedError) -> None:
    if scope["type"] == "websocket":
        # Before it is accepted: the server answers 403.
        await send({"type": "websocket.close", "code": 1008})
        return
    await _answer(send, refused.status, refused.sentence, [])


async def _answer(
    send: Send, status: int, sentence: str, headers: list[tuple[bytes, bytes]]
) -> None:
    kept_nowhere = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"cache-control", b"no-store"),
        (b"referrer-policy", b"no-referrer"),
    ]
    start = {"type": "http.response.start", "status": status}
    await send(start | {"headers": [*headers, *kept_nowhere, *_HEADERS]})
    await send({"type": "http.response.body", "body": sentence.encode()})
