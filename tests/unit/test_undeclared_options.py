"""Columns with choices of a question that no declared option has: nobody counts as not having answered."""

import pytest

from orchestration.ingest.messages.refusal import Refusal
from tests.exports import xlsx
from tests.small_survey import BELONG, FRIENDS, HEARD, HELP, chosen, read, small_context

START = ["Vastausaika", "Mittaus", BELONG, HEARD]
ROW = ["5.2.2024 10.00.00", "Alku", "Samaa mieltä", "Eri mieltä"]


def _read(tmp_path, header: list[str], *rows: list[str]):
    file = xlsx(tmp_path / "a.xlsx", [[*START, *header], *([*ROW, *row] for row in rows)])
    return read(file, small_context(tmp_path))


def _refused(tmp_path, header: list[str], *rows: list[str]) -> list[tuple[str, str]]:
    with pytest.raises(Refusal) as caught:
        _read(tmp_path, header, *rows)
    return [(reason.code, reason.cell) for reason in caught.value.reasons]


@pytest.mark.parametrize("yes", ["Naapurilta", "Kyllä", "1", "x"])
@pytest.mark.parametrize("header", ["{}:{}", "{} [{}]", "{} - {}", "{} (choice={})"])
def test_a_column_of_an_option_that_nobody_declared_is_refused_by_its_header(tmp_path, header, yes):
    headers = [header.format(HELP, option) for option in (FRIENDS, "Naapurilta")]
    rows = [[yes.replace("Naapurilta", FRIENDS), ""], ["", yes]]
    assert _refused(tmp_path, headers, *rows) == [("undeclared_option", "F1")]


@pytest.mark.parametrize("cell", ["", "0", "Ei", "-"])
def test_one_that_nobody_chose_changes_nothing(tmp_path, cell):
    rows = [["1", cell], ["0", cell]]
    reading = _read(tmp_path, [f"{HELP}:{FRIENDS}", f"{HELP}:Naapurilta"], *rows)
    assert chosen(reading)["help"] == [["friends"], ["no_answer"]]


def test_a_column_of_texts_beside_the_options_is_no_option(tmp_path):
    header = [f"{HELP}:{FRIENDS}", f"{HELP}:Kerro lisää"]
    reading = _read(tmp_path, header, [FRIENDS, "he soittivat"], ["", "Kyllä"])
    assert chosen(reading)["help"] == [["friends"], ["no_answer"]]


def test_answers_below_the_rest_of_a_merged_header_are_refused_by_address(tmp_path):
    rows = [[FRIENDS, "", ""], ["", FRIENDS, ""]]
    assert _refused(tmp_path, [HELP, "", ""], *rows) == [("nameless_options", "F1")]
    reading = _read(tmp_path, [HELP, "", ""], [FRIENDS, "", "oma huomio"])
    assert chosen(reading)["help"] == [["friends"]]


@pytest.mark.parametrize("column", ["{}[{}]_t1", "{}_t1[{}]"])
def test_an_undeclared_option_of_a_time_point_is_refused_by_its_header(tmp_path, column):
    form = (
        "form: wide\ntool: excel\nlanguage: fi\ntime_points: {Alku: '*_t0', Loppu: '*_t1'}\n"
        "columns: {belong: [b], heard: [h], respondent_code: [id], answered_at: [day]}\n"
        "questions: [belong, heard, help]\n"
    )
    header = ["id", *(f"{name}_t{n}" for n in (0, 1) for name in ("day", "b", "h"))]
    header += [column.format("help", option).replace("_t1", at) for option in ("friends", "pets") for at in ("_t0", "_t1")]  # fmt: skip
    answers = ["Samaa mieltä", "Eri mieltä"]
    row = ["k1", "1.2.2024 10:00", *answers, "1.5.2024 10:00", *answers, "1", "0", "0", "1"]
    file = xlsx(tmp_path / "a.xlsx", [header, row])
    with pytest.raises(Refusal) as caught:
        read(file, small_context(tmp_path, form))
    assert [(one.code, one.cell) for one in caught.value.reasons] == [("undeclared_option", "K1")]
