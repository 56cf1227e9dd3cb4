"""Pages of the desk: from a template and a visit to an answer, and what is wrong as a page too.

Belongs here: the frame of every page, its headers, and routes. Does not belong here: what a page says.
"""

from __future__ import annotations

import mimetypes
import sys
import traceback
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from orchestration.core.errors import UserError
from orchestration.desk.forms import Form, NotReadError, form_of
from orchestration.desk.visit import LANGUAGE_COOKIE, Desk, Visit, visit_of
from orchestration.html import pages as html_pages
from orchestration.html import texts
from orchestration.html.texts import LANGUAGES, Speaker
from orchestration.ingest.registers.registers import RegisterError
from orchestration.intake.initialise import KeyMissingError, LaterRootError

_HERE = Path(__file__).parent
_TEMPLATES, _TEXTS = _HERE / "templates", _HERE / "texts"
HEADERS = {
    "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; img-src data:;"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "cache-control": "no-store",
    # Not `no-referrer`: browsers then send a form without saying which page it comes from, which the guard asks.
    "referrer-policy": "same-origin",
    "x-content-type-options": "nosniff",
}
View = Callable[[Visit], Response]
# What is said of problems that whoever runs the desk has to correct, before the program's own sentences.
_OTHER_KEY = "error.user_error"
_KEYS: dict[type[UserError], str] = {
    RegisterError: "error.registers",
    KeyMissingError: "error.no_root",
    LaterRootError: "error.no_root",
}


class NotShownError(Exception):
    """Why a page is not shown: an HTTP status, the key of a text, and the values of its places."""

    def __init__(self, status: int, key: str, **values: object) -> None:
        self.status, self.key, self.values = status, key, values
        super().__init__(key)


def speaker(language: str) -> Speaker:
    """The texts of the desk in a language."""
    return texts.speaker(language, *(texts.load(file) for file in sorted(_TEXTS.glob("*.yml"))))


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> HTMLResponse:
    """A page from a template of this room, with the values that the template needs beside the frame's."""
    is_sent = visit.form is not None
    shown = html_pages.environment(_TEMPLATES).get_template(template).render(
        language=visit.language,
        t=speaker(visit.language),
        links={} if is_sent else {code: _address_in(visit, code) for code in LANGUAGES},
        is_synthetic=_is_synthetic(visit.desk),
        form_action="'self'",
        visitor=visit.visitor,
        path=visit.path,
        entries=[one for one in visit.desk.entries if visit.visitor.may(one.needs)],
        **values,
    )  # fmt: skip
    answer = HTMLResponse(shown, status, HEADERS)
    if visit.query.get("lang") == visit.language:
        answer.set_cookie(LANGUAGE_COOKIE, visit.language, samesite="strict", httponly=True)
    return answer


def download(name: str, content: bytes) -> Response:
    """A file that the browser saves; the name is ours."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    about = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type=kind, headers=HEADERS | about)


def go_to(path: str) -> Response:
    """After a form: the page that shows what became of it, so that a reload sends nothing again."""
    return RedirectResponse(path, status_code=303, headers={"cache-control": "no-store"})


def route(
    desk: Desk,
    path: str,
    view: View,
    needs: Iterable[str] | None,
    method: str = "GET",
    *,
    is_in_turn: bool = False,
) -> Route:
    """A page for those who have one of the roles that it needs; None: for everybody who gets in.

    `is_in_turn`: one is made at a time. Others wait their turn, and hold up no other page.
    """
    turn = CapacityLimiter(1) if is_in_turn else None

    async def answered(request: Request) -> Response:
        try:
            visit = await run_sync(_admitted, request, desk, needs)
            if method == "GET":
                return await run_sync(view, visit, limiter=turn)
            async with form_of(request, desk.room, visit.visitor.user) as form:
                return await run_sync(view, replace(visit, form=form), limiter=turn)
        except ClientDisconnect:
            return Response(status_code=400)  # nobody reads it
        except Exception as problem:  # noqa: BLE001 - the page says that it failed; the desk goes on
            return await run_sync(refusal, request, desk, problem)

    return Route(path, answered, methods=[method])


def _admitted(request: Request, desk: Desk, needs: Iterable[str] | None) -> Visit:
    """The visit of somebody who may open the page, before anything of a form is read."""
    if needs is None:
        return visit_of(request, desk, is_known=False)
    _ = desk.is_synthetic  # that there is a root
    visit = visit_of(request, desk)
    if not visit.visitor.may(needs):
        key = "error.not_allowed" if visit.visitor.roles else "error.not_registered"
        raise NotShownError(403, key, user=visit.visitor.user)
    return visit


def refusal(request: Request, desk: Desk, problem: Exception) -> Response:
    """Why something is not shown, as a page; of a fault of the program, where it was goes to the operator."""
    sentences = problem.problems if isinstance(problem, UserError) else ()
    if isinstance(problem, UserError):
        key = next((key for kind, key in _KEYS.items() if isinstance(problem, kind)), _OTHER_KEY)
        shown = NotShownError(503 if key != _OTHER_KEY else 409, key)
    elif isinstance(problem, NotReadError):
        shown = NotShownError(problem.status, problem.key)
    elif isinstance(problem, NotShownError):
        shown = problem
    else:
        tell_operator(problem)
        shown = NotShownError(500, "error.failed")
    try:
        visit = visit_of(request, desk)
    except Exception:  # noqa: BLE001 - who it is need not be known to say what is wrong
        visit = visit_of(request, desk, is_known=False)
    if request.method not in ("GET", "HEAD"):
        visit = replace(visit, form=Form())
    return page(visit, "error.html.jinja", shown.status, problem=shown, sentences=sentences)


def _is_synthetic(desk: Desk) -> bool:
    """False also where there is no root now, which is what the page says then."""
    try:
        return desk.is_synthetic
    except UserError:
        return False


def _address_in(visit: Visit, language: str) -> str:
    """The address of this page in another language, from the page itself."""
    return f"?{urlencode({**visit.query, 'lang': language})}"


def tell_operator(problem: Exception) -> None:
    """Where it failed, in the terminal: never what was in the data."""
    place = traceback.extract_tb(problem.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"A page of the desk failed: {type(problem).__name__} at {where}.\n")
