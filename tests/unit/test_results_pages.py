"""The results pages: what they say, to whom, and that nothing leads nowhere."""

import re
import shutil
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from orchestration.outputs.pages import logs
from orchestration.outputs.pages.site import FOLDERS
from orchestration.outputs.write import write_outputs
from tests import results_release

LANGUAGES = [folder.rstrip("/") for folder in FOLDERS.values()]
WORKSHOP = "service-lahti_workshop.html"


def _words(html: str) -> str:
    """What a reader reads: no style, no tags, single spaces."""
    body = re.sub(r"<style>.*?</style>", "", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", body)))


def _pages() -> dict[str, str]:
    folder = results_release.release() / "results"
    found = folder.rglob("*.html")
    return {f.relative_to(folder).as_posix(): f.read_text(encoding="utf-8") for f in found}


def test_every_page_is_there_in_every_language():
    names = {path.rpartition("/")[2] for path in _pages()}
    assert set(_pages()) == {f"{folder}{name}" for folder in FOLDERS.values() for name in names}
    assert {
        "index.html", "dictionary.html", WORKSHOP, "service-tiny.html", "service-several_ab12.html",
        "municipality-398.html", "county-09.html", "wave-county_survey-2023.html",
        "activities-visit_log.html", "questionnaire-inclusion_survey.html",
    } <= names  # fmt: skip


def test_every_link_leads_to_a_file_of_the_release():
    release = results_release.release()
    for path, html in _pages().items():
        for link in re.findall(r'href="([^"#]+)"', html):
            target = (release / "results" / path).parent / unquote(link)
            assert target.resolve().is_relative_to(release.resolve()), (path, link)
            assert target.is_file(), (path, link)


def test_every_page_but_the_front_page_is_linked_from_it():
    html = _pages()["index.html"]
    links = {unquote(link) for link in re.findall(r'href="([^"#]+)"', html)}
    in_finnish = {path for path in _pages() if "/" not in path}
    assert in_finnish - {"index.html"} <= links


def test_a_page_loads_nothing_and_needs_no_script():
    for path, html in _pages().items():
        assert "http" not in re.sub(r'http-equiv="[^"]+"', "", html), path
        assert not re.search(r"<(link|img|iframe)\b", html), path
        assert html.count("<script") == (path.rpartition("/")[2] == "index.html"), path


@pytest.mark.parametrize(
    ("language", "change", "interval"),
    [("", "−4,1", "−9,8…1,6"), ("sv", "−4,1", "−9,8…1,6"), ("en", "−4.1", "−9.8 to 1.6")],
)
def test_a_fall_is_shown_with_its_interval_in_words_and_as_a_picture(language, change, interval):
    html = results_release.page(WORKSHOP, language)
    assert change in _words(html)
    picture = re.search(r'<svg viewBox="0 0 360 [^>]* aria-label="([^"]+)"', html)
    assert picture and change in picture[1] and interval in picture[1]
    # 28 units from the left to -10 and the zero line in the middle: x = 180 + 332 / 20 * value.
    for value in (-4.1, -9.8, 1.6):
        assert f'="{round(180 + 16.6 * value, 1)}"' in html


def test_a_fall_is_said_not_to_mean_a_failing_service_in_every_language():
    for language, sentence in (
        ("", "Pisteiden lasku ei suoraan kerro, että palvelu epäonnistuisi."),
        ("sv", "Att poängen sjunker betyder inte direkt att tjänsten misslyckas."),
        ("en", "A falling score does not directly mean a failing service."),
    ):
        for page in (WORKSHOP, "index.html"):
            assert sentence in _words(results_release.page(page, language))


def test_who_is_missing_and_how_they_differed_stands_beside_the_change():
    words = _words(results_release.page(WORKSHOP))
    assert "Loppuvastaus puuttuu 9 aloittaneelta." in words
    assert "keskimäärin 52,7, molemmilla kerroilla vastanneiden 61,2: ero on −8,5." in words
    assert "odotettu nousu olisi noin 3,3" in words


def test_what_was_agreed_and_whether_it_was_done_is_on_the_page_of_the_service():
    words = _words(results_release.page(WORKSHOP))
    assert "Sovittu 15.2.2024, mihin mennessä: 1.9.2024. Onko tehty: tehty." in words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_service_without_results_says_why_and_how_many_are_needed_never_how_many_there_are(
    language,
):
    html = results_release.page("service-tiny.html", language)
    words = _words(html)
    assert re.search(r"(vähintään|minst|at least) 5 ", words)
    assert re.search(r"(vähintään|minst|at least) 10 ", words)
    assert "service-several_ab12.html" in html
    said = re.sub(r"(vähintään|minst|at least|Alle|färre än|fewer than) (5|10)", "", words)
    assert not re.search(
        r"\b[1-9]\b", re.sub(r"[0-9a-f]{16}|\d+\.\d+\.\d{4}|\d+ \w+ 2025", "", said)
    )


def test_no_page_of_a_service_shows_the_numbers_of_another():
    words = _words(results_release.page("service-tiny.html"))
    assert "4,1" not in words and "57,1" not in words


def test_answers_are_counted_of_those_who_answered_and_the_rest_are_shown():
    # Of 12 people 4 and 7 chose an option: 4 / 11 = 36 %, 7 / 11 = 64 %; one gave no answer.
    words = _words(results_release.page(WORKSHOP))
    assert "n = 11" in words and "36 % (4)" in words.replace("\u00a0", " ")
    assert "64 % (7)" in words.replace("\u00a0", " ") and "Ei vastausta: 1" in words


def test_answers_by_language_are_on_the_page_of_the_questionnaire_and_merged_languages_are_named():
    # 7 of 11 in Finnish chose the first option (64 %), two gave no answer; of the others 5 of 10.
    words = _words(results_release.page("questionnaire-inclusion_survey.html")).replace(
        "\u00a0", " "
    )
    assert "Suomi, n = 11 Muut kielet, n = 10" in words
    assert "64 % (7) 50 % (5)" in words and "Muut kielet: arabia, ruotsi." in words
    assert "Ei vastausta: 2 suomi, 1 muut kielet." in words
    assert 'href="questionnaire-inclusion_survey.html#languages"' in results_release.page(WORKSHOP)


def test_a_figure_of_governance_has_its_numerator_denominator_areas_and_question():
    words = _words(results_release.page("wave-county_survey-2023.html"))
    assert "Kysymys 201" in words and "21/22 = 95,5 %" in words
    assert "Vastanneita: 23. Alueita: 22/22 (22 aluetta)." in words
    assert "Vastaukset alueittain" in words and "Päijät-Häme" in words


def test_the_same_tables_give_the_same_bytes(tmp_path: Path):
    again = tmp_path / "again"
    again.mkdir()
    for file in results_release.release().glob("*.parquet"):
        shutil.copyfile(file, again / file.name)
    write_outputs(again)
    made = {f.relative_to(again): f.read_bytes() for f in again.rglob("*") if f.is_file()}
    release = results_release.release()
    first = {f.relative_to(release): f.read_bytes() for f in release.rglob("*") if f.is_file()}
    assert {name: first[name] for name in made} == made
    assert Path("results.xlsx") in made


def test_a_county_shows_what_was_agreed_in_it():
    words = _words(results_release.page("county-09.html"))
    assert "Sovittu 15.2.2024" in words


def test_readiness_before_and_after_stands_in_columns_and_many_kinds_are_added_up():
    row = {"question_code": "q", "is_missing": False}
    rows = [
        row | {"option_code": "plan", "activity_kind_code": kind, "activity_count": n}
        | {"answered_count": 16}
        for kind, n in (("before", 8), ("after", 15))
    ]  # fmt: skip
    found = logs._recorded(rows)
    assert [column["activity_kind_code"] for column in found.columns] == ["before", "after"]
    assert [counts for _, counts in found.options] == [[(8, 16), (15, 16)]]
    many = [rows[0] | {"activity_kind_code": str(n)} for n in range(4)]
    assert [counts for _, counts in logs._recorded(many).options] == [[(32, 64)]]
