"""The template for paper answers: what is typed into it comes back through ingest unchanged."""

import dataclasses
import io
import time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from typer.testing import CliRunner

from orchestration.cli.main import app
from orchestration.core.data_root import SHIPPED_QUESTIONNAIRES
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.read_delivery import Context, read_delivery
from orchestration.ingest.readers import Limits
from orchestration.ingest.registers import registers
from orchestration.ingest.registers.offered_names import offered
from orchestration.privacy.pseudonyms import person_key
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.model.captions import caption
from orchestration.questionnaire.model.questionnaire import Form
from orchestration.questionnaire.templates.template import TemplateError, languages, workbook
from tests.exports import ITEMS

SURVEYS = loader.load([SHIPPED_QUESTIONNAIRES])
EVERY = [(name, language) for name, survey in SURVEYS.items() for language in languages(survey)]
# The columns that a person types freely, by role.
TYPED = {
    "answered_at": "31.12.2024",
    "respondent_code": "0042",
    "service": "lahti",
    "municipality": "Lahti",
    "area": "Kainuun hyvinvointialue",
}
SERVICE = "service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code\nlahti,Lahden paja,,,workshop,,,398\n"


@pytest.fixture(scope="module")
def context(tmp_path_factory) -> Context:
    folder = tmp_path_factory.mktemp("registers")
    (folder / "services.csv").write_text(SERVICE, encoding="utf-8")
    return Context(SURVEYS, registers.load(folder), b"s" * 32, Limits(10**7, 10**8, 200))


def _template(folder: Path, name: str, language: str) -> Path:
    file = folder / f"{name}_{language}.xlsx"
    file.write_bytes(workbook(SURVEYS[name], language, SURVEYS.values()))
    return file


def _choices(book: openpyxl.Workbook) -> dict[int, list[str]]:
    """Column number -> texts of its drop-down, as a spreadsheet program finds them."""
    found = {}
    for rule in book.worksheets[0].data_validations.dataValidation:
        if rule.type == "list":
            sheet, cells = rule.formula1.lstrip("=").split("!")
            left, top, _, bottom = range_boundaries(cells)
            texts = [book[sheet].cell(row, left).value for row in range(top, bottom + 1)]
            for place in rule.sqref.ranges:
                found |= dict.fromkeys(range(place.min_col, place.max_col + 1), texts)
    return found


def _fill(file: Path, name: str, language: str) -> int:
    """Type a row per choice: row n has the nth choice of every drop-down. Returns how many."""
    book = openpyxl.load_workbook(file)
    page, choices = book.worksheets[0], _choices(book)
    questionnaire = SURVEYS[name].questionnaire
    roles = {
        field.header[language] if isinstance(field.header[language], str) else field.header[language][0]: role
        for role, field in questionnaire.fields.declared().items()
    }  # fmt: skip
    count = max(len(texts) for texts in choices.values())
    for column, cell in enumerate(page[1], 1):
        for row in range(count):
            role = roles.get(cell.value)
            if texts := choices.get(column):
                # Consent as given, so that every row is read.
                text = texts[0] if role == "consent" else texts[row % len(texts)]
            else:
                text = TYPED.get(role, "1,5")
                if role is None and cell.value in _days(questionnaire, language):
                    text = TYPED["answered_at"]
                text = f"{row:03}" if role == "response_id" else text
            page.cell(row + 2, column, text).number_format = "@"
    book.save(file)
    return count


