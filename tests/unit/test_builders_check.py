"""What `mukana questionnaire check` shows of a questionnaire and an export, and what it only counts."""

import pytest
from typer.testing import CliRunner

from orchestration.cli import builders_check
from orchestration.cli.main import app
from orchestration.ingest.readers import read_sheets
from orchestration.ingest.recognise.choose import closest, header_indexes
from orchestration.questionnaire.drafting.undeclared import undeclared
from tests import drafts
from tests.exports import csv_text
from tests.small_survey import BELONG, FRIENDS, HEARD, HELP, small_context

AGREE, DISAGREE = "Samaa mieltä", "Eri mieltä"
HEADER = ["Vastauksen aika", "Mittaus", BELONG, HEARD, HELP, "Puhelin 040 1234567", "Lempiväri"]
OWN = ["isän luona aina", "Maija tietää", "en puhu nyt"]


def _content(rows: int = 30) -> bytes:
    """`Melko samaa` on six rows, own words on three, an unknown part of a multi-select on seven."""
    table = [HEADER]
    for n in range(rows):
        belong = "Melko samaa" if n < 6 else [AGREE, DISAGREE][n % 2]
        heard = OWN[n] if n < 3 else AGREE
        helped = f"{FRIENDS};Kirkosta" if 10 <= n < 17 else FRIENDS
        table.append([f"{n % 28 + 1}.2.2025", "Alku", belong, heard, helped, "", "sininen"])
    return csv_text(table).encode()


def _found(content: bytes, folder):
    surveys = small_context(folder).surveys
    sheets = read_sheets(content, drafts.LIMITS)
    return undeclared(closest(sheets, header_indexes(surveys.values())))


def test_declared_questions_without_a_column_and_undeclared_headers_are_named(tmp_path):
    found = _found(_content(), tmp_path)
    assert ("response_id", "Vastausnumero") in found.not_found
    assert ("belong_why", "Perustelut") in found.not_found
    assert found.headers == [("F1", ""), ("G1", "Lempiväri")]


def test_a_label_on_five_rows_is_named_and_own_words_are_counted_with_their_cells(tmp_path):
    labels = {one.code: one for one in _found(_content(), tmp_path).labels}
    assert labels["belong"].shown == {"Melko samaa": 6}
    assert labels["help"].shown == {"Kirkosta": 7}
    assert (labels["heard"].shown, labels["heard"].other_count, labels["heard"].other_rows) == (
        {},
        3,
        3,
    )
    assert labels["heard"].cells == ("D2", "D3", "D4")


def test_in_a_column_that_mostly_holds_own_words_nothing_is_named(tmp_path):
    header = ["Vastauksen aika", "Mittaus", BELONG, HEARD, HELP]
    rows = [
        ["1.2.2025", "Alku", AGREE, "ei kiitos" if n < 9 else f"oma sana {n}", FRIENDS]
        for n in range(40)
    ]
    [one] = _found(csv_text([header, *rows]).encode(), tmp_path).labels
    assert (one.code, one.shown, one.other_count, one.other_rows) == ("heard", {}, 32, 40)


@pytest.mark.parametrize("is_a_person", [True, False])
def test_labels_are_shown_on_a_terminal_only_and_own_words_nowhere(
    tmp_path, monkeypatch, is_a_person, capsys
):
    monkeypatch.setattr(builders_check, "_is_read_by_a_person", lambda: is_a_person)
    builders_check.show(_found(_content(), tmp_path))
    shown = capsys.readouterr().out
    assert ("Melko samaa" in shown) == is_a_person
    assert not [words for words in OWN if words in shown]
    assert "3 other texts, 3 rows (D2, D3, D4)" in shown
    assert "Nothing was stored." in shown


def test_a_survey_is_drafted_checked_and_read_by_the_commands(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "kuuluminen.csv"
    file.write_bytes(_content())
    root = ["--data", str(tmp_path / "root")]
    run = CliRunner().invoke
    assert run(app, ["init", str(tmp_path / "root")]).exit_code == 0
    made = run(app, ["questionnaire", "draft", str(file), *root])
    assert made.exit_code == 0
    assert "Päätä" in made.output
    assert "Decide" in made.output
    assert not [words for words in OWN if words in made.output]
    checked = run(app, ["questionnaire", "check", "kuuluminen", str(file), *root])
    assert "F1" in checked.output
    assert checked.exit_code == 1
    again = run(app, ["questionnaire", "draft", str(file), *root])
    assert again.exit_code == 1
    assert "is there already" in str(again.exception)
    (tmp_path / "kuuluminen").rename(tmp_path / "root" / "questionnaires" / "kuuluminen")
    assert run(app, ["check", str(file), *root]).exit_code == 0
