"""Open answers at the desk: how they are read, what may be published of them, and who takes them away."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from orchestration.core.settings import Settings
from orchestration.desk import open_answers
from orchestration.desk.application import application
from orchestration.ingest.registers import themes
from orchestration.ingest.registers.registers import RegisterError
from orchestration.intake import forget
from orchestration.open_answers import kept, tables, waiting
from orchestration.privacy.open_themes import band_of, theme_bands
from orchestration.privacy.personal_data import covered, may_name_a_person
from orchestration.serving.guard import USER
from orchestration.upkeep import root_state
from tests.asgi import ask
from tests.open_answers_root import (
    FRIEND,
    GROUP,
    PATH,
    QUESTION,
    SURVEY,
    THEMES,
    count_forms,
    form,
    forms,
    land,
    open_page,
    read_all,
    root_of,
    send,
    state_of,
    ticked,
)
from tests.roots import Workplace

SUMMARY = {"language": "fi", "text": "Moni kertoi ystävistä.", "checked": "1"}


@pytest.fixture(scope="module")
def read_once(tmp_path_factory) -> Workplace:
    """12 people who write of friends and 13 of skills; every answer was read."""
    place = root_of(tmp_path_factory.mktemp("open"), forms(12, 13))
    read_all(place)
    return place


@pytest.fixture
def place(read_once, tmp_path) -> Workplace:
    shutil.copytree(read_once.root.path, tmp_path / "data")
    settings = Settings(
        data=tmp_path / "data", key_dir=read_once.settings.key_dir, settle_seconds=0.01
    )
    return Workplace(settings)


def published(place: Workplace, name: str = "themes") -> list[dict]:
    """What the next run would publish."""
    tables.write(place.root)
    return pq.read_table(place.root.raw / "open" / f"{name}.parquet").to_pylist()


def publish(place: Workplace) -> int:
    return send(place, "themes", {"state": state_of(open_page(place))}).status


def someone(place: Workplace) -> tuple[str, int]:
    """Delivery and row of one of the forms."""
    [file] = [f for f in (place.root.raw / "submissions").glob("*.parquet") if f.stem[0] != "_"]
    row = pq.read_table(file).to_pylist()[3]
    return row["delivery_id"], row["row_number"]


def test_nothing_on_the_page_says_whose_an_answer_is(place):
    page = open_page(place).text.partition("<main")[2]
    for tell_tale in ("h3", "Lahden paja", "lahti", "7.3.", "12.03", *waiting.present(place.root)):
        assert tell_tale not in page


def test_the_order_of_the_same_answers_is_another_at_every_visit(tmp_path):
    place = root_of(tmp_path, forms(5, 5))
    orders = {tuple(re.findall(r"<blockquote.*?>(.*?)<", open_page(place).text)) for _ in range(4)}
    assert len(orders) == 4
    assert len({frozenset(order) for order in orders}) == 1


def test_ten_answers_are_shown_however_few_are_new(place, tmp_path):
    land(place, tmp_path, [form(40, "Aivan uusi")], "b.xlsx", at=2)
    place.take()
    count_forms(place)
    page = open_page(place).text
    assert page.count("<blockquote") == 10
    assert "Aivan uusi" in page
    assert "Lukematta: alle 10" in page


def test_only_a_reviewer_may_open_the_answers(place):
    lines = "".join(
        f"{role},X,{role},lahti\n" for role in ("reviewer", "engineer", "sender", "reader")
    )
    (place.root.registers / "people.csv").write_text(f"user,name,role,sender_code\n{lines}")
    desk = application(place.settings, is_proxied=True)
    for path in ("/open-answers", PATH):
        for user, status in {
            "reviewer": 200,
            "engineer": 403,
            "sender": 403,
            "reader": 403,
        }.items():
            assert ask(desk, path, headers={USER: user}).status == status
    for name in ("read", "themes", "summary"):
        assert (
            ask(desk, f"{PATH}/{name}", headers={USER: "reader"}, fields={"x": "1"}).status == 403
        )


def test_answers_of_fewer_than_ten_people_are_shown_to_nobody(tmp_path):
    place = root_of(tmp_path, forms(5, 4))
    assert "alle 10" in open_page(place, "/open-answers").text
    assert open_page(place).status == 404


def test_personal_data_in_an_answer_are_covered(tmp_path):
    texts = [
        "Soita 040 123 4567",
        "a.b@c.fi on oma",
        "Tapasin Matti Meikäläisen",
    ]
    place = root_of(tmp_path, [form(n, text) for n, text in enumerate(texts)] + forms(0, 20)[3:10])
    page = open_page(place).text
    assert not [secret for secret in ("123 4567", "a.b@c.fi") if secret in page]
    assert page.count("Se on peitetty") == 2
    assert page.count("saattaa olla ihmisen nimi") == 1


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Soita 040 123 4567 heti", "Soita ████████████ heti"),
        ("kirjoita a.b@c.fi", "kirjoita ████████"),
        ("131052-308T", "███████████"),
        ("Kävin täällä 2 kertaa", "Kävin täällä 2 kertaa"),
        ("a\u200b.b@c.fi", "█████████"),  # something invisible: nobody knows where it begins
    ],
)
def test_what_is_covered(text, shown):
    assert covered(text) == shown


def test_a_name_is_guessed_within_a_sentence_only():
    assert may_name_a_person("Juttelin Anna Virtasen kanssa")
    assert not may_name_a_person("Kävin Lahdessa. Nyt voin hyvin")


def test_what_is_published_are_bands_of_a_closed_half_year_and_no_answer(place):
    assert published(place) == []
    assert publish(place) == 303
    assert [
        (r["theme_code"], r["theme_person_band"], r["read_person_band"]) for r in published(place)
    ] == [
        ("friends", "10-19", "20-49"),
        ("skills", "10-19", "20-49"),
    ]


def test_a_run_is_due_after_publishing_and_not_after_reading(place):
    before = place.declared.fingerprint()
    send(place, "read", ticked(open_page(place)))
    assert place.declared.fingerprint() == before
    publish(place)
    assert place.declared.fingerprint() != before


def test_themes_are_published_once(place):
    state = state_of(open_page(place))
    assert send(place, "themes", {"state": state}).status == 303
    assert send(place, "themes", {"state": state}).status == 409
    assert "Ne eivät enää muutu" in open_page(place).text


def test_what_was_not_shown_is_not_published(place):
    page = open_page(place)
    [name, *_] = re.findall(r'name="read\.(\w+)"', page.text)
    send(place, "read", {f"read.{name}": "1"})
    assert send(place, "themes", {"state": state_of(page)}).status == 409
    assert published(place) == []


def test_an_open_half_year_has_neither_themes_nor_summary(place):
    state = state_of(open_page(place))
    count_forms(place, is_closed=False)
    assert send(place, "themes", {"state": state}).status == 409
    assert send(place, "summary", SUMMARY).status == 409


def test_every_answer_has_to_be_read_with_every_theme_to_choose_from(place):
    state = state_of(open_page(place))
    (place.root.registers / "themes.csv").write_text(f"{THEMES}{SURVEY},{QUESTION},food,Ruoka,,\n")
    assert "pitää lukea ensin" in open_page(place).text
    assert send(place, "themes", {"state": state}).status == 409
    assert "checked" in open_page(place).text  # what was ticked before is ticked
    assert "Ruoka" in read_all(place).text


def test_an_unread_answer_holds_back_the_summary_too(place, tmp_path):
    land(place, tmp_path, [form(40, "Aivan uusi")], "b.xlsx", at=2)
    place.take()
    count_forms(place)
    assert send(place, "summary", SUMMARY).status == 409


def test_a_summary_is_published_with_its_author_and_day(place):
    assert send(place, "summary", SUMMARY).status == 303
    [one] = published(place, "summaries")
    today = datetime.now(UTC).date()
    account = open_page(place).text.split("Olet ")[1].split(".<")[0]
    assert (one["summary_text"], one["author_name"], one["written_date"]) == (
        SUMMARY["text"],
        account,
        today,
    )
    assert send(place, "summary", SUMMARY | {"text": "Toinen."}).status == 303
    assert [row["summary_text"] for row in published(place, "summaries")] == ["Toinen."]


@pytest.mark.parametrize(
    "wrong",
    [{"text": " "}, {"text": "Soita 040 123 4567"}, {"text": "131052-308T"}, {"text": "x" * 4001}, {"language": "de"}],
)  # fmt: skip
def test_a_summary_that_may_not_be_published_is_not_kept(place, wrong):
    assert send(place, "summary", SUMMARY | wrong).status in (400, 409)
    assert (
        send(place, "summary", {k: v for k, v in SUMMARY.items() if k != "checked"}).status == 400
    )
    assert published(place, "summaries") == []


def test_a_form_that_is_delivered_again_keeps_its_themes(place, tmp_path):
    before = waiting.present(place.root)
    land(place, tmp_path, forms(12, 13), "again.csv.xlsx", at=2)
    land(place, tmp_path, [*forms(12, 13), form(30, "Uusi")], "more.xlsx", at=3)
    place.take()
    assert len(waiting.present(place.root) - before) == 1
    assert set(kept.readings(place.root)) == before


def test_whoever_is_forgotten_takes_the_group_and_its_summary_along_for_good(place):
    publish(place)
    send(place, "summary", SUMMARY)
    gone = waiting.keys_of(place.root, [someone(place)])
    found = forget.find(place.declared, SURVEY, ["h3"])
    forget.carry_out(place.declared, found, ("Aino", "pyyntö"))
    assert published(place) == published(place, "summaries") == []
    assert not gone & set(kept.readings(place.root))
    text = "".join(f.read_text() for f in (place.root.restricted / "themes").glob("*.jsonl"))
    assert not [key for key in gone if key in text]
    assert SUMMARY["text"] not in text
    # Nobody publishes it anew, not even from all who are left.
    count_forms(place)
    page = read_all(place)
    assert 'name="state"' not in page.text
    assert send(place, "themes", {"state": ""}).status == 409
    assert send(place, "summary", SUMMARY).status == 303


def test_a_withdrawn_consent_takes_the_group_along(place, tmp_path):
    publish(place)
    rows = [*forms(12, 13)]
    rows[3] = form(3, "", consent="Ei")
    land(place, tmp_path, rows, "withdrawn.xlsx", at=2)
    place.take()
    [one] = kept.publications(place.root).values()
    assert (one.answers, one.themes) == (None, ())
    assert published(place) == []


def test_a_group_is_not_published_while_an_answer_of_it_is_not_in_raw(place):
    publish(place)
    [file] = [
        f for f in (place.root.restricted / "open_answers").glob("*.parquet") if f.stem[0] != "_"
    ]
    table = pq.read_table(file)
    pq.write_table(table.slice(1), file)
    assert published(place) == []
    assert "kaikkia niiden vastauksia ei nyt ole" in open_page(place).text
    pq.write_table(table, file)
    assert len(published(place)) == 2


def test_damaged_statements_stop_what_depends_on_them(place):
    (place.root.restricted / "themes" / kept.THEMES).write_text("{")
    for asked in (tables.write, root_state.require_whole):
        with pytest.raises(kept.DamagedThemesError):
            asked(place.root)


# 10 of 20: with and without are ten each. Person 0 answered twice and is one.
@pytest.mark.parametrize(
    ("with_theme", "people", "band"),
    [(10, 20, "10-19"), (9, 20, None), (11, 20, None), (20, 30, "20-49"), (0, 20, None), (20, 20, None)],
)  # fmt: skip
def test_ten_people_have_a_theme_and_ten_have_not(with_theme, people, band):
    answers = [(n, {"t"} if n < with_theme else set()) for n in range(people)]
    assert theme_bands([*answers, (0, set())], ["t"]) == {"t": band}


def test_bands_begin_at_ten_twenty_fifty_and_a_hundred():
    counts = {
        9: None,
        10: "10-19",
        19: "10-19",
        20: "20-49",
        49: "20-49",
        50: "50-99",
        99: "50-99",
        100: "100+",
    }
    assert {count: band_of(count) for count in counts} == counts


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (f"{SURVEY},lonely,a,A,,", "no such open question"),
        (f"toinen,{QUESTION},a,A,,", "no such open question"),
        (f"{SURVEY},{QUESTION},a b,A,,", "theme_code"),
        (f"{SURVEY},{QUESTION},a,,,", "name_fi"),
        (f"{SURVEY},{QUESTION},friends,A,,", "repeated"),
    ],
)
def test_what_is_wrong_in_the_register_is_said_by_line(tmp_path: Path, line, problem):
    (tmp_path / "themes.csv").write_text(f"{THEMES}{line}\n")
    with pytest.raises(RegisterError, match=rf"themes\.csv:4: .*{problem}"):
        themes.load(tmp_path, {(SURVEY, QUESTION)})


def test_a_page_names_an_answer_otherwise_once_the_desk_was_started_again(place, monkeypatch):
    fields = ticked(open_page(place))
    monkeypatch.setattr(open_answers, "_SECRET", b"another")
    assert send(place, "read", fields).status == 409


def test_the_first_page_says_that_answers_wait_while_one_is_unread(place, tmp_path):
    assert "Lukemattomia avovastauksia" not in open_page(place, "/").text
    land(place, tmp_path, [form(40, "Aivan uusi")], "b.xlsx", at=2)
    place.take()
    count_forms(place)
    assert "Lukemattomia avovastauksia" in open_page(place, "/").text


def test_the_group_is_the_one_of_the_tests(place):
    assert set(waiting.groups(place.root)) == {GROUP}
    assert sum(FRIEND in one.text for one in waiting.groups(place.root)[GROUP].answers) == 12
