"""Every address of the desk and who may open it, asked from the routes themselves."""

from __future__ import annotations

import re

import pytest

from orchestration.desk.application import application
from orchestration.serving.guard import USER
from tests.asgi import ask
from tests.review_root import register
from tests.roots import new_root

ALL = {"sender", "reviewer", "engineer", "reader"}
SENDS, LOOKS, DECIDES = {"sender"}, {"reviewer", "engineer"}, {"reviewer"}
# docs/desk.md, "Who may do what"; a new address needs its line here.
MAY_OPEN = {
    "GET /": ALL,
    "GET /health": {*ALL, "stranger"},
    "GET /send": SENDS,
    "POST /send/check": SENDS,
    "GET /send/checked": SENDS,
    "GET /send/corrections.xlsx": SENDS,
    "POST /send/send": SENDS,
    "POST /send/decline": SENDS,
    "GET /send/template.xlsx": SENDS,
    "GET /sent": SENDS,
    "GET /sent/{sender}": SENDS,
    "GET /sent/{sender}/{delivery}": SENDS,
    "GET /sent/{sender}/{delivery}/receipt.txt": SENDS,
    "GET /sent/{sender}/{delivery}/corrections.xlsx": SENDS,
    "GET /review": LOOKS,
    "POST /review/decide": DECIDES,
    "GET /review/return": DECIDES,
    "GET /review/delivery/{delivery}": LOOKS,
    "POST /review/delivery/{delivery}": LOOKS,
    "GET /review/description": LOOKS,
    "POST /review/description": DECIDES,
    "GET /review/{file}": LOOKS,
    "GET /open-answers": DECIDES,
    "GET /open-answers/{questionnaire}/{period:int}/{question}": DECIDES,
    "POST /open-answers/{questionnaire}/{period:int}/{question}/read": DECIDES,
    "POST /open-answers/{questionnaire}/{period:int}/{question}/themes": DECIDES,
    "POST /open-answers/{questionnaire}/{period:int}/{question}/summary": DECIDES,
    "GET /results": ALL,
    "GET /release/{file:path}": ALL,
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    place = new_root(tmp_path_factory.mktemp("roles"))
    register(place, "".join(f"{role},{role},{role},ngo\n" for role in sorted(ALL)))
    return application(place.settings, is_proxied=True)


def _addresses(desk) -> set[str]:
    return {
        f"{method} {route.path}" for route in desk.routes for method in route.methods - {"HEAD"}
    }


def test_every_address_has_its_line_in_the_table(desk):
    assert _addresses(desk) == set(MAY_OPEN)


@pytest.mark.parametrize("address", MAY_OPEN)
def test_an_address_opens_for_its_roles_and_for_nobody_else(desk, address):
    method, path = address.split()
    path = re.sub(r"\{[^}]*\}", "ngo", path.replace("{period:int}", "20242"))
    for user in sorted({*ALL, "stranger"}):
        form = {"fields": {}} if method == "POST" else {}
        found = ask(desk, path, headers={USER: user}, **form)
        assert (found.status != 403) == (user in MAY_OPEN[address]), user
        assert found.status < 500, user
