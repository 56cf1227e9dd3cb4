"""Deliveries that wait for a person: why, what they hold, and a form to decide.

Belongs here: the pages, and in which words a choice is offered. Does not belong here: what the choices do
(intake/decisions), or why a delivery is on hold (intake/reconcile).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from orchestration.desk.forms import Form
from orchestration.desk.pages import NotShownError, go_to, page, route
from orchestration.desk.undecided import WAIT_SECONDS, undecided
from orchestration.desk.visit import Desk, Visit
from orchestration.desk.visitors import MAY_REVIEW
from orchestration.intake import decisions
from orchestration.intake.decisions import Asked
from orchestration.intake.record import Record
from orchestration.intake.undecidable import UndecidableError
from orchestration.release.report_contents import shown_names

_PATH = "/review/delivery/{delivery}"
# The words of a choice: what it does is said as the answer to the question of this reason.
_WORDS = {
    "rows_ambiguous": "replaces",
    "looks_like_copy": "replaces",
    "another_form": "replaces",
    "rows_gone": "rows_gone",
    "withdraws_many": "withdraws_many",
    "refuses_elsewhere": "refuses_elsewhere",
    "others_services": "others_services",
}
# Whoever says no here corrects the file instead.
_ONE_CHOICE = {"withdraws_many": ("removed",)}


def routes(desk: Desk) -> list[Route]:
    """A reviewer or an engineer decides about a delivery, as on the command line."""
    return [
        route(desk, _PATH, _show, MAY_REVIEW),
        route(desk, _PATH, _decide, MAY_REVIEW, "POST"),
    ]


def waiting(visit: Visit) -> list[dict[str, Any]]:
    """Deliveries that wait for a decision, in order of arrival."""
    records = sorted(visit.declared.records, key=lambda record: record.order)
    return [_said(one, visit.language) for one in records if decisions.open_kinds(one)]


def _said(record: Record, language: str) -> dict[str, Any]:
    """A delivery as a page says it. The reader speaks Finnish and English."""
    about = [*record.reasons] if record.status != "accepted" else []
    about += [one for one in record.findings if one["code"] in _WORDS and not about]
    code = about[0]["code"] if about else ""
    spoken = "en" if language == "en" else "fi"
    kinds = decisions.open_kinds(record)
    return {
        "delivery_id": record.delivery_id,
        "short_id": record.short_id,
        "sender_code": record.sender_code,
        "names": shown_names([{"name": file.name} for file in record.files]),
        "landed_on": datetime.fromtimestamp(record.landed_at_ns / 1e9, UTC).date(),
        "problems": [one.get(f"problem_{spoken}") or one[spoken] for one in about],
        "spoken": spoken,
        "account": {what: count for what, count in record.account.items() if count},
        "words": _WORDS.get(code, "replaces"),
        "kinds": [kind for kind in kinds if kind in _ONE_CHOICE.get(code, kinds)],
        "decided": record.decided[-1] if record.decided else None,
        "state": decisions.state_of(record),
    }


def _record(visit: Visit) -> Record:
    found = visit.declared.ledger.records.get(visit.parts["delivery"])
    if found is None or not (decisions.open_kinds(found) or found.decided):
        raise NotShownError(404, "held.nothing")
    return found


def _show(visit: Visit) -> Response:
    return page(visit, "review_delivery.html.jinja", delivery=_said(_record(visit), visit.language))


def _decide(visit: Visit) -> Response:
    """Write down what a person says about a delivery, if it is still as it was shown."""
    delivery_id, fields = _record(visit).delivery_id, (visit.form or Form()).fields
    kind, shown, reason = (fields.get(name, "") for name in ("kind", "state", "reason"))
    if kind not in ("removed", "partial", "services") or not shown:
        raise NotShownError(400, "review.bad_form")
    settings = visit.desk.settings
    by, asked = visit.visitor.user, Asked(reason, shown, WAIT_SECONDS)
    try:
        if not reason.strip():
            raise UndecidableError("reason_is_empty")
        if kind == "services":
            decisions.accept_services(settings, delivery_id, by=by, asked=asked)
        else:
            is_partial = kind == "partial"
            decisions.accept_removal(
                settings, delivery_id, is_partial=is_partial, by=by, asked=asked
            )
    except UndecidableError as refused:
        return undecided(visit, refused, visit.path)
    return go_to(visit.path)
