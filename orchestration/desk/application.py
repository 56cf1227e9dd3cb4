"""The desk as a web application: its parts, and pages for what it does not have.

Belongs here: putting the parts together. Does not belong here: listening, or who gets in (serving).
"""

from __future__ import annotations

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from orchestration.core.settings import Settings
from orchestration.desk import home, open_answers, readers, reviewers, senders, sent
from orchestration.desk.pages import HEADERS, NotShownError, refusal, tell_operator
from orchestration.desk.visit import Desk

_FAILED = (
    "Odottamaton virhe. Yritä hetken päästä uudelleen. Jos se ei auta, kerro ylläpitäjälle.\n"
    "The page failed unexpectedly. Try again in a moment. If that does not help, tell the administrator."
)
# In the order of the navigation.
_PARTS = (senders, sent, reviewers, open_answers, readers)


class _NothingEscapes:
    """Tells the operator where an answer failed; the server would print the whole fault.

    If nothing was sent yet, the visitor gets a sentence too, without a page: it may be the pages that fail.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_begun = False

        async def noted(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as problem:  # noqa: BLE001 - the desk goes on
            tell_operator(problem)
            if not is_begun:
                await PlainTextResponse(_FAILED, 500, HEADERS)(scope, receive, send)


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
