"""What is not declared is given no meaning: free texts, dots, footnotes, two columns of one item."""

from decimal import Decimal

import pytest
import xlsxwriter

from orchestration.ingest.convert.cell_answers import answer_reader
from orchestration.ingest.messages.refusal import Refusal
from orchestration.questionnaire.model.questionnaire import Form, Questionnaire
from tests.exports import xlsx
from tests.small_survey import BELONG, HEARD, chosen, read, small_context

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
            "options": {
                "friends": {"en": "Friends"},
                "family": {"en": "Family"},
                "work": {"en": "Work"},
                "old": {"en": "An old friend"},
                "shift": {"en": "The night shift"},
                "else": {"en": "Other"},
            },
            "other": "else",
        },
        "count": {"type": "number", "text": {"en": "How many?"}},
        "money": {"type": "number", "text": {"en": "How much?"}, "range": (100, 9000)},
        "share": {"type": "number", "text": {"en": "Which share?"}, "range": (0, 10)},
    },
)


def _help(text: str) -> list[str | None] | str:
    found = answer_reader(SURVEY, FORM, "help")(text)
    return found if isinstance(found, str) else [answer.option_code for answer in found.answers]


def _numbers(code: str, *texts: str) -> list[Decimal | str | None]:
    read_cell = answer_reader(SURVEY, FORM, code, None, texts)
    found = [read_cell(text) for text in texts]
    return [one if isinstance(one, str) else one.answers[0].number_low for one in found]


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ("friends family", ["friends", "family"]),
        ("Friends Family Work", ["friends", "family", "work"]),
        ("friends else", ["friends", "else"]),
        ("friends|work", ["friends", "work"]),
        ("friends\nwork", ["friends", "work"]),
        ("Friends, Work, a nurse; a doctor", ["friends", "work", "else"]),
        ("Friends;a nurse, a doctor;", ["friends", "else"]),
        ("a nurse; a doctor", ["else"]),
        (";", [None]),
        ("my neighbour", ["else"]),
        ("Friends, my neighbour", ["friends", "else"]),
        ("a friend of my family helped", ["else"]),
    ],
)
def test_options_are_split_and_a_free_text_is_the_other_option(text, options):
    assert _help(text) == options


@pytest.mark.parametrize(
    "text",
    [
        "friends famly",
        "friends/family",
        "friends + work",
        "Other work",
        "a man, Friends; a nurse, Work",
    ],
)
def test_options_that_cannot_be_split_are_a_problem_and_never_the_other_option(text):
    assert _help(text) == "undivided_options"


@pytest.mark.parametrize(
    "text",
    [
        "{} / {}", "{}&{}", "{}\t{}", "{} and {}", "{} - {}", "• {} • {}", "[{}][{}]", "['{}', '{}']",
        "{{{},{}}}", '"{}";"{}"', "{}<br>{}", "{}\\n{}", "{}،{}", "{}：{}", "my {}",
    ],
)  # fmt: skip
def test_options_of_several_words_are_found_whatever_stands_between_them(text):
    assert _help(text.format("An old friend", "The night shift")) == "undivided_options"


def test_a_text_of_which_an_option_is_the_smaller_part_is_a_free_text():
    assert _help("I could have asked an old friend of mine") == ["else"]


def test_dots_before_three_digits_everywhere_are_a_problem_unless_the_range_decides():
    texts = ("850", "1.250", "2.000", "940")
    assert _numbers("count", *texts) == [850, "ambiguous_dot", "ambiguous_dot", 940]
    assert sum(_numbers("money", *texts)) == 5040
    assert _numbers("share", "1.250", "2.000", "9") == [Decimal("1.25"), 2, 9]


def test_one_decimal_tells_that_a_dot_parts_decimals_and_two_dots_that_it_parts_thousands():
    assert _numbers("count", "1.250", "0.5") == [Decimal("1.25"), Decimal("0.5")]
    assert _numbers("count", "1.250", "1.250.000") == [1250, 1250000]


def test_a_footnote_mark_is_no_digit_and_leaves_a_trace():
    assert _numbers("count", "12¹", "30²", "25", "18³") == [12, 30, 25, 18]
    found = answer_reader(SURVEY, FORM, "count")("12¹")
    assert not isinstance(found, str) and found.rules == ("footnote_mark",)


def _refused(tmp_path, header: list[str], *rows: list[str]) -> list[tuple[str, str]]:
    file = xlsx(tmp_path / "a.xlsx", [["Vastauksen aika", "Mittaus", *header], *rows])
    with pytest.raises(Refusal) as caught:
        read(file, small_context(tmp_path))
    return [(reason.code, reason.cell) for reason in caught.value.reasons]


