"""What reviewers see of the candidate: where it stands, what changed and why, what is broken.

Belongs here: the page of the candidate and its report. Does not belong here: what the forms do
(review_decisions, review_deliveries, review_description), or how the report's sections read.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from starlette.responses import FileResponse, Response
from starlette.routing import Route

from expectations.report.report import Section, file_name
from orchestration.desk import review_decisions, review_deliveries, review_description
from orchestration.desk.pages import HEADERS, NotShownError, page, route, speaker
from orchestration.desk.review_decisions import MAY_DECIDE, day_of
from orchestration.desk.visit import Desk, Entry, Visit
from orchestration.desk.visitors import MAY_REVIEW
from orchestration.html import formats
from orchestration.release import candidate_validation, report_contents, reports, reviewing
from orchestration.release.manifest import ManifestError

ENTRY = Entry("/review", "review", MAY_REVIEW)
_SECTIONS: tuple[Section, ...] = ("standing", "change", "rules", "deliveries", "suppressed")


def routes(desk: Desk) -> list[Route]:
    """The pages of reviewers. An engineer may look too."""
    parts = (review_decisions, review_deliveries, review_description)
    return [
        route(desk, ENTRY.path, _candidate, MAY_REVIEW),
        *(one for part in parts for one in part.routes(desk)),
        route(desk, "/review/{file}", _report, MAY_REVIEW),
    ]


def news(visit: Visit) -> list[str]:
    """What waits for a reviewer or an engineer, a sentence each."""
    t, found = speaker(visit.language), candidate_validation.standing_of(visit.declared)
    said = [t(f"review.news_{found.status}")] if found and found.status in ("held", "waits") else []
    if count := len(review_deliveries.waiting(visit)):
        said.append(t("held.news", count=count))
    return said


def _candidate(visit: Visit) -> Response:
    """The candidate, and the forms to decide about exactly what is shown of it."""
    found, sections = _shown(visit)
    decisions = [_in_words(one, visit.language) for one in reversed(found["decisions"])]
    may_decide = visit.visitor.may(MAY_DECIDE)
    return page(
        visit, "review.html.jinja",
        review=found,
        sections=sections,
        loss=[_loss_line(one, visit.language) for one in found["held_loss"]],
        waiting=review_deliveries.waiting(visit),
        buttons=_buttons(found["candidate"], found["in_use"]) if may_decide else (),
        open_warnings=_open_warnings(found) if may_decide else [],
        may_decide=may_decide,
        made=decisions[0] if "decided" in visit.query and decisions else None,
        decisions=decisions,
        earlier=review_decisions.earlier(visit) if may_decide else [],
        is_waiting_for_run=_is_waiting_for_run(found),
        report=file_name(visit.language),
        today=datetime.now(UTC).date(),
    )  # fmt: skip


def _shown(visit: Visit) -> tuple[dict[str, Any], dict[Section, Any]]:
    """The candidate and its sections, of one moment. Raises NotShownError while a run replaces it."""
    try:
        found = reviewing.review_of(visit.declared)
        sections = reports.sections(visit.declared, visit.language, _SECTIONS)
        now = candidate_validation.read(visit.desk.settings.root)
        state = candidate_validation.state_of(visit.declared, now) if now else None
    except ManifestError:
        raise NotShownError(503, "review.is_changing") from None
    candidate = found["candidate"]
    if state != (candidate["state"] if candidate else None) or bool(sections) != bool(candidate):
        raise NotShownError(503, "review.is_changing")
    return found, sections


def _buttons(candidate: dict[str, Any] | None, in_use: str | None) -> tuple[str, ...]:
    """What may be decided about the candidate as it stands, in the order of the buttons."""
    if candidate is None:
        return ()
    if candidate["status"] == "held":
        is_open = candidate["loss_may_be_accepted"] and not candidate["loss_is_accepted"]
        return ("accept_loss",) if is_open else ()
    if candidate["status"] == "waits":
        return ("approve", "reject")
    if candidate["status"] == "rejected":
        return ("approve",)
    return () if candidate["release_id"] == in_use else ("reject",)


def _is_waiting_for_run(found: dict[str, Any]) -> bool:
    """True if the next run publishes the candidate, or validates it again with the loss accepted."""
    candidate = found["candidate"]
    if candidate is None or candidate["release_id"] == found["in_use"]:
        return False
    return candidate["loss_is_accepted"] or candidate["status"] in ("approved", "automatic")


def _open_warnings(found: dict[str, Any]) -> list[dict[str, Any]]:
    """The warnings that a person can waive: where none holds anything, nobody needs to."""
    candidate = found["candidate"]
    if candidate is None or candidate["status"] not in ("held", "waits"):
        return []
    return [one for one in found["broken"] if one["rule_id"] in candidate["open_warnings"]]


def _loss_line(line: dict[str, str], language: str) -> tuple[str, str]:
    """What would go or why, and the name of the file that it is about, if that may be shown."""
    files = [{"name": line["file"]}] if "file" in line else []
    return line[language], "".join(report_contents.shown_names(files))


def _in_words(decision: dict[str, str], language: str) -> dict[str, str]:
    """A decision with its time, and the last day of a waiver, as this computer's calendar has them."""
    at = datetime.fromisoformat(decision["decided_at"]).astimezone()
    time = f"{at:%H:%M}" if language == "en" else f"{at.hour}.{at:%M}"
    last_day = formats.day(day_of(decision["until"]), language)
    return decision | {"at": f"{formats.day(at.date(), language)} {time}", "last_day": last_day}


def _report(visit: Visit) -> Response:
    """The report of the candidate as it lies beside it, in one of its languages."""
    folder, name = visit.desk.settings.root.candidate, visit.parts["file"]
    if name not in {file.name for file in folder.glob(reports.PAGES)}:
        raise NotShownError(404, "review.no_report")
    return FileResponse(folder / name, headers=HEADERS)
