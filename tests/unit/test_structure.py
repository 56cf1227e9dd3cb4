"""What is in a file beside the declared table: headers once more, marks, codes, other measurements."""

from decimal import Decimal

import pytest

from orchestration.ingest.convert.cell_answers import answer_reader
from orchestration.ingest.messages.refusal import Refusal
from orchestration.questionnaire.matching.header_keys import header_keys
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire
from tests import wide_survey
from tests.exports import xlsx
from tests.small_survey import (  # fmt: skip
    BELONG,
    FRIENDS,
    HEARD,
    HELP,
    OFFICE,
    QUESTIONNAIRE,
    STEM,
    chosen,
    read,
    small_context,
)
from tests.wide_survey import DAYS, wide

HEADER = ["Vastauksen aika", "Mittaus", BELONG, HEARD, HELP]
FIRST = ["5.2.2024 10.00", "Alku", "Samaa mieltä", "Eri mieltä", FRIENDS]
SECOND = ["6.2.2024 10.00", "Loppu", "Eri mieltä", "Eri mieltä", OFFICE]
FORM = Form(form="f", tool="excel")
SURVEY = Questionnaire(
    questionnaire="q",
    subject="person",
    scope="s",
    title={"fi": "Q"},
    questions={
        "help": {
            "type": "multi",
            "text": {"en": "Who helped?"},
            "options": {"friends": {"en": "Friends"}, "else": {"en": "Other"}},
            "other": "else",
        },
        "sex": {
            "text": {"en": "Gender"},
            "options": {"woman": {"en": "Woman"}, "own": {"en": "In own words"}},
            "other": "own",
        },
        "count": {"type": "number", "text": {"en": "How many?"}},
        "money": {"type": "number", "text": {"en": "How much?"}, "range": (100, 9000)},
    },
)


def _columns(code: str, *texts: str) -> list:
    read_cell = answer_reader(SURVEY, FORM, code, None, texts)
    found = [read_cell(text) for text in texts]
    return [
        one if isinstance(one, str) else one.answers[0].option_code or one.answers[0].number_low
        for one in found
    ]


@pytest.mark.parametrize("code", ["help", "sex"])
def test_a_column_of_codes_is_never_all_free_text(code):
    """`1`, `2` and `3` of an export in numbers would all be the option for own words."""
    assert _columns(code, "1", "2", "3") == ["code_or_text"] * 3


def test_a_number_that_codes_nothing_is_somebodys_own_words():
    assert _columns("sex", "Woman", "0.9", "40", "yes") == ["woman", "own", "own", "own"]
    assert _columns("help", "Friends", "my neighbour") == ["friends", "else"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (("850", "1,250", "2,000"), [850, "ambiguous_dot", "ambiguous_dot"]),
        (("850", "1,250", "0,5"), [850, Decimal("1.25"), Decimal("0.5")]),
        (("1,250", "1,250,000"), [1250, 1250000]),
        (("1.250", "1.250,50"), [1250, Decimal("1250.5")]),
        (("1,250", "1,250.50"), [1250, Decimal("1250.5")]),
        (("noin 1.250", "940 kpl"), ["ambiguous_dot", 940]),
        (("1.250", "1.250.000", "999"), [1250, 1250000, 999]),
    ],
)
def test_a_comma_or_dot_before_three_digits_is_reported_unless_the_column_decides(texts, expected):
    assert _columns("count", *texts) == expected


def test_the_range_decides_what_a_comma_before_three_digits_is():
    assert sum(_columns("money", "850", "1,250", "2,000", "940")) == 5040


def test_a_header_row_among_the_answers_is_counted_and_is_no_answer(tmp_path):
    again = [f" {HEADER[0]}\u00a0", *HEADER[1:]]
    file = xlsx(tmp_path / "a.xlsx", [HEADER, FIRST, again, SECOND, HEADER])
    reading = read(file, small_context(tmp_path))
    assert reading.counts == {"read": 4, "used": 2, "no_consent": 0, "repeated_header": 2}
    assert reading.tables["submissions"]["row_number"].to_pylist() == [2, 4]


def test_a_row_with_one_text_of_the_header_is_an_answer(tmp_path):
    """`Perustelut` is a header and may be somebody's answer."""
    header = [*HEADER[:3], "Perustelut", HEARD]
    odd = [*FIRST[:3], "Perustelut", "Eri mieltä"]
    known = small_context(tmp_path)
    assert read(xlsx(tmp_path / "a.xlsx", [header, odd]), known).counts["used"] == 1
    alone = ["", "", "", "Perustelut", ""]
    with pytest.raises(Refusal):
        read(xlsx(tmp_path / "a.xlsx", [header, odd, alone]), known)


def test_a_blank_row_below_a_merged_header_of_choices_stays_blank(tmp_path):
    header = [*HEADER, "Column2", "Column3"]
    rows = [[*FIRST, OFFICE, ""], [""] * 7, [*SECOND, "", ""]]
    reading = read(xlsx(tmp_path / "a.xlsx", [header, *rows]), small_context(tmp_path))
    assert reading.counts["read"] == 2
    assert chosen(reading)["help"] == [["friends", "office"], ["office"]]


@pytest.mark.parametrize(
    "header", ["\u200fq1[SQ1]. Stem [Item]\u200e", "q1[SQ1].\u00a0Stem\u00a0[Item]\u2069"]
)
def test_invisible_marks_do_not_hide_the_parts_of_a_header(header):
    assert header_keys(header) == header_keys("q1[SQ1]. Stem [Item]")
    assert header_keys("Stem\u00a0-\u00a0Item") == header_keys("Stem - Item")


