"""Respondent codes: slips and names are pointed at, and no code ever comes back."""

import pytest

from orchestration.privacy import respondent_codes

SHEET = ["3MAR71", " 3mar71", "3MAP71", "", "BrianS"]


def test_one_letter_neighbours_are_pointed_at_in_every_spelling():
    assert respondent_codes.near(SHEET) == [0, 1, 2]


def test_a_slip_between_a_letter_and_a_digit_is_a_neighbour():
    assert respondent_codes.near(["3MAO71", "3MA071"]) == [0, 1]


def test_running_numbers_are_no_neighbours():
    assert respondent_codes.near([f"A{number:03}" for number in range(200)]) == []


@pytest.mark.parametrize("texts", [["a", "b"], ["3MAR71", "3MAR7"], ["3MAR71", "4MAP71"], []])
def test_what_differs_otherwise_is_no_neighbour(texts):
    assert respondent_codes.near(texts) == []


@pytest.mark.parametrize(
    "text",
    [
        "BrianS",
        "Anna",
        "Anna-Liisa",
        " Matti Virtanen ",
        "O'Brien",
        "Åke",
        "محمد",
        "matti@posti.fi",
        "0401234567",
        "+358 50 123 4567",
    ],
)
def test_a_name_an_address_or_a_phone_number_is_flagged(text):
    assert respondent_codes.name_like([text]) == [0]


@pytest.mark.parametrize(
    "text", ["3MAR71", "KMR", "abc", "Ab", "", "A1", "Anna1", "007", "20240101", "0412-33"]
)
def test_a_code_is_no_name(text):
    assert respondent_codes.name_like([text]) == []


def test_blanks_around_and_another_case_are_found():
    assert respondent_codes.unusually_spelled(SHEET) == [1]
    assert respondent_codes.unusually_spelled(["3MAR71 ", "9ELO02"]) == [0]
    # The usual spelling is the most frequent one, even in small letters.
    assert respondent_codes.unusually_spelled(["3mar71", "3mar71", "3MAR71"]) == [2]


def test_a_code_of_blanks_and_hyphens_is_no_code():
    assert respondent_codes.blank(["3MAR71", "", "  ", "-"]) == [1, 2, 3]


def test_codes_that_only_a_hyphen_or_its_place_tells_apart_are_pointed_at():
    assert respondent_codes.differently_separated(
        ["1-11", "11-1", "2-12", "2 12", "3MAR71", "3-mar-71"]
    ) == [0, 1]
    assert respondent_codes.differently_separated(["1234", "12-34", ""]) == [0, 1]