def _days(questionnaire, language: str) -> set[str]:
    """Headers of the questions that ask for a day."""
    return {caption(q.text, language) for q in questionnaire.questions.values() if q.kind == "date"}


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_choice_typed_in_every_language_comes_back_as_its_code(
    context, tmp_path, name, language
):
    file = _template(tmp_path, name, language)
    count = _fill(file, name, language)
    reading = read_delivery(file.read_bytes(), "d" * 64, "ngo", context)
    assert reading.counts["used"] == count
    # Every row has the same respondent code; 1,5 is no count of a log.
    assert {found.code for found in reading.findings} <= {"repeated_time_point", "not_one_count"}
    assert reading.left_out == []
    assert reading.recognised.layout.form.tool in ("paper", "excel")
    assert reading.recognised.layout.language == language
    questionnaire = SURVEYS[name].questionnaire
    answers = reading.tables["answers"].to_pylist()
    for code, question in questionnaire.questions.items():
        mine = {
            a["row_number"]: a["option_code"] or a["missing_kind"]
            for a in answers
            if a["question_code"] == code
        }
        if question.kind in ("single", "scale"):
            declared = questionnaire.choices(code)
            expected = [*declared.options, *declared.missing]
            assert list(mine.values()) == [expected[n % len(expected)] for n in range(count)], code
        elif question.kind == "multi":
            chosen = {a["option_code"] for a in answers if a["question_code"] == code}
            assert chosen == set(question.options), code
        elif question.kind == "number":
            assert {str(a["number_low"]) for a in answers if a["question_code"] == code} == {"1.5000"}  # fmt: skip


@pytest.mark.parametrize("language", languages(SURVEYS["osallisuuskysely"]))
def test_fields_come_back_too_and_leading_zeros_stay(context, tmp_path, language):
    file = _template(tmp_path, "osallisuuskysely", language)
    _fill(file, "osallisuuskysely", language)
    rows = (
        read_delivery(file.read_bytes(), "d" * 64, "ngo", context).tables["submissions"].to_pylist()
    )
    assert [row["response_id"] for row in rows[:2]] == ["000", "001"]
    assert {row["person_key"] for row in rows} == {person_key("0042", "paijat_hame", b"s" * 32)}
    assert [row["phase_code"] for row in rows[:3]] == ["start", "end", "single"]
    assert [row["language_code"] for row in rows[:8]] == ["fi", "sv", "en", "ar", "fa", "ckb", "ru", "uk"]  # fmt: skip
    assert {row["answered_at"].isoformat() for row in rows} == {"2024-12-31T00:00:00"}
    assert {row["service_code"] for row in rows} == {"lahti"}


def test_the_finnish_template_carries_the_official_wordings(tmp_path):
    page = openpyxl.load_workbook(_template(tmp_path, "osallisuuskysely", "fi")).worksheets[0]
    headers = [cell.value for cell in page[1]]
    assert [text for text in headers if text in ITEMS] == ITEMS


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_the_sheet_is_easy_to_type_into(tmp_path, name, language):
    book = openpyxl.load_workbook(_template(tmp_path, name, language))
    page, guide, lists = book.worksheets
    assert page.freeze_panes == "A2"
    assert bool(page.sheet_view.rightToLeft) == (language in ("ar", "fa", "ckb"))
    assert {column.number_format for column in page.column_dimensions.values()} == {"@"}
    assert (guide.sheet_state, lists.sheet_state) == ("visible", "hidden")
    rules = page.data_validations.dataValidation
    assert all(len(rule.formula1 or "") < 255 and len(rule.prompt) < 255 for rule in rules)
    text = " ".join(str(cell.value) for row in guide for cell in row if cell.value)
    assert "31.12.2024" in text and "One paper form" in text


def test_an_empty_template_is_refused_as_empty_and_not_as_unknown(context, tmp_path):
    with pytest.raises(Refusal) as caught:
        read_delivery(
            _template(tmp_path, "osallisuuskysely", "fi").read_bytes(), "d", "ngo", context
        )
    assert [reason.code for reason in caught.value.reasons] == ["no_rows"]


def test_the_same_questionnaire_gives_the_same_bytes_whenever_it_is_made():
    first = workbook(SURVEYS["osallisuuskysely"], "fi", SURVEYS.values())
    time.sleep(2.1)  # a zip keeps times in steps of two seconds
    second = workbook(SURVEYS["osallisuuskysely"], "fi", SURVEYS.values())
    assert first == second


def test_a_language_that_the_survey_does_not_have_is_reported_with_those_it_has():
    survey = SURVEYS["osallisuustyo_hyvinvointialueilla"]
    with pytest.raises(TemplateError, match="choose one of: fi, sv, en"):
        workbook(survey, "ru", SURVEYS.values())


