"""Words and codes that tools write into answers: not shown, missing in sav, languages, nines, REST."""

from __future__ import annotations

import json
from decimal import Decimal

import pyreadstat
import pytest
from pandas import DataFrame

from orchestration.ingest.convert.number_answers import codes_for_missing
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import read_sheets
from orchestration.ingest.readers.cell_values import number_range
from orchestration.questionnaire.loading import loader
from orchestration.questionnaire.matching.language_names import language_code
from tests.exports import csv_text
from tests.small_survey import (
    BELONG,
    EXPECTED,
    FIRST,
    HEARD,
    HELP,
    QUESTIONNAIRE,
    SECOND,
    STEM,
    chosen,
    read,
    small_context,
)

ITEMS, ANSWERS = [BELONG, HEARD], ["Samaa mieltä", "Eri mieltä"]


def _context(tmp_path, questionnaire):
    context = small_context(tmp_path)
    survey = tmp_path / "surveys" / "pikkukysely" / "questionnaire.yml"
    survey.write_text(questionnaire, encoding="utf-8")
    object.__setattr__(context, "surveys", loader.load([tmp_path / "surveys"]))
    return context


def _csv(tmp_path, rows):
    file = tmp_path / "vienti.csv"
    file.write_text(csv_text(rows, ","), encoding="utf-8")
    return file


def test_limesurvey_tells_a_question_that_was_not_shown_from_one_left_blank(tmp_path):
    options = [f"{HELP} [{one}]" for one in ("Ystäviltä", "Virastosta, kuten Kelasta", "En mistään")]  # fmt: skip
    header = ["id", "submitdate", "lastpage", "Mittaus", *ITEMS, *options]
    start = ["2024-02-05 10:01:00", "3", "Alku", *ANSWERS]
    ticks = [("Yes", "No", "No"), ("No", "No", "No"), ("N/A", "N/A", "N/A"), ("N/A", "Yes", "No")]
    rows = [[str(n), *start, *each] for n, each in enumerate(ticks, 1)]
    given = chosen(read(_csv(tmp_path, [header, *rows]), small_context(tmp_path)))["help"]
    assert given == [["friends"], ["no_answer"], ["not_shown"], ["office"]]


def test_in_any_other_tool_such_a_word_is_no_answer(tmp_path):
    options = [f"{HELP}: {one}" for one in ("Ystäviltä", "En mistään")]
    header = ["Vastausaika", "Mittaus", *ITEMS, *options]
    rows = [["5.2.2024 10:01", "Alku", *ANSWERS, "N/A", "N/A"]]
    given = chosen(read(_csv(tmp_path, [header, *rows]), small_context(tmp_path)))["help"]
    assert given == [["no_answer"]]


OLD = ["ResponseID", "ResponseSet", "Name", "ExternalDataReference", "EmailAddress", "IPAddress", "Status", "StartDate", "EndDate", "Finished"]  # fmt: skip


def test_the_old_export_of_qualtrics_has_its_names_emptied(tmp_path):
    names = [f"V{n}" for n in range(1, 11)]
    row = ["R_1", "Default Response Set", "Maija Malli", "x77", "m@esim.fi", "1.2.3.4", "0", "2024-02-05 10:00:00", "2024-02-05 10:01:00", "1"]  # fmt: skip
    file = _csv(tmp_path, [[*names, "Q0", "Q1", "Q2"], [*OLD, "Mittaus", *ITEMS], [*row, "Alku", *ANSWERS]])  # fmt: skip
    context = small_context(tmp_path)
    [sheet] = read_sheets(file.read_bytes(), context.limits)
    kept = str([column.to_pylist() for column in sheet.columns])
    assert not any(text in kept for text in ("Maija", "x77", "m@esim", "1.2.3.4"))
    reading = read(file, context)
    assert reading.counts["used"] == 1
    assert reading.tables["submissions"]["response_id"].to_pylist() == ["R_1"]


def test_a_question_called_name_is_kept_in_the_present_export_of_qualtrics(tmp_path):
    header = ["StartDate", "EndDate", "Finished", "RecordedDate", "ResponseId", "Name"]
    file = _csv(tmp_path, [header, ["2024-02-05 10:00:00"] * 2 + ["1", "2024-02-05 10:01:00", "R_1", "Paja"]])  # fmt: skip
    [sheet] = read_sheets(file.read_bytes(), small_context(tmp_path).limits)
    assert sheet.columns[5].to_pylist() == ["Name", "Paja"]


@pytest.mark.parametrize(
    ("texts", "codes"),
    [
        (["5", "12", "40", "999", ""], {"999"}),
        (["5", "999.0", "9999"], {"999.0", "9999"}),
        (["1200", "250", "999"], set()),
        (["250", "999"], set()),
        (["100+", "999"], set()),
        (["999"], {"999"}),
        (["5", "99", "995"], set()),
    ],
)
def test_nines_longer_than_every_number_of_the_column_are_a_code(texts, codes):
    assert codes_for_missing(texts) == codes


