"""Forms at the desk: so much, for so long, so many at once; and one check holds up no other page."""

from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.responses import Response

from orchestration.desk import forms, pages
from orchestration.desk.visit import Desk
from orchestration.desk.visitors import MAY_READ
from tests.asgi import ask, asked, waited
from tests.roots import Workplace, new_root


@pytest.fixture
def place(tmp_path) -> Workplace:
    return new_root(tmp_path)


@pytest.fixture
def desk(place) -> Desk:
    return Desk(place.settings, ())


def _poster(desk: Desk, view=lambda _: Response("read"), **how):
    return pages.route(desk, "/", view, MAY_READ, "POST", **how).app


def _of(desk: Desk) -> str:
    """The one person whose forms are counted while a form is worked on."""
    seen = []
    ask(_poster(desk, lambda _: Response(seen.extend(desk.room.forms) or "")), "/", fields={})
    return seen[0]


def test_one_person_has_two_forms_at_once_and_all_together_have_half_a_gigabyte(desk):
    sent = {"file": ("a.csv", b"x" * 100)}
    user = _of(desk)
    assert desk.room == forms.Room(), "nothing is counted of a form that is done with"
    desk.room.forms[user] = 2
    found = ask(_poster(desk), "/", **sent)
    assert found.status == 503 and "yritä uudelleen" in found.text
    desk.room.forms[user] = 1
    assert ask(_poster(desk), "/", **sent).text == "read"
    desk.room.byte_count = 500_000_000 - 50
    assert ask(_poster(desk), "/", **sent).status == 503
    assert desk.room.byte_count == 500_000_000 - 50


def test_of_many_large_forms_that_come_at_once_as_many_as_there_is_room_for_get_through(
    desk, monkeypatch
):
    app = _poster(desk)
    large = {"content-length": "60000000", "content-type": "multipart/form-data; boundary=x"}

    async def together():
        return await asyncio.gather(*(_slowly(app, large) for _ in range(24)))

    monkeypatch.setattr(forms, "_MOST_OF_ONE_PERSON", 100)
    statuses = waited(together())
    assert statuses.count(503) == 24 - 500 // 60
    assert desk.room == forms.Room()


async def _slowly(app, headers: dict[str, str]) -> int:
    """The status of a form that comes in two pieces and is none."""
    pieces, statuses = [b"--x", b"\r\n"], []
    scope = {
        "type": "http", "method": "POST", "path": "/", "query_string": b"", "path_params": {},
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
    }  # fmt: skip

    async def receive():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": pieces.pop(0), "more_body": bool(pieces)}

    async def send(message):
        statuses.append(message.get("status"))

    await app(scope, receive, send)
    return statuses[0]


def test_a_form_that_never_ends_is_given_up(desk, monkeypatch):
    monkeypatch.setattr(forms, "SECONDS", 0.01)
    monkeypatch.setattr(forms, "_parsed", lambda _: asyncio.sleep(60))
    found = ask(_poster(desk), "/", fields={})
    assert found.status == 408 and "15 minuuttia" in found.text
    assert desk.room == forms.Room()


def test_a_form_without_a_file_holds_two_megabytes(desk):
    plain = {"content-type": "application/x-www-form-urlencoded"}
    found = ask(_poster(desk), "/", headers=plain, file=("a", lambda: b"&" * 2_000_001))
    assert found.status == 413


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"&".join(b"a=1" for _ in range(31))),
        ("application/x-www-form-urlencoded", b"a=" + b"1" * 1_100_000),
        ("multipart/form-data", b"no boundary"),
        ("multipart/form-data; boundary=x", b"no such boundary"),
        ("multipart/form-data; boundary=x", b'--x\r\nContent"Disposition: a\r\n'),
    ],
)
def test_what_is_no_form_is_said_and_the_terminal_shows_nothing(desk, kind, body, caplog):
    found = ask(_poster(desk), "/", headers={"content-type": kind}, file=("a", lambda: body))
    assert found.status == 400 and "Lomaketta ei voitu lukea." in found.text
    assert caplog.text == ""


def test_many_that_wait_for_their_turn_hold_up_no_other_page(desk, monkeypatch):
    monkeypatch.setattr(forms, "_MOST_OF_ONE_PERSON", 100)
    at_once, most, go = [], [], threading.Event()

    def slow(_):
        at_once.append(1)
        most.append(len(at_once))
        go.wait(5)
        at_once.pop()
        return Response("checked")

    poster = _poster(desk, slow, is_in_turn=True)
    page = pages.route(desk, "/", lambda _: Response("shown"), MAY_READ).app

    async def together():
        # More than the threads that pages are made in.
        waiting = [asyncio.create_task(asked(poster, "/", fields={})) for _ in range(50)]
        while not at_once:
            await asyncio.sleep(0.01)
        shown = await asyncio.wait_for(asked(page, "/"), 3)
        go.set()
        return shown, await asyncio.gather(*waiting)

    shown, checked = waited(together())
    assert shown.text == "shown"
    assert {one.text for one in checked} == {"checked"}
    assert max(most) == 1
