"""The forms of reviewers that decide about a release, and what becomes of them.

Belongs here: from a form to a wish, and the page that asks before readers get an earlier release. Does not
belong here: what may be decided and by whom (release/deciding), or the page of the candidate (reviewers).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from orchestration.desk.forms import Form
from orchestration.desk.pages import NotShownError, go_to, page, route
from orchestration.desk.undecided import WAIT_SECONDS, undecided
from orchestration.desk.visit import Desk, Visit
from orchestration.ingest.registers.people import REVIEWER
from orchestration.intake.undecidable import UndecidableError
from orchestration.release import deciding, kept, pointer, reviewing
from orchestration.release.deciding import Wish

MAY_DECIDE = frozenset({REVIEWER})
_CANDIDATE = "/review"


def routes(desk: Desk) -> list[Route]:
    """The pages that decide: for reviewers only."""
    return [
        route(desk, "/review/decide", _decide, MAY_DECIDE, "POST"),
        route(desk, "/review/return", _return, MAY_DECIDE),
    ]


def earlier(visit: Visit) -> list[dict[str, Any]]:
    """Releases that readers could be given again, with the day on which each was published."""
    root = visit.desk.settings.root
    found = {name: kept.read(root.releases / name) for name in pointer.earlier(root)}
    return [
        {
            "release_id": name,
            "day": datetime.fromisoformat(one.published_at).date() if one else None,
        }
        for name, one in found.items()
    ]


def day_of(text: str) -> date | None:
    """The day that a field for days sends; None if it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _decide(visit: Visit) -> Response:
    """Write the decision of a form down, if it is about what is there now."""
    fields = (visit.form or Form()).fields
    kind, shown, state = (fields.get(name, "") for name in ("kind", "candidate", "state"))
    if kind not in deciding.KINDS or not shown or not state:
        raise NotShownError(400, "review.bad_form")
    wish = Wish(
        kind,
        fields.get("reason", ""),
        # Where nobody is registered, the account that runs the desk decides.
        visit.visitor.user if visit.visitor.is_registered else None,
        rule=fields.get("rule", ""),
        until=day_of(fields.get("until", "")),
        release_id=fields.get("release_id", ""),
        shown=shown,
        state=state,
    )
    try:
        deciding.decide(visit.declared, wish, WAIT_SECONDS)
    except UndecidableError as refused:
        return undecided(visit, refused, _CANDIDATE)
    return go_to(f"{_CANDIDATE}?decided=1")


def _return(visit: Visit) -> Response:
    """Ask whether readers are to have an earlier release again, and why."""
    found = reviewing.review_of(visit.declared)
    asked = visit.query.get("release", "")
    known = {one["release_id"]: one for one in earlier(visit)}
    if asked not in known or found["candidate"] is None:
        raise NotShownError(404, "review.no_release")
    return page(visit, "review_return.html.jinja", review=found, release=known[asked])