def test_a_code_of_nines_is_missing_with_a_finding_and_in_no_mean(tmp_path):
    """5, 7 and 9 days, and two codes: the mean is 7."""
    days = "Monenako päivänä?"
    survey = QUESTIONNAIRE.replace("indicators:", f"  days: {{type: number, text: {{fi: {days}}}}}\nindicators:")  # fmt: skip
    header = ["Vastausaika", "Mittaus", *ITEMS, days]
    rows = [["5.2.2024 10:01", "Alku", *ANSWERS, d] for d in ("5", "999", "7", "9", "999")]
    reading = read(_csv(tmp_path, [header, *rows]), _context(tmp_path, survey))
    answers = [a for a in reading.tables["answers"].to_pylist() if a["question_code"] == "days"]
    assert [a["number_low"] for a in answers if a["number_low"]] == [5, 7, 9]
    [found] = [one for one in reading.findings if one.code == "looks_missing"]
    assert (found.cell, found.count) == ("E3, E6", 2)


@pytest.mark.parametrize(
    "text",
    ["98 tai enemmän", "98 ja yli", "98 or more", "98 eller fler", "98 Tai Enemmän", "98+"],
)
def test_an_end_label_is_an_open_range(text):
    assert number_range(text) == (Decimal(98), None)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("suomi (Suomi)", "fi"), ("Finnish (Finland)", "fi"), ("svenska", "sv"),
        ("English (United Kingdom)", "en"), ("EN-GB", "EN"), ("українська", "uk"), ("xx", "xx"),
    ],
)  # fmt: skip
def test_a_language_is_known_by_its_name(text, code):
    assert language_code(text) == code


def test_the_language_column_of_microsoft_forms_gives_each_rows_language(tmp_path):
    language = "  language: {header: {fi: Kieli}, values: {fi: {fi: fi}, sv: {fi: sv}}}\nquestions:"
    context = _context(tmp_path, QUESTIONNAIRE.replace("questions:", language, 1))
    header = ["ID", "Alkamisaika", "Suorittamisaika", "Kieli", "Mittaus", *ITEMS]
    times = ["5.2.2024 10:00", "5.2.2024 10:01"]
    spoken = ("suomi (Suomi)", "svenska (Finland)", "")
    rows = [[str(n), *times, text, "Alku", *ANSWERS] for n, text in enumerate(spoken, 1)]
    reading = read(_csv(tmp_path, [header, *rows]), context)
    assert reading.tables["submissions"]["language_code"].to_pylist() == ["fi", "sv", "fi"]


GENDER = QUESTIONNAIRE.replace(
    "indicators:",
    "  gender: {text: {fi: Sukupuoli}, options: {m: {fi: Mies}, w: {fi: Nainen}, o: {fi: Muu}}, other: o}\nindicators:",
)
SAV_LABELS = {"Vastauksen aika": "Vastauksen aika", "Mittaus": "Mittaus"}


def _sav(tmp_path, gender, labels, missing, belong=None, agreement=None):
    count = len(gender)
    frame = DataFrame({
        "aika": ["5.2.2024 10:00"] * count, "vaihe": ["Alku"] * count,
        "v1": belong or [2.0] * count, "v2": [1.0] * count, "v3": gender,
    })  # fmt: skip
    file = tmp_path / "a.sav"
    scale = agreement or {1.0: "Eri mieltä", 2.0: "Samaa mieltä"}
    pyreadstat.write_sav(
        frame, str(file),
        column_labels=["Vastauksen aika", "Mittaus", BELONG, HEARD, "Sukupuoli"],
        variable_value_labels={"v1": scale, "v2": {1.0: "Eri mieltä"}, "v3": labels},
        missing_ranges={"v3": missing} if missing else None,
    )  # fmt: skip
    return file


def test_a_label_of_a_value_that_spss_declares_missing_is_never_the_other_option(tmp_path):
    labels = {1.0: "Mies", 2.0: "Nainen", 9.0: "Ei halunnut sanoa"}
    file = _sav(tmp_path, [1.0, 2.0, 9.0], labels, [9.0])
    with pytest.raises(Refusal) as caught:
        read(file, _context(tmp_path, GENDER))
    [found] = caught.value.reasons
    assert (found.code, found.cell) == ("unknown_label", "E4")
    declared = GENDER.replace("other: o}", "other: o, missing: {refused: {fi: Ei halunnut sanoa}}}")
    assert chosen(read(file, _context(tmp_path, declared)))["gender"] == [["m"], ["w"], ["refused"]]


def test_a_label_of_a_value_that_is_not_missing_may_be_the_other_option(tmp_path):
    file = _sav(tmp_path, [1.0, 2.0, 3.0], {1.0: "Mies", 2.0: "Nainen", 3.0: "Muunsukupuolinen"}, None)  # fmt: skip
    assert chosen(read(file, _context(tmp_path, GENDER)))["gender"] == [["m"], ["w"], ["o"]]


def test_two_values_of_one_label_are_reported_by_address(tmp_path):
    labels = {1.0: "Mies", 2.0: "Nainen", 3.0: "Nainen "}
    reading = read(_sav(tmp_path, [1.0, 2.0, 3.0], labels, None), _context(tmp_path, GENDER))
    assert [(f.code, f.cell) for f in reading.findings if "label" in f.code] == [("same_label", "E3, E4")]  # fmt: skip
    assert "same_label" not in reading.repairs


