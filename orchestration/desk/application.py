"""The desk as a web application: its parts, and pages for what it does not have.

Belongs here: putting the parts together. Does not belong here: listening, or who gets in (serving).
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from orchestration.core.settings import Settings
from orchestration.desk import home, open_answers, readers, reviewers, senders, sent
from orchestration.desk.pages import NotShownError, refusal, tell_operator
from orchestration.desk.visit import Desk

# In the order of the navigation.
_PARTS = (senders, sent, reviewers, open_answers, readers)


class _NothingEscapes:
    """Tells the operator where an answer failed that had begun to be sent; the server would print the whole fault."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await self.app(scope, receive, send)
        except Exception as problem:  # noqa: BLE001 - the desk goes on
            tell_operator(problem)


def application(settings: Settings, *, is_proxied: bool) -> Starlette:
    """The desk of an installation."""
    desk = Desk(settings, tuple(part.ENTRY for part in _PARTS), is_proxied)

    async def refused(request: Request, problem: Exception) -> Response:
        status = problem.status_code if isinstance(problem, HTTPException) else 500
        return await run_in_threadpool(
            refusal, request, desk, NotShownError(status, "error.not_found")
        )

    routes = [one for part in (home, *_PARTS) for one in part.routes(desk)]
    return Starlette(
        routes=routes,
        exception_handlers={HTTPException: refused},
        middleware=[Middleware(_NothingEscapes)],
    )
