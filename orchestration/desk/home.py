"""The first page of the desk: what a visitor can do here, and what waits for them.

Belongs here: the list of the parts that are theirs. Does not belong here: the parts.
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from orchestration.desk import open_answers, reviewers, sent
from orchestration.desk.pages import page, route
from orchestration.desk.visit import Desk, Visit
from orchestration.desk.visitors import MAY_READ


def routes(desk: Desk) -> list[Route]:
    """The first page, for everybody who has a role, and what a health check asks for, for everybody."""
    return [route(desk, "/", _home, MAY_READ), route(desk, "/health", _health, None)]


def _home(visit: Visit) -> Response:
    parts = [one for one in (sent, reviewers, open_answers) if visit.visitor.may(one.ENTRY.needs)]
    waits = {part.ENTRY.path: part.news(visit) for part in parts}
    return page(visit, "home.html.jinja", waits=waits)


def _health(_: Visit) -> Response:
    return Response("ok", media_type="text/plain")
