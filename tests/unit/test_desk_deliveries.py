"""Deliveries that wait for a person, decided about at the desk as on the command line."""

from __future__ import annotations

import html
import re

import pytest

from orchestration.core.data_root import PROJECT
from orchestration.desk.application import application
from orchestration.desk.review_deliveries import _ONE_CHOICE, _WORDS
from orchestration.html import texts
from orchestration.ingest.messages import delivery_messages
from orchestration.intake.record import Record
from orchestration.serving.guard import USER
from tests.asgi import Answer, ask
from tests.review_root import copy_of, land_with_a_row_missing, register
from tests.roots import Workplace, new_root

PEOPLE = "aino,Aino,reviewer,\neetu,Eetu,engineer,\nsanna,Sanna,sender,ngo\n"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory) -> Workplace:
    """A second export of the same form has one row fewer; its name is that of a person."""
    folder = tmp_path_factory.mktemp("deliveries")
    place = new_root(folder)
    land_with_a_row_missing(place, folder, "kevat.xlsx", "Matti Meikäläinen.xlsx")
    return place


@pytest.fixture
def place(made_once, tmp_path) -> Workplace:
    copied = copy_of(made_once, tmp_path)
    register(copied, PEOPLE)
    return copied


def held(place: Workplace) -> Record:
    return max(place.declared.records, key=lambda record: record.landed_at_ns)


def address(place: Workplace) -> str:
    return f"/review/delivery/{held(place).delivery_id}"


def look(place: Workplace, path: str, user: str = "eetu") -> Answer:
    return ask(application(place.settings, is_proxied=True), path, headers={USER: user})


def send(place: Workplace, page: Answer, user: str = "eetu", **fields: str) -> Answer:
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.text))
    desk = application(place.settings, is_proxied=True)
    return ask(desk, address(place), headers={USER: user}, fields=hidden | fields)


def shown(page: Answer) -> str:
    body = page.text[page.text.index("<body>") :]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def test_the_page_of_the_candidate_leads_to_a_delivery_that_waits_without_a_persons_name(place):
    page = look(place, "/review")
    assert f'href="{address(place)}"' in page.text
    assert "Toimituksia, joista pitää päättää: 1." in shown(look(place, "/"))
    delivery = look(place, address(place))
    assert "Tiedostosta puuttuu vastauksia" in shown(delivery)
    assert "Puuttuu tästä tiedostosta 1 " in shown(delivery)
    assert "accept-removal" not in delivery.text
    assert "Meikäläinen" not in page.text + delivery.text


@pytest.mark.parametrize("kind", ["removed", "partial"])
def test_an_engineer_says_what_the_missing_rows_mean_and_it_is_kept_with_name_and_reason(
    place, kind
):
    answer = send(place, look(place, address(place)), kind=kind, reason="kysyttiin")
    assert (answer.status, answer.headers["location"]) == (303, address(place))
    now = held(place)
    assert (now.status, now.removal) == ("accepted", kind)
    assert [(one.name, one.reason) for one in now.decided] == [("eetu", "kysyttiin")]
    after = look(place, address(place))
    assert "eetu: kysyttiin" in shown(after)
    assert "<form" not in after.text
    assert address(place) not in look(place, "/review").text


def test_what_was_decided_meanwhile_is_not_decided_again(place):
    page = look(place, address(place))
    send(place, page, kind="partial", reason="yksi")
    late = send(place, page, "aino", kind="removed", reason="kaksi")
    assert late.status == 409
    assert "Toimituksen tila on muuttunut" in shown(late)
    assert held(place).removal == "partial"


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"kind": "removed", "reason": ""}, 409),
        ({"kind": "removed", "reason": "pyysi 131052-308T"}, 409),
        ({"kind": "services", "reason": "x"}, 409),
        ({"kind": "everything", "reason": "x"}, 400),
        ({"kind": "removed", "reason": "x", "state": ""}, 400),
    ],
    ids=["no reason", "an identity code", "not that question", "no choice", "not what was shown"],
)
def test_an_unfit_form_decides_nothing(place, fields, status):
    assert send(place, look(place, address(place)), **fields).status == status
    assert held(place).status == "on_hold"


def test_a_sender_decides_nothing_and_other_deliveries_have_no_page(place):
    page = look(place, address(place))
    assert send(place, page, "sanna", kind="removed", reason="x").status == 403
    assert look(place, address(place), "sanna").status == 403
    first = min(place.declared.records, key=lambda record: record.landed_at_ns)
    assert look(place, f"/review/delivery/{first.delivery_id}").status == 404
    assert look(place, "/review/delivery/abc").status == 404
    assert held(place).status == "on_hold"


def test_every_reason_for_which_a_delivery_waits_has_its_question_and_answers():
    asks = {
        code
        for code, message in delivery_messages.MESSAGES.items()
        if "mukana deliveries accept-" in message.action_en
    }
    assert asks == set(_WORDS)
    words = texts.load(PROJECT / "orchestration" / "desk" / "texts" / "held.yml")
    for code, name in _WORDS.items():
        both = ("services",) if code == "others_services" else ("removed", "partial")
        kinds = _ONE_CHOICE.get(code, both)
        needed = {f"held.about_{name}", *(f"held.do_{name}_{kind}" for kind in kinds)}
        assert needed <= set(words)
