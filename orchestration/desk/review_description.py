"""The quality description beside the candidate, to read and to edit in a form.

Belongs here: the page. Does not belong here: what may be written, and over what (release/description_draft).
"""

from __future__ import annotations

from starlette.responses import Response
from starlette.routing import Route

from orchestration.desk.forms import Form
from orchestration.desk.pages import NotShownError, go_to, page, route
from orchestration.desk.review_decisions import MAY_DECIDE
from orchestration.desk.undecided import WAIT_SECONDS, undecided
from orchestration.desk.visit import Desk, Visit
from orchestration.desk.visitors import MAY_REVIEW
from orchestration.intake.undecidable import UndecidableError
from orchestration.release import description_draft

_PATH = "/review/description"


def routes(desk: Desk) -> list[Route]:
    """An engineer may read it; a reviewer edits it."""
    return [
        route(desk, _PATH, _show, MAY_REVIEW),
        route(desk, _PATH, _save, MAY_DECIDE, "POST"),
    ]


def _show(visit: Visit) -> Response:
    found = description_draft.read(visit.desk.settings.root)
    if found is None:
        raise NotShownError(404, "review.no_description")
    text, sha256 = found
    return page(
        visit, "review_description.html.jinja",
        text=text,
        sha256=sha256,
        may_edit=visit.visitor.may(MAY_DECIDE),
        is_saved="saved" in visit.query,
    )  # fmt: skip


def _save(visit: Visit) -> Response:
    """Keep an edited text, unless somebody else has changed the file meanwhile."""
    fields = (visit.form or Form()).fields
    text, shown = fields.get("text", ""), fields.get("sha256", "")
    if not text.strip() or not shown:
        raise NotShownError(400, "review.bad_form")
    try:
        description_draft.write(visit.desk.settings.root, text, shown, WAIT_SECONDS)
    except UndecidableError as refused:
        return undecided(visit, refused, _PATH, text)
    return go_to(f"{_PATH}?saved=1")
