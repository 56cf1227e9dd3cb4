"""A file that fits two questionnaires is given to neither in silence; its folder may say which."""

from pathlib import Path, PurePath

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, Reading
from orchestration.intake.folder_statement import all_statements, stated
from tests.exports import xlsx
from tests.small_survey import BELONG, HEARD, HELP, QUESTIONNAIRE, WHY, read, small_context

HEADER = ["Vastauksen aika", "Mittaus", BELONG, WHY, HEARD, WHY, HELP]
ROW = ["5.2.2024 10.00", "Alku", "Samaa mieltä", "", "Eri mieltä", "", "Ystäviltä"]
FORM = "form: vienti\ntool: excel\n"


def _with_another(folder: Path, questionnaire: str, form: str = FORM, own: str = FORM) -> Context:
    """The small survey as `pikkukysely/vienti`, and a second one, `toinen/vienti`."""
    place = folder / "surveys" / "toinen" / "forms"
    place.mkdir(parents=True)
    text = questionnaire.replace("questionnaire: pikkukysely", "questionnaire: toinen")
    (place.parent / "questionnaire.yml").write_text(text, encoding="utf-8")
    (place / "vienti.yml").write_text(form, encoding="utf-8")
    return small_context(folder, own)


def _refused(file: Path, known: Context, **fields: str):
    with pytest.raises(Refusal) as caught:
        read(file, known, **fields)
    [reason] = caught.value.reasons
    return reason


def _read_as(reading: Reading) -> str:
    return reading.recognised.layout.name


# The second form has a header of its own that the file has too: no reason to prefer it.
@pytest.mark.parametrize("more", ["", "columns: {heard: ['Minua kuullaan.']}\n"])
def test_a_file_that_fits_two_questionnaires_is_refused_with_both_and_what_to_do(tmp_path, more):
    file = xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    known = _with_another(tmp_path, QUESTIONNAIRE, FORM + more)
    reason = _refused(file, known)
    assert reason.code == "two_forms_fit"
    for name in ("pikkukysely/vienti", "toinen/vienti"):
        assert name in reason.problem_fi and name in reason.problem_en
        assert f"`form: {name}`" in reason.action_fi and f"`form: {name}`" in reason.action_en
        reading = read(file, known, form=name)
        assert _read_as(reading) == name
        assert reading.recognised.choice()["stated"] == {"form": name}


def test_a_form_that_the_file_does_not_fit_is_not_taken_because_the_folder_states_it(tmp_path):
    known = _with_another(tmp_path, QUESTIONNAIRE.replace("Kuulun joukkoon.", "Olen mukana."))
    file = xlsx(tmp_path / "a.xlsx", [HEADER, ROW])
    assert _read_as(read(file, known, form="toinen/vienti")) == "pikkukysely/vienti"


@pytest.mark.parametrize("form", ["x/y", "pikkukysely/toinen", "toinen/vientti"])
def test_a_form_that_does_not_exist_refuses_the_file_with_those_that_do(tmp_path, form):
    """Also where the file fits one form alone: nobody knows which was meant."""
    known = _with_another(tmp_path, QUESTIONNAIRE.replace("Kuulun joukkoon.", "Olen mukana."))
    reason = _refused(xlsx(tmp_path / "a.xlsx", [HEADER, ROW]), known, form=form)
    assert reason.code == "unknown_form"
    for action in (reason.action_fi, reason.action_en):
        assert "pikkukysely/vienti, toinen/vienti" in action


def test_another_questionnaire_that_is_there_whole_is_reported_until_the_folder_states_which(tmp_path, monkeypatch):  # fmt: skip
    """The first asks one question more, which the file does not have; the second asks no other."""
    more = QUESTIONNAIRE.replace("  help:", "  office: {type: open, text: {fi: Missä asioit?}}\n  age: {type: number, text: {fi: Ikä vuosina}}\n  help:")  # fmt: skip
    less = QUESTIONNAIRE[: QUESTIONNAIRE.index("  help:")] + QUESTIONNAIRE[QUESTIONNAIRE.index("indicators:") :]  # fmt: skip
    monkeypatch.setattr("tests.small_survey.QUESTIONNAIRE", more)
    known = _with_another(tmp_path, less)
    file = xlsx(tmp_path / "a.xlsx", [[*HEADER, "Missä asioit?"], [*ROW, "Kelassa"]])
    reading = read(file, known)
    [finding] = [one for one in reading.findings if one.code == "fits_another"]
    assert _read_as(reading) == "pikkukysely/vienti"
    assert "`form: toinen/vienti`" in finding.action_en
    for name in ("toinen/vienti", "pikkukysely/vienti"):
        again = read(file, known, form=name)
        assert _read_as(again) == name
        assert "fits_another" not in {one.code for one in again.findings}


def test_folders_state_the_form_and_the_time_point_each_by_the_nearest_that_does(tmp_path):
    for name, text in (("ngo", "form: a/b\nphase: start\n"), ("ngo/loput", "phase: end\n")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "delivery.yml").write_text(text, encoding="utf-8")
    found = stated(PurePath("ngo/loput/x.csv"), all_statements(tmp_path))
    assert found == {"form": "a/b", "phase": "end"}


@pytest.mark.parametrize("text", ["form: vienti", "form: [a/b]", "form: A/b", "form: a/b/c"])
def test_a_form_that_is_written_otherwise_refuses_the_file(tmp_path, text):
    (tmp_path / "ngo").mkdir()
    (tmp_path / "ngo" / "delivery.yml").write_text(text, encoding="utf-8")
    with pytest.raises(Refusal) as caught:
        stated(PurePath("ngo/x.csv"), all_statements(tmp_path))
    assert caught.value.reasons[0].code == "bad_statement"
    assert "form:" in caught.value.reasons[0].action_fi
