"""Pages of the desk: from a template and a visit to an answer, and what is wrong as a page too.

Belongs here: the frame of every page, its headers, and routes. Does not belong here: what a page says.
"""

from __future__ import annotations

import mimetypes
import sys
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from orchestration.core.errors import UserError
from orchestration.desk.visit import (
    LANGUAGE_COOKIE,
    Desk,
    Form,
    TooLargeError,
    Visit,
    form_of,
    visit_of,
)
from orchestration.html import pages as html_pages
from orchestration.html import texts
from orchestration.html.texts import LANGUAGES, Speaker

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
        links={} if is_sent else {code: f"{visit.path}?lang={code}" for code in LANGUAGES},
        is_synthetic=visit.desk.is_synthetic,
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
    desk: Desk, path: str, view: View, needs: Iterable[str] | None, method: str = "GET"
) -> Route:
    """A page for those who have one of the roles that it needs; None: for everybody who gets in."""

    async def answered(request: Request) -> Response:
        try:
            form = await form_of(request) if method == "POST" else None
        except TooLargeError:
            return await run_in_threadpool(
                refusal, request, desk, NotShownError(413, "error.too_large")
            )
        return await run_in_threadpool(_answer, request, desk, form, view, needs)

    return Route(path, answered, methods=[method])


def _answer(
    request: Request, desk: Desk, form: Form | None, view: View, needs: Iterable[str] | None
) -> Response:
    try:
        visit = visit_of(request, desk, form)
        if needs is not None and not visit.visitor.may(needs):
            key = "error.not_allowed" if visit.visitor.roles else "error.not_registered"
            raise NotShownError(403, key, user=visit.visitor.user)
        return view(visit)
    except NotShownError as problem:
        return refusal(request, desk, problem)
    except UserError as problem:
        return refusal(request, desk, NotShownError(409, "error.user_error"), *problem.problems)
    except Exception as problem:  # noqa: BLE001 - the page says that it failed; the desk goes on
        _tell_operator(problem)
        return refusal(request, desk, NotShownError(500, "error.failed"))


def refusal(request: Request, desk: Desk, problem: NotShownError, *sentences: str) -> Response:
    """Why something is not shown, as a page. `sentences` are those of a user error."""
    visit = visit_of(request, desk, None)
    return page(visit, "error.html.jinja", problem.status, problem=problem, sentences=sentences)


def _tell_operator(problem: Exception) -> None:
    """Where it failed, in the terminal: never what was in the data."""
    place = traceback.extract_tb(problem.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    sys.stderr.write(f"A page of the desk failed: {type(problem).__name__} at {where}.\n")
