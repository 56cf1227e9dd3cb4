"""What a survey tool says of a row or a cell by itself: previews, spam, forms never sent, `-99`.

The counts and means are those of the answers as the people gave them, worked out by hand.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from orchestration.ingest.messages import receipt
from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers.tool_columns import TOOLS
from orchestration.questionnaire.loading import loader
from tests.exports import csv_text
from tests.small_survey import QUESTIONNAIRE, chosen, read, small_context
from tests.wide_survey import without_absent

WITH_OTHER = QUESTIONNAIRE.replace(
    "indicators:",
    """\
  apu:
    type: multi
    text: {fi: Kuka auttoi?}
    options: {friends: {fi: Ystävät}, family: {fi: Perhe}, else: {fi: Joku toinen}}
    other: else
  days: {type: number, text: {fi: Monenako päivänä viikossa?}}
indicators:""",
)
HELPED, DAYS = "Kuka auttoi?", "Monenako päivänä viikossa?"
ITEMS = ["Kuulun joukkoon.", "Minua kuullaan."]
ANSWERS = ["Samaa mieltä", "Eri mieltä"]
# A header of each tool, the place of its marker, and the header row's own columns.
QUALTRICS = ["StartDate", "Status", "Finished", "RecordedDate", "ResponseId", "DistributionChannel", "Q_TerminateFlag"]  # fmt: skip
ALCHEMER = ["Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "Test Data"]
KOBO = ["_id", "_uuid", "_submission_time", "_validation_status", "_index"]
ODK = ["SubmissionDate", "KEY", "ReviewState", "SubmitterID"]
SURVEYMONKEY = ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "Response Status"]
REDCAP = ["record_id", "redcap_event_name", "alku_timestamp", "alku_complete"]
# Of an ordinary response, what the tool writes into each column.
USUAL = {
    "StartDate": "2024-02-05 10:00:00", "Status": "IP Address", "Finished": "True",
    "RecordedDate": "2024-02-05 10:01:00", "DistributionChannel": "anonymous",
    "Time Started": "2024-02-05 10:00:00", "Date Submitted": "2024-02-05 10:01:00",
    "_submission_time": "2024-02-05T08:01:00", "SubmissionDate": "2024-02-05T08:01:00.000Z",
    "Collector ID": "7", "Date Created": "2024-02-05 10:00:00", "Date Modified": "2024-02-05 10:01:00",
    "redcap_event_name": "alku_arm_1", "alku_timestamp": "2024-02-05 10:01:00", "alku_complete": "2",
    "Contact ID": "", "SubmitterID": "",
}  # fmt: skip
NUMBERS = {"ResponseId", "Response ID", "_id", "_uuid", "_index", "KEY", "Respondent ID", "record_id"}  # fmt: skip


def _context(folder, form=""):
    context = small_context(folder)
    place = folder / "surveys" / "pikkukysely"
    (place / "questionnaire.yml").write_text(WITH_OTHER, encoding="utf-8")
    (place / "forms" / "form_0.yml").write_text(
        form or "form: lomake\ntool: excel\nlanguage: fi\n", encoding="utf-8"
    )
    return _reloaded(folder, context)


def _reloaded(folder, context):
    return replace(context, surveys=loader.load([folder / "surveys"]))


def _file(folder, rows):
    file = folder / "vienti.csv"
    file.write_text(csv_text(rows, ","), encoding="utf-8")
    return file


def _rows(header, more=(), **marks):
    """A response without a mark, then one for each text of the marks."""
    usual = USUAL | ({"Status": "Complete"} if header is ALCHEMER else {})
    extra = [["Mittaus", *ITEMS], ["Alku", *ANSWERS]]
    yield [*header, *extra[0]]
    written = [{}, *({column: text} for column, texts in marks.items() for text in texts)]
    for number, own in enumerate(written, 1):
        cells = {**usual, **own}
        yield [str(number) if name in NUMBERS else cells.get(name, "") for name in header] + extra[1]  # fmt: skip


MARKED = [
    (QUALTRICS, {"Status": ["Survey Preview", "1", "Survey Test", "Offline Survey Preview", "Synthetic"]}, {"preview": 5}),
    (QUALTRICS, {"Status": ["Spam", "12"], "DistributionChannel": ["preview"]}, {"spam": 2, "preview": 1}),
    (QUALTRICS, {"Q_TerminateFlag": ["Screened", "QuotaMet"], "Finished": ["False"]}, {"unfinished": 1, "screened_out": 2}),
    (ALCHEMER, {"Status": ["Deleted", "Disqualified", "Partial"], "Test Data": ["true"]}, {"preview": 1, "unfinished": 1, "screened_out": 1, "deleted": 1}),
    (KOBO, {"_validation_status": ["Not Approved", "validation_status_on_hold"]}, {"not_approved": 2}),
    (ODK, {"ReviewState": ["rejected", "hasIssues"]}, {"not_approved": 2}),
    (SURVEYMONKEY, {"Response Status": ["partial", "overquota"]}, {"unfinished": 1, "screened_out": 1}),
    (REDCAP, {"alku_timestamp": ["[not completed]"]}, {"unfinished": 1}),
]  # fmt: skip


@pytest.mark.parametrize(("header", "marks", "left_out"), MARKED)
def test_a_row_that_the_tool_marks_is_left_out_and_counted_by_its_reason(
    tmp_path, header, marks, left_out
):
    rows = list(_rows(header, **marks))
    reading = read(_file(tmp_path, rows), _context(tmp_path))
    assert reading.counts == {"read": len(rows) - 1, "used": 1, "no_consent": 0, **left_out}
    assert reading.counts["read"] == reading.counts["used"] + sum(left_out.values())
    for speech, words in ((0, "luettu"), (1, "read")):
        said = receipt.rows(reading.counts, speech)
        assert words in said and all(str(count) in said for count in left_out.values())


@pytest.mark.parametrize(
    ("header", "kept"),
    [
        (QUALTRICS, {"Status": ["IP Address", "0", "Imported", "Offline", "EX", ""], "DistributionChannel": ["email"]}),
        (KOBO, {"_validation_status": ["validation_status_approved", "Approved", "{}"]}),
        (ODK, {"ReviewState": ["edited", "approved"]}),
    ],
)  # fmt: skip
def test_a_row_that_the_tool_marks_as_a_response_counts(tmp_path, header, kept):
    rows = list(_rows(header, **kept))
    reading = read(_file(tmp_path, rows), _context(tmp_path))
    assert reading.counts == {"read": len(rows) - 1, "used": len(rows) - 1, "no_consent": 0}


@pytest.mark.parametrize(
    ("header", "marks", "cell"),
    [(QUALTRICS, {"Status": ["Umfragevorschau"]}, "B3"), (QUALTRICS, {"Finished": ["Falskt"]}, "C3")],
)  # fmt: skip
def test_a_mark_that_nobody_knows_is_reported_by_its_address_and_given_no_meaning(
    tmp_path, header, marks, cell
):
    with pytest.raises(Refusal) as caught:
        read(_file(tmp_path, list(_rows(header, **marks))), _context(tmp_path))
    [found] = caught.value.reasons
    assert (found.code, found.cell) == ("unknown_marker", cell)
    [[text]] = marks.values()
    assert text not in found.fi + found.en


def test_a_question_of_the_survey_is_no_mark_though_its_header_is_the_tools(tmp_path):
    form = "form: lomake\ntool: excel\nlanguage: fi\ncolumns: {heard: [Status]}\n"
    header = ["StartDate", "Status", "Finished", "RecordedDate", "ResponseId", "Mittaus", ITEMS[0]]
    row = ["2024-02-05 10:00:00", "Eri mieltä", "True", "2024-02-05 10:01:00", "R_1", "Alku", ANSWERS[0]]  # fmt: skip
    reading = read(_file(tmp_path, [header, row]), _context(tmp_path, form))
    assert reading.counts["used"] == 1
    assert chosen(reading)["heard"] == [["1"]]


def test_a_file_of_nothing_but_marked_rows_says_how_many_there_are_of_each(tmp_path):
    header, *rows = _rows(QUALTRICS, Status=["Survey Preview", "Spam"], Finished=["False"])
    with pytest.raises(Refusal) as caught:
        read(_file(tmp_path, [header, *rows[1:]]), _context(tmp_path))
    [found] = caught.value.reasons
    assert found.code == "all_left_out"
    assert "Previews and tests: 1. Spam: 1. Unfinished: 1." in found.problem_en
    assert "Esikatseluja ja testejä: 1. Roskavastauksia: 1. Kesken jääneitä: 1." in found.problem_fi


def test_an_incomplete_redcap_form_is_left_out_only_where_it_holds_no_answer(tmp_path):
    header = ["record_id", "Vastauksen aika", "Mittaus", *ITEMS, "alku_complete"]
    first = ["1", "2024-02-05 10:01:00", "Alku", *ANSWERS, "2"]
    second, blank = ["2", *first[1:5], "0"], ["3", *first[1:3], "", "", "0"]
    reading = read(_file(tmp_path, [header, first, second, blank]), _context(tmp_path))
    assert reading.counts == {"read": 3, "used": 2, "no_consent": 0, "unfinished": 1}
    [found] = [one for one in reading.findings if one.code == "marked_incomplete"]
    assert (found.cell, found.count) == ("F3", 1)


def test_redcap_without_events_is_known_by_its_record_and_complete_columns(tmp_path):
    header = ["record_id", "email", "alku_timestamp", "Mittaus", *ITEMS, "alku_complete"]
    row = ["1", "maija@esimerkki.fi", "2024-02-05 10:01:00", "Alku", *ANSWERS, "2"]
    other = ["2", "", "[not completed]", "Alku", *ANSWERS, "0"]
    reading = read(_file(tmp_path, [header, row, other]), _context(tmp_path))
    assert reading.recognised.tool == "redcap"
    assert reading.counts == {"read": 2, "used": 1, "no_consent": 0, "unfinished": 1}
    assert reading.recognised.choice()["unread_columns"] == ["B1"]


def test_rows_of_another_repeated_instrument_are_no_submissions(tmp_path):
    header = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "alku_timestamp", "Mittaus", *ITEMS]  # fmt: skip
    mine = ["1", "", "", "2024-02-05 10:01:00", "Alku", *ANSWERS]
    other = ["1", "kaynti", "1", "", "", "", ""]
    reading = read(_file(tmp_path, [header, mine, other, other]), _context(tmp_path))
    assert reading.counts == {"read": 3, "used": 1, "no_consent": 0, "other_form": 2}


def _numbers(reading):
    rows = reading.tables["answers"].to_pylist()
    found = [row["number_low"] for row in rows if row["question_code"] == "days"]
    return [number for number in found if number is not None]


def test_seen_but_unanswered_is_no_number_in_an_export_of_qualtrics(tmp_path):
    """Six people: 5, 7, 9 days and three who saw the question: the mean is 7, not -46."""
    header = [*QUALTRICS[:5], "Mittaus", *ITEMS, DAYS]
    start = ["2024-02-05 10:00:00", "IP Address", "True", "2024-02-05 10:01:00"]
    rows = [
        [*start, f"R_{n}", "Alku", ANSWERS[0], "-99" if n == 5 else ANSWERS[1], days]
        for n, days in enumerate(["5", "7", "9", "-99", "-99", "-99.0"])
    ]
    reading = read(_file(tmp_path, [header, *rows]), _context(tmp_path))
    numbers = _numbers(reading)
    assert sum(numbers) / len(numbers) == Decimal(7)
    assert chosen(reading)["heard"] == [["1"]] * 5 + [["no_answer"]]
    trace = reading.repairs["seen_unanswered"]
    assert (trace["count"], set(trace["cells"])) == (4, {"H7", "I5", "I6", "I7"})


def test_a_code_that_the_questionnaire_declares_keeps_its_own_meaning(tmp_path):
    context = _context(tmp_path)
    file = tmp_path / "surveys" / "pikkukysely" / "questionnaire.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("dont_know: {fi: En osaa sanoa}", 'dont_know: {fi: [En osaa sanoa, "-99"]}'),
        encoding="utf-8",
    )
    header = [*QUALTRICS[:5], "Mittaus", *ITEMS]
    row = ["2024-02-05 10:00:00", "IP Address", "True", "2024-02-05 10:01:00", "R_1", "Alku", ANSWERS[0], "-99"]  # fmt: skip
    reading = read(_file(tmp_path, [header, row]), _reloaded(tmp_path, context))
    assert chosen(reading)["heard"] == [["dont_know"]]


OTHERS = [
    ["apu[friends]", "apu[family]", "apu[other]"],
    ["apu/friends", "apu/family", "apu/other"],
    [f"apu[SQ1]. {HELPED} [Ystävät]", f"apu[SQ2]. {HELPED} [Perhe]", f"apu[other]. {HELPED} [Muu]"],
    [f"{HELPED}:Ystävät", f"{HELPED}:Perhe", f"{HELPED}:Other (please specify)"],
    ["Ystävät:" + HELPED, "Perhe:" + HELPED, "Other - Write In (Required):" + HELPED],
    [f"{HELPED} - Selected Choice - Ystävät", f"{HELPED} - Selected Choice - Perhe", f"{HELPED} - Selected Choice - Joku toinen"],
    [f"{HELPED}: Ystävät", f"{HELPED}: Perhe", f"{HELPED}: Joku toinen"],
]  # fmt: skip


@pytest.mark.parametrize("columns", OTHERS, ids=lambda columns: columns[2])
def test_text_beside_the_open_option_chooses_it_under_every_tools_header(tmp_path, columns):
    """Six people: friends, family, three who wrote something, one both: else 3 of 6."""
    header = ["id", "submitdate", "lastpage", "Mittaus", *ITEMS, *columns]
    ticks = [("1", "", ""), ("", "1", ""), ("", "", "naapuri"), ("", "", "pappi"), ("1", "", "opettaja"), ("1", "1", "")]  # fmt: skip
    rows = [[str(n), f"2024-02-05 10:0{n}:00", "3", "Alku", *ANSWERS, *t] for n, t in enumerate(ticks, 1)]  # fmt: skip
    given = chosen(read(_file(tmp_path, [header, *rows]), _context(tmp_path)))["apu"]
    assert given == [["friends"], ["family"], ["else"], ["else"], ["else", "friends"], ["family", "friends"]]  # fmt: skip


def test_a_tools_word_for_other_stays_with_the_option_that_declares_it(tmp_path):
    context = _context(tmp_path)
    file = tmp_path / "surveys" / "pikkukysely" / "questionnaire.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace(
            "family: {fi: Perhe}, else: {fi: Joku toinen}",
            "else: {fi: Joku toinen}, family: {fi: Muu}",
        ),
        encoding="utf-8",
    )
    header = ["id", "submitdate", "lastpage", "Mittaus", *ITEMS, f"{HELPED} [Ystävät]", f"{HELPED} [Muu]"]  # fmt: skip
    row = ["1", "2024-02-05 10:01:00", "3", "Alku", *ANSWERS, "", "Y"]
    reading = read(_file(tmp_path, [header, row]), _reloaded(tmp_path, context))
    assert chosen(reading)["apu"] == [["family"]]


@pytest.mark.parametrize("written", ["q1[SQ1]. [{}]", "q1[SQ1].  [{}]", "[{}]", " [{}]"])
def test_an_array_without_a_text_of_its_own_is_read_by_its_items(tmp_path, written):
    header = ["id", "submitdate", "lastpage", "Mittaus", *(written.format(item) for item in ITEMS)]
    row = ["1", "2024-02-05 10:01:00", "3", "Alku", *ANSWERS]
    reading = read(_file(tmp_path, [header, row]), _context(tmp_path))
    assert chosen(reading)["belong"] == [["2"]]
    assert chosen(reading)["heard"] == [["1"]]
    assert reading.blocked_indicators == []


def test_a_surveymonkey_file_without_its_second_header_row_keeps_its_first_respondent(tmp_path):
    rows = list(_rows(SURVEYMONKEY, **{"Response Status": ["completed", "completed"]}))
    reading = read(_file(tmp_path, rows), _context(tmp_path))
    assert reading.counts["read"] == 3


def test_every_reason_of_every_tool_has_its_words_in_the_receipt():
    reasons = {why for tool in TOOLS for mark in tool.markers for why in (*mark.reasons.values(), mark.filled)}  # fmt: skip
    assert reasons - {""} <= set(receipt.LEFT_OUT)


@pytest.mark.parametrize("code", ["-9", "-99", "-999", "-99.0"])
def test_a_number_that_looks_like_a_code_for_missing_is_reported_in_any_tool(tmp_path, code):
    header = ["id", "submitdate", "lastpage", "Mittaus", *ITEMS, DAYS]
    start = ["2024-02-05 10:01:00", "3", "Alku", *ANSWERS]
    rows = [["1", *start, "5"], ["2", *start, code], ["3", *start, "-8"]]
    reading = read(_file(tmp_path, [header, *rows]), _context(tmp_path))
    assert _numbers(reading) == [Decimal(5), Decimal(-8)]
    findings = without_absent(reading.findings)
    assert [(one.code, one.cell) for one in findings] == [("looks_missing", "G3")]


@pytest.mark.parametrize(("written", "code"), [("EN-GB", "en"), ("FI", "fi"), ("xx", "fi")])
def test_the_region_of_a_language_does_not_hide_the_language(tmp_path, written, code):
    context = _context(tmp_path)
    file = tmp_path / "surveys" / "pikkukysely" / "questionnaire.yml"
    text = file.read_text(encoding="utf-8")
    field = "language: {header: {fi: Kieli}, values: {fi: {fi: suomi}, en: {fi: englanti}}}"
    file.write_text(text.replace("questions:", f"  {field}\nquestions:", 1), encoding="utf-8")
    header = [*QUALTRICS[:5], "UserLanguage", "Mittaus", *ITEMS]
    row = ["2024-02-05 10:00:00", "IP Address", "True", "2024-02-05 10:01:00", "R_1", written, "Alku", *ANSWERS]  # fmt: skip
    reading = read(_file(tmp_path, [header, row]), _reloaded(tmp_path, context))
    assert reading.tables["submissions"]["language_code"].to_pylist() == [code]
