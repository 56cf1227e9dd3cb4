"""One request to the desk, as the pages get it: who, in which language, with which form.

Belongs here: from a request to a visit. Does not belong here: reading a form (forms). A page is a plain function of a visit:
it runs in a thread, may wait for files, and knows nothing of the web server.
"""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from starlette.requests import Request

from orchestration.core.settings import Settings
from orchestration.desk.forms import Form, Room
from orchestration.desk.visitors import Visitor, unknown, visitor_of
from orchestration.html.texts import LANGUAGES
from orchestration.intake import initialise
from orchestration.intake.declared_inputs import Declared
from orchestration.serving.guard import user_of

LANGUAGE_COOKIE = "mukana_language"


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
    room: Room = field(default_factory=Room)

    @property
    def is_synthetic(self) -> bool:
        """True if the people of this root are invented. Raises UserError where there is no root now."""
        return initialise.identity(self.settings.root).is_synthetic


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


def visit_of(request: Request, desk: Desk, *, is_known: bool = True) -> Visit:
    """The visit that a request is, without its form. Raises RegisterError.

    `is_known`: false for a page that says why nothing is shown, where nobody can be looked up.
    """
    user = (user_of(request.scope) or "") if desk.is_proxied else getpass.getuser()
    registers = desk.settings.root.registers
    is_own = not desk.is_proxied
    visitor = visitor_of(user, registers, is_own_account=is_own) if is_known else unknown(user)
    language, query = _language(request), request.query_params
    path, parts = request.url.path, request.path_params
    return Visit(desk, visitor, language, path, parts, query, None, request.cookies)


def _language(request: Request) -> str:
    """The language that is asked for, else the one asked for before, else Finnish."""
    asked = (request.query_params.get("lang"), request.cookies.get(LANGUAGE_COOKIE))
    return next((one for one in asked if one in LANGUAGES), LANGUAGES[0])