def test_two_values_of_one_label_are_no_doubt_where_one_is_not_used(tmp_path):
    labels = {1.0: "Mies", 2.0: "Nainen", 3.0: "Nainen"}
    reading = read(_sav(tmp_path, [1.0, 2.0, 2.0], labels, None), _context(tmp_path, GENDER))
    assert not [f for f in reading.findings if "label" in f.code]


def test_two_values_of_one_label_on_a_scale_refuse_the_file(tmp_path):
    scale = {1.0: "Eri mieltä", 2.0: "Samaa mieltä", 3.0: "Samaa mieltä"}
    file = _sav(tmp_path, [1.0, 2.0], {1.0: "Mies", 2.0: "Nainen"}, None, [2.0, 3.0], scale)
    with pytest.raises(Refusal) as caught:
        read(file, _context(tmp_path, GENDER))
    assert [(r.code, r.cell) for r in caught.value.reasons] == [("same_label_on_scale", "C2, C3")]


def _newer(number, answers):
    """One response in the newer shape: a matrix has its rows, a multi-select an entry per option."""

    def question(identity, title, *given):
        options = [{"OptionAnswer": a, "RowText": row, "AttahedTextFieldValue": "salaisuus"} for row, a in given]  # fmt: skip
        return {"QuestionId": identity, "QuestionTitle": title, "QuestionTypeName": "questionType_selection", "Label": None, "QuestionAnswers": options}  # fmt: skip

    return {
        "RespondentId": None, "ResponseId": f"r{number}", "RespondentEmail": "m@esim.fi",
        "ResponseLanguageId": "1", "ResponseDate": f"2024-02-05T10:0{number}:00",
        "RespondentAnswers": [
            question("1", "Mittaus", (None, "Alku")),
            question("3", STEM, (BELONG, answers[BELONG]), (HEARD, answers[HEARD])),
            question("4", HELP, *((None, label) for label in answers[HELP])),
        ],
    }  # fmt: skip


def test_the_newer_shape_of_webropols_interface_is_read_like_the_older(tmp_path):
    pages = {"SurveyId": "s", "Paging": {"TotalPages": 1}, "SurveyAnswers": [_newer(1, FIRST), _newer(2, SECOND)]}  # fmt: skip
    file = tmp_path / "pages.json"
    file.write_text(json.dumps(pages), encoding="utf-8")
    context = small_context(tmp_path)
    [sheet] = read_sheets(file.read_bytes(), context.limits)
    kept = str([column.to_pylist() for column in sheet.columns])
    assert "m@esim" not in kept and "salaisuus" not in kept
    reading = read(file, context)
    assert chosen(reading) == EXPECTED
    assert reading.tables["submissions"]["response_id"].to_pylist() == ["r1", "r2"]


@pytest.mark.parametrize("code", ["UNK", "NASK"])
def test_a_missing_data_code_of_redcap_is_never_the_other_option(tmp_path, code):
    header = ["record_id", "redcap_event_name", "Vastauksen aika", "Mittaus", *ITEMS, "Sukupuoli"]
    start = ["alku_arm_1", "2024-02-05 10:01:00", "Alku", *ANSWERS]
    with pytest.raises(Refusal) as caught:
        read(_csv(tmp_path, [header, ["1", *start, "Mies"], ["2", *start, code]]), _context(tmp_path, GENDER))  # fmt: skip
    assert [(r.code, r.cell) for r in caught.value.reasons] == [("unknown_label", "G3")]


def test_an_export_of_qualtrics_that_python_wrote_again_keeps_its_header_rows_and_its_zone(
    tmp_path,
):
    """08:00 in New York in February is 15:00 in Finland."""
    names = ["StartDate", "RecordedDate", "ResponseId", "Finished", "Mittaus", *ITEMS]
    ids = ["{'ImportId': 'startDate'}", "{'ImportId': 'recordedDate', 'timeZone': 'America/New_York'}", *(f"{{'ImportId': '{n}'}}" for n in names[2:])]  # fmt: skip
    row = ["2024-02-05 07:59:00", "2024-02-05 08:00:00", "R_1", "1", "Alku", *ANSWERS]
    reading = read(_csv(tmp_path, [names, names, ids, row]), small_context(tmp_path))
    assert reading.counts["used"] == 1
    [when] = reading.tables["submissions"]["answered_at"].to_pylist()
    assert when.isoformat() == "2024-02-05T15:00:00"


@pytest.mark.parametrize("header", ["Zeitstempel", "Horodateur", "Marca temporal"])
def test_google_forms_is_known_in_more_languages(tmp_path, header):
    rows = [[header, "Mittaus", *ITEMS], ["5.2.2024 10:01", "Alku", *ANSWERS]]
    reading = read(_csv(tmp_path, rows), small_context(tmp_path))
    assert reading.recognised.tool == "google_forms"
    assert reading.tables["submissions"]["answered_at"].to_pylist()[0] is not None
