"""Asking a web application as a browser does, without a server between."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

BOUNDARY = "form-of-a-test"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


def ask(
    application: Any,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
    file: tuple[str, bytes] | None = None,
) -> Answer:
    """GET, or POST where there are fields or a file: (its name, its bytes)."""
    body, kind = b"", ""
    if file is not None:
        body, kind = _multipart(fields or {}, *file), f"multipart/form-data; boundary={BOUNDARY}"
    elif fields is not None:
        body, kind = urlencode(fields).encode(), "application/x-www-form-urlencoded"
    sent = {"host": "127.0.0.1", **({"content-type": kind} if kind else {}), **(headers or {})}
    path, _, query = path.partition("?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "POST" if kind else "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    # In a thread of its own: a browser of other tests leaves an event loop running in this one.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, _asked(application, scope, body)).result()


async def _asked(application: Any, scope: dict[str, Any], body: bytes) -> Answer:
    messages: list[dict[str, Any]] = []
    unread = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not unread:
            await asyncio.Event().wait()  # as a browser that waits for the answer
        return unread.pop()

    async def send(message: dict[str, Any]) -> None:
        messages.append(message)

    await application(scope, receive, send)
    start = messages[0]
    headers = {name.decode(): value.decode() for name, value in start["headers"]}
    return Answer(start["status"], headers, b"".join(one.get("body", b"") for one in messages[1:]))


def _multipart(fields: Mapping[str, str], name: str, content: bytes) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
        for key, value in fields.items()
    ]
    about = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    )
    return b"".join([*parts, about.encode(), content, f"\r\n--{BOUNDARY}--\r\n".encode()])
