"""The same answers, as each survey tool writes them, are the same answers; who answered stays out.

The layouts follow the tools' exports as described in their manuals and importers.
"""

import json
from datetime import datetime

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.ingest.readers import read_sheets
from tests.exports import csv_text, xlsx
from tests.small_survey import (
    BELONG,
    EXPECTED,
    FIRST,
    FORM,
    FRIENDS,
    HEARD,
    HELP,
    NOWHERE,
    OFFICE,
    SECOND,
    STEM,
    chosen,
    read,
    small_context,
)

SECRET = "Maija Meikäläinen"
MAIL = "maija@esimerkki.fi"
PEOPLE = (FIRST, SECOND)


def _joined(answers, join):
    return join.join(answers[HELP])


def _ticks(answers, yes="Y", no=""):
    return [yes if option in answers[HELP] else no for option in (FRIENDS, OFFICE, NOWHERE)]


def ms_forms():
    header = ["ID", "Alkamisaika", "Suorittamisaika", "Sähköposti", "Nimi", "Mittaus", BELONG, HEARD, HELP]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield header if n == 1 else None
        yield [str(n), "2024-02-05 09:50:00", f"2024-02-05 10:0{n}:00", MAIL, SECRET, "Alku", a[BELONG], a[HEARD], _joined(a, ";") + ";"]  # fmt: skip


def google_forms():
    yield ["Aikaleima", "Sähköpostiosoite", "Mittaus", f"{STEM} [{BELONG}]", f"{STEM} [{HEARD}]", HELP]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield [f"5.2.2024 10.0{n}.00", MAIL, "Alku", a[BELONG], a[HEARD], _joined(a, ", ")]


def limesurvey_full():
    items = [f"mat[SQ001]. {STEM} [{BELONG}]", f"mat[SQ002]. {STEM} [{HEARD}]"]
    ticks = [f"apu[SQ{n:03}]. {HELP} [{label}]" for n, label in enumerate((FRIENDS, OFFICE, NOWHERE), 1)]  # fmt: skip
    yield ["id. Response ID", "submitdate. Date submitted", "lastpage. Last page", "startlanguage. Start language", "ipaddr. IP address", "Mittaus", *items, *ticks]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield [str(n), f"2024-02-05 10:0{n}:00", "2", "fi", "10.0.0.1", "Alku", a[BELONG], a[HEARD], *_ticks(a, "Kyllä", "Ei")]  # fmt: skip


def limesurvey_texts():
    items = [f"{STEM} [{BELONG}]", f"{STEM} [{HEARD}]"]
    ticks = [f"{HELP} [{label}]" for label in (FRIENDS, OFFICE, NOWHERE)]
    yield ["Response ID", "Date submitted", "Last page", "Start language", "IP address", "Mittaus", *items, *ticks]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield [str(n), f"2024-02-05 10:0{n}:00", "2", "fi", "10.0.0.1", "Alku", a[BELONG], a[HEARD], *_ticks(a)]  # fmt: skip


def redcap_labels():
    ticks = [f"{HELP} (choice={label})" for label in (FRIENDS, OFFICE, NOWHERE)]
    yield ["Record ID", "Event Name", "Survey Identifier", "Kysely_timestamp", "Vastauksen aika", BELONG, HEARD, *ticks]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield [str(n), "Alku", MAIL, "", f"2024-02-05 10:0{n}", a[BELONG], a[HEARD], *_ticks(a, "Checked", "Unchecked")]  # fmt: skip


def redcap_raw():
    yield ["record_id", "redcap_event_name", "redcap_survey_identifier", "aika", "belong", "heard", "apu___1", "apu___2", "apu___3"]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield [str(n), "alku_arm_1", MAIL, f"2024-02-05 10:0{n}", a[BELONG], a[HEARD], *_ticks(a, "1", "0")]  # fmt: skip


def qualtrics():
    names = ["StartDate", "EndDate", "IPAddress", "Progress", "Finished", "RecordedDate", "ResponseId", "RecipientLastName", "RecipientEmail", "LocationLatitude", "DistributionChannel", "UserLanguage", "Q1", "Q2_1", "Q2_2", "Q3"]  # fmt: skip
    texts = ["Start Date", "End Date", "IP Address", "Progress", "Finished", "Recorded Date", "Response ID", "Recipient Last Name", "Recipient Email", "Location Latitude", "Distribution Channel", "User Language", "Mittaus", f"{STEM} - {BELONG}", f"{STEM} - {HEARD}", HELP]  # fmt: skip
    yield names
    yield texts
    yield ['{"ImportId":"startDate","timeZone":"Europe/Helsinki"}', *(f'{{"ImportId":"{n}"}}' for n in names[1:])]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        yield ["2024-02-05 09:50:00", f"2024-02-05 10:0{n}:00", "10.0.0.1", "100", "True", f"2024-02-05 10:0{n}:05", f"R_{n}", SECRET, MAIL, "60.98", "anonymous", "FI", "Alku", a[BELONG], a[HEARD], _joined(a, ",")]  # fmt: skip


