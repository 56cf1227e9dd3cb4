"""Beside a question with an `other` option: what counts as somebody's own words, and what never does."""

import pytest

from orchestration.ingest.messages.refusal import Refusal
from orchestration.questionnaire.loading import loader
from tests.exports import xlsx
from tests.small_survey import BELONG, HEARD, QUESTIONNAIRE, chosen, read, small_context

HEARD_OF, HELPED = "Mistä kuulit meistä?", "Kuka auttoi?"
WITH_OTHER = QUESTIONNAIRE.replace(
    "indicators:",
    """\
  source:
    text: {fi: Mistä kuulit meistä?}
    options: {friend: {fi: Ystävältä}, paper: {fi: Lehdestä}, else: {fi: Muualta}}
    other: else
  apu:
    type: multi
    text: {fi: Kuka auttoi?}
    options: {friends: {fi: Ystävät}, family: {fi: Perhe}, else: {fi: Joku toinen}}
    other: else
indicators:""",
)
START = ["Vastauksen aika", "Mittaus", BELONG, HEARD]
ROW = ["5.2.2024 10:00", "Alku", "Samaa mieltä", "Eri mieltä"]


def _read(tmp_path, header, rows, questionnaire=WITH_OTHER):
    context = small_context(tmp_path)
    survey = tmp_path / "surveys" / "pikkukysely" / "questionnaire.yml"
    survey.write_text(questionnaire, encoding="utf-8")
    object.__setattr__(context, "surveys", loader.load([tmp_path / "surveys"]))
    file = xlsx(tmp_path / "a.xlsx", [[*START, *header], *([*ROW, *row] for row in rows)])
    return read(file, context)


def _refused(tmp_path, header, rows):
    with pytest.raises(Refusal) as caught:
        _read(tmp_path, header, rows)
    return [(one.code, one.cell, one.en) for one in caught.value.reasons]


CODES = ["-9", "-99", "-999", "97", "88", "999", "2", "2.0", "A1", "AO01", "SQ002"]


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("header", [[HEARD_OF], [f"{HELPED}: Ystävät", f"{HELPED}: Joku toinen"]])
def test_a_code_is_never_the_other_option(tmp_path, code, header):
    rows = [["Lehdestä"], [code]] if len(header) == 1 else [["Ystävät", ""], ["", code]]
    if len(header) > 1 and code[0].isalpha():
        pytest.skip("in a column of free texts a word may look like a code")
    [(why, cell, said)] = _refused(tmp_path, header, rows)
    assert (why, cell) == ("code_or_text", "E3" if len(header) == 1 else "F3")
    assert code not in said.replace("31.12.2024", "")


@pytest.mark.parametrize("code", ["-99", "999"])
def test_a_code_that_is_declared_missing_is_that_kind_of_missing(tmp_path, code):
    declared = WITH_OTHER.replace(
        "other: else\n  apu:", f'other: else\n    missing: {{refused: {{fi: "{code}"}}}}\n  apu:'
    )
    reading = _read(tmp_path, [HEARD_OF], [["Lehdestä"], [code], ["radiosta"]], declared)
    assert chosen(reading)["source"] == [["paper"], ["refused"], ["else"]]


def test_labels_of_a_language_that_nobody_declared_are_not_all_the_other_option(tmp_path):
    rows = [["Från en vän"], ["Från en vän"], ["Ur tidningen"], ["Från en vän"], ["Annat ställe"]]
    [(why, cell, said)] = _refused(tmp_path, [HEARD_OF], rows)
    assert (why, cell) == ("no_option", "E2, E3, E4, E5, E6")
    assert "Ystävältä" in said and "Muualta" in said and "tidningen" not in said


def test_a_word_with_digits_in_small_letters_is_a_free_text(tmp_path):
    assert chosen(_read(tmp_path, [HEARD_OF], [["mp3"], ["Lehdestä"]]))["source"] == [
        ["else"],
        ["paper"],
    ]


def test_a_text_that_holds_options_says_how_to_write_them_or_the_other_option(tmp_path):
    [(why, cell, said)] = _refused(tmp_path, [HELPED], [["Perhe naapuri"], ["Ystävät"]])
    assert (why, cell) == ("undivided_options", "E2")
    assert "Ystävät · Perhe" in said and "“Joku toinen”" in said and "naapuri" not in said


def test_with_one_option_chosen_the_other_texts_are_free_texts(tmp_path):
    rows = [["radiosta"]] * 5 + [["Lehdestä"]]
    assert chosen(_read(tmp_path, [HEARD_OF], rows))["source"] == [["else"]] * 5 + [["paper"]]


def test_a_tools_own_word_for_other_is_the_option_however_often(tmp_path):
    rows = [["-oth-"], ["Other"], ["Muu"], ["Other (please specify)"], ["Annat"]]
    assert chosen(_read(tmp_path, [HEARD_OF], rows))["source"] == [["else"]] * 5


def test_the_options_of_power_automate_are_split(tmp_path):
    rows = [['["Ystävät","Perhe"]'], ["[]"], ['["Perhe","naapuri"]'], [r"[\"Ystävät\"]"]]
    given = chosen(_read(tmp_path, [HELPED], rows))["apu"]
    assert given == [["family", "friends"], ["no_answer"], ["else", "family"], ["friends"]]


WRITE_INS = [
    [HEARD_OF, f"{HEARD_OF}:Other (please specify)"],
    [HEARD_OF, f"Other - Write In (Required):{HEARD_OF}"],
    [HEARD_OF, f"{HEARD_OF}:Muu"],
]


@pytest.mark.parametrize("header", WRITE_INS, ids=lambda header: header[1][:5])
def test_whoever_only_wrote_chose_the_other_option_and_a_comment_changes_no_answer(
    tmp_path, header
):
    rows = [["Lehdestä", ""], ["", "radiosta"], ["Ystävältä", "Anna kertoi"], ["", ""]]
    given = chosen(_read(tmp_path, header, rows))["source"]
    assert given == [["paper"], ["else"], ["friend"], ["no_answer"]]


def test_a_column_of_free_texts_without_its_question_is_not_read_as_the_question(tmp_path):
    header = [HELPED, f"{HEARD_OF}:Other (please specify)"]
    reading = _read(tmp_path, header, [["Perhe", "radiosta"], ["Perhe", ""]])
    assert "source" not in chosen(reading)
    assert "absent_questions" in [one.code for one in reading.findings]


@pytest.mark.parametrize("cells", [["Kyllä;Ei;Ei"], ["Kyllä", "Ei", "Ei"], ["x", "", "x"]])
def test_words_for_yes_and_no_without_the_names_of_options_choose_none(tmp_path, cells):
    header = [HELPED, *["Column2", "Column3"][: len(cells) - 1]]
    [(why, cell, said)] = _refused(tmp_path, header, [cells])
    assert (why, cell) == ("yes_or_no", "E2")
    assert "Perhe" in said


def test_a_word_for_yes_is_somebodys_own_word_only_beside_options_of_a_single_question(tmp_path):
    """A tool writes yes and no into every cell of a column, a person into one."""
    given = chosen(_read(tmp_path, [HEARD_OF], [["Lehdestä"], ["on"]]))["source"]
    assert given == [["paper"], ["else"]]
    [(why, cell, _)] = _refused(tmp_path, [HEARD_OF], [["Kyllä"], ["radiosta"], ["Ei"]])
    assert (why, cell) == ("yes_or_no", "E2, E4")
