"""Reviewers at the desk: they see the candidate, and decide about exactly what they saw."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest

from orchestration.cli.root_status import root_status
from orchestration.desk.application import application
from orchestration.release import candidate_validation, decision_log, pointer, reports, reviewing
from orchestration.release.candidate import DESCRIPTION
from orchestration.serving.guard import USER
from tests.asgi import Answer, ask
from tests.review_root import (
    BLOCKING,
    WARNING,
    copy_of,
    hold,
    new_candidate,
    register,
    waiting_root,
)
from tests.roots import Workplace

PEOPLE = "aino,Aino,reviewer,\neetu,Eetu,engineer,\nsanna,Sanna,sender,lahti\nolli,Olli,reader,\n"


@pytest.fixture(scope="module")
def made_once(tmp_path_factory) -> Workplace:
    return waiting_root(tmp_path_factory.mktemp("review"))


@pytest.fixture
def place(made_once, tmp_path) -> Workplace:
    return copy_of(made_once, tmp_path)


def look(place: Workplace, path: str = "/review", user: str = "") -> Answer:
    desk = application(place.settings, is_proxied=bool(user))
    return ask(desk, path, headers={USER: user} if user else {})


def send(place: Workplace, path: str, fields: dict[str, str], user: str = "") -> Answer:
    desk = application(place.settings, is_proxied=bool(user))
    return ask(desk, path, headers={USER: user} if user else {}, fields=fields)


def form_of(page: Answer, kind: str) -> dict[str, str]:
    """The hidden fields of the form with a button or a field for a kind of decision."""
    forms = re.findall(r"<form.*?</form>", page.text, re.DOTALL)
    [form] = [one for one in forms if f'value="{kind}"' in one]
    hidden = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form))
    return {**hidden, "kind": kind, "reason": "katsottu"}


def decide(place: Workplace, page: Answer, kind: str, **more: str) -> Answer:
    return send(place, "/review/decide", form_of(page, kind) | more)


def kinds(place: Workplace) -> list[str]:
    return [one.kind for one in decision_log.read(place.root)]


def shown(page: Answer) -> str:
    """The text of a page, in order, without its style."""
    body = page.text[page.text.index("<body>") :]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", " ", body)))


def test_the_page_says_where_the_candidate_stands_and_which_row_breaks_which_rule(place):
    found = shown(look(place))
    assert "Tämä odottaa ihmisen päätöstä. Avoimia varoituksia: 1." in found
    assert "Vastauksia on suunnilleen yhtä paljon kuin ennen." in found
    assert "period_code = 2024H1 , service_code = lahti" in found
    assert pointer.read(place.root)["release_id"] in found


def test_an_approval_is_the_record_that_the_command_line_writes_and_shows(place):
    page = look(place)
    answer = decide(place, page, "approve", reason=" Luvut katsottu. ")
    assert (answer.status, answer.headers["location"]) == (303, "/review?decided=1")
    [made] = decision_log.read(place.root)
    content = candidate_validation.read(place.root)
    assert (made.kind, made.reason, made.rules) == ("approve", "Luvut katsottu.", (WARNING,))
    assert made.candidate_id == content["candidate_id"]
    assert reviewing.review_of(place.declared)["candidate"]["status"] == "approved"
    terminal = root_status(place.declared)["decision"]
    assert (terminal["status"], terminal["reason"]) == ("approved", "Luvut katsottu.")
    after = shown(look(place, answer.headers["location"]))
    assert "Päätös on kirjattu." in after
    assert "Seuraava ajo julkaisee tämän." in after
    assert "Hyväksyttiin julkaistavaksi" in after


@pytest.mark.parametrize("kind", ["approve", "reject", "waive", "rollback"])
def test_a_second_tab_with_the_candidate_before_decides_nothing_about_the_newer_one(place, kind):
    page = look(place)
    if kind == "rollback":
        page = look(place, re.search(r"/review/return\?release=\w+", page.text)[0])
    new_candidate(place, 4)
    more = {"rule": WARNING, "until": "2999-01-01"} if kind == "waive" else {}
    answer = decide(place, page, kind, **more)
    assert answer.status == 409
    assert "Ehdokas on vaihtunut" in shown(answer)
    assert 'href="/review"' in answer.text
    assert kinds(place) == []


def test_who_still_sees_the_decisions_before_looks_again_first(place):
    page = look(place)
    decide(place, page, "reject")
    answer = decide(place, page, "approve")
    assert answer.status == 409
    assert "ovat muuttuneet" in shown(answer)
    assert kinds(place) == ["reject"]


@pytest.mark.parametrize("missing", ["candidate", "state", "kind"])
def test_a_form_that_does_not_say_what_it_is_about_decides_nothing(place, missing):
    fields = form_of(look(place), "approve")
    answer = send(place, "/review/decide", {key: fields[key] for key in fields if key != missing})
    assert (answer.status, kinds(place)) == (400, [])


def test_without_a_reason_nothing_is_decided(place):
    answer = decide(place, look(place), "approve", reason="  ")
    assert (answer.status, kinds(place)) == (409, [])
    assert "Kirjoita perustelu." in shown(answer)


def test_a_warning_is_waived_until_a_day_and_holds_nothing_then(place):
    page = look(place)
    for until in ("", "eilen", "2020-01-01"):
        assert decide(place, page, "waive", rule=WARNING, until=until).status == 409
    assert decide(place, page, "waive", rule=WARNING, until="2999-12-31").status == 303
    assert reviewing.review_of(place.declared)["candidate"]["status"] == "automatic"
    assert f"Sallittiin varoitus {WARNING} 31.12.2999 asti" in shown(look(place))


def test_a_broken_blocking_rule_has_no_form_and_a_forged_one_is_refused(place):
    fields = form_of(look(place), "approve")
    hold(place, is_loss=False)
    page = look(place)
    assert 'value="approve"' not in page.text
    assert f'value="{BLOCKING}"' not in page.text
    state = form_of(page, "waive")
    answer = send(place, "/review/decide", fields | {"state": state["state"]})
    assert (answer.status, kinds(place)) == (409, [])
    assert "Estävä sääntö on rikkoutunut" in shown(answer)
    forged = state | {"rule": BLOCKING, "until": "2999-01-01"}
    assert "Vain varoituksen voi sallia" in shown(send(place, "/review/decide", forged))
    assert kinds(place) == []


def test_a_loss_is_accepted_where_that_is_what_holds_the_candidate(place):
    hold(place, is_loss=True)
    held = look(place)
    assert "services.csv line 3: paja is no longer there." in shown(held)
    assert "Meikäläinen" not in held.text
    assert decide(place, held, "accept_loss").status == 303
    assert kinds(place) == ["accept_loss"]
    page = look(place)
    assert "Vähennys on hyväksytty." in shown(page)
    assert 'value="accept_loss"' not in page.text


def test_readers_get_an_earlier_release_again_after_one_more_question(place):
    in_use = pointer.read(place.root)["release_id"]
    [link] = set(re.findall(r"/review/return\?release=\w+", look(place).text))
    asked = look(place, link)
    assert "Lukijat saavat tämän julkaisun heti." in shown(asked)
    assert decide(place, asked, "rollback").status == 303
    now = pointer.read(place.root)["release_id"]
    assert (now, now != in_use) == (link.split("=")[1], True)
    assert look(place, f"/review/return?release={now}").status == 404
    assert look(place, "/review/return?release=../../x").status == 404


def test_an_engineer_looks_a_reviewer_decides_and_nobody_else_opens_the_pages(place):
    register(place, PEOPLE)
    fields = form_of(look(place, user="aino"), "approve")
    engineer = look(place, user="eetu")
    assert engineer.status == 200
    assert "Laadun tarkastaja päättää." in shown(engineer)
    assert "<form" not in engineer.text
    for user in ("eetu", "sanna", "olli", "mallory"):
        assert send(place, "/review/decide", fields, user).status == 403
    pages = ("/review", "/review/report.html", "/review/description")
    for user in ("sanna", "olli", "mallory"):
        assert [look(place, path, user).status for path in pages] == [403, 403, 403]
    assert kinds(place) == []
    assert send(place, "/review/decide", fields, "aino").status == 303
    assert [one.name for one in decision_log.read(place.root)] == ["aino"]


def test_the_first_page_says_what_waits_to_those_whom_it_concerns(place):
    register(place, PEOPLE)
    assert "Ehdokas odottaa päätöstä." in shown(look(place, "/", "eetu"))
    assert "odottaa päätöstä" not in shown(look(place, "/", "olli"))
    decide_as = form_of(look(place, user="aino"), "approve")
    send(place, "/review/decide", decide_as, "aino")
    assert "odottaa päätöstä" not in shown(look(place, "/", "eetu"))


def test_the_report_is_given_out_in_its_languages_and_no_other_file_of_the_candidate(place):
    for language in ("", ".sv", ".en"):
        found = look(place, f"/review/report{language}.html")
        assert found.status == 200
        assert "script" not in found.headers["content-security-policy"]
        assert b"every_type.volume" in found.body
    for name in ("manifest.json", "validation.json", "dim_language.parquet", "..%2Froot.json"):
        assert look(place, f"/review/{name}").status == 404


def test_without_a_validated_candidate_the_page_says_how_one_is_made(place):
    (place.root.candidate / candidate_validation.VALIDATION).unlink()
    found = look(place)
    assert (found.status, "<form" in found.text) == (200, False)
    assert "mukana run" in shown(found)


@pytest.mark.parametrize("version", [4, None], ids=["another candidate", "no manifest yet"])
def test_while_a_run_replaces_the_candidate_two_are_never_mixed_on_a_page(
    place, monkeypatch, version
):
    sections = reports.sections

    def replaced_meanwhile(*given):
        if version is None:
            (place.root.candidate / "manifest.json").unlink()
        else:
            new_candidate(place, version)
        return sections(*given)

    monkeypatch.setattr(reports, "sections", replaced_meanwhile)
    found = look(place)
    assert found.status == 503
    assert "Ajo tekee juuri uutta ehdokasta." in shown(found)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_page_of_reviewers_is_there_in_every_language(place, language):
    page = look(place, f"/review?lang={language}")
    link = re.search(r"/review/return\?release=\w+", page.text)[0]
    for path in ("/review?", f"{link}&", "/review/description?"):
        found = look(place, f"{path}lang={language}")
        assert (found.status, f'<html lang="{language}">' in found.text) == (200, True)


def test_what_people_wrote_is_shown_as_text(place):
    hostile = '<script>alert("x")</script>'
    decide(place, look(place), "reject", reason=hostile)
    page = look(place, "/review?decided=1")
    assert hostile not in page.text
    assert hostile in shown(page)


# The quality description


def draft(place: Workplace) -> Any:
    return place.root.candidate / DESCRIPTION


def edited(place: Workplace, page: Answer, text: str) -> Answer:
    sha256 = re.search(r'name="sha256" value="(\w+)"', page.text)[1]
    return send(place, "/review/description", {"sha256": sha256, "text": text})


def test_the_quality_description_is_edited_and_never_over_another_change(place):
    before = look(place, "/review/description")
    assert "# Laatuseloste" in before.text
    assert edited(place, before, "# Laatuseloste\r\nValmis.").status == 303
    assert draft(place).read_text(encoding="utf-8") == "# Laatuseloste\nValmis.\n"
    late = edited(place, before, "Toisen <teksti>")
    assert late.status == 409
    assert "Toisen &lt;teksti&gt;" in late.text
    assert draft(place).read_text(encoding="utf-8") == "# Laatuseloste\nValmis.\n"


def test_an_identity_code_does_not_get_into_the_quality_description(place):
    answer = edited(place, look(place, "/review/description"), "yksi\r\n131052-308T")
    assert answer.status == 409
    assert "Rivillä 2 on henkilötunnus." in shown(answer)
    assert draft(place).read_text(encoding="utf-8") == "# Laatuseloste\n"
