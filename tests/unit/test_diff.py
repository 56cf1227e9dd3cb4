"""What differs between two versions of a questionnaire, or a questionnaire and a file."""

import shutil

import pytest

from orchestration.cli.compare import compare
from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.core.settings import Settings
from tests.exports import FULL_HEADER, full_row, xlsx

SHIPPED = SHIPPED_QUESTIONNAIRES / "osallisuuskysely"


def _other(folder, *edits: tuple[str, str]):
    """The shipped survey with its text edited."""
    place = folder / "osallisuuskysely"
    shutil.copytree(SHIPPED, place)
    file = place / "questionnaire.yml"
    text = file.read_text(encoding="utf-8")
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    return str(place)


def _changes(folder, second):
    found = compare(Settings(data=folder / "data"), "osallisuuskysely", str(second))
    return [(change.kind, change.what, change.indicators) for change in found]


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (
            ("fi: Olen tarpeellinen muille", "fi: Olen tärkeä muille"),
            ("reworded", "question esis_04 (fi)", ("inclusion",)),
        ),
        (
            ("      never:\n        fi: En koskaan", "      not_ever:\n        fi: En koskaan"),
            ("moved", "question loneliness: option never is now not_ever", ()),
        ),
        (
            ("  loneliness:\n    type", "  lonely:\n    type"),
            ("moved", "question loneliness is now lonely", ()),
        ),
        (
            ("min_answered: 8", "min_answered: 7"),
            ("changed", "indicator inclusion: score", ("inclusion",)),
        ),
        (
            ("fi: Jokseenkin samaa mieltä", "fi: Melkein samaa mieltä"),
            ("reworded", "scale agreement: option 4 (fi)", ("inclusion",)),
        ),
    ],
)
def test_a_change_is_named_with_the_indicators_it_touches(tmp_path, edit, expected):
    assert _changes(tmp_path, _other(tmp_path, edit)) == [expected]


def test_blanks_case_and_full_stops_are_no_change(tmp_path):
    edit = ("fi: Olen tarpeellinen muille ihmisille.", "fi: olen tarpeellinen  muille ihmisille")
    assert _changes(tmp_path, _other(tmp_path, edit)) == []


def test_a_questionnaire_and_a_file(tmp_path):
    cells = dict(zip(FULL_HEADER, full_row("a", "Alku", [4] * 10), strict=True))
    item = FULL_HEADER[6]
    cells["Kuulun johonkin ryhmään tai yhteisöön."] = cells.pop(item)
    cells["Salainen lisä"] = "x"
    del cells["Sukupuoli"]
    found = _changes(tmp_path, xlsx(tmp_path / "a.xlsx", [list(cells), list(cells.values())]))
    # Twenty columns are left and one is gone before them: the reworded one is the twentieth.
    assert ("removed", "question gender", ()) in found
    assert ("reworded", "question esis_03, column T1", ("inclusion",)) in found
    assert ("added", "column U1", ()) in found
    assert len(found) == 3
    assert "Salainen" not in str(found)
