"""From an export to a published table: answers are read at the desk, themed and summarised (scenario S23)."""

from __future__ import annotations

import shutil

import openpyxl
import pyarrow.parquet as pq

from orchestration.outputs.write import write_outputs
from orchestration.release import pointer
from tests.open_answers_root import (
    FRIEND,
    OPEN_COLUMN,
    form,
    forms,
    read_all,
    root_of,
    send,
    state_of,
)
from tests.roots import Workplace

TEXT = "Moni kertoi saaneensa ystäviä, ja muutama oppineensa jotain."


def test_from_an_export_to_what_readers_see(tmp_path):
    # 12 people of each theme. Of the two who write of both, the reader ticks friends.
    both = [form(n, f"{FRIEND}, opin taitoja {n}") for n in (22, 23)]
    place = root_of(tmp_path, [*forms(10, 12), *both])
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