ENGLISH = QUESTIONNAIRE.replace("{fi: Kuulun joukkoon.}", "{fi: Kuulun joukkoon., en: I belong.}").replace(
    "{fi: Minua kuullaan.}", "{fi: Minua kuullaan., en: I am heard.}"
).replace("{fi: Vastauksen aika}", "{fi: Vastauksen aika, en: Time}")  # fmt: skip
TWO_FORMS = "form: a_fi\ntool: excel\nlanguage: fi\n---\nform: b_en\ntool: excel\nlanguage: en\n"


def _context(tmp_path, monkeypatch, form: str):
    monkeypatch.setattr("tests.small_survey.QUESTIONNAIRE", ENGLISH)
    return small_context(tmp_path, form)


def test_a_file_is_in_the_language_of_its_headers_whatever_the_form_says(tmp_path, monkeypatch):
    known = _context(tmp_path, monkeypatch, "form: fi\ntool: excel\nlanguage: fi\n")
    texts = {"en": ["Time", "Mittaus", "I belong.", "I am heard."], "fi": HEADER[:4]}
    for language, header in texts.items():
        found = read(xlsx(tmp_path / "a.xlsx", [header, FIRST[:4]]), known)
        assert found.tables["submissions"]["language_code"].to_pylist() == [language]


def test_of_a_form_per_language_the_one_in_the_language_of_the_headers_is_taken(tmp_path, monkeypatch):  # fmt: skip
    known = _context(tmp_path, monkeypatch, TWO_FORMS)
    header = ["Time", "Mittaus", "I belong.", "I am heard."]
    found = read(xlsx(tmp_path / "a.xlsx", [header, FIRST[:4]]), known)
    assert found.recognised.layout.form.form == "b_en"


def _wide_findings(tmp_path, header: str, row: str, *forms: str) -> dict[str, tuple[str, int]]:
    known = wide_survey.context(tmp_path, *forms)
    found = wide_survey.read(wide_survey.table(tmp_path, header, row), known).findings
    return {one.code: (one.cell, one.count) for one in found if one.code != "absent_questions"}


def test_columns_of_a_time_point_that_is_not_declared_are_reported(tmp_path):
    header = "id a1_t0 a2_t0 b1_t0 a1_t1 a2_t1 b1_t1 a1_4m a1_why age_4m"
    found = _wide_findings(tmp_path, header, "p1 1 2 3 1 2 3 2 tired 30")
    assert found == {"unread_answers": ("H1, J1", 2)}


def test_a_declared_time_point_without_a_column_is_reported(tmp_path):
    days = DAYS.replace("}", ", Later: 2024-06-15}") + wide_survey.CODES
    points = '{Before: "*_t0", After: "*_t1", Later: "*_t2"}'
    header = "id a1_t0 a2_t0 b1_t0 a1_t1 a2_t1 b1_t1"
    assert _wide_findings(tmp_path, header, "p1 1 2 3 1 2 3", wide(points, days)) == {
        "absent_time_point": ("A1", 1)
    }


def test_an_item_once_more_in_a_plain_table_is_reported_and_a_comment_beside_it_is_not(tmp_path):
    header = [*HEADER[:4], f"{BELONG} (uudelleen)", f"{HEARD} Miksi?"]
    row = [*FIRST[:4], "Eri mieltä", "en tiedä"]
    found = read(xlsx(tmp_path / "a.xlsx", [header, row]), small_context(tmp_path)).findings
    assert [(one.code, one.cell) for one in found if one.code != "absent_questions"] == [
        ("unread_answers", "E1")
    ]
    assert STEM not in found[0].en


def test_choices_below_a_merged_header_as_yes_and_no_are_refused(tmp_path, monkeypatch):
    """`Column2` names no option: which one was chosen is not known."""
    other = "nowhere: {fi: En mistään}}\n    other: nowhere"
    monkeypatch.setattr(
        "tests.small_survey.QUESTIONNAIRE",
        QUESTIONNAIRE.replace("nowhere: {fi: En mistään}}", other),
    )
    header = [*HEADER, "Column2", "Column3"]
    rows = [[*FIRST[:4], "Kyllä", "Ei", "Ei"], [*SECOND[:4], "Ei", "Kyllä", "Ei"]]
    file = xlsx(tmp_path / "a.xlsx", [header, *rows])
    with pytest.raises(Refusal) as caught:
        read(file, small_context(tmp_path))
    assert [(r.code, r.cell) for r in caught.value.reasons] == [("yes_or_no", "E2, E3")]


def test_one_column_that_two_closed_questions_could_have_is_given_to_neither(tmp_path, monkeypatch):
    more = "".join(f"  {c}: {{text: {{fi: Miten meni?}}, options: {{good: {{fi: Hyvin}}}}}}\n" for c in ("then", "now"))  # fmt: skip
    text = QUESTIONNAIRE.replace("  help:\n", f"{more}  help:\n")
    monkeypatch.setattr("tests.small_survey.QUESTIONNAIRE", text)
    known = small_context(tmp_path)
    one = xlsx(tmp_path / "a.xlsx", [[*HEADER, "Miten meni?"], [*FIRST, "Hyvin"]])
    assert {"then", "now"}.isdisjoint(chosen(read(one, known)))
    two = xlsx(
        tmp_path / "b.xlsx", [[*HEADER, "Miten meni?", "Miten meni?"], [*FIRST, "Hyvin", ""]]
    )
    found = chosen(read(two, known))
    assert (found["then"], found["now"]) == ([["good"]], [["no_answer"]])