def surveymonkey():
    yield ["Respondent ID", "Collector ID", "Date Created", "Date Modified", "IP Address", "Email Address", "First Name", "Last Name", "Mittaus", STEM, "", HELP, "", ""]  # fmt: skip
    yield ["", "", "", "", "", "", "", "", "Response", BELONG, HEARD, FRIENDS, OFFICE, NOWHERE]
    for n, a in enumerate(PEOPLE, 1):
        ticks = [label if label in a[HELP] else "" for label in (FRIENDS, OFFICE, NOWHERE)]
        yield [f"1180{n}", "42", "2024-02-05 09:50:00", f"2024-02-05 10:0{n}:00", "10.0.0.1", MAIL, "Maija", "Meikäläinen", "Alku", a[BELONG], a[HEARD], *ticks]  # fmt: skip


def merged_into_columns():
    yield ["Response ID", "Time Started", "Date Submitted", "Status", "Contact ID", "User Agent", "Longitude", "Mittaus", BELONG, HEARD, HELP, "Column2", "Column3"]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        ticks = [label if label in a[HELP] else "" for label in (FRIENDS, OFFICE, NOWHERE)]
        yield [str(n), "2024-02-05 09:50:00", f"2024-02-05 10:0{n}:00", "Complete", "77", "Mozilla", "25.66", "Alku", a[BELONG], a[HEARD], *ticks]  # fmt: skip


def webropol():
    yield ["Vastausaika", "Sähköposti", "Mittaus", f"{STEM}:{BELONG}", f"{STEM}:{HEARD}", *(f"{HELP}:{x}" for x in (FRIENDS, OFFICE, NOWHERE)), "Huom"]  # fmt: skip
    for n, a in enumerate(PEOPLE, 1):
        ticks = [label if label in a[HELP] else "" for label in (FRIENDS, OFFICE, NOWHERE)]
        yield [f"5.2.2024 10.0{n}.00", MAIL, "Alku", a[BELONG], a[HEARD], *ticks, "soitettu"]


REDCAP = FORM + "columns: {answered_at: [aika], belong: [belong], heard: [heard]}\noption_columns: {help: {friends: [apu___1], office: [apu___2], nowhere: [apu___3]}}\n"  # fmt: skip
# Tool, its layout, the form, and the header cells of the columns that identify a person.
TOOLS = [
    ("ms_forms", ms_forms, FORM, ["D1", "E1"]),
    ("google_forms", google_forms, FORM, ["B1"]),
    ("limesurvey", limesurvey_full, FORM, ["E1"]),
    ("limesurvey", limesurvey_texts, FORM, ["E1"]),
    ("redcap", redcap_labels, FORM, ["C1"]),
    ("redcap", redcap_raw, REDCAP, ["C1"]),
    ("qualtrics", qualtrics, FORM, ["C1", "H1", "I1", "J1"]),
    ("surveymonkey", surveymonkey, FORM, ["E1", "F1", "G1", "H1"]),
    ("alchemer", merged_into_columns, FORM, ["E1", "F1", "G1"]),
    ("webropol", webropol, FORM, ["B1"]),
]
_IDS = [layout.__name__ for _, layout, *_ in TOOLS]


def _rows(layout):
    return [row for row in layout() if row is not None]


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
@pytest.mark.parametrize(("tool", "layout", "form", "unread"), TOOLS, ids=_IDS)
def test_every_tool_gives_the_same_answers(tmp_path, tool, layout, form, unread, kind):
    file = tmp_path / f"export.{kind}"
    if kind == "xlsx":
        xlsx(file, _rows(layout))
    else:
        file.write_text(csv_text(_rows(layout), ","), encoding="utf-8")
    reading = read(file, small_context(tmp_path, form))
    assert chosen(reading) == EXPECTED
    submissions = reading.tables["submissions"].to_pylist()
    assert [row["phase_code"] for row in submissions] == ["start", "start"]
    minutes = [row["answered_at"].replace(second=0) for row in submissions]
    assert minutes == [datetime(2024, 2, 5, 10, 1), datetime(2024, 2, 5, 10, 2)]
    choice = reading.recognised.choice()
    assert choice["tool"] == tool
    assert choice["unread_columns"] == unread
    assert set(unread) <= {cell[0] + "1" for cell in reading.left_out}


@pytest.mark.parametrize(("tool", "layout", "form", "unread"), TOOLS, ids=_IDS)
def test_columns_that_identify_a_person_do_not_leave_the_reader(
    tmp_path, tool, layout, form, unread
):
    file = xlsx(tmp_path / "a.xlsx", _rows(layout))
    [sheet] = read_sheets(file.read_bytes(), small_context(tmp_path, form).limits)
    everything = str([column.to_pylist() for column in sheet.columns])
    for text in (MAIL, SECRET, "Meikäläinen", "10.0.0.1", "60.98", "25.66"):
        assert text not in everything