def test_the_same_items_under_two_stems_are_refused_with_both_columns(tmp_path):
    """The first would be what people answered of the time before."""
    header = [f"{stem} - {item}" for stem in ("Ennen", "Nyt") for item in (BELONG, HEARD)]
    answers = ["Eri mieltä", "Eri mieltä", "Samaa mieltä", "Samaa mieltä"]
    found = _refused(tmp_path, header, ["5.2.2024 10.00", "Loppu", *answers])
    assert found == [("repeated_differing", "C1, E1"), ("repeated_differing", "D1, F1")]


@pytest.mark.parametrize(
    ("header", "cells"),
    [
        ([f"{BELONG}:Eri mieltä", f"{BELONG}:Samaa mieltä"], ["", "Samaa mieltä"]),
        ([f"{BELONG} - ennen", f"{BELONG} - nyt"], ["Eri mieltä", "Samaa mieltä"]),
        (["Mittaus: ensin", "Mittaus: sitten"], ["Alku", "Loppu"]),
    ],
)
def test_of_two_parts_of_one_question_with_answers_the_first_does_not_win(tmp_path, header, cells):
    rest = {BELONG: "Eri mieltä", HEARD: "Eri mieltä", "Mittaus": "Alku"}
    others = {text: cell for text, cell in rest.items() if not header[0].startswith(text)}
    file = [["Vastauksen aika", *header, *others], ["5.2.2024 10.00", *cells, *others.values()]]
    with pytest.raises(Refusal) as caught:
        read(xlsx(tmp_path / "a.xlsx", file), small_context(tmp_path))
    assert [(one.code, one.cell) for one in caught.value.reasons] == [
        ("repeated_differing", "B1, C1")
    ]


def test_a_part_in_other_words_beside_the_question_and_its_help_is_left_in_the_file(tmp_path):
    header = [
        "Vastauksen aika",
        "Mittaus",
        f"{BELONG}: valitse yksi",
        f"{BELONG}: perustele",
        HEARD,
    ]
    row = ["5.2.2024 10.00", "Loppu", "Samaa mieltä", "minut kutsuttiin", "Eri mieltä"]
    reading = read(xlsx(tmp_path / "a.xlsx", [header, row]), small_context(tmp_path))
    assert chosen(reading)["belong"] == [["2"]]


def test_two_equal_headers_say_whether_the_answers_are_equal_too(tmp_path):
    header, row = [BELONG, HEARD, BELONG], ["5.2.2024 10.00", "Loppu", "Eri mieltä", "Eri mieltä"]
    assert _refused(tmp_path, header, [*row, "Eri mieltä"]) == [("repeated_column", "C1, E1")]
    assert _refused(tmp_path, header, [*row, "Samaa mieltä"]) == [("repeated_differing", "C1, E1")]


def test_questions_that_no_header_matches_are_one_finding(tmp_path):
    rows = [["Vastauksen aika", "Mittaus", BELONG, HEARD], ["5.2.2024 10.00", "Loppu", "Eri mieltä", "Eri mieltä"]]  # fmt: skip
    reading = read(xlsx(tmp_path / "a.xlsx", rows), small_context(tmp_path))
    [finding] = reading.findings
    assert (finding.code, finding.count) == ("absent_questions", 3)
    assert "“Mistä sait apua?”" in finding.problem_en


def test_two_sheets_of_answers_are_refused_also_where_one_has_a_column_more(tmp_path):
    header = ["Vastauksen aika", "Mittaus", BELONG, HEARD]
    answers = ["5.2.2024 10.00", "Alku", "Eri mieltä", "Eri mieltä"]
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    for name, more in (("Alku 2024", []), ("Loppu 2024", ["Mistä sait apua?"])):
        page = book.add_worksheet(name)
        page.write_row(0, 0, [*header, *more])
        page.write_row(1, 0, [*answers, *("Ystäviltä" for _ in more)])
    book.close()
    with pytest.raises(Refusal) as caught:
        read(tmp_path / "a.xlsx", small_context(tmp_path))
    [reason] = caught.value.reasons
    assert (reason.code, reason.sheet) == ("two_sheets_fit", "Loppu 2024")
    assert "number 1" in reason.problem_en


def test_a_percentage_is_the_option_that_its_share_is_declared_as_and_no_other():
    """Excel shows 0.8 as 80 %; a survey that was described with pandas says 0.8."""
    survey = Questionnaire(
        questionnaire="q",
        subject="person",
        scope="s",
        title={"fi": "Q"},
        questions={
            "time": {
                "text": {"en": "Time"},
                "options": {"full": {"en": "1"}, "part": {"en": ["0.8", "0.05"]}, "else": {"en": "Other"}},
                "other": "else",
            }
        },
    )  # fmt: skip
    read_cell = answer_reader(survey, FORM, "time")
    found = {text: read_cell(text) for text in ("80 %", "5%", "100 %", "85 %")}
    options = {text: [a.option_code for a in cell.answers] for text, cell in found.items()}
    assert options == {"80 %": ["part"], "5%": ["part"], "100 %": ["else"], "85 %": ["else"]}
