"""What became of a sender's own files: statuses, receipts and workbooks of what to correct.

Belongs here: showing it to the sender's own people. Does not belong here: choosing what is theirs (intake).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import quote

from starlette.responses import Response
from starlette.routing import Route

from orchestration.desk.own_senders import own_sender, own_senders
from orchestration.desk.pages import NotShownError, download, go_to, page, route, speaker
from orchestration.desk.said import facts, said_in, survey_title
from orchestration.desk.visit import Desk, Entry, Visit
from orchestration.desk.visitors import MAY_SEND
from orchestration.ingest.messages import receipt
from orchestration.intake import sent_files
from orchestration.intake.landing import moment
from orchestration.intake.sent_files import SentFile

ENTRY = Entry("/sent", "sent", MAY_SEND)
# Status -> look of its badge.
LOOKS = {
    "waiting": "note", "accepted": "good", "on_hold": "look", "refused": "stop", "failed": "stop",
    "of_another": "look",
}  # fmt: skip
# A later file of the sender makes up for an earlier one.
_TO_ACT_ON = ("on_hold", "refused", "failed")
_DONE = ("new", "before")


def routes(desk: Desk) -> list[Route]:
    """The pages of those who have sent."""
    views = (
        (ENTRY.path, _senders),
        (f"{ENTRY.path}/{{sender}}", _files),
        (f"{ENTRY.path}/{{sender}}/{{delivery}}", _file),
        (f"{ENTRY.path}/{{sender}}/{{delivery}}/receipt.txt", _receipt),
        (f"{ENTRY.path}/{{sender}}/{{delivery}}/corrections.xlsx", _corrections),
    )
    return [route(desk, path, view, MAY_SEND) for path, view in views]


def news(visit: Visit) -> list[str]:
    """What somebody who sends has to do something about, a sentence each: a sender's newest file that is not used.

    Nothing for an account that may send for everybody.
    """
    if visit.visitor.sender_codes is None:
        return []
    t = speaker(visit.language)
    newest = {
        name: next(iter(sent_files.of_sender(visit.declared, code)), None)
        for code, name in own_senders(visit).items()
    }
    return [
        t(f"sent.news.{one.status}", sender=name)
        for name, one in newest.items()
        if one is not None and one.status in _TO_ACT_ON
    ]


def _senders(visit: Visit) -> Response:
    """Choose the sender, where there are several."""
    senders = own_senders(visit)
    if len(senders) == 1:
        return go_to(f"{ENTRY.path}/{quote(*senders)}")
    return page(visit, "senders_choose.html.jinja", senders=senders)


def _files(visit: Visit) -> Response:
    """Every file of a sender, the newest first."""
    code = visit.parts["sender"]
    name = own_sender(visit, code)
    done = visit.query.get("done", "")
    return page(
        visit,
        "senders_sent.html.jinja",
        sender=name,
        sender_code=code,
        files=[_shown(visit, one) for one in sent_files.of_sender(visit.declared, code)],
        looks=LOOKS,
        done=done if done in _DONE else "",
    )


def _file(visit: Visit) -> Response:
    """One file: what was read of it, and why it was not used."""
    found = _found(visit)
    read = receipt.content(found.record.as_dict()) if found.record else {}
    return page(
        visit,
        "senders_file.html.jinja",
        sender=own_sender(visit, visit.parts["sender"]),
        sender_code=visit.parts["sender"],
        file=_shown(visit, found),
        looks=LOOKS,
        said=said_in(visit.language),
        title_of_survey=survey_title(visit, read["recognised"]),
        facts=facts(visit, read["recognised"], read["counts"], read["repairs"]),
        lists={"problems": read["reasons"], "findings": read["findings"]},
        left_out=len(read["left_out_columns"]),
        is_workbook=found.corrections is not None and any(one["cells"] for one in read["reasons"]),
    )


def _receipt(visit: Visit) -> Response:
    return download("receipt.txt", (_found(visit).receipt or "").encode())


def _corrections(visit: Visit) -> Response:
    content = _found(visit).corrections
    if content is None:
        raise NotShownError(404, "error.not_found")
    return download("corrections.xlsx", content)


def _found(visit: Visit) -> SentFile:
    """The file of the address, if it is the visitor's own."""
    code, delivery = visit.parts["sender"], visit.parts["delivery"]
    own_sender(visit, code)
    for one in sent_files.of_sender(visit.declared, code):
        if one.record is not None and one.record.short_id == delivery:
            return one
    raise NotShownError(404, "error.not_found")


def _shown(visit: Visit, one: SentFile) -> dict[str, Any]:
    """What a page says of a file; the time is that of this computer."""
    arrived: datetime = moment(one.arrived_ns).astimezone()
    code = visit.parts["sender"]
    return {
        "names": [name.removeprefix(f"{code}/") for name in one.names],
        "arrived": arrived,
        "status": one.status,
        "delivery": one.record.short_id if one.record else "",
    }