def test_an_answer_that_looks_like_a_tools_column_is_no_header(tmp_path):
    rows = [["Vastausaika", "Mittaus", BELONG, HEARD, HELP, "Miten haluat viestit?"]]
    rows += [["5.2.2024 10.01", "Alku", "Samaa mieltä", "Eri mieltä", FRIENDS, "Sähköposti"]] * 2
    [sheet] = read_sheets(
        xlsx(tmp_path / "a.xlsx", rows).read_bytes(), small_context(tmp_path).limits
    )
    assert sheet.columns[5].to_pylist()[1:] == ["Sähköposti"] * 2
    assert sheet.unread == frozenset()


@pytest.mark.parametrize(
    ("layout", "column", "status"),
    [(limesurvey_full, 1, ""), (qualtrics, 4, "False"), (merged_into_columns, 3, "Partial")],
)
def test_a_form_that_was_never_sent_is_counted_and_left_out(tmp_path, layout, column, status):
    rows = _rows(layout)
    rows[-1][column] = status
    reading = read(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path))
    assert reading.counts == {"read": 2, "used": 1, "no_consent": 0, "unfinished": 1}
    assert {row["row_number"] for row in reading.tables["answers"].to_pylist()} == {len(rows) - 1}
    rows[-2][column] = status
    with pytest.raises(Refusal) as caught:
        read(xlsx(tmp_path / "b.xlsx", rows), small_context(tmp_path))
    assert [r.code for r in caught.value.reasons] == ["all_left_out"]


def _response(number, answers):
    """One response as Webropol's REST interface pages it."""
    texts = [(3, STEM, BELONG, answers[BELONG]), (3, STEM, HEARD, answers[HEARD])]
    texts += [(4, HELP, label, label) for label in answers[HELP]]
    return {
        "ResponseId": f"r{number}",
        "ResponseDate": f"2024-02-05T10:0{number}:00",
        "RespondentEmail": MAIL,
        "RespondentAnswers": [
            {"QuestionId": 1, "Question": "Mittaus", "Label": "", "Answer": "Alku"},
            *({"QuestionId": i, "Question": q, "Label": x, "Answer": a} for i, q, x, a in texts),
        ],
    }


ONE, TWO = _response(1, FIRST), _response(2, SECOND)


@pytest.mark.parametrize(
    "text",
    [
        json.dumps([ONE, TWO]),
        json.dumps({"Page": 1, "Responses": [ONE, TWO]}),
        json.dumps([[ONE], [TWO]]),
        json.dumps([{"Responses": [ONE]}, {"Responses": [TWO]}]),
        json.dumps([ONE]) + "\n" + json.dumps([TWO]),
        "\n".join(map(json.dumps, (ONE, TWO))),
    ],
    ids=["list", "object", "lists", "pages", "documents", "lines"],
)
def test_rest_pages_in_any_arrangement_are_one_row_per_response(tmp_path, text):
    file = tmp_path / "pages.json"
    file.write_text(text, encoding="utf-8")
    context = small_context(tmp_path)
    [sheet] = read_sheets(file.read_bytes(), context.limits)
    assert MAIL not in str([column.to_pylist() for column in sheet.columns])
    reading = read(file, context)
    assert chosen(reading) == EXPECTED
    assert reading.tables["submissions"]["response_id"].to_pylist() == ["r1", "r2"]
    assert [cell[0] for cell in reading.recognised.choice()["unread_columns"]] == [
        reading.left_out[-1][0]
    ]


def test_one_question_text_under_two_ids_stays_two_columns_in_the_forms_order(tmp_path):
    def why(identity, text):
        return {"QuestionId": identity, "Question": "Perustelut", "Label": None, "Answer": text}

    one, two = json.loads(json.dumps(ONE)), json.loads(json.dumps(TWO))
    one["RespondentAnswers"].insert(3, why(9, "toinen"))
    two["RespondentAnswers"].insert(2, why(8, "ensimmäinen"))
    file = tmp_path / "pages.json"
    file.write_text(json.dumps([one, two]), encoding="utf-8")
    opened = read(file, small_context(tmp_path)).tables["open_answers"].to_pylist()
    assert {(row["question_code"], row["answer_text"]) for row in opened} == {
        ("heard_why", "toinen"),
        ("belong_why", "ensimmäinen"),
    }


def test_json_that_is_no_page_is_refused(tmp_path):
    for text in ('{"a": 1}', "[]", "[" * 100_000, '[{"ResponseId": ""}]', "{", "[1, 2"):
        file = tmp_path / "a.json"
        file.write_text(text)
        with pytest.raises(Refusal) as caught:
            read(file, small_context(tmp_path))
        assert caught.value.reasons[0].code in ("unreadable", "no_response_id")
