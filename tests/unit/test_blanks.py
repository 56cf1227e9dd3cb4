"""What tools write for nothing: R, pandas, Stata, databases, SPSS; a declared text goes first."""

import pyarrow as pa
import pytest

from orchestration.ingest.convert.cell_answers import answer_reader
from orchestration.ingest.convert.tick_columns import TickColumn
from orchestration.ingest.messages.refusal import Refusal
from orchestration.privacy import respondent_codes
from orchestration.privacy.pseudonyms import person_key
from orchestration.questionnaire.model.questionnaire import Form, Question, Questionnaire
from tests.wide_survey import LONG, answers_by_row, context, read, table, without_absent

NOTHING = ("", "NA", "NaN", "nan", ".", "NULL", "#NULL!", "<NA>", "NaT", "n/a", "-")
SURVEY = Questionnaire.model_validate(
    {
        "questionnaire": "q",
        "subject": "person",
        "scope": "s",
        "title": {"en": "Q"},
        "scales": {"often": {"options": {"0": {"en": "Never"}, "1": {"en": "Often"}, "5": {"en": "Always"}}}},
        "questions": {
            "number": {"type": "number", "text": {"en": "n"}},
            "day": {"type": "date", "text": {"en": "d"}},
            "item": {"scale": "often", "text": {"en": "i"}},
            "where": {"text": {"en": "w"}, "options": {"namibia": {"en": "NA"}, "else": {"en": "."}}},
            "left": {"text": {"en": "l"}, "options": {"a": {"en": "A"}}, "missing": {"refused": {"en": "NULL"}}},
        },
    }
)  # fmt: skip
FORM = Form(form="f", tool="excel", codes={"often": "as_declared"})


def _said(code: str, text: str):
    found = answer_reader(SURVEY, FORM, code)(text)
    return found if isinstance(found, str) else found.answers[0]


@pytest.mark.parametrize("text", NOTHING)
@pytest.mark.parametrize("code", ["number", "day", "item"])
def test_nothing_is_no_answer_whatever_is_asked(code, text):
    assert _said(code, text).missing_kind == "no_answer"


def test_a_declared_text_is_what_it_is_declared_as():
    assert _said("where", "NA").option_code == "namibia"
    assert _said("left", "NULL").missing_kind == "refused"
    assert _said("left", "NaN").missing_kind == "no_answer"


@pytest.mark.parametrize(("text", "option"), [("1.0", "1"), ("0.0", "0"), ("5.00", "5")])
def test_a_whole_number_with_a_point_is_that_number(text, option):
    assert _said("item", text).option_code == option


@pytest.mark.parametrize("text", ["0.5", "1.5", "1,0"])
def test_a_decimal_is_no_option_with_a_number_before_it(text):
    assert _said("item", text) == "unknown_label"


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_no_person_and_no_name(text):
    assert person_key(text, "scope", b"k" * 32) is None
    assert respondent_codes.blank([text, "p1"]) == [0]
    assert respondent_codes.unusually_spelled([text, text.lower(), "p1"]) == []


def test_an_option_named_like_nothing_is_chosen_by_its_own_name():
    question = Question(type="multi", text={"en": "?"}, options={"na": {"en": "Not asked"}, "b": {"en": "B"}})  # fmt: skip
    cells = pa.array(["na", "Not asked", "1", "0", ""])
    assert TickColumn.of(cells, question, "na").texts.to_pylist() == ["na", "na", "na", "", ""]
    assert TickColumn.of(pa.array(["NA", "1.0", "0.0"]), question, "b").texts.to_pylist() == ["", "b", ""]  # fmt: skip


def test_fields_take_nothing_for_nothing_and_a_registered_name_for_a_name(tmp_path):
    known = context(tmp_path, LONG.partition("days:")[0] + "codes: {agree: as_declared}\n")
    header = "number date id time place a1 a2 b1"
    rows = ("NA NaT NA Before NA 1 1 1", "NA 1.2.2024 NULL Before . 2 2 2", "7 2.2.2024 p1 Before Mill 3 NA .")  # fmt: skip
    reading = read(table(tmp_path, header, *rows), known)
    found = reading.tables["submissions"].to_pylist()
    assert [row["response_id"] for row in found] == [None, None, "7"]
    assert [row["service_code"] for row in found] == ["na", None, "mill"]
    assert [row["person_key"] is None for row in found] == [True, True, False]
    assert [(f.code, f.cell) for f in without_absent(reading.findings)] == [("no_time", "B2")]
    assert answers_by_row(reading)[4, "a2"] == ["no_answer"]
    with pytest.raises(Refusal) as caught:
        read(table(tmp_path, header, "1 NADA p Before Mill 1 1 1"), known)
    assert [r.code for r in caught.value.reasons] == ["bad_date"]
