"""Asking a web application as a browser does, without a server between."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlencode

T = TypeVar("T")
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


def ask(application: Any, path: str, **form: Any) -> Answer:
    """GET, or POST where there are fields or a file, as `asked` takes them."""
    return waited(asked(application, path, **form))


def waited(work: Coroutine[Any, Any, T]) -> T:
    """What asynchronous work gives. In a thread of its own: a browser of other tests leaves an event loop
    running in this one.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


async def asked(
    application: Any,
    path: str,
    *,
    headers: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
    file: tuple[str, bytes | Callable[[], bytes]] | None = None,
    header_code: str = "utf-8",
) -> Answer:
    """GET, or POST where there are fields or a file: (its name, its bytes).

    For a function instead of bytes: it is called when the application asks for the form, and gives its body.
    """
    body: bytes | Callable[[], bytes] = b""
    kind = ""
    if file is not None and callable(file[1]):
        body, kind = file[1], f"multipart/form-data; boundary={BOUNDARY}"
    elif file is not None:
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
        "headers": [(name.encode(), value.encode(header_code)) for name, value in sent.items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
    }
    return await _answered(application, scope, body)


async def _answered(
    application: Any, scope: dict[str, Any], body: bytes | Callable[[], bytes]
) -> Answer:
    messages: list[dict[str, Any]] = []
    unread = [body]

    async def receive() -> dict[str, Any]:
        if not unread:
            await asyncio.Event().wait()  # as a browser that waits for the answer
        content = unread.pop()
        content = content() if callable(content) else content
        return {"type": "http.request", "body": content, "more_body": False}

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
