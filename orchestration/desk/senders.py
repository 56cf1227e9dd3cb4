"""Sending a file: choose it, read what a run would say of it, then send it or not.

Belongs here: the pages from choosing a file to having sent it, and the workbook for paper answers. Does not
belong here: the check and the writing (intake), or what became of files (sent).
"""

from __future__ import annotations

import hashlib
from functools import partial
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from orchestration.core.errors import UserError
from orchestration.core.settings import Settings
from orchestration.desk import sent
from orchestration.desk.forms import Form
from orchestration.desk.own_senders import own_sender, own_senders
from orchestration.desk.pages import NotShownError, download, go_to, page, route
from orchestration.desk.paper import choices, names_of_services, paper_workbook
from orchestration.desk.said import facts, said_in, survey_title, why_not_sent
from orchestration.desk.uploads import KEPT_SECONDS, Upload, Uploads
from orchestration.desk.visit import Desk, Entry, Visit
from orchestration.desk.visitors import MAY_SEND
from orchestration.ingest.messages import correction_workbook
from orchestration.intake import root_check, sending
from orchestration.intake.file_content import limits_of
from orchestration.intake.limited_reading import process_of
from orchestration.intake.self_check import FIXABLE, REFUSED, Check
from orchestration.intake.sent_names import cleaned

ENTRY = Entry("/send", "send", MAY_SEND)
_COOKIE = "mukana_checked"
# A check that comes to one of these is of a file that need not or cannot be sent: it is not kept.
_BEFORE = "before"
_NOT_SENT = (_BEFORE, REFUSED)
_PROBLEMS = ("problems", "findings", "notes")


def routes(desk: Desk) -> list[Route]:
    """The pages of those who send."""
    uploads = Uploads()
    views = (
        ("GET", ENTRY.path, partial(_form, uploads)),
        ("GET", "/send/checked", partial(_checked, uploads)),
        ("GET", "/send/corrections.xlsx", partial(_corrections, uploads)),
        ("POST", "/send/send", partial(_send, uploads)),
        ("POST", "/send/decline", partial(_decline, uploads)),
        ("GET", "/send/template.xlsx", _template),
    )
    check = partial(_check, uploads)
    return [
        route(desk, "/send/check", check, MAY_SEND, "POST", is_in_turn=True),
        *(route(desk, path, view, MAY_SEND, method) for method, path, view in views),
    ]


def _form(uploads: Uploads, visit: Visit, *, is_file_missing: bool = False) -> Response:
    """Choose a file."""
    held = uploads.held(visit.cookies.get(_COOKIE), visit.visitor.user)
    return page(
        visit,
        "senders.html.jinja",
        400 if is_file_missing else 200,
        senders=own_senders(visit),
        templates=choices(visit),
        held=held,
        is_file_missing=is_file_missing,
    )


def _check(uploads: Uploads, visit: Visit) -> Response:
    """Check the chosen file, and keep it until its sender decides."""
    form = visit.form or Form()
    file, sender_code = form.file, form.fields.get("sender", "")
    own_sender(visit, sender_code)
    if file is None or not file.filename:
        return _form(uploads, visit, is_file_missing=True)
    with file.file as opened:
        data = opened.read()
    found = _found(visit.desk.settings, sender_code, data)
    upload = Upload(
        visit.visitor.user,
        sender_code,
        cleaned(file.filename),
        hashlib.sha256(data).hexdigest(),
        found,
        None if _state(found) in _NOT_SENT else data,
    )
    secret = uploads.keep(upload, visit.cookies.get(_COOKIE))
    answer = go_to("/send/checked")
    answer.set_cookie(
        _COOKIE,
        secret,
        int(KEPT_SECONDS),
        path=ENTRY.path,
        # A site's proxy speaks TLS with browsers.
        secure=visit.desk.is_proxied,
        httponly=True,
        samesite="strict",
    )
    return answer


def _found(settings: Settings, sender_code: str, data: bytes) -> Check:
    """What a check says. One file is read at a time, and the process that read it ends with the check."""
    # Where it would be, so that what its sender's folder states holds for it.
    place = settings.root.landing.resolve() / sender_code / "file"
    try:
        return root_check.check(place, sender_code, settings, data=data)
    finally:
        process_of(limits_of(settings)).stop()


def _checked(uploads: Uploads, visit: Visit) -> Response:
    """What was found."""
    upload = _held(uploads, visit)
    found, problems = upload.check.as_dict(), upload.check.problems
    is_unknown = any(problem.code == "unknown_value" for problem in problems)
    return page(
        visit,
        "senders_checked.html.jinja",
        upload=upload,
        until=upload.until.astimezone(),
        sender=own_sender(visit, upload.sender_code),
        state=_state(upload.check),
        lists={name: found[name] for name in _PROBLEMS},
        said=said_in(visit.language),
        title_of_survey=survey_title(visit, found["recognised"]),
        facts=facts(visit, found["recognised"], found["counts"], found["repairs"]),
        services=names_of_services(visit, upload.sender_code) if is_unknown else (),
        is_workbook=bool(_to_correct(upload.check)),
    )


def _state(found: Check) -> str:
    """What a check comes to: nothing to do, received before, something to look at or to correct, of no use."""
    if any(note.code == "already_received" for note in found.notes):
        return _BEFORE
    if found.outcome == FIXABLE:
        return "fixable" if found.problems else "look"
    return found.outcome


def _corrections(uploads: Uploads, visit: Visit) -> Response:
    """The workbook of the cells to correct."""
    reasons = _to_correct(_held(uploads, visit).check)
    return download("corrections.xlsx", correction_workbook.workbook(reasons))


def _send(uploads: Uploads, visit: Visit) -> Response:
    """Send the file that was shown, and no other."""
    upload = _held(uploads, visit)
    if (visit.form or Form()).fields.get("sha256") != upload.sha256:
        raise NotShownError(409, "send.other_file")
    if upload.data is None:
        raise NotShownError(409, "send.not_kept")
    own_sender(visit, upload.sender_code)
    try:
        done = sending.send(visit.desk.settings, upload.sender_code, upload.name, upload.data)
    except (UserError, OSError) as problem:
        raise NotShownError(
            503, "send.failed", why=why_not_sent(problem, visit.language)
        ) from problem
    uploads.drop(visit.cookies.get(_COOKIE))
    became = "new" if done.is_new else "before"
    return go_to(f"{sent.ENTRY.path}/{quote(upload.sender_code)}?done={became}")


def _decline(uploads: Uploads, visit: Visit) -> Response:
    """Let go of the file."""
    uploads.drop(visit.cookies.get(_COOKIE))
    return go_to(ENTRY.path)


def _template(visit: Visit) -> Response:
    """The workbook for paper answers."""
    sender_code, chosen = visit.query.get("sender", ""), visit.query.get("form", "")
    own_sender(visit, sender_code)
    questionnaire, _, language = chosen.partition(".")
    content = paper_workbook(visit, questionnaire, language, sender_code)
    return download(f"{questionnaire}_{language}.xlsx", content)


def _held(uploads: Uploads, visit: Visit) -> Upload:
    upload = uploads.held(visit.cookies.get(_COOKIE), visit.visitor.user)
    if upload is None:
        raise NotShownError(410, "send.gone")
    return upload


def _to_correct(found: Check) -> list[dict[str, object]]:
    """What the workbook lists: what would refuse the file, and what its sender should look at, in cells."""
    return [dict(one.as_dict()) for one in (*found.problems, *found.findings) if one.cells]
