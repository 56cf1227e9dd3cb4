"""Pseudonyms: the key of a respondent code, and which texts are personal identity codes."""

import pytest

from orchestration.privacy.pseudonyms import has_identity_code, key_id, person_key

SECRET = b"s" * 32


@pytest.mark.parametrize("variant", [" 3mar71", "3MAR-71", "3 mar 71", "３ＭＡＲ７１"])
def test_harmless_typing_variants_are_one_person(variant):
    assert person_key(variant, "county", SECRET) == person_key("3MAR71", "county", SECRET)


def test_other_code_other_scope_or_other_key_is_another_person():
    one = person_key("3MAR71", "county", SECRET)
    assert one != person_key("3MAP71", "county", SECRET)
    assert one != person_key("3MAR71", "other", SECRET)
    assert one != person_key("3MAR71", "county", b"t" * 32)


# R writes NA, pandas nan, Excel #N/A: read as codes, all without one would be a single person.
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


# The specimen code of the Digital and Population Data Services Agency: 131052 + 308 = 131052308,
# 131052308 mod 31 = 22, and the 23rd check character is T.
@pytest.mark.parametrize(
    "text",
    [
        "131052-308T",
        "asiakas 131052-308t, Lahti",
        "131052A308T",
        "131052–308T",
        "131052 - 308T",
        "131052308T",
        "１３１０５２-３０８Ｔ",
    ],
)
def test_a_right_check_character_is_an_identity_code(text):
    assert has_identity_code(text)


@pytest.mark.parametrize(
    "text", ["131052-308U", "3MAR71", "2024-01-311", "1131052-308T", "1310523086", "131052-308-T"]
)
def test_anything_else_is_not(text):
    assert not has_identity_code(text)
