"""From an export to a published table: answers are read at the desk, themed and summarised (scenario S23)."""

from __future__ import annotations

import shutil

import openpyxl
import pyarrow.parquet as pq
import pytest

from orchestration.intake.declared_inputs import Declared
from orchestration.outputs.write import write_outputs
from orchestration.release import pointer
from tests.open_answers_root import (
    FRIEND,
    OPEN_COLUMN,
    THEMES,
    form,
    forms,
    land,
    open_page,
    read_all,
    send,
    state_of,
)
from tests.roots import Workplace, new_root

TEXT = "Moni kertoi saaneensa ystäviä, ja muutama oppineensa jotain."


@pytest.fixture(scope="module")
def place(tmp_path_factory) -> Workplace:
    """The warehouse of a first run, in which nothing is said of open answers."""
    folder = tmp_path_factory.mktemp("open")
    place = new_root(folder)
    (place.root.registers / "themes.csv").write_text(THEMES)
    # Two people write of both; 12 of friends in all, 14 of skills.
    rows = [*forms(10, 12), *(form(n, f"{FRIEND}, opin taitoja {n}") for n in (22, 23))]
    land(place, folder, rows, "a.xlsx")
    place.build()
    return place


def test_from_an_export_to_what_readers_see(place, tmp_path):
    assert place.built("select * from {fct_open_theme}") == []
    page = read_all(place)
    assert send(place, "themes", {"state": state_of(page)}).status == 303
    summary = {"language": "fi", "text": TEXT, "checked": "1"}
    assert send(place, "summary", summary).status == 303
    place.release()
    assert place.query(
        "select theme_code, theme_status_code, theme_person_band from {fct_open_theme} order by all"
    ) == [
        ("friends", "published", "10-19"),
        ("skills", "published", "10-19"),
    ]
    [(text, author)] = place.query("select summary_text, author_name from {fct_open_summary}")
    assert (text, bool(author)) == (TEXT, True)
    _readers_see_it(place, tmp_path)
    _no_answer_is_published(place)
    _who_leaves_takes_the_group_along(place, tmp_path)


def _readers_see_it(place: Workplace, folder) -> None:
    """On the page of the questionnaire and in the workbook, in bands, with the author."""
    current = pointer.read(place.root)
    assert current is not None
    release = shutil.copytree(place.root.published / current["path"], folder / "release")
    for made in ("results", "powerbi"):
        shutil.rmtree(release / made, ignore_errors=True)
    write_outputs(release)
    page = (release / "results" / "questionnaire-osallisuuskysely.html").read_text()
    for shown in ("Ystävät", "10–19", "Luettu 20–49 ihmisen vastaukset", TEXT):
        assert shown in page
    assert (
        "Friends"
        in (release / "results" / "en" / "questionnaire-osallisuuskysely.html").read_text()
    )
    book = openpyxl.load_workbook(release / "results.xlsx")
    assert "10–19" in [cell.value for row in book["Avovastausten teemat"] for cell in row]
    assert TEXT in [cell.value for row in book["Avovastausten tiivistelmät"] for cell in row]


def _no_answer_is_published(place: Workplace) -> None:
    answers = {row[OPEN_COLUMN] for row in forms(10, 12)}
    for file in place.root.published.rglob("*"):
        if file.suffix == ".parquet":
            columns = pq.read_table(file).to_pydict().values()
            assert answers.isdisjoint(str(value) for column in columns for value in column), file
        elif file.is_file():
            assert not [text for text in answers if text.encode() in file.read_bytes()], file


def _who_leaves_takes_the_group_along(place: Workplace, folder) -> None:
    """One of 24 withdraws: neither themes nor summary are in the next warehouse."""
    rows = forms(10, 12)
    rows[3] = form(3, "", consent="Ei")
    land(place, folder, rows[3:4], "withdrawn.xlsx", at=2)
    assert Declared(place.root, place.settings).waiting()
    place.build()
    assert place.built("select * from {fct_open_theme}") == []
    assert place.built("select * from {fct_open_summary}") == []


def test_before_anything_was_read_the_page_says_what_waits(place):
    assert "Avovastaukset" in open_page(place, "/open-answers").text
