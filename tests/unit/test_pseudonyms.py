"""Pseudonyms: which respondent codes are one person, and that no code can be read from its key."""

import pytest

from orchestration.privacy.pseudonyms import key_id, person_key

SECRET = b"s" * 32


@pytest.mark.parametrize("variant", [" 3mar71", "3MAR-71", "3 mar 71", "３ＭＡＲ７１"])
def test_harmless_typing_variants_are_one_person(variant):
    assert person_key(variant, "county", SECRET) == person_key("3MAR71", "county", SECRET)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1-11", "11-1"),
        ("1 11", "11 1"),
        ("1-11", "111"),
        ("AB-C1", "A-BC1"),
        ("1¹", "11"),
        ("12-3-4", "1-23-4"),
        ("½", "1⁄2"),
    ],
)
def test_codes_that_only_folding_would_make_equal_are_two_people(one, other):
    assert person_key(one, "county", SECRET) != person_key(other, "county", SECRET)


@pytest.mark.parametrize("variant", ["1 - 11", "1–11", " 1-11 ", "１‑１１", "-1-11-"])
def test_every_hyphen_and_blank_between_two_digits_is_the_same(variant):
    assert person_key(variant, "county", SECRET) == person_key("1-11", "county", SECRET)


def test_other_code_other_scope_or_other_key_is_another_person():
    one = person_key("3MAR71", "county", SECRET)
    assert one != person_key("3MAP71", "county", SECRET)
    assert one != person_key("3MAR71", "other", SECRET)
    assert one != person_key("3MAR71", "county", b"t" * 32)


# R writes NA, pandas nan, Excel #N/A: taken as codes, they would make one person of all these rows.
@pytest.mark.parametrize("text", ["  - ", "NA", "n/a", "#N/A", "NaN", "NULL", "."])
def test_a_blank_code_is_nobody(text):
    assert person_key(text, "county", SECRET) is None


def test_a_running_number_is_one_person_also_as_a_decimal():
    assert person_key("17.0", "county", SECRET) == person_key("17", "county", SECRET)
    assert person_key("17.5", "county", SECRET) != person_key("17", "county", SECRET)
    assert person_key("0", "county", SECRET) == person_key("0.0", "county", SECRET) is not None


def test_the_code_cannot_be_read_from_the_key():
    assert "3mar71" not in person_key("3MAR71", "county", SECRET)
    assert SECRET.hex()[:12] != key_id(SECRET)
