"""One request to the desk, as the pages get it: who, in which language, with which form.

Belongs here: from a request to a visit, and the limits of a form. A page is a plain function of a visit:
it runs in a thread, may wait for files, and knows nothing of the web server.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request

from orchestration.core.settings import Settings
from orchestration.desk.visitors import Visitor, unknown, visitor_of
from orchestration.html.texts import LANGUAGES
from orchestration.ingest.registers.registers import RegisterError
from orchestration.intake import initialise
from orchestration.intake.declared_inputs import Declared
from orchestration.serving.guard import USER

LANGUAGE_COOKIE = "mukana_language"
# What a form may hold, a file included: more belongs in the landing folder.
MOST_BYTES = 100_000_000
_MOST_FIELDS = 30


class TooLargeError(Exception):
    """More was sent than a form may hold."""


@dataclass(frozen=True)
class Entry:
    """A part of the desk in its navigation: where it is, the key of its name, and who may open it."""

    path: str
    key: str
    needs: frozenset[str]


@dataclass(frozen=True)
class Desk:
    """An installation's desk. `is_proxied`: a site's own proxy asks who somebody is, and says so."""

    settings: Settings
    entries: tuple[Entry, ...]
    is_proxied: bool = False

    @cached_property
    def is_synthetic(self) -> bool:
        """True if the people of this root are invented."""
        return initialise.identity(self.settings.root).is_synthetic


@dataclass(frozen=True)
class Form:
    """What was sent: texts by field, and the one file that a form may have."""

    fields: Mapping[str, str] = field(default_factory=dict)
    file: UploadFile | None = None


@dataclass(frozen=True)
class Visit:
    """A request: `path` and `parts` of its address, its query, and the form if one was sent."""

    desk: Desk
    visitor: Visitor
    language: str
    path: str
    parts: Mapping[str, Any]
    query: Mapping[str, str]
    form: Form | None
    cookies: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def declared(self) -> Declared:
        """What the root declares now."""
        return Declared(self.desk.settings.root, self.desk.settings)


def visit_of(request: Request, desk: Desk, form: Form | None) -> Visit:
    """The visit that a request is; while the register of people has an error, by somebody unknown."""
    user = request.headers.get(USER, "").strip() if desk.is_proxied else getpass.getuser()
    registers = desk.settings.root.registers
    try:
        visitor = visitor_of(user, registers, is_own_account=not desk.is_proxied)
    except RegisterError:
        visitor = unknown(user)
    language = _language(request)
    path, query = request.url.path, request.query_params
    return Visit(desk, visitor, language, path, request.path_params, query, form, request.cookies)


def _language(request: Request) -> str:
    """The language that is asked for, else the one asked for before, else Finnish."""
    asked = (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE))
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])


class _InMemory(MultiPartParser):
    """Reads a form into memory: otherwise a file of a megabyte would be put into a folder for temporary files."""

    spool_max_size = MOST_BYTES


async def form_of(request: Request) -> Form:
    """The form of a request, counted while it arrives: a header may say anything. Raises TooLargeError."""
    received = 0

    async def counted() -> MutableMapping[str, Any]:
        nonlocal received
        message = await request.receive()
        received += len(message.get("body", b""))
        if received > MOST_BYTES:
            # A browser reads the answer only when all was taken from it.
            while message.get("more_body"):
                message = await request.receive()
            raise TooLargeError
        return message

    counting = Request(request.scope, counted)
    is_multipart = request.headers.get("content-type", "").lower().startswith("multipart/form-data")
    try:
        if is_multipart:
            parser = _InMemory(
                request.headers, counting.stream(), max_files=1, max_fields=_MOST_FIELDS
            )
            form = await parser.parse()
        else:
            form = await counting.form(max_fields=_MOST_FIELDS)
    except MultiPartException:
        return Form()
    fields = {name: value for name, value in form.items() if isinstance(value, str)}
    files = [value for value in form.values() if isinstance(value, UploadFile)]
    return Form(fields, files[0] if files else None)
