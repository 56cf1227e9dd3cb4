"""A column per option: cells that choose the option, and cells that do not."""

import pyarrow as pa
import pytest

from orchestration.ingest.convert.tick_columns import TickColumn
from orchestration.ingest.messages.refusal import Refusal
from orchestration.questionnaire.model.questionnaire import Question
from tests.exports import xlsx
from tests.small_survey import (
    BELONG,
    FRIENDS,
    HEARD,
    HELP,
    NOWHERE,
    OFFICE,
    chosen,
    read,
    small_context,
)

QUESTION = Question(
    type="multi",
    text={"fi": "Mistä?"},
    options={
        "friends": {"fi": ["Ystäviltä", "Kavereilta"], "sv": ["Vänner"]},
        "0": {"fi": ["Ei"]},
        "other": {"fi": ["Muu, mikä?"]},
    },
    missing={"dont_know": {"fi": ["En osaa sanoa"]}},
    other="other",
)


def _said(option: str, *cells: str) -> tuple[list[str], list[int]]:
    found = TickColumn.of(pa.array(cells), QUESTION, option)
    return found.texts.to_pylist(), found.unclear.tolist()


def test_words_for_yes_and_the_label_in_any_language_choose_the_option():
    yes = (
        "1",
        "Y",
        "x",
        "Kyllä",
        "true",
        "Checked",
        "да",
        "نعم",
        "Ystäviltä",
        "vänner ",
        "friends",
    )
    assert _said("friends", *yes) == (["friends"] * len(yes), [])


def test_words_for_no_do_not_choose_it():
    no = ("", " ", "0", "No", "Ei", "ei valittu", "Not selected", "Unchecked", "FALSE", "нет", "-")
    assert _said("friends", *no) == ([""] * len(no), [])


def test_anything_else_is_reported_and_not_taken_for_a_yes():
    assert _said("friends", "1", "ehkä", "", "2") == (["friends", "", "", ""], [1, 3])


def test_what_is_written_beside_the_other_option_chooses_it():
    assert _said("other", "kirjastosta", "", "Ei") == (["other", "", ""], [])


def test_an_option_whose_label_is_no_is_chosen_by_its_label_and_never_by_a_zero():
    assert _said("0", "Ei", "0", "1") == (["0", "", "0"], [])


def test_a_strange_cell_refuses_the_file_by_its_own_address(tmp_path):
    header = ["Vastausaika", "Mittaus", BELONG, HEARD, *(f"{HELP}:{x}" for x in (FRIENDS, NOWHERE))]
    items = ["Samaa mieltä", "Eri mieltä"]
    rows = [[f"5.2.2024 10.0{n}.00", "Alku", *items] for n in range(2)]
    place = small_context(tmp_path)
    sheet = [header, [*rows[0], "Kyllä", "Ei valittu"], [*rows[1], "No", "Kyllä"]]
    assert chosen(read(xlsx(tmp_path / "a.xlsx", sheet), place))["help"] == [["friends"], ["nowhere"]]  # fmt: skip
    sheet[2][5] = "joskus"
    with pytest.raises(Refusal) as caught:
        read(xlsx(tmp_path / "a.xlsx", sheet), place)
    assert [(r.code, r.cell) for r in caught.value.reasons] == [("unknown_label", "F3")]


def _ei(**columns: tuple[str, ...]) -> tuple[list[str], list[int]]:
    """The column of the option `0`, whose label is Ei, beside the columns of other options."""
    beside = {option: pa.array(cells) for option, cells in columns.items()}
    beside["0"] = beside.pop("ei")
    found = TickColumn.of(beside["0"], QUESTION, "0", beside)
    return found.texts.to_pylist(), found.unclear.tolist()


def test_an_option_named_no_in_columns_of_yes_and_no_is_chosen_by_yes_alone():
    ei = ("Kyllä", "Ei", "Ei", "Kyllä", "Ei", "Ei")
    assert _ei(friends=("Ei", "Kyllä") * 3, ei=ei) == (["0", "", "", "0", "", ""], [])
    # Also where nobody chose anything.
    assert _ei(friends=("Ei", "Ei"), ei=("Ei", "Ei")) == (["", ""], [])


def test_an_option_named_no_among_columns_of_labels_is_chosen_by_its_label():
    assert _ei(friends=("Ystäviltä", ""), ei=("", "Ei")) == (["", "0"], [])


def test_an_option_named_no_is_unclear_where_the_columns_hold_labels_and_yes_and_no():
    assert _ei(friends=("Ystäviltä", "Ei"), ei=("Ei", "")) == (["", ""], [0])


def test_an_option_whose_code_is_its_label_is_chosen_by_a_label_among_labels():
    question = QUESTION.model_copy(
        update={"options": {"friends": {"en": "Friends"}, "no": {"en": "No"}}, "other": None}
    )

    def chosen_by(**cells: tuple[str, ...]) -> list[str]:
        beside = {option: pa.array(column) for option, column in cells.items()}
        return TickColumn.of(beside["no"], question, "no", beside).texts.to_pylist()

    assert chosen_by(friends=("Friends", ""), no=("", "No")) == ["", "no"]
    assert chosen_by(friends=("Yes", "No"), no=("No", "Yes")) == ["", "no"]
    assert chosen_by(friends=("1", "0"), no=("0", "1")) == ["", "no"]


def _both(folder, *rows: tuple[str, str, str]):
    """The question's own column, those of two of its three options, and a row of cells for each."""
    header = ["Vastauksen aika", "Mittaus", BELONG, HEARD, HELP]
    options = [f"{HELP} - {option}" for option in (FRIENDS, NOWHERE)]
    file = [["5.2.2024 10.00", "Loppu", "Samaa mieltä", "Samaa mieltä", *cells] for cells in rows]
    place = xlsx(folder / "a.xlsx", [[*header, *options], *file])
    return read(place, small_context(folder))


def test_a_column_of_all_choices_beside_those_of_options_is_read_where_both_agree(tmp_path):
    rows = [(f"{FRIENDS};{OFFICE}", "1", "0"), (OFFICE, "0", ""), ("", "", ""), (NOWHERE, "", "x")]
    found = chosen(_both(tmp_path, *rows))["help"]
    assert found == [["friends", "office"], ["office"], ["no_answer"], ["nowhere"]]


@pytest.mark.parametrize(
    ("rows", "cells"),
    [
        ([(FRIENDS, "1", ""), (FRIENDS, "", "1")], "E1, F1"),
        ([(FRIENDS, "1", ""), ("", "", "1")], "E1, G1"),
        ([(FRIENDS, "1", ""), (NOWHERE, "", "")], "E1, G1"),
    ],
)
def test_a_column_of_all_choices_that_differs_from_those_of_options_refuses_the_file(
    tmp_path, rows, cells
):
    with pytest.raises(Refusal) as caught:
        _both(tmp_path, *rows)
    assert [(one.code, one.cell) for one in caught.value.reasons] == [("options_differing", cells)]


def test_where_one_of_the_two_says_nothing_the_other_is_read(tmp_path):
    assert chosen(_both(tmp_path, (FRIENDS, "", ""), (OFFICE, "0", "0")))["help"] == [["friends"], ["office"]]  # fmt: skip
    assert chosen(_both(tmp_path, ("", "1", ""), ("", "", "1")))["help"] == [["friends"], ["nowhere"]]  # fmt: skip
