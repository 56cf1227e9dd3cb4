"""What a browser sends, read into memory: so much, for so long, and so many at once.

Belongs here: reading a form within its limits. Does not belong here: what is done with it. Whoever may not
send a form is turned away before any of it is read (pages).
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections import Counter
from collections.abc import AsyncIterator, Mapping, MutableMapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

# What a form may hold, a file included: more belongs in the landing folder.
MOST_BYTES = 100_000_000
# A form without a file holds texts.
_MOST_BYTES_OF_TEXTS = 2_000_000
# Of all forms that are read or worked on at once.
_MOST_BYTES_AT_ONCE = 5 * MOST_BYTES
# A second press of a button may overlap with the first.
_MOST_OF_ONE_PERSON = 2
# 100 megabytes at a megabit per second.
SECONDS = 900.0
_MOST_FIELDS = 30
# It says in the terminal which character of a form it did not expect.
logging.getLogger("python_multipart").setLevel(logging.CRITICAL)


class NotReadError(Exception):
    """Why a form is not read to its end: an HTTP status, and the key of a text."""

    def __init__(self, status: int, key: str) -> None:
        self.status, self.key = status, key
        super().__init__(key)


@dataclass(frozen=True)
class Form:
    """What was sent: texts by field, and the one file that a form may have."""

    fields: Mapping[str, str] = field(default_factory=dict)
    file: UploadFile | None = None


@dataclass
class Room:
    """The forms that are in memory: how many of each person, and the bytes of all."""

    forms: Counter[str] = field(default_factory=Counter)
    byte_count: int = 0


class _InMemory(MultiPartParser):
    """Reads a form into memory: otherwise a file of a megabyte would be put into a folder for temporary files."""

    spool_max_size = MOST_BYTES


@asynccontextmanager
async def form_of(request: Request, room: Room, user: str) -> AsyncIterator[Form]:
    """The form of a request while it is worked on.

    It has its room from the start, so that of many that come at once some get through; and is counted while it
    arrives, since a header may say anything. Raises NotReadError for one that is too large, too slow or no form,
    or while too many others are here.
    """
    most = MOST_BYTES if _has_file(request) else _MOST_BYTES_OF_TEXTS
    arriving = _Arriving(request, room, min(_announced(request), most), most)
    room.forms[user] += 1
    try:
        async with asyncio.timeout(SECONDS):
            try:
                if room.forms[user] > _MOST_OF_ONE_PERSON:
                    raise _busy()
                arriving.require_room()
                form = await _parsed(Request(request.scope, arriving.receive))
            except NotReadError:
                await arriving.drop()
                raise
        yield form
    except TimeoutError:
        raise NotReadError(408, "error.too_slow") from None
    finally:
        arriving.leave()
        room.forms[user] -= 1
        room.forms += Counter()  # without those who have none


class _Arriving:
    """The messages of a request, counted; `held`: the bytes that it takes of the room, arrived or announced."""

    def __init__(self, request: Request, room: Room, held: int, most: int) -> None:
        self._request, self._room, self._held, self._most = request, room, held, most
        self._arrived, self._is_more = 0, True
        room.byte_count += held

    async def receive(self) -> MutableMapping[str, Any]:
        message = await self._request.receive()
        self._is_more = bool(message.get("more_body"))
        self._arrived += len(message.get("body", b""))
        if self._arrived > self._most:
            raise NotReadError(413, "error.too_large")
        beyond = max(0, self._arrived - self._held)
        self._held, self._room.byte_count = self._held + beyond, self._room.byte_count + beyond
        self.require_room()
        return message

    def require_room(self) -> None:
        if self._room.byte_count > _MOST_BYTES_AT_ONCE:
            raise _busy()

    def leave(self) -> None:
        self._room.byte_count, self._held = self._room.byte_count - self._held, 0

    async def drop(self) -> None:
        """Take the rest and keep none of it: a browser reads the answer only when all was taken from it."""
        self.leave()
        while self._is_more:
            self._is_more = bool((await self._request.receive()).get("more_body"))


def _announced(request: Request) -> int:
    length = request.headers.get("content-length", "")
    return int(length) if re.fullmatch("[0-9]{1,18}", length) else 0


async def _parsed(request: Request) -> Form:
    most = {"max_fields": _MOST_FIELDS}
    parser: MultiPartParser | FormParser
    if _has_file(request):
        parser = _InMemory(request.headers, request.stream(), max_files=1, **most)
    else:
        parser = FormParser(request.headers, request.stream(), **most)
    try:
        form: FormData = await parser.parse()
    except MultiPartException:
        raise NotReadError(400, "error.unreadable") from None
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    return Form(fields, files[0] if files else None)


def _has_file(request: Request) -> bool:
    return request.headers.get("content-type", "").lower().startswith("multipart/form-data")


def _busy() -> NotReadError:
    return NotReadError(503, "error.busy")
