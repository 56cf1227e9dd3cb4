"""Why somebody decided something is kept for good: no person can be named in it."""

import pytest

from orchestration.intake import reasons


@pytest.mark.parametrize(
    "reason", ["pyynnöstä, 131052-308T", "soitti 040 123 4567", "matti@posti.fi pyysi"]
)
def test_a_reason_with_personal_data_is_unfit_and_not_repeated(reason):
    said = reasons.unfit(reason)
    assert said and "identity code" in said and not any(word in said for word in reason.split())


def test_an_empty_reason_or_name_is_unfit_and_any_other_is_fine():
    assert reasons.unfit(" ") == "Give a reason that is not empty."
    assert reasons.unfit("x", "") == "Give a name and a reason that are not empty."
    assert reasons.unfit("Katsottu 12.3.2024, ks. pöytäkirja 14/2024", "Maija") is None


def test_a_respondent_code_is_found_in_a_reason_as_a_word_however_it_is_spelled():
    assert reasons.names_one_of("asked for by 3mar-71.", ["3MAR71"])
    assert not reasons.names_one_of("asked for by the respondent", ["a", "", "spon"])


def test_a_reason_is_kept_as_one_line_that_steers_no_terminal_and_is_not_endless():
    assert reasons.one_line(" eka\r\n toka\x1b[2J ") == "eka toka\\x1b[2J"
    assert (reasons.fault_of("x" * 2000), reasons.fault_of("x" * 2001)) == (None, "is_long")
    assert "2000" in reasons.unfit("x" * 2001)