def test_a_survey_whose_template_could_be_two_forms_is_answered_with_what_to_add():
    survey = SURVEYS["osallisuuskysely"]
    phases = tuple(
        Form(form=phase, tool="webropol", constants={"phase": phase}) for phase in ("start", "end")
    )
    without = loader.Survey(survey.questionnaire, phases)
    with pytest.raises(TemplateError, match=r"Add forms/paper\.yml"):
        workbook(without, "sv", [without])


SERVICES = """\
service_code,name_fi,name_sv,name_en,service_type_code,organisation_name,sector_code,municipality_code,senders
oma,Ägrän paja,Ägräs verkstad,,workshop,,,398,ngo
yhteinen,Åströmin paja,,,workshop,,,398,
muiden,Zorin paja,,,workshop,,,398,city|county
"""
SENDERS = "sender_code,name_fi,name_sv,name_en,service_code\nngo,N,,,\ncity,C,,,\ncounty,D,,,\n"


@pytest.fixture
def known(tmp_path) -> registers.Registers:
    (tmp_path / "services.csv").write_text(SERVICES, encoding="utf-8")
    (tmp_path / "senders.csv").write_text(SENDERS, encoding="utf-8")
    return registers.load(tmp_path)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_services_and_municipalities_are_chosen_from_a_list_and_come_back_as_what_they_name(
    known, context, tmp_path, language
):
    names = offered(known, language)
    survey = SURVEYS["osallisuuskysely"]
    file = tmp_path / "a.xlsx"
    file.write_bytes(workbook(survey, language, SURVEYS.values(), names))
    # Finland had 309 municipalities in 2022 (Statistics Finland).
    assert _fill(file, "osallisuuskysely", language) == 309
    found = read_delivery(
        file.read_bytes(), "d" * 64, "ngo", dataclasses.replace(context, registers=known)
    ).tables["submissions"]
    assert set(found["service_code"].to_pylist()) == {"oma", "yhteinen", "muiden"}
    assert len(set(found["municipality_code"].to_pylist())) == 309
    [rule] = [
        rule
        for rule in openpyxl.load_workbook(file).worksheets[0].data_validations.dataValidation
        if rule.prompt.startswith("Valitse nimi") and rule.formula1.endswith("$3")
    ]
    assert not rule.showErrorMessage, "a new service can be typed"


def test_a_sender_chooses_from_the_services_that_it_may_send_for_in_the_order_of_the_alphabet(
    known,
):
    assert offered(known, "fi")["service"] == ("Zorin paja", "Åströmin paja", "Ägrän paja")
    assert offered(known, "sv", "ngo")["service"] == ("Åströmin paja", "Ägräs verkstad")
    assert offered(known, "en", "city")["service"] == ("Zorin paja", "Åströmin paja")


def test_a_name_that_looks_like_a_formula_or_an_address_is_offered_as_a_name(known, tmp_path):
    names = ("=HYPERLINK(0)", "https://example.org")
    content = workbook(SURVEYS["osallisuuskysely"], "fi", SURVEYS.values(), {"service": names})
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))["Lists"] for cell in row]
    found = {cell.value: (cell.data_type, cell.hyperlink) for cell in cells if cell.value in names}
    assert found == dict.fromkeys(names, ("s", None))


def test_the_command_writes_the_file_and_never_over_one_that_is_there(tmp_path):
    out = tmp_path / "lomake.xlsx"
    result = CliRunner().invoke(app, ["template", "osallisuuskysely", "--language", "sv", "--out", str(out), "--data", str(tmp_path)])  # fmt: skip
    assert result.exit_code == 0
    written = out.read_bytes()
    assert "Helsingfors" in {
        text for texts in _choices(openpyxl.load_workbook(out)).values() for text in texts
    }
    again = CliRunner().invoke(app, ["template", "osallisuuskysely", "--out", str(out), "--data", str(tmp_path)])  # fmt: skip
    assert again.exit_code == 1
    assert out.read_bytes() == written
