"""Open answers at the desk: a reviewer reads them, gives them themes, publishes these, writes a summary.

Belongs here: the pages and forms. Nothing on them says whose an answer is: no code, service, time or order. Does
not belong here: what may be published (open_answers, privacy).
"""

from __future__ import annotations

import hmac
import secrets
from datetime import UTC, datetime
from typing import Any

from starlette.responses import Response
from starlette.routing import Route

from orchestration.desk.open_group import (
    PATH,
    GroupPage,
    groups,
    may_be_read,
    names,
    page_of,
    question,
    theme,
)
from orchestration.desk.pages import NotShownError, go_to, page, route, speaker
from orchestration.desk.visit import Desk, Entry, Form, Visit
from orchestration.html.texts import LANGUAGES
from orchestration.ingest.registers.people import REVIEWER
from orchestration.open_answers import deciding, kept
from orchestration.open_answers.statements import Reading
from orchestration.open_answers.waiting import Answer
from orchestration.privacy import open_themes, personal_data

MAY_READ_ANSWERS = frozenset({REVIEWER})
ENTRY = Entry(PATH, "open", MAY_READ_ANSWERS)
_GROUP = ENTRY.path + "/{questionnaire}/{period:int}/{question}"
# So many answers at a time, however many are still unread: nobody sees that one answer came later.
_SHOWN = 10
# What a page calls an answer instead of its key, until the desk ends: the key could be guessed from a response id.
_SECRET = secrets.token_bytes(32)
_FEW = "few"


def routes(desk: Desk) -> list[Route]:
    """The pages of open answers: for reviewers only."""
    return [
        route(desk, ENTRY.path, _list, MAY_READ_ANSWERS),
        route(desk, _GROUP, _read, MAY_READ_ANSWERS),
        route(desk, _GROUP + "/read", _save, MAY_READ_ANSWERS, "POST"),
        route(desk, _GROUP + "/themes", _publish, MAY_READ_ANSWERS, "POST"),
        route(desk, _GROUP + "/summary", _summarise, MAY_READ_ANSWERS, "POST"),
    ]


def news(visit: Visit) -> list[str]:
    """Whether answers wait that somebody may read; never how many."""
    read = kept.readings(visit.desk.settings.root)
    waits = any(may_be_read(one) and not read.keys() >= set(one.keys) for one in groups(visit))
    return [speaker(visit.language)("open.news")] if waits else []


def _list(visit: Visit) -> Response:
    """What waits, in bands: never how few."""
    root = visit.desk.settings.root
    read, published = kept.readings(root), kept.publications(root)
    listed = [
        {
            "names": names(visit, one.group),
            "path": GroupPage(visit, one, ()).path if may_be_read(one) else None,
            "people": _band(one.person_count),
            "unread": _band(len(set(one.keys) - read.keys())),
            "is_published": one.group in published,
        }
        for one in sorted(groups(visit), key=lambda one: (-one.group.period_key, one.group))
    ]
    return page(visit, "open_answers.html.jinja", listed=listed)


def _read(visit: Visit) -> Response:
    """Some answers in an order of chance, and what may be published of the group."""
    one = page_of(visit)
    root, group = visit.desk.settings.root, one.group
    against = deciding.against_themes(root, group, one.read, one.themes)
    themes = [theme(visit, *each) for each in one.themes]
    published = kept.publications(root).get(group.group)
    summaries = kept.summaries(root)
    return page(
        visit, "open_answers_group.html.jinja",
        names=names(visit, group.group),
        address=one.path,
        people=_band(group.person_count),
        unread=_band(len(one.unread)),
        shown=[_shown(answer, one.read) for answer in _drawn(one)],
        themes=themes,
        is_saved="saved" in visit.query,
        against=against,
        state=deciding.state_of(group, one.read, one.themes),
        preview=deciding.previewed(group, one.read, one.themes) if against is None else (),
        published=published,
        against_summary=deciding.against_summary(group, one.read),
        summaries={code: summaries.get((group.group, code)) for code in LANGUAGES},
        longest=deciding.LONGEST_SUMMARY,
        question=question(group.group),
    )  # fmt: skip


def _save(visit: Visit) -> Response:
    """Keep the themes that were ticked for the answers that were shown."""
    one, fields = page_of(visit), (visit.form or Form()).fields
    codes = [code for code, *_ in one.themes]
    shown = {
        answer.key: _name(answer) for answer in one.answers if f"read.{_name(answer)}" in fields
    }
    if not shown:
        raise NotShownError(409, "open.look_again")
    read = {
        key: Reading(
            frozenset(code for code in codes if f"theme.{name}.{code}" in fields), frozenset(codes)
        )
        for key, name in shown.items()
    }
    at = datetime.now(UTC).isoformat(timespec="seconds")
    kept.keep_readings(visit.desk.settings.root, read, visit.visitor.name, at)
    return go_to(f"{one.path}?saved=1")


def _publish(visit: Visit) -> Response:
    """Publish the themes of the group, as they were shown."""
    one, fields = page_of(visit), (visit.form or Form()).fields
    root, name = visit.desk.settings.root, visit.visitor.name
    _require(deciding.publish(root, one.group, one.themes, fields.get("state", ""), name))
    return go_to(f"{one.path}?saved=1#themes")


def _summarise(visit: Visit) -> Response:
    """Keep a summary in the name of the visitor."""
    one, fields = page_of(visit), (visit.form or Form()).fields
    language = fields.get("language", "")
    if language not in LANGUAGES or "checked" not in fields:
        raise NotShownError(400, "open.against_summary_unchecked")
    root, text = visit.desk.settings.root, fields.get("text", "")
    _require(deciding.summarise(root, one.group, language, text, visit.visitor.name))
    return go_to(f"{one.path}?saved=1#summary")


def _require(obstacle: deciding.Obstacle | None) -> None:
    if obstacle:
        raise NotShownError(409, f"open.against_{obstacle}")


def _drawn(one: GroupPage) -> list[Answer]:
    """Unread answers first to be drawn, then others, all in one order that is new each time."""
    chance = secrets.SystemRandom()
    read = [answer for answer in one.answers if one.is_read(answer)]
    drawn = [*chance.sample(one.unread, len(one.unread)), *chance.sample(read, len(read))][:_SHOWN]
    return chance.sample(drawn, len(drawn))


def _shown(answer: Answer, read: dict[str, Reading]) -> dict[str, Any]:
    text = personal_data.covered(answer.text)
    return {
        "name": _name(answer),
        "text": text,
        "is_covered": text != answer.text,
        "may_name": personal_data.may_name_a_person(answer.text),
        "themes": read[answer.key].themes if answer.key in read else frozenset(),
    }


def _name(answer: Answer) -> str:
    return hmac.digest(_SECRET, answer.key.encode(), "sha256").hex()[:24]


def _band(count: int) -> str:
    """A number as a band: `0`, few or of so many."""
    return open_themes.band_of(count) or (_FEW if count else "0")
