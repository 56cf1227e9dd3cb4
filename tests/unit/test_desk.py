"""The desk: who may open which page, in which language, and what is said instead of a page."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import SpooledTemporaryFile

import pytest
from starlette.responses import Response

from orchestration.desk import forms, pages, readers
from orchestration.desk.application import application
from orchestration.desk.visit import Desk
from orchestration.desk.visitors import MAY_READ
from orchestration.serving.guard import USER
from tests.asgi import BOUNDARY, ask
from tests.roots import Workplace, new_root

PEOPLE = "user,name,role,sender_code\naino,Aino,sender,lahti\nolli,Olli,reader,\n"


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return new_root(tmp_path)


def _publish(place: Workplace) -> None:
    """A release of two pages, as publishing leaves it."""
    published = place.root.published
    release = published / "releases" / "0123456789abcdef"
    (release / "results" / "sv").mkdir(parents=True)
    (release / "results" / "index.html").write_text("<h1>Tulokset</h1>")
    (release / "results" / "sv" / "index.html").write_text("<h1>Resultat</h1>")
    (published / "status.json").write_text("{}")
    about = {"release_id": release.name, "path": f"releases/{release.name}"}
    (published / "current.json").write_text(json.dumps(about))


def _own(place: Workplace):
    """The desk of the account that runs it."""
    return application(place.settings, is_proxied=False)


def _proxied(place: Workplace, people: str):
    (place.root.registers / "people.csv").write_text(people)
    return application(place.settings, is_proxied=True)


def test_without_a_register_of_people_the_own_account_opens_everything(place):
    _publish(place)
    desk = _own(place)
    assert 'href="/results"' in ask(desk, "/").text
    found = ask(desk, "/results")
    assert (found.status, found.headers["location"]) == (303, "/release/results/index.html")
    assert ask(desk, found.headers["location"]).text == "<h1>Tulokset</h1>"


def test_behind_a_proxy_only_those_who_are_registered_open_anything(place):
    _publish(place)
    desk = _proxied(place, PEOPLE)
    for path in ("/", "/results", "/release/results/index.html"):
        unknown = ask(desk, path, headers={USER: "mallory"})
        assert unknown.status == 403
        assert "mallory" in unknown.text
        assert "people.csv" in unknown.text
    assert ask(desk, "/release/results/index.html", headers={USER: "olli"}).status == 200


def test_behind_a_proxy_nobody_gets_in_while_nobody_is_registered(place):
    assert (
        ask(_proxied(place, "user,name,role,sender_code\n"), "/", headers={USER: "me"}).status
        == 403
    )


@pytest.mark.parametrize("is_proxied", [True, False])
def test_a_slip_in_the_register_of_people_lets_nobody_in_and_names_its_line(place, is_proxied):
    (place.root.registers / "people.csv").write_text("user,name,role,sender_code\naino,,boss,\n")
    found = ask(application(place.settings, is_proxied=is_proxied), "/", headers={USER: "aino"})
    assert found.status == 503
    assert "Rekisterissä on virhe." in found.text and "people.csv:2:" in found.text
    assert 'href="/results"' not in found.text


def test_a_name_with_umlauts_is_known_in_either_code_of_a_proxy(place):
    desk = _proxied(place, "user,name,role,sender_code\nväinö,Väinö,reader,\n")
    for code in ("utf-8", "latin-1"):
        # `ask` writes a header as UTF-8.
        found = ask(desk, "/", headers={USER: "väinö"}, header_code=code)
        assert found.status == 200, code


def test_a_root_that_is_gone_or_being_restored_is_said_and_not_a_fault(place, capfd):
    desk = _own(place)
    assert ask(desk, "/").status == 200
    place.root.restoring.write_text("")
    for path in ("/", "/results", "/send", "/nothing"):
        found = ask(desk, path)
        assert found.status in (404, 503)
        assert "<h1>Sivua ei voi näyttää</h1>" in found.text
    assert "palautetaan parhaillaan" in ask(desk, "/").text
    place.root.restoring.unlink()
    place.root.path.rename(place.root.path.with_name("moved"))
    assert "ei ole paikallaan" in ask(desk, "/").text
    assert capfd.readouterr().err == ""
    assert ask(desk, "/health").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "../../../root.json",
        "../../status.json",
        "results/../../../current.json",
        "results",
        "no.html",
        "a\0b",
        "a" * 5000,
        "a/" * 3000,
    ],
)
def test_nothing_outside_the_release_is_given_out(place, path):
    _publish(place)
    assert ask(_own(place), f"/release/{path}").status == 404


def test_a_link_out_of_the_release_is_not_followed(place, tmp_path):
    _publish(place)
    release = place.root.published / "releases" / "0123456789abcdef"
    (release / "results" / "out.html").symlink_to(place.root.identity)
    assert ask(_own(place), "/release/results/out.html").status == 404


def test_finnish_is_first_and_a_chosen_language_is_kept(place):
    _publish(place)
    desk = _own(place)
    assert '<html lang="fi">' in ask(desk, "/").text
    chosen = ask(desk, "/?lang=sv")
    assert '<html lang="sv">' in chosen.text
    kept = {"cookie": chosen.headers["set-cookie"].split(";")[0]}
    assert '<html lang="sv">' in ask(desk, "/", headers=kept).text
    assert ask(desk, "/results", headers=kept).headers["location"].endswith("/sv/index.html")
    assert '<html lang="fi">' in ask(desk, "/?lang=xx").text


def test_where_nothing_is_published_the_results_say_so(place):
    found = ask(_own(place), "/results")
    assert found.status == 404
    assert "ei ole vielä julkaistu" in found.text


def test_an_unknown_address_is_a_page_too(place):
    found = ask(_own(place), "/<script>alert(1)</script>")
    assert found.status == 404
    assert "<script>" not in found.text
    assert "<h1>Sivua ei voi näyttää</h1>" in found.text


def test_a_page_keeps_its_query_in_another_language_and_leads_to_no_other_site(place):
    _publish(place)
    assert 'href="?done=new&amp;lang=sv"' in ask(_own(place), "/?done=new&lang=fi").text
    assert "evil.example" not in ask(_own(place), "//evil.example/x").text


def _desk_of(place: Workplace) -> Desk:
    return Desk(place.settings, ())


def test_a_page_that_breaks_tells_the_visitor_no_detail_and_the_operator_no_data(place, capsys):
    def breaks(_):
        raise LookupError("010190-123A")

    route = pages.route(_desk_of(place), "/", breaks, MAY_READ)
    found = ask(route.app, "/")
    assert found.status == 500
    assert "odottamaton virhe" in found.text
    shown = capsys.readouterr().err
    assert "LookupError at test_desk.py:" in shown
    assert "010190" not in found.text + shown


def test_where_not_even_the_page_of_a_fault_can_be_made_a_sentence_is_shown(
    place, monkeypatch, capfd
):
    monkeypatch.setattr(pages, "speaker", lambda _: 1 / 0)
    found = ask(_own(place), "/")
    assert found.status == 500 and "Odottamaton virhe." in found.text
    assert "Traceback" not in capfd.readouterr().err


def test_a_file_that_goes_while_it_is_sent_is_reported_to_the_operator_in_a_line(
    place, monkeypatch, capfd
):
    _publish(place)
    release = place.root.published / "releases" / "0123456789abcdef" / "results" / "index.html"
    desk = _own(place)
    made = readers.FileResponse

    def gone(file, **how):
        release.unlink()
        return made(file, **how)

    monkeypatch.setattr(readers, "FileResponse", gone)
    assert ask(desk, "/release/results/index.html").status == 500
    assert capfd.readouterr().err.count("\n") == 1


def test_more_than_a_form_may_hold_is_refused_while_it_arrives(place, monkeypatch):
    monkeypatch.setattr(forms, "MOST_BYTES", 100)
    route = pages.route(_desk_of(place), "/", pytest.fail, MAY_READ, "POST")
    assert ask(route.app, "/", file=("a.csv", b"x" * 200)).status == 413


def test_a_file_is_held_in_memory_and_in_no_folder_for_temporary_files(place, monkeypatch):
    monkeypatch.setattr(SpooledTemporaryFile, "rollover", lambda _: pytest.fail("put on the disk"))
    content = b"x" * 3_000_000  # Starlette writes what is above 1 048 576 bytes to the disk

    def view(visit):
        assert visit.form.fields == {"sender": "lahti"}
        return Response(str(len(visit.form.file.file.read())))

    route = pages.route(_desk_of(place), "/", view, MAY_READ, "POST")
    kinds = ("multipart/form-data", "Multipart/Form-Data")
    for kind in kinds:
        headers = {"content-type": f"{kind}; boundary={BOUNDARY}"}
        found = ask(
            route.app, "/", fields={"sender": "lahti"}, file=("a", content), headers=headers
        )
        assert found.text == "3000000"


def test_every_page_may_load_nothing_and_be_kept_nowhere(place):
    headers = ask(_own(place), "/").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_of_a_form_by_somebody_who_may_not_send_it_nothing_is_read(place):
    def receive_never(*_):
        pytest.fail("the form was read")

    desk = _proxied(place, PEOPLE)
    for user in ("olli", "mallory"):
        answer = ask(desk, "/send/check", headers={USER: user}, file=("a.csv", receive_never))
        assert answer.status == 403


def test_an_address_for_forms_that_is_opened_offers_no_language_that_leads_nowhere(place):
    found = ask(_proxied(place, PEOPLE), "/send/check", headers={USER: "olli"}, fields={})
    assert found.status == 403
    assert "lang=sv" not in found.text
