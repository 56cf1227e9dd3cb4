"""Personal identity codes are recognised by their check character, however they are typed."""

import pytest

from orchestration.privacy.personal_data import has_identity_code


# The specimen code of the Digital and Population Data Services Agency: 131052 + 308 = 131052308,
# 131052308 mod 31 = 25, and T is the check character of 25.
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
